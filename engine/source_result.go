package engine

import (
	"fmt"
	"strings"

	"github.com/hashicorp/hcl/v2"

	"github.com/roictl/roictl/config"
	"github.com/roictl/roictl/connector"
)

// sourceResults sums up what became of each connector that was asked, in order of
// declaration, and warns of what its results say about themselves.
func (b *Bound) sourceResults(plan *Plan, outcomes map[*PlannedQuery]*outcome) ([]*SourceResult, hcl.Diagnostics) {
	lines := make(map[config.Address]*SourceResult)
	var diags hcl.Diagnostics
	for _, q := range plan.Queries {
		line, ok := lines[q.Source]
		if !ok {
			line = &SourceResult{Address: q.Source, Status: "ok", Version: q.source.description.Version}
			lines[q.Source] = line
		}
		out := outcomes[q]
		line.add(out)
		diags = append(diags, out.diags...)
		if out.failure == "" {
			line.TimeZone = out.header.TimeZone
			diags = append(diags, b.checkHeader(q, out.header)...)
		}
	}
	var results []*SourceResult
	for _, decl := range b.Config.Connectors {
		if line, asked := lines[decl.Address]; asked {
			results = append(results, line)
		}
	}
	return results, diags
}

// add adds a query to its source's line in the report.
func (r *SourceResult) add(out *outcome) {
	r.Queries = append(r.Queries, out.result)
	if out.failure != "" {
		if r.Status != "error" {
			r.Status, r.Reason, r.Problem = "error", out.failure, out.problem
		}
		return
	}
	t := out.trailer
	r.APICalls += t.APICalls
	r.Rows += t.Rows
	if r.CoveredFrom == 0 || t.CoveredFrom != 0 && t.CoveredFrom < r.CoveredFrom {
		r.CoveredFrom = t.CoveredFrom
	}
	r.FreshUntil = max(r.FreshUntil, t.FreshUntil)
	for _, flag := range t.Flags {
		r.addFlag(flag)
		if flag.Code == connector.FlagPartial && r.Status == "ok" {
			r.Status, r.Reason = "partial", flag.Detail
		}
	}
}

// addFlag adds a flag, unless another query of the source has said the same.
func (r *SourceResult) addFlag(flag connector.Flag) {
	for _, have := range r.Flags {
		if have == flag {
			return
		}
	}
	r.Flags = append(r.Flags, flag)
}

// checkHeader warns where a result does not say its currency.
func (b *Bound) checkHeader(q *PlannedQuery, h connector.Header) hcl.Diagnostics {
	var diags hcl.Diagnostics
	warn := func(code config.Code, summary, detail string) {
		diags = append(diags, &hcl.Diagnostic{Severity: hcl.DiagWarning, Summary: summary, Detail: detail, Subject: q.source.decl.Range.Ptr(), Extra: code})
	}
	reporting := b.Config.Settings.Currency
	if money := b.moneyOf(q); len(money) > 0 && h.Currency == "" && q.report.CurrencyDimension == "" && reporting != "" {
		warn(codeCurrencyNotDeclared, "Currency not declared", fmt.Sprintf(
			"Nothing says which currency %s of %s is in, so it is taken to be in %s, the currency of the report. Add currency = %q to the connector if that is right.",
			strings.Join(money, ", "), q.Source, reporting, reporting))
	}
	return diags
}

// moneyOf are the measures of a query that are amounts of money, quoted.
func (b *Bound) moneyOf(q *PlannedQuery) []string {
	var names []string
	for _, address := range q.Needs {
		if m := b.metrics[address]; m.money() {
			names = appendNew(names, fmt.Sprintf("%q", m.measure.Name))
		}
	}
	return names
}
