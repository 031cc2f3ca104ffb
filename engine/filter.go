package engine

import (
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"

	"github.com/roictl/roictl/config"
	"github.com/roictl/roictl/connector"
)

// filterOf resolves where, except and tracking of a source metric to a filter
// over the report's dimensions, in an order that does not depend on how it was
// written.
func filterOf(m *metric) (connector.Filter, hcl.Diagnostics) {
	var diags hcl.Diagnostics
	var base connector.Clause
	add := func(matches []config.Match, literal, glob connector.Operator) {
		for _, match := range matches {
			name, diag := dimensionName(m, match.Dimension, match.Range)
			if diag != nil {
				diags = append(diags, diag)
				continue
			}
			condition := connector.Condition{Dimension: name, Operator: literal, Values: match.Values}
			if hasWildcard(match.Values) {
				condition.Operator = glob
			}
			base = append(base, condition)
			if diag := checkFilter(m, condition, match.Range); diag != nil {
				diags = append(diags, diag)
			}
		}
	}
	add(m.decl.Where, connector.OperatorIn, connector.OperatorMatch)
	add(m.decl.Except, connector.OperatorNotIn, connector.OperatorNotMatch)
	if len(m.decl.Tracking) == 0 {
		if len(base) == 0 {
			return nil, diags
		}
		return canonical(connector.Filter{base}), diags
	}
	var filter connector.Filter
	for _, tracking := range m.decl.Tracking {
		clauses, diag := trackingClauses(m, tracking)
		if diag != nil {
			diags = append(diags, diag)
			continue
		}
		for _, clause := range clauses {
			filter = append(filter, slices.Concat(base, clause))
		}
	}
	return canonical(filter), diags
}

// hasWildcard says whether any value is a glob: then all of them are matched as
// one, since a text without a wildcard is a glob for itself.
func hasWildcard(values []string) bool {
	return slices.ContainsFunc(values, func(v string) bool { return strings.ContainsAny(v, "*?") })
}

// checkFilter says that a condition cannot be applied by anybody: what does not
// add up has to be filtered by the source, since roictl cannot leave rows out of
// a figure that it gets whole.
func checkFilter(m *metric, c connector.Condition, place hcl.Range) *hcl.Diagnostic {
	if m.additive() && !m.overlaps(c.Dimension) || pushable(m.report, c) {
		return nil
	}
	return &hcl.Diagnostic{
		Severity: hcl.DiagError,
		Summary:  "Filter not possible",
		Detail: fmt.Sprintf("%q of %s cannot be added up, so only the source itself can leave rows out of it, and it cannot filter %q in this way.\n\n"+
			"Remove the condition, or choose a measure that adds up.", m.measure.Name, m.decl.Source, c.Dimension),
		Subject: place.Ptr(),
		Extra:   codeFilterNotPossible,
	}
}

// pushable says whether the source can apply a condition. Of dimensions that an
// open report does not list, only the source knows.
func pushable(report connector.Report, c connector.Condition) bool {
	dimension, listed := report.Dimension(c.Dimension)
	if !listed {
		return report.Open
	}
	return slices.Contains(dimension.Operators, c.Operator)
}

// dimensionName resolves a dimension of the metric's report to its own name.
func dimensionName(m *metric, name string, place hcl.Range) (string, *hcl.Diagnostic) {
	if dimension, ok := m.report.Dimension(name); ok {
		return dimension.Name, nil
	}
	if m.report.Open {
		return name, nil
	}
	detail := fmt.Sprintf("%s, from which %s reads, has no dimension %q.%s",
		m.decl.Source, m.decl.Address, name, didYouMean(m.report.SuggestDimension(name)))
	if len(m.report.Dimensions) > 0 {
		names := make([]string, len(m.report.Dimensions))
		for i, dimension := range m.report.Dimensions {
			names[i] = dimension.Name
		}
		detail += fmt.Sprintf("\n\nIts dimensions are: %s.", strings.Join(names, ", "))
	} else {
		detail += " It declares no dimensions at all."
	}
	return "", &hcl.Diagnostic{
		Severity: hcl.DiagError,
		Summary:  "Unknown dimension",
		Detail:   detail,
		Subject:  place.Ptr(),
		Extra:    codeUnknownDimension,
	}
}

// canonical sorts everything in a filter whose order means nothing and drops
// what stands there twice, so that equal filters are the same query.
func canonical(f connector.Filter) connector.Filter {
	sorted := make(connector.Filter, 0, len(f))
	for _, clause := range f {
		conditions := make(connector.Clause, 0, len(clause))
		for _, c := range clause {
			c.Values = slices.Compact(slices.Sorted(slices.Values(c.Values)))
			conditions = append(conditions, c)
		}
		slices.SortFunc(conditions, func(a, b connector.Condition) int { return strings.Compare(conditionKey(a), conditionKey(b)) })
		sorted = append(sorted, slices.CompactFunc(conditions, func(a, b connector.Condition) bool { return conditionKey(a) == conditionKey(b) }))
	}
	slices.SortFunc(sorted, func(a, b connector.Clause) int { return strings.Compare(clauseKey(a), clauseKey(b)) })
	return slices.CompactFunc(sorted, func(a, b connector.Clause) bool { return clauseKey(a) == clauseKey(b) })
}

// filterKey is a text that is equal for equal canonical filters; "" for none.
func filterKey(f connector.Filter) string {
	var text strings.Builder
	for _, clause := range f {
		text.WriteString(clauseKey(clause))
		text.WriteByte('|')
	}
	return text.String()
}

func clauseKey(clause connector.Clause) string {
	var text strings.Builder
	for _, c := range clause {
		text.WriteString(conditionKey(c))
		text.WriteByte(';')
	}
	return text.String()
}

func conditionKey(c connector.Condition) string {
	return fmt.Sprintf("%q %s %q", c.Dimension, c.Operator, c.Values)
}
