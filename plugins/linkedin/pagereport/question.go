package pagereport

import (
	"fmt"
	"slices"

	"github.com/roictl/roictl/connector"
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
			diags = append(diags, unknown("measure", name, report.SuggestMeasure(name)))
			continue
		}
		i := slices.IndexFunc(measures, func(have measure) bool { return have.Name == m.Name })
		q.measures = append(q.measures, measures[i])
	}
	for _, name := range query.Dimensions {
		d, ok := report.Dimension(name)
		if !ok {
			diags = append(diags, unknown("dimension", name, report.SuggestDimension(name)))
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
		diags = append(diags, connector.NewError(connector.CodeQuery, "Invalid filter", err.Error()+"."))
	}
	return q, diags
}

func unknown(kind, name, near string) connector.Diagnostic {
	d := connector.NewError(connector.CodeQuery, "Unknown "+kind, fmt.Sprintf("LinkedIn's page report has no %s %q.", kind, name))
	d.Hint = "roictl connectors schema linkedin lists all of them."
	if near != "" {
		d.Hint = fmt.Sprintf("Did you mean %q?", near)
	}
	return d
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
	plan := connector.QueryPlan{EstimatedRows: -1}
	for _, clause := range q.query.Filter {
		for _, condition := range clause {
			if !slices.Contains(plan.PushedDown, condition.Dimension) {
				plan.PushedDown = append(plan.PushedDown, condition.Dimension)
			}
		}
	}
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
	if since := today - settled; slices.ContainsFunc(q.query.Intervals, func(i connector.Interval) bool { return i.End >= since }) {
		plan.ProvisionalTo = since
	}
	return plan
}
