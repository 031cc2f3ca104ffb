package facebook

import (
	"context"
	"fmt"
	"net/url"
	"slices"
	"strings"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/plugins/facebook/catalogue"
	"github.com/roictl/roictl/plugins/facebook/organic"
	"github.com/roictl/roictl/plugins/facebook/platform"
)

// instagram answers with insights of an Instagram account.
func (s *source) instagram(ctx context.Context, query connector.Query, out *connector.Stream) connector.Diagnostics {
	q, diags := s.organicQuestion(query)
	if diags.HasErrors() {
		return diags
	}
	id, problems := s.instagramID(ctx)
	if diags = append(diags, problems...); diags.HasErrors() {
		return diags
	}
	q.at(s.meta.Moment())
	parts, problems := q.instagramParts(id)
	if diags = append(diags, problems...); diags.HasErrors() {
		return diags
	}
	if diags = append(diags, s.readParts(ctx, q, parts, q.takeInstagram)...); diags.HasErrors() {
		return diags
	}
	if q.points == 0 && len(parts) > 0 && len(q.unavailable) == 0 {
		if diags = append(diags, s.unseen(ctx, "Instagram account", "instagram_manage_insights", "read_insights")...); diags.HasErrors() {
			return diags
		}
	}
	return append(diags, q.write(out)...)
}

// instagramID is the number of the Instagram account: that of the block, or of the
// one that is linked to its Page.
func (s *source) instagramID(ctx context.Context) (string, connector.Diagnostics) {
	const hint = "Set instagram_id, or page_id of the Page that the account is linked to; roictl connectors test tells the number."
	switch {
	case s.account.InstagramID != "":
		return s.account.InstagramID, s.visible(ctx, s.account.InstagramID)
	case s.account.PageID == "":
		return "", connector.Diagnostics{missing("instagram_id", "Instagram account", hint)}
	}
	page, problem := s.meta.Page(ctx, s.account.PageID)
	switch {
	case problem != nil:
		return "", connector.Diagnostics{atPage(problem)}
	case page.Instagram == nil:
		return "", connector.Diagnostics{missing("instagram_id", "Instagram account", fmt.Sprintf("No professional account is linked to the Page %s. %s", page.Name, hint))}
	}
	return page.Instagram.ID, nil
}

// visible reads an Instagram account, which tells whether the login sees it, and the
// time by Meta's clock.
func (s *source) visible(ctx context.Context, id string) connector.Diagnostics {
	var node struct {
		ID string `json:"id"`
	}
	problem := s.meta.Get(ctx, id, url.Values{"fields": {"id"}}, &node)
	if problem == nil {
		return nil
	}
	if problem.Kind == platform.Missing || problem.Kind == platform.Permission {
		problem.Path = connector.Path("instagram_id")
	}
	return connector.Diagnostics{problem.Diagnostic}
}

// instagramWindow is how many days one request may ask for (Instagram Platform,
// "Insights").
const instagramWindow = 30

// instagramParts are the requests of a question. Most metrics come as one number for
// a window, so that days are asked for one by one, all metrics of a day together.
func (q *organicQuestion) instagramParts(id string) ([]organicPart, connector.Diagnostics) {
	byBreakdown := make(map[string][]catalogue.OrganicMeasure)
	for _, m := range q.measures {
		breakdown := m.Breakdown
		if len(q.dimensions) > 0 {
			breakdown = catalogue.Product
		}
		byBreakdown[breakdown] = append(byBreakdown[breakdown], m)
	}
	var parts []organicPart
	long := 0
	add := func(breakdown string, metrics []string, interval int, first, last connector.Date) {
		p := url.Values{
			"metric": {strings.Join(metrics, ",")}, "period": {"day"}, "metric_type": {"total_value"},
			"since": {first.String()}, "until": {(last + 1).String()},
		}
		if breakdown != "" {
			p.Set("breakdown", breakdown)
		}
		parts = append(parts, organicPart{Part: platform.Part{Path: id + "/insights", Parameters: p}, metrics: metrics, breakdown: breakdown, interval: interval, first: first, last: last})
	}
	for _, breakdown := range []string{"", catalogue.Product, "follow_type"} {
		for i, interval := range q.query.Intervals {
			kept := q.keptPart(interval)
			step := connector.Date(instagramWindow)
			if q.daily {
				step = 1
			}
			var sums, people []string
			for _, m := range byBreakdown[breakdown] {
				names := &sums
				if !m.Aggregation.Additive() && !q.daily {
					names = &people
				}
				if !slices.Contains(*names, m.Metric) {
					*names = append(*names, m.Metric)
				}
			}
			if len(people) > 0 && interval.Days() <= instagramWindow {
				sums, people = append(sums, people...), nil
			} else if len(people) > 0 {
				long++
			}
			for first := kept.Start; first <= kept.End && len(sums) > 0; first += step {
				add(breakdown, sums, i, first, min(first+step-1, kept.End))
			}
		}
	}
	if long == 0 {
		return parts, nil
	}
	d := connector.NewWarning(codeUnique, "People are counted for 30 days at most",
		"Instagram counts people for windows of up to 30 days, and days cannot be added up. Longer windows have no value.")
	d.Hint = "Judge reach by the week, or use views, which add up."
	if len(parts) == 0 {
		d.Severity = connector.SeverityError
	}
	return parts, connector.Diagnostics{d}
}

// takeInstagram puts the points of a metric into their places.
func (q *organicQuestion) takeInstagram(p organicPart, metric string, points []organic.Point) error {
	slot := int32(p.interval)
	if q.daily {
		slot = int32(p.first)
	}
	for column, m := range q.measures {
		if m.Metric != metric {
			continue
		}
		for _, point := range points {
			if m.Breakdown != "" && point.Segment != m.Value {
				continue
			}
			q.saw(p.first)
			q.saw(p.last)
			texts := make([]connector.Text, len(q.dimensions))
			for i, dimension := range q.dimensions {
				texts[i] = connector.Text{Value: surface(dimension, point.Segment)}
			}
			if err := q.put(slot, column, texts, point.Value); err != nil {
				return err
			}
		}
	}
	return nil
}

// surface is what a dimension says of a surface of Instagram: what was seen as an ad
// was paid for.
func surface(dimension, product string) string {
	switch {
	case dimension != catalogue.Origin:
		return product
	case product == "AD":
		return catalogue.Paid
	}
	return catalogue.Organic
}
