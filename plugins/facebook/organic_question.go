package facebook

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/plugins/facebook/catalogue"
	"github.com/roictl/roictl/plugins/facebook/cells"
	"github.com/roictl/roictl/plugins/facebook/organic"
	"github.com/roictl/roictl/plugins/facebook/platform"
)

// organicQuestion is a query about a Page or an Instagram account.
type organicQuestion struct {
	query      connector.Query
	daily      bool
	zone       *time.Location // in which days are cut
	today      connector.Date
	measures   []catalogue.OrganicMeasure
	dimensions []string // the query's, in Meta's names, then those that only the filter looks at
	matcher    connector.Matcher

	table       *cells.Table
	points      int // that were received
	unavailable map[string]bool
	first, last connector.Date // days with values; 0 when there are none
}

// organicQuestion translates a query, and refuses what Meta does not have.
func (s *source) organicQuestion(query connector.Query) (*organicQuestion, connector.Diagnostics) {
	q := &organicQuestion{query: query, daily: query.Grain == connector.GrainDay, zone: time.UTC, unavailable: make(map[string]bool)}
	if query.Report != catalogue.InstagramMediaReport {
		zone, err := time.LoadLocation(catalogue.Pacific)
		if err != nil {
			return nil, connector.Diagnostics{connector.NewError(connector.CodeQuery, "Time zone is not known", fmt.Sprintf("Days of Pages are Pacific time, which this machine does not know: %v.", err))}
		}
		q.zone = zone
	}
	q.at(s.meta.Moment())
	diags := q.readMeasures()
	for _, name := range query.Dimensions {
		diags = append(diags, q.addDimension(name)...)
	}
	for _, clause := range query.Filter {
		for _, condition := range clause {
			if _, there := q.position(condition.Dimension); !there {
				diags = append(diags, q.addDimension(condition.Dimension)...)
			}
		}
	}
	if diags.HasErrors() {
		return nil, diags
	}
	if diags = append(diags, q.checkSplits()...); diags.HasErrors() {
		return nil, diags
	}
	matcher, err := connector.CompileFilter(query.Filter, q.position)
	if err != nil {
		return nil, append(diags, connector.NewError(connector.CodeQuery, "Invalid filter", fmt.Sprintf("The filter cannot be applied: %v.", err)))
	}
	q.matcher = matcher
	var columns []connector.Aggregation
	for _, m := range q.measures {
		columns = append(columns, m.Aggregation)
	}
	q.table = cells.NewTable(columns)
	return q, diags
}

// at notes which day it is.
func (q *organicQuestion) at(moment time.Time) { q.today = connector.DateIn(moment, q.zone) }

func (q *organicQuestion) readMeasures() connector.Diagnostics {
	var diags connector.Diagnostics
	for _, name := range q.query.Measures {
		m, ok := catalogue.FindOrganic(q.query.Report, name)
		switch {
		case !ok:
			d := connector.NewError(codeField, "Unknown measure", fmt.Sprintf("The report %q has no measure %q.", q.query.Report, name))
			d.Hint = "roictl connectors describe facebook lists them."
			diags = append(diags, d)
		case m.Replaced != "":
			diags = append(diags, retired("metric", name, m.Replaced))
		default:
			q.measures = append(q.measures, m)
		}
	}
	return diags
}

func (q *organicQuestion) addDimension(name string) connector.Diagnostics {
	d, ok := catalogue.FindOrganicDimension(q.query.Report, name)
	if !ok {
		problem := connector.NewError(codeField, "Unknown dimension", fmt.Sprintf("The report %q has no dimension %q.", q.query.Report, name))
		problem.Hint = "roictl connectors describe facebook lists them."
		return connector.Diagnostics{problem}
	}
	q.dimensions = append(q.dimensions, d.Name)
	return nil
}

func (q *organicQuestion) position(name string) (int, bool) {
	d, _ := catalogue.FindOrganicDimension(q.query.Report, name)
	at := slices.Index(q.dimensions, d.Name)
	return at, at >= 0
}

// checkSplits refuses to split what Meta does not split.
func (q *organicQuestion) checkSplits() connector.Diagnostics {
	if q.query.Report == catalogue.InstagramMediaReport {
		return nil // every medium is a row
	}
	var diags connector.Diagnostics
	for _, dimension := range q.dimensions {
		var lacking []string
		for _, m := range q.measures {
			if !m.AllowsSplit(dimension) {
				lacking = append(lacking, m.Name)
			}
		}
		if lacking != nil {
			d := connector.NewError(codeBreakdown, "Metric cannot be split in this way", fmt.Sprintf("Meta does not split %s by %s.", strings.Join(lacking, ", "), dimension))
			d.Hint = "Views can be split; of people and of interactions with a Page, Meta does not tell organic from paid. What was paid for stands in the report ads."
			diags = append(diags, d)
		}
	}
	if q.query.Report == catalogue.PageReport && len(q.dimensions) > 1 {
		d := connector.NewError(codeBreakdown, "Metric cannot be split in this way", "Meta splits views of a Page by one thing at a time.")
		d.Hint = "Use origin or is_from_followers, not both."
		diags = append(diags, d)
	}
	return diags
}

// daysKept is how long Meta keeps figures of Pages and Instagram (Page Insights and
// Instagram Platform, "Limitations": two years).
const daysKept = 730

// keptPart is the part of a window of which Meta has figures: over days, and not too
// old. A window that adds up to one figure is all there or not at all.
func (q *organicQuestion) keptPart(window connector.Interval) connector.Interval {
	floor := q.today - daysKept
	if window.Start < floor && !q.daily {
		return connector.Interval{Start: floor, End: floor - 1}
	}
	return connector.Interval{Start: max(window.Start, floor), End: min(window.End, q.today-1)}
}

