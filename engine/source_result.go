package engine

import (
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"

	"github.com/roictl/roictl/config"
	"github.com/roictl/roictl/connector"
)

// sourceResults sums up what became of each connector that was asked, in order of
// declaration, and warns of what its results say about themselves.
func (b *Bound) sourceResults(plan *Plan, outcomes map[*PlannedQuery]*outcome) ([]*SourceResult, hcl.Diagnostics) {
	asked := make(map[config.Address][]*outcome)
	var diags hcl.Diagnostics
	for _, q := range plan.Queries {
		whole := outcomes[q]
		if len(whole.parts) > 0 {
			diags = append(diags, whole.diags...)
		}
		for _, leaf := range whole.leaves(q) {
			asked[q.Source] = append(asked[q.Source], leaf.outcome)
			diags = append(diags, leaf.outcome.diags...)
			if leaf.outcome.failure == "" {
				diags = append(diags, b.checkHeader(leaf.query, leaf.outcome.header)...)
			}
		}
	}
	var results []*SourceResult
	for _, decl := range b.Config.Connectors {
		if all := asked[decl.Address]; len(all) > 0 {
			results = append(results, sourceResult(b.sources[decl.Address], all))
		}
	}
	return results, diags
}

// sourceResult sums up the outcomes of a source's queries.
func sourceResult(src *source, all []*outcome) *SourceResult {
	line := &SourceResult{Address: src.decl.Address, Version: src.description.Version}
	line.Status, line.Reason, line.Problem = statusOf(all)
	for _, out := range all {
		line.add(out)
	}
	return line
}

// statusOf says whether a source answered, and why it did not. One that refused
// some questions and answered others works: it is partial.
func statusOf(all []*outcome) (status, reason, problem string) {
	answered := slices.ContainsFunc(all, func(out *outcome) bool { return out.failure == "" })
	status = "ok"
	for _, out := range all {
		switch {
		case out.failure != "" && !(out.refused && answered):
			return "error", out.failure, out.problem
		case status != "ok":
		case out.failure != "":
			status, reason = "partial", out.failure
		default:
			for _, flag := range out.trailer.Flags {
				if flag.Code == connector.FlagPartial && status == "ok" {
					status, reason = "partial", flag.Detail
				}
			}
		}
	}
	return status, reason, problem
}

// add adds a query to its source's line in the report.
func (r *SourceResult) add(out *outcome) {
	r.Queries = append(r.Queries, out.result)
	if out.failure != "" {
		return
	}
	t := out.trailer
	r.TimeZone = out.header.TimeZone
	r.APICalls += t.APICalls
	r.Rows += t.Rows
	if r.CoveredFrom == 0 || t.CoveredFrom != 0 && t.CoveredFrom < r.CoveredFrom {
		r.CoveredFrom = t.CoveredFrom
	}
	r.FreshUntil = max(r.FreshUntil, t.FreshUntil)
	for _, flag := range t.Flags {
		r.addFlag(flag)
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
