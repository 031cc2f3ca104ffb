package ga4

import (
	"fmt"
	"slices"
	"strings"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/plugins/ga4/catalogue"
	"github.com/roictl/roictl/plugins/ga4/condition"
	"github.com/roictl/roictl/plugins/ga4/platform"
	"github.com/roictl/roictl/plugins/ga4/request"
)

// Codes of what cannot be asked.
const (
	codeReport     = "GA4_REPORT"
	codeDimensions = "GA4_DIMENSIONS"
)

// question is a query in Google's names.
type question struct {
	request.Question
	query      connector.Query
	measures   []catalogue.Measure // as the query asks for them
	dimensions []int               // positions in Question.Dimensions, likewise
	unlisted   []name              // names that only the property knows
}

// name is a name in a query.
type name struct {
	text    string
	measure bool
}

// path leads to the name in the query.
func (n name) path() []connector.PathStep {
	if n.measure {
		return connector.MeasurePath(n.text)
	}
	return connector.DimensionPath(n.text)
}

// question translates a query.
func (s *source) question(query connector.Query) (*question, connector.Diagnostics) {
	q := &question{query: query, Question: request.Question{
		Intervals: query.Intervals, Daily: query.Grain == connector.GrainDay, Currency: s.property.Currency,
	}}
	if query.Report != catalogue.ReportName {
		return nil, connector.Diagnostics{connector.NewError(codeReport, "Unknown report", fmt.Sprintf("There is no report %q; there is one, %q.", query.Report, catalogue.ReportName))}
	}
	for _, name := range query.Measures {
		q.addMeasure(name)
	}
	for _, name := range query.Dimensions {
		api := q.dimension(name)
		at := slices.Index(q.Dimensions, api)
		if at < 0 {
			at = len(q.Dimensions)
			q.Dimensions = append(q.Dimensions, api)
		}
		q.dimensions = append(q.dimensions, at)
	}
	filter, err := condition.Expression(query.Filter, q.dimension)
	if err != nil {
		return nil, connector.Diagnostics{connector.NewError(connector.CodeQuery, "Invalid filter", err.Error()+".")}
	}
	q.Filter = filter
	return q, q.check()
}

// addMeasure asks for a measure, and for what a ratio has below its line.
func (q *question) addMeasure(name string) {
	m, listed := catalogue.FindMeasure(name)
	if !listed {
		m = catalogue.Unlisted(name)
		q.meet(name, true)
	}
	q.measures = append(q.measures, m)
	for _, metric := range []string{m.API, m.Per} {
		if metric != "" && !slices.Contains(q.Metrics, metric) {
			q.Metrics = append(q.Metrics, metric)
		}
	}
}

// dimension returns Google's name of a dimension.
func (q *question) dimension(text string) string {
	if d, listed := catalogue.FindDimension(text); listed {
		return d.API
	}
	q.meet(text, false)
	return text
}

func (q *question) meet(text string, measure bool) {
	if n := (name{text, measure}); !slices.Contains(q.unlisted, n) {
		q.unlisted = append(q.unlisted, n)
	}
}

// check says what Google never answers.
func (q *question) check() connector.Diagnostics {
	var diags connector.Diagnostics
	refuse := func(detail, hint string, path []connector.PathStep) {
		d := connector.NewError(codeDimensions, "Dimensions cannot be asked for", detail)
		d.Hint, d.Path = hint, path
		diags = append(diags, d)
	}
	if width := q.Width(); width > request.MaxDimensions {
		refuse(fmt.Sprintf("Google splits a report by %d dimensions at most, the day included, and this would be %d: %s.", request.MaxDimensions, width, strings.Join(q.query.Dimensions, ", ")),
			"Use fewer dimensions in by and where of the KPIs and metrics.", nil)
	}
	for _, reserved := range []string{"date", "dateRange"} {
		if slices.Contains(q.Dimensions, reserved) && (q.Daily || reserved == "dateRange") {
			refuse(fmt.Sprintf("%q is not a dimension to split or filter by: roictl asks for days itself, by the periods of the KPIs.", reserved),
				"Remove it, or use another one such as dayOfWeekName.", connector.DimensionPath(reserved))
		}
	}
	return append(diags, q.homeless()...)
}

// homeless says which measures of advertising are asked for without a campaign:
// Google has them by campaign only.
func (q *question) homeless() connector.Diagnostics {
	if slices.ContainsFunc(q.named(), catalogue.OfCampaigns) {
		return nil
	}
	var diags connector.Diagnostics
	for _, m := range q.measures {
		if !m.ByCampaign() {
			continue
		}
		d := connector.NewError(platform.CodeIncompatible, "Metric needs a campaign", fmt.Sprintf("Google gives %s by campaign only, and neither by nor where names one.", m.API))
		d.Hint = "Split the KPI with by = [\"sessionCampaignName\"], or choose campaigns with where = { sessionCampaignName = \"*\" } in the metric."
		d.Path = connector.MeasurePath(m.Name)
		diags = append(diags, d)
	}
	return diags
}

// named are the dimensions of the question in Google's names, those of its filter
// too.
func (q *question) named() []string {
	names := slices.Clone(q.Dimensions)
	for _, clause := range q.query.Filter {
		for _, c := range clause {
			names = append(names, q.dimension(c.Dimension))
		}
	}
	return names
}
