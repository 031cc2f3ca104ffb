package facebook

import (
	"context"
	"fmt"
	"net/url"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/plugins/facebook/catalogue"
	"github.com/roictl/roictl/plugins/facebook/organic"
	"github.com/roictl/roictl/plugins/facebook/platform"
)

// page answers with Page Insights.
func (s *source) page(ctx context.Context, query connector.Query, out *connector.Stream) connector.Diagnostics {
	q, diags := s.organicQuestion(query)
	if diags.HasErrors() {
		return diags
	}
	if s.account.PageID == "" {
		return append(diags, missing("page_id", "Facebook Page", "The Page shows its number under About, Page transparency; roictl connectors test lists those that the login sees."))
	}
	page, problem := s.meta.Page(ctx, s.account.PageID)
	if problem != nil {
		return append(diags, atPage(problem))
	}
	q.at(s.meta.Moment())
	parts, problems := s.pageParts(q)
	if diags = append(diags, problems...); diags.HasErrors() {
		return diags
	}
	if diags = append(diags, s.readParts(platform.AsPage(ctx, page), q, parts, q.takePage)...); diags.HasErrors() {
		return diags
	}
	if q.points == 0 && len(parts) > 0 && len(q.unavailable) == 0 {
		if diags = append(diags, s.unseen(ctx, "Page", "read_insights")...); diags.HasErrors() {
			return diags
		}
	}
	return append(diags, q.write(out)...)
}

// atPage points at the Page's number where the Page is not visible.
func atPage(problem *platform.Problem) connector.Diagnostic {
	if problem.Kind == platform.Missing || problem.Kind == platform.Permission {
		problem.Path = connector.Path("page_id")
	}
	return problem.Diagnostic
}

// pageWindow is how many days one request asks for. Meta allows 90 days of 24 hours
// (Page Insights, "Limitations"), which are fewer days where the clock changes.
const pageWindow = 89

// pagePeriods are the windows for which Meta counts people.
var pagePeriods = map[int]string{1: "day", 7: "week", 28: "days_28"}

// pageParts are the requests of a question: one metric each, since one that Meta has
// retired fails everything that is asked beside it.
func (s *source) pageParts(q *organicQuestion) ([]organicPart, connector.Diagnostics) {
	breakdown := ""
	if len(q.dimensions) > 0 {
		breakdown = pageBreakdowns[q.dimensions[0]]
	}
	var parts []organicPart
	odd := 0
	add := func(metric, period string, interval int, first, last connector.Date) {
		p := url.Values{"metric": {metric}, "period": {period}, "since": {first.String()}, "until": {(last + 1).String()}}
		if breakdown != "" {
			p.Set("breakdown", breakdown)
		}
		parts = append(parts, organicPart{Part: platform.Part{Path: s.account.PageID + "/insights", Parameters: p}, metrics: []string{metric}, breakdown: breakdown, interval: interval, first: first, last: last})
	}
	for _, m := range q.measures {
		for i, interval := range q.query.Intervals {
			kept := q.keptPart(interval)
			switch {
			case kept.Days() == 0:
			case q.daily || m.Aggregation.Additive():
				for first := kept.Start; first <= kept.End; first += pageWindow {
					add(m.Metric, "day", i, first, min(first+pageWindow-1, kept.End))
				}
			case pagePeriods[interval.Days()] == "":
				odd++
			case kept == interval:
				add(m.Metric, pagePeriods[interval.Days()], i, kept.End, kept.End)
			}
		}
	}
	if odd == 0 {
		return parts, nil
	}
	d := connector.NewWarning(codeUnique, "People are counted for certain periods only",
		"Meta counts the people that a Page reached for a day, for seven days and for 28 days, and for no other period; days cannot be added up. Other periods have no value.")
	d.Hint = "Judge reach by the week, or use page_media_view, which adds up."
	if len(parts) == 0 {
		d.Severity = connector.SeverityError
	}
	return parts, connector.Diagnostics{d}
}

// pageBreakdowns are Meta's names of the dimensions.
var pageBreakdowns = map[string]string{catalogue.Origin: "is_from_ads", catalogue.Followers: "is_from_followers"}

// pageSegments are the values of dimensions, which Meta writes as 0 and 1.
var pageSegments = map[string]map[string]string{
	catalogue.Origin:    {"0": catalogue.Organic, "1": catalogue.Paid},
	catalogue.Followers: {"0": "non_follower", "1": "follower"},
}

// takePage puts the points of a metric into their places: by day, or added up over
// a window, of which a stock has its last day.
func (q *organicQuestion) takePage(p organicPart, metric string, points []organic.Point) error {
	interval := q.query.Intervals[p.interval]
	for column, m := range q.measures {
		if m.Metric != metric {
			continue
		}
		for _, point := range points {
			if !interval.Contains(point.Day) || point.Day < p.first {
				continue
			}
			q.saw(point.Day)
			slot := int32(p.interval)
			if q.daily {
				slot = int32(point.Day)
			} else if m.Aggregation == connector.AggregateLast && point.Day != min(interval.End, q.today-1) {
				continue
			}
			texts := make([]connector.Text, len(q.dimensions))
			for i, dimension := range q.dimensions {
				value, known := pageSegments[dimension][point.Segment]
				if !known {
					return fmt.Errorf("%w: %s is %q", organic.ErrAnswer, dimension, point.Segment)
				}
				texts[i] = connector.Text{Value: value}
			}
			if err := q.put(slot, column, texts, point.Value); err != nil {
				return err
			}
		}
	}
	return nil
}
