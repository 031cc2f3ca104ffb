package facebook

import (
	"fmt"
	"slices"
	"strings"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/plugins/facebook/catalogue"
	"github.com/roictl/roictl/plugins/facebook/insights"
)

// adsQuestion is a query of the report ads in Meta's names.
type adsQuestion struct {
	insights.Question
	query    connector.Query
	measures []catalogue.Measure
	// dimensions are those of the query, then those that only the filter looks at.
	dimensions []catalogue.Dimension
	// exact says that something does not add up, so that Meta itself has to combine
	// it: only what the query is split by may split it.
	exact bool
	// objects are the conditions that only Meta can apply, since rows do not show what
	// they look at; they choose objects of objectsLevel.
	objects      connector.Filter
	objectsLevel catalogue.Level
	matcher      connector.Matcher
	positions    []int // in the query, of the question's intervals
}

// adsQuestion translates a query, and refuses what Meta would answer with nothing.
func (s *source) adsQuestion(query connector.Query) (*adsQuestion, connector.Diagnostics) {
	q := &adsQuestion{query: query}
	q.Intervals, q.Daily = query.Intervals, query.Grain == connector.GrainDay
	for i := range query.Intervals {
		q.positions = append(q.positions, i)
	}
	diags := q.readMeasures(s.account.Actions)
	diags = append(diags, q.readOption(s.account.Attribution)...)
	for _, name := range query.Dimensions {
		diags = append(diags, q.addDimension(name)...)
	}
	diags = append(diags, q.readFilter()...)
	if diags.HasErrors() {
		return nil, diags
	}
	if diags = append(diags, q.silences()...); diags.HasErrors() {
		return nil, diags
	}
	q.choose()
	matcher, err := connector.CompileFilter(q.rowFilter(), q.position)
	if err != nil {
		return nil, append(diags, connector.NewError(connector.CodeQuery, "Invalid filter", fmt.Sprintf("The filter cannot be applied: %v.", err)))
	}
	q.matcher = matcher
	return q, diags
}

func (q *adsQuestion) readMeasures(actions map[string]string) connector.Diagnostics {
	var diags connector.Diagnostics
	for _, name := range q.query.Measures {
		m, ok := catalogue.FindMeasure(name, actions)
		switch {
		case !ok:
			d := connector.NewError(codeField, "Unknown measure", fmt.Sprintf("Ads Insights has no measure %q.", name))
			d.Hint = catalogue.SuggestMeasure(name)
			diags = append(diags, d)
			continue
		case m.Replaced != "":
			diags = append(diags, retired("measure", name, m.Replaced))
			continue
		}
		q.measures = append(q.measures, m)
		q.exact = q.exact || !m.Aggregation.Additive()
	}
	return diags
}

func retired(what, name, instead string) connector.Diagnostic {
	d := connector.NewError(codeRetired, "Retired by Meta", fmt.Sprintf("Meta has retired the %s %s, and would answer with nothing or refuse everything that is asked beside it.", what, name))
	d.Hint = instead
	return d
}

func (q *adsQuestion) readOption(standard catalogue.Windows) connector.Diagnostics {
	text, chosen := q.query.Options[catalogue.AttributionOption]
	if !chosen || strings.TrimSpace(text) == "" {
		q.Windows = standard
		return nil
	}
	windows, err := catalogue.ParseWindows(text)
	if err != nil {
		d := connector.NewError(codeOption, "Invalid attribution", fmt.Sprintf("Conversions cannot be counted so: %v.", err))
		d.Hint = "Write the option as attribution = \"7d_click,1d_view\", or leave it out."
		return connector.Diagnostics{d}
	}
	q.Windows = windows
	return nil
}

func (q *adsQuestion) addDimension(name string) connector.Diagnostics {
	if _, there := q.position(name); there {
		return nil
	}
	d, ok := catalogue.FindDimension(name)
	switch {
	case !ok:
		problem := connector.NewError(codeField, "Unknown dimension", fmt.Sprintf("Ads Insights has no dimension %q.", name))
		problem.Hint = catalogue.SuggestDimension(name)
		return connector.Diagnostics{problem}
	case d.Replaced != "":
		return connector.Diagnostics{retired("breakdown", name, d.Replaced)}
	}
	q.dimensions = append(q.dimensions, d)
	return nil
}

// position finds a dimension of the question.
func (q *adsQuestion) position(name string) (int, bool) {
	at := slices.IndexFunc(q.dimensions, func(d catalogue.Dimension) bool { return d.Named(name) })
	return at, at >= 0
}

// choose decides the level, the breakdowns and the fields.
func (q *adsQuestion) choose() {
	for _, d := range q.dimensions {
		q.Level = max(q.Level, d.Level)
		if d.Breakdown {
			q.Breakdowns = append(q.Breakdowns, d.Name)
		} else {
			q.Fields = append(q.Fields, d.Name)
		}
	}
	for _, m := range q.measures {
		if !slices.Contains(q.Fields, m.Field) {
			q.Fields = append(q.Fields, m.Field)
		}
	}
}

// distinct says that no two rows of the answer can be the same cell.
func (q *adsQuestion) distinct() bool {
	if len(q.dimensions) > len(q.query.Dimensions) {
		return false
	}
	return q.Level == catalogue.AccountLevel || slices.ContainsFunc(q.dimensions, func(d catalogue.Dimension) bool { return d.ID && d.Level == q.Level })
}
