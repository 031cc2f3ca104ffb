package facebook

import (
	"fmt"
	"slices"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/plugins/facebook/catalogue"
)

// readFilter finds out how to apply the filter. What adds up is split by whatever
// the filter looks at, and rows are left out here. What does not has to be filtered
// by Meta: by objects, whose numbers are looked up first, or by one value of a
// breakdown, whose row then is the figure.
func (q *adsQuestion) readFilter() connector.Diagnostics {
	var diags connector.Diagnostics
	for _, clause := range q.query.Filter {
		for _, condition := range clause {
			d, ok := catalogue.FindDimension(condition.Dimension)
			_, shown := q.position(condition.Dimension)
			switch {
			case shown:
			case !ok || !q.exact || d.Replaced != "" || !d.Breakdown && d.Level == catalogue.AccountLevel:
				diags = append(diags, q.addDimension(condition.Dimension)...)
			case d.Breakdown:
				diags = append(diags, q.addOneValue(d, condition)...)
			case d.Name == "attribution_setting":
				diags = append(diags, notPossible("The filter looks at attribution_setting, which Meta tells in rows only."))
			default:
				q.objects, q.objectsLevel = q.query.Filter, max(q.objectsLevel, d.Level)
			}
		}
	}
	if q.objects != nil && len(q.query.Filter) > 1 && q.mixed() {
		diags = append(diags, notPossible("The filter chooses campaigns, ad sets or ads in one alternative and parts of the audience in another."))
	}
	return diags
}

// addOneValue keeps an exact figure to one value of a breakdown.
func (q *adsQuestion) addOneValue(d catalogue.Dimension, c connector.Condition) connector.Diagnostics {
	if len(q.query.Filter) != 1 || c.Operator != connector.OperatorIn || len(c.Values) != 1 {
		return connector.Diagnostics{notPossible(fmt.Sprintf("The filter keeps several values of %s.", d.Name))}
	}
	return q.addDimension(d.Name)
}

func notPossible(why string) connector.Diagnostic {
	d := connector.NewError(codeUnique, "Filter not possible", "People and ratios are in no sum, so that Meta itself has to count them, and it cannot count for such a filter. "+why)
	d.Hint = "Filter by one value, split by the dimension instead, or choose a measure that adds up, such as impressions."
	return d
}

// mixed says whether the filter looks at objects and at breakdowns.
func (q *adsQuestion) mixed() bool {
	return slices.ContainsFunc(q.query.Filter, func(clause connector.Clause) bool {
		return slices.ContainsFunc(clause, func(c connector.Condition) bool { return !ofObjects(c) })
	})
}

// ofObjects says whether a condition looks at campaigns, ad sets or ads.
func ofObjects(c connector.Condition) bool {
	d, ok := catalogue.FindDimension(c.Dimension)
	return ok && !d.Breakdown && d.Level > catalogue.AccountLevel
}

// objectFilter is the part of the filter that chooses objects.
func (q *adsQuestion) objectFilter() connector.Filter { return part(q.objects, ofObjects) }

// rowFilter is the part of the filter that is applied to rows.
func (q *adsQuestion) rowFilter() connector.Filter {
	if q.objects == nil {
		return q.query.Filter
	}
	return part(q.query.Filter, func(c connector.Condition) bool { return !ofObjects(c) })
}

// part keeps some conditions of a filter. A clause of which none is left keeps
// every row.
func part(filter connector.Filter, keep func(connector.Condition) bool) connector.Filter {
	var kept connector.Filter
	for _, clause := range filter {
		var conditions connector.Clause
		for _, c := range clause {
			if keep(c) {
				conditions = append(conditions, c)
			}
		}
		if conditions == nil {
			return nil
		}
		kept = append(kept, conditions)
	}
	return kept
}