// put puts a value into its place, if the filter keeps it.
func (q *organicQuestion) put(slot int32, column int, texts []connector.Text, value connector.Decimal) error {
	if !q.matcher.Match(texts) {
		return nil
	}
	return q.table.Put(slot, texts[:len(q.query.Dimensions)], column, value)
}

// saw notes that a day has values.
func (q *organicQuestion) saw(day connector.Date) {
	q.points++
	if q.first == 0 || day < q.first {
		q.first = day
	}
	q.last = max(q.last, day)
}

// codeUnavailable says that Meta does not have a metric here.
const codeUnavailable = "FACEBOOK_METRIC_UNAVAILABLE"

// write writes the answer. What is absent is not known: Meta writes zeros itself.
func (q *organicQuestion) write(out *connector.Stream) connector.Diagnostics {
	h := connector.Header{Grain: q.query.Grain, TimeZone: q.zone.String()}
	for _, name := range q.query.Dimensions {
		h.Dimensions = append(h.Dimensions, connector.Column{Name: name})
	}
	for i, name := range q.query.Measures {
		h.Measures = append(h.Measures, connector.Column{Name: name, Unit: q.measures[i].Unit})
	}
	if out.Header(h) != nil {
		return nil // the SDK remembers why
	}
	for _, row := range q.table.Rows() {
		var err error
		if q.daily {
			err = out.Append(connector.Date(row.Slot), row.Texts, row.Values)
		} else {
			err = out.AppendTotal(int(row.Slot), row.Texts, row.Values)
		}
		if err != nil {
			return nil
		}
	}
	t := out.Trailer()
	t.CoveredFrom, t.FreshUntil = q.first, q.last
	if since := q.today - 2; q.last >= since {
		t.Flags = append(t.Flags, connector.Flag{Code: connector.FlagProvisional, Since: since, Detail: "Figures of Pages and Instagram come up to 48 hours late."})
	}
	var diags connector.Diagnostics
	for i, m := range q.measures {
		if q.unavailable[m.Metric] {
			d := connector.NewWarning(codeUnavailable, "Metric is not available", fmt.Sprintf("Meta has no %s here: it retires metrics account by account. It has no value; the other measures have theirs.", m.Name))
			d.Hint = "Use another measure, such as page_media_view or views."
			diags = append(diags, d)
		}
		if q.table.Clashed(i) {
			d := connector.NewWarning(codeUnique, "Figures do not add up", fmt.Sprintf("%s counts people, who are in no sum, so that it has no value where several parts fall together.", m.Name))
			d.Hint = "Split by the dimension instead of filtering by several of its values."
			diags = append(diags, d)
		}
	}
	return diags
}

// unseen says why a login that may read sees nothing; a warning where that is not
// known.
func (s *source) unseen(ctx context.Context, what string, scopes ...string) connector.Diagnostics {
	token, problem := s.meta.Inspect(ctx)
	switch {
	case problem != nil:
		return connector.Diagnostics{problem.Diagnostic}
	case token != nil:
		if d := s.blindness(token, scopes...); d != nil {
			return connector.Diagnostics{*d}
		}
	}
	d := connector.NewWarning(codeEmpty, "Meta says nothing at all", fmt.Sprintf("Meta has no figures of the %s on these days. It gives none below 100 followers, none that are too old, and none, without an error, to a login that lacks %s.", what, strings.Join(scopes, " or ")))
	d.Hint = "Run roictl connectors test with the app's id and secret in the auth block, which tells what the login may read."
	return connector.Diagnostics{d}
}

// readParts asks for the parts of a question in batches and hands over the points
// of each. A metric that Meta does not have is noted; it does not spoil the others.
func (s *source) readParts(ctx context.Context, q *organicQuestion, parts []organicPart, take func(organicPart, string, []organic.Point) error) connector.Diagnostics {
	requests := make([]platform.Part, len(parts))
	for i, p := range parts {
		requests[i] = p.Part
	}
	replies, problem := s.meta.Batch(ctx, requests)
	if problem != nil {
		return connector.Diagnostics{problem.Diagnostic}
	}
	var single []organicPart
	for i, reply := range replies {
		p := parts[i]
		switch {
		case reply.Problem == nil:
		case reply.Problem.Kind == platform.Unsupported && len(p.metrics) > 1:
			single = append(single, p.apart()...)
			continue
		case reply.Problem.Kind == platform.Unsupported:
			q.unavailable[p.metrics[0]] = true
			continue
		default:
			return connector.Diagnostics{reply.Problem.Diagnostic}
		}
		read, err := organic.Read(reply.Body, p.breakdown, q.zone)
		for _, name := range p.metrics {
			if err == nil {
				err = take(p, name, read[name])
			}
		}
		if err != nil {
			return connector.Diagnostics{s.meta.Misread(err).Diagnostic}
		}
	}
	if len(single) == 0 {
		return nil
	}
	return s.readParts(ctx, q, single, take)
}

// organicPart is a request of a batch.
type organicPart struct {
	platform.Part
	metrics   []string
	breakdown string         // of the request
	interval  int            // of the query
	first     connector.Date // of its days
	last      connector.Date
}

// apart asks for each metric alone: one that Meta does not have fails all that are
// asked beside it.
func (p organicPart) apart() []organicPart {
	var all []organicPart
	for _, metric := range p.metrics {
		one := p
		one.metrics = []string{metric}
		one.Parameters = make(map[string][]string)
		for name, values := range p.Parameters {
			one.Parameters[name] = values
		}
		one.Parameters.Set("metric", metric)
		all = append(all, one)
	}
	return all
}
