package adreport

import (
	"fmt"
	"slices"
	"strings"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/plugins/linkedin/analytics"
	"github.com/roictl/roictl/plugins/linkedin/catalogue"
	"github.com/roictl/roictl/plugins/linkedin/reporting"
)

// codeImpossible says that LinkedIn does not split so.
const codeImpossible = "LINKEDIN_DIMENSIONS"

// Question is a query in LinkedIn's terms.
type Question struct {
	query    connector.Query
	names    *catalogue.Book
	measures []catalogue.Measure   // as the query asks for them
	columns  []catalogue.Dimension // likewise
	needed   []catalogue.Dimension // the columns, and behind them what only the filter looks at
	metrics  []string              // fields to ask for
	level    catalogue.Level       // of the entities that rows have to tell apart
	chosen   catalogue.Level       // of the entities that the filter chooses among
	pivots   []string              // what rows are split by beside entities
	byRow    bool                  // the filter looks at what only a row knows
	rows     connector.Matcher     // the filter, on the texts of needed
	choice   connector.Matcher     // likewise, as far as it is about entities
}

// NewQuestion translates a query of a report of ads.
func NewQuestion(query connector.Query) (*Question, connector.Diagnostics) {
	q := &Question{query: query, names: catalogue.Books(query.Report), level: catalogue.Account, chosen: catalogue.Account}
	var diags connector.Diagnostics
	for _, name := range query.Measures {
		m, ok := q.names.Measure(name)
		if !ok {
			diags = append(diags, reporting.UnknownMeasure(q.names.Report, name))
		}
		q.measures = append(q.measures, m)
	}
	for _, name := range query.Dimensions {
		d, ok := q.names.Dimension(name)
		if !ok {
			diags = append(diags, reporting.UnknownDimension(q.names.Report, name))
		}
		q.columns = append(q.columns, d)
	}
	q.needed = slices.Clone(q.columns)
	diags = append(diags, q.readFilter()...)
	if diags.HasErrors() {
		return nil, diags
	}
	q.settle()
	return q, q.check()
}

// readFilter finds what the filter looks at, and prepares it: all of it for rows, and
// what is about entities for choosing among them.
func (q *Question) readFilter() connector.Diagnostics {
	about := make(connector.Filter, 0, len(q.query.Filter))
	for _, clause := range q.query.Filter {
		kept := make(connector.Clause, 0, len(clause))
		for _, condition := range clause {
			d, ok := q.names.Dimension(condition.Dimension)
			if !ok {
				return connector.Diagnostics{reporting.UnknownDimension(q.names.Report, condition.Dimension)}
			}
			if q.position(condition.Dimension) < 0 {
				q.needed = append(q.needed, d)
			}
			if d.Level == catalogue.Elsewhere {
				q.byRow = true
				continue
			}
			q.chosen = max(q.chosen, d.Level)
			kept = append(kept, condition)
		}
		about = append(about, kept)
	}
	var err, choiceErr error
	find := func(name string) (int, bool) { i := q.position(name); return i, i >= 0 }
	q.rows, err = connector.CompileFilter(q.query.Filter, find)
	q.choice, choiceErr = connector.CompileFilter(about, find)
	if err == nil {
		err = choiceErr
	}
	if err != nil {
		return connector.Diagnostics{reporting.InvalidFilter(err)}
	}
	return nil
}

// position finds a dimension among the needed ones.
func (q *Question) position(name string) int {
	d, _ := q.names.Dimension(name)
	return slices.IndexFunc(q.needed, func(n catalogue.Dimension) bool { return n.Name == d.Name })
}

// settle works out what to ask for: rows as coarse as will do, where the filter is
// about entities only, which a list of them says just as well.
func (q *Question) settle() {
	told := q.columns
	if q.byRow {
		told = q.needed
	}
	for _, d := range told {
		q.level = max(q.level, d.Level)
		if d.Pivot != "" && !slices.Contains(q.pivots, d.Pivot) {
			q.pivots = append(q.pivots, d.Pivot)
		}
	}
	for _, m := range q.measures {
		if !slices.Contains(q.metrics, m.Name) {
			q.metrics = append(q.metrics, m.Name)
		}
	}
	// LinkedIn leaves rows out of which all metrics are absent, reach of a few
	// members for one. That something was shown tells such rows from none.
	if q.whole() && !slices.Contains(q.metrics, "impressions") {
		q.metrics = append(q.metrics, "impressions")
	}
}

// whole says whether any measure is of a whole window and of nothing that is added
// up.
func (q *Question) whole() bool {
	return slices.ContainsFunc(q.measures, func(m catalogue.Measure) bool { return m.Whole })
}

// byMember says whether rows are split by who saw the ad.
func (q *Question) byMember() bool {
	return slices.ContainsFunc(q.pivots, func(p string) bool { return strings.HasPrefix(p, "MEMBER_") })
}

// daily says whether rows are by day.
func (q *Question) daily() bool { return q.query.Grain == connector.GrainDay }

// check says what LinkedIn never answers.
func (q *Question) check() connector.Diagnostics {
	var diags connector.Diagnostics
	refuse := func(hint, format string, values ...any) {
		d := connector.NewError(codeImpossible, "LinkedIn does not split so", fmt.Sprintf(format, values...))
		d.Hint = hint
		diags = append(diags, d)
	}
	if q.byMember() && len(q.pivots) > 1 {
		refuse("Use one of them at a time in by and where.", "LinkedIn splits by one trait of members at a time, and this would be %s.", strings.Join(q.pivots, ", "))
	} else if len(q.entityPivot())+len(q.pivots) > analytics.MaxPivots {
		refuse("Use fewer dimensions in by and where.", "LinkedIn splits by %d things at a time at most, and this would be %s.", analytics.MaxPivots, strings.Join(append(q.entityPivot(), q.pivots...), ", "))
	}
	for _, m := range q.measures {
		switch {
		case slices.Contains(q.pivots, catalogue.ConversionPivot) && !m.ByConversion:
			refuse("Use it without the conversion in by and where.", "LinkedIn splits conversions by conversion rule, and %s is no number of conversions.", m.Name)
		case m.Whole && len(q.pivots) > 0:
			refuse("Use entities only, such as campaign, in by and where.", "LinkedIn gives %s for entities only, and not by %s.", m.Name, strings.Join(q.pivots, ", "))
		case m.OnlyBy != catalogue.Elsewhere && q.level != m.OnlyBy:
			refuse("Add by = [\"campaign\"].", "LinkedIn gives %s by campaign only.", m.Name)
		case m.Longest > 0 && !q.daily() && !slices.ContainsFunc(q.query.Intervals, func(i connector.Interval) bool { return i.Days() <= m.Longest }):
			refuse("Judge it by the month or the quarter, or over a rolling window of at most 92 days.", "LinkedIn gives %s for %d days at most.", m.Name, m.Longest)
		}
	}
	return diags
}

// entityPivot is the pivot of the entities, if any is needed: an account's rows need
// none beside another pivot, since accounts are asked one by one.
func (q *Question) entityPivot() []string {
	if q.level == catalogue.Account && len(q.pivots) > 0 {
		return nil
	}
	return []string{q.level.Pivot()}
}
