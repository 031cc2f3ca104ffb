package engine

import (
	"fmt"
	"regexp"

	"github.com/hashicorp/hcl/v2"

	"github.com/roictl/roictl/config"
	"github.com/roictl/roictl/connector"
)

// macro is a placeholder that an ad platform fills in, such as {{ad.id}}.
var macro = regexp.MustCompile(`\{\{[^}]*\}\}|\{[a-z_.]+\}`)

// trackingClauses says how rows show that they carry a tracking code: by all UTM
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
		dimension, ok := m.report.Dimension(part.dimension)
		if part.value == "" || !ok {
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
	for _, clause := range clauses {
		for _, condition := range clause {
			if diag := checkFilter(m, condition, m.decl.SourceRange); diag != nil {
				return nil, diag
			}
		}
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
		Extra:   codeTrackingNotVisible,
	}
}
