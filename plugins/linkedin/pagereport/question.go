package pagereport

import (
	"fmt"
	"slices"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/plugins/linkedin/reporting"
)

// Question is a query of the report.
type Question struct {
	query    connector.Query
	measures []measure
	columns  []string // the report's own names of the query's dimensions
	filter   connector.Matcher
	named    bool // the page's name is needed
}

// NewQuestion translates a query.
func NewQuestion(query connector.Query) (*Question, connector.Diagnostics) {
	report := Report()
	q := &Question{query: query}
	var diags connector.Diagnostics
	for _, name := range query.Measures {
		m, ok := report.Measure(name)
		if !ok {
			diags = append(diags, reporting.UnknownMeasure(report, name))
			continue
		}
		i := slices.IndexFunc(measures, func(have measure) bool { return have.Name == m.Name })
		q.measures = append(q.measures, measures[i])
	}
	for _, name := range query.Dimensions {
		d, ok := report.Dimension(name)
		if !ok {
			diags = append(diags, reporting.UnknownDimension(report, name))
		}
		q.columns = append(q.columns, d.Name)
		q.named = q.named || d.Name == "organization"
	}
	var err error
	q.filter, err = connector.CompileFilter(query.Filter, func(name string) (int, bool) {
		d, ok := report.Dimension(name)
		q.named = q.named || d.Name == "organization"
		return slices.IndexFunc(dimensions, func(have connector.Dimension) bool { return have.Name == d.Name }), ok
	})
	if err != nil {
		diags = append(diags, reporting.InvalidFilter(err))
	}
	return q, diags
}

// asks says whether a resource has to be asked.
func (q *Question) asks(s statistic) bool {
	return slices.ContainsFunc(q.measures, func(m measure) bool { return m.from == s })
}

// stock says whether the number of followers is asked for.
func (q *Question) stock() bool {
	return slices.ContainsFunc(q.measures, func(m measure) bool { return m.Aggregation == connector.AggregateLast })
}

// Plan estimates what the question costs, without asking anybody.
func (q *Question) Plan(today connector.Date) connector.QueryPlan {
	plan := connector.QueryPlan{EstimatedRows: -1, PushedDown: reporting.Filtered(q.query.Filter)}
	for _, s := range []statistic{shares, followers, views} {
		if !q.asks(s) {
			continue
		}
		for _, days := range q.requests(s, today) {
			plan.EstimatedCalls++
			plan.Steps = append(plan.Steps, fmt.Sprintf("%s by day in %s", resources[s].path, days))
		}
	}
	for _, month := range q.months() {
		plan.EstimatedCalls++
		plan.Steps = append(plan.Steps, fmt.Sprintf("different people in %s", month))
	}
	if q.stock() {
		plan.EstimatedCalls++
		plan.Steps = append(plan.Steps, "networkSizes: followers of now")
	}
	if q.named {
		plan.EstimatedCalls++
		plan.Steps = append(plan.Steps, "organizations: the page's name")
	}
	if since := today - settled; reporting.Reaches(q.query, since) {
		plan.ProvisionalTo = since
	}
	return plan
}
