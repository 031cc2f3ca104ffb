package engine

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/hashicorp/hcl/v2"

	"github.com/roictl/roictl/config"
	"github.com/roictl/roictl/connector"
)

// filterOf resolves where, except and tracking of a source metric to a filter
// over the report's dimensions.
func (b *Bound) filterOf(m *metric) (connector.Filter, hcl.Diagnostics) {
	var diags hcl.Diagnostics
	var base connector.Clause
	for _, match := range m.decl.Where {
		condition, diag := conditionOf(m, match, connector.OperatorIn, connector.OperatorMatch)
		if diag != nil {
			diags = append(diags, diag)
			continue
		}
		base = append(base, condition)
	}
	for _, match := range m.decl.Except {
		condition, diag := conditionOf(m, match, connector.OperatorNotIn, connector.OperatorNotMatch)
		if diag != nil {
			diags = append(diags, diag)
			continue
		}
		base = append(base, condition)
	}
	if len(m.decl.Tracking) == 0 {
		if len(base) == 0 {
			return nil, diags
		}
		return connector.Filter{base}, diags
	}
	var filter connector.Filter
	for _, tracking := range m.decl.Tracking {
		clauses, diag := trackingClauses(m, tracking)
		if diag != nil {
			diags = append(diags, diag)
			continue
		}
		for _, clause := range clauses {
			filter = append(filter, append(append(connector.Clause{}, base...), clause...))
		}
	}
	return filter, diags
}

// conditionOf compares a dimension literally, or as a glob where any value has a
// wildcard.
func conditionOf(m *metric, match config.Match, literal, glob connector.Operator) (connector.Condition, *hcl.Diagnostic) {
	name, diag := dimensionName(m, match.Dimension, match.Range)
	if diag != nil {
		return connector.Condition{}, diag
	}
	operator := literal
	for _, v := range match.Values {
		if strings.ContainsAny(v, "*?") {
			operator = glob
		}
	}
	return connector.Condition{Dimension: name, Operator: operator, Values: match.Values}, nil
}

// dimensionName resolves a dimension of the metric's report to its own name.
func dimensionName(m *metric, name string, place hcl.Range) (string, *hcl.Diagnostic) {
	if dimension, ok := m.report.Dimension(name); ok {
		return dimension.Name, nil
	}
	if m.report.Open {
		return name, nil
	}
	names := make([]string, len(m.report.Dimensions))
	for i, dimension := range m.report.Dimensions {
		names[i] = dimension.Name
	}
	detail := fmt.Sprintf("%s, from which %s reads, has no dimension %q.", m.decl.Source, m.decl.Address, name)
	if suggestion := suggest(name, names); suggestion != "" {
		detail += fmt.Sprintf(" Did you mean %q?", suggestion)
	}
	if len(names) > 0 {
		detail += fmt.Sprintf("\n\nIts dimensions are: %s.", strings.Join(names, ", "))
	} else {
		detail += " It declares no dimensions at all."
	}
	return "", &hcl.Diagnostic{
		Severity: hcl.DiagError,
		Summary:  "Unknown dimension",
		Detail:   detail,
		Subject:  place.Ptr(),
		Extra:    config.Code("unknown_dimension"),
	}
}

// macro is a placeholder that an ad platform fills in, such as {{ad.id}}.
var macro = regexp.MustCompile(`\{\{[^}]*\}\}|\{[a-z_.]+\}`)

// trackingClauses says how rows show that they carry a tracking code: by the UTM
// parameters that the report splits by, or by a promo code.
func trackingClauses(m *metric, tracking *config.Tracking) ([]connector.Clause, *hcl.Diagnostic) {
	var clauses []connector.Clause
	var utm connector.Clause
	for _, part := range []struct{ dimension, value string }{
		{"source", tracking.Source},
		{"medium", tracking.Medium},
		{"campaign", tracking.Campaign},
		{"content", tracking.Content},
		{"term", tracking.Term},
	} {
		if part.value == "" {
			continue
		}
		dimension, ok := m.report.Dimension(part.dimension)
		if !ok {
			continue
		}
		condition := connector.Condition{Dimension: dimension.Name, Operator: connector.OperatorIn, Values: []string{part.value}}
		if macro.MatchString(part.value) {
			condition.Operator = connector.OperatorMatch
			condition.Values = []string{macro.ReplaceAllString(part.value, "*")}
		}
		utm = append(utm, condition)
	}
	if len(utm) > 0 {
		clauses = append(clauses, utm)
	}
	if dimension, ok := m.report.Dimension("promo_code"); ok && len(tracking.PromoCodes) > 0 {
		clauses = append(clauses, connector.Clause{{Dimension: dimension.Name, Operator: connector.OperatorIn, Values: tracking.PromoCodes}})
	}
	if len(clauses) > 0 {
		return clauses, nil
	}
	return nil, &hcl.Diagnostic{
		Severity: hcl.DiagError,
		Summary:  "Tracking code not visible in the source",
		Detail: fmt.Sprintf("%s filters by %s, but %s splits its rows neither by source, medium, campaign, content or term nor by promo_code, so its rows do not show which of them carry the code.\n\n"+
			"Add such a dimension to the connector, or choose the rows with where = { … }.", m.decl.Address, tracking.Address, m.decl.Source),
		Subject: m.decl.SourceRange.Ptr(),
		Extra:   config.Code("tracking_not_visible"),
	}
}
