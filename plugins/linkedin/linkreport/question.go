package linkreport

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
	columns  []int             // positions in the report's dimensions
	all      connector.Matcher // the filter
	listed   connector.Matcher // likewise, as far as lists tell
}

// NewQuestion translates a query.
func NewQuestion(query connector.Query) (*Question, connector.Diagnostics) {
	report := Report()
	q := &Question{query: query}
	var diags connector.Diagnostics
	for _, name := range query.Measures {
		i := slices.IndexFunc(measures, func(m measure) bool { return m.Name == name })
		if i < 0 {
			diags = append(diags, reporting.UnknownMeasure(report, name))
			continue
		}
		q.measures = append(q.measures, measures[i])
	}
	find := func(name string) (int, bool) {
		d, ok := report.Dimension(name)
		return slices.IndexFunc(report.Dimensions, func(have connector.Dimension) bool { return have.Name == d.Name }), ok
	}
	for _, name := range query.Dimensions {
		i, ok := find(name)
		if !ok {
			diags = append(diags, reporting.UnknownDimension(report, name))
		}
		q.columns = append(q.columns, i)
	}
	early := make(connector.Filter, 0, len(query.Filter))
	for _, clause := range query.Filter {
		early = append(early, slices.DeleteFunc(slices.Clone(clause), func(c connector.Condition) bool {
			i, _ := find(c.Dimension)
			return i >= len(known)
		}))
	}
	var err, earlyErr error
	q.all, err = connector.CompileFilter(query.Filter, find)
	q.listed, earlyErr = connector.CompileFilter(early, find)
	if err == nil {
		err = earlyErr
	}
	if err != nil {
		diags = append(diags, reporting.InvalidFilter(err))
	}
	return q, diags
}

// Plan says what the question costs, as far as that is known without asking anybody.
func (q *Question) Plan(accounts int) connector.QueryPlan {
	plan := connector.QueryPlan{EstimatedRows: -1, PushedDown: reporting.Filtered(q.query.Filter)}
	const lists = 4 // the account, its groups, campaigns and creatives
	plan.EstimatedCalls = accounts * (lists + 2)
	plan.Steps = []string{
		"campaign groups, campaigns and creatives, once",
		fmt.Sprintf("posts: the landing pages of creatives, %d at a time", postBatch),
		"adTrackingParameters: what LinkedIn appends, one request for each campaign",
	}
	return plan
}
