package engine

import (
	"fmt"
	"strings"

	"github.com/hashicorp/hcl/v2"

	"github.com/roictl/roictl/config"
	"github.com/roictl/roictl/connector"
)

// metric is a declared metric with what binding found out about it.
type metric struct {
	decl *config.Metric

	// Of a source metric:
	source  *source
	report  connector.Report
	measure connector.Measure
	filter  connector.Filter

	shape  shape
	broken bool // a mistake was reported here or below
}

// additive says whether daily cells of the metric may be combined by the engine.
func (m *metric) additive() bool { return m.measure.Aggregation.Additive() }

// bindMetrics resolves source metrics first, then the computed ones, whose units
// follow from them.
func (b *Bound) bindMetrics() hcl.Diagnostics {
	var diags hcl.Diagnostics
	for _, decl := range b.Config.Metrics {
		m := &metric{decl: decl}
		b.metrics[decl.Address] = m
		if decl.Value == nil {
			diags = append(diags, b.bindSourceMetric(m)...)
		}
	}
	for _, decl := range b.Config.Metrics {
		if decl.Value != nil {
			diags = append(diags, b.bindComputedMetric(b.metrics[decl.Address])...)
		}
	}
	return diags
}

func (b *Bound) bindSourceMetric(m *metric) hcl.Diagnostics {
	src, ok := b.sources[m.decl.Source]
	if !ok || src.broken {
		m.broken = true
		return nil // reported where the reference or the connector stands
	}
	m.source = src
	report, measure, diag := findMeasure(src, m.decl)
	if diag != nil {
		m.broken = true
		return hcl.Diagnostics{diag}
	}
	m.report, m.measure = report, measure
	if m.decl.Kind != "" {
		m.measure.Kind = m.decl.Kind
	}
	if m.decl.Stage != "" {
		m.measure.Stage = m.decl.Stage
	}
	m.shape = shapeOfMeasure(m)
	filter, diags := b.filterOf(m)
	m.filter = filter
	m.broken = diags.HasErrors()
	diags = append(diags, b.checkCurrency(m)...)
	if measure.Deprecated != "" {
		diags = append(diags, &hcl.Diagnostic{
			Severity: hcl.DiagWarning,
			Summary:  "Deprecated measure",
			Detail:   fmt.Sprintf("The measure %q of %s is deprecated: %s", measure.Name, src.decl.Address, measure.Deprecated),
			Subject:  m.decl.MeasureRange.Ptr(),
			Extra:    config.Code("measure_deprecated"),
		})
	}
	return diags
}

// findMeasure looks a measure up in the named report, or in all of them.
func findMeasure(src *source, decl *config.Metric) (connector.Report, connector.Measure, *hcl.Diagnostic) {
	candidates := src.reports
	if decl.Report != "" {
		candidates = nil
		for _, report := range src.reports {
			if report.Name == decl.Report {
				candidates = []connector.Report{report}
			}
		}
		if candidates == nil {
			return connector.Report{}, connector.Measure{}, &hcl.Diagnostic{
				Severity: hcl.DiagError,
				Summary:  "Unknown report",
				Detail:   fmt.Sprintf("%s has no report %q. Its reports are: %s.", src.decl.Address, decl.Report, strings.Join(reportNames(src.reports), ", ")),
				Subject:  decl.MeasureRange.Ptr(),
				Extra:    config.Code("unknown_report"),
			}
		}
	}
	var found []connector.Report
	var measure connector.Measure
	for _, report := range candidates {
		if m, ok := report.Measure(decl.Measure); ok {
			if len(found) == 0 {
				measure = m
			}
			found = append(found, report)
		}
	}
	switch {
	case len(found) == 1:
		return found[0], measure, nil
	case len(found) > 1:
		return connector.Report{}, connector.Measure{}, &hcl.Diagnostic{
			Severity: hcl.DiagError,
			Summary:  "Ambiguous measure",
			Detail: fmt.Sprintf("The measure %q stands in several reports of %s: %s. Add a line such as report = %q.",
				decl.Measure, src.decl.Address, strings.Join(reportNames(found), ", "), found[0].Name),
			Subject: decl.MeasureRange.Ptr(),
			Extra:   config.Code("ambiguous_measure"),
		}
	}
	for _, report := range candidates {
		if report.Open {
			// The platform knows names that nobody listed. How such a measure
			// combines is unknown, so only the platform may combine it.
			return report, connector.Measure{Name: decl.Measure, Unit: connector.UnitCount, Aggregation: connector.AggregateNone}, nil
		}
	}
	return connector.Report{}, connector.Measure{}, unknownMeasure(src, candidates, decl)
}

func unknownMeasure(src *source, candidates []connector.Report, decl *config.Metric) *hcl.Diagnostic {
	var names []string
	for _, report := range candidates {
		for _, measure := range report.Measures {
			names = append(names, measure.Name)
		}
	}
	detail := fmt.Sprintf("%s has no measure %q.", src.decl.Address, decl.Measure)
	if suggestion := suggest(decl.Measure, names); suggestion != "" {
		detail += fmt.Sprintf(" Did you mean %q?", suggestion)
	}
	if len(names) > 0 {
		detail += fmt.Sprintf("\n\nIts measures are: %s.", strings.Join(names, ", "))
	} else {
		detail += " It declares no measures at all: add measure blocks to the connector."
	}
	return &hcl.Diagnostic{
		Severity: hcl.DiagError,
		Summary:  "Unknown measure",
		Detail:   detail,
		Subject:  decl.MeasureRange.Ptr(),
		Extra:    config.Code("unknown_measure"),
	}
}

func reportNames(reports []connector.Report) []string {
	names := make([]string, len(reports))
	for i, report := range reports {
		names[i] = report.Name
	}
	return names
}

// bindComputedMetric gives a computed metric its unit. Recursion ends because
// the configuration has refused cycles.
func (b *Bound) bindComputedMetric(m *metric) hcl.Diagnostics {
	if m.shape.resolved || m.broken {
		return nil
	}
	s, diags := b.shapeOf(m.decl.Value)
	if diags.HasErrors() || s.broken {
		m.broken = true
		return diags
	}
	if m.decl.Unit != "" {
		s.unit = m.decl.Unit
	}
	m.shape = s
	return diags
}

// checkCurrency warns of money whose currency nothing names: it is taken to be in
// the reporting currency, which the user should have said.
func (b *Bound) checkCurrency(m *metric) hcl.Diagnostics {
	reporting := b.Config.Settings.Currency
	if m.shape.unit != connector.UnitMoney || m.report.Currency != "" || m.report.CurrencyDimension != "" || m.report.Open || reporting == "" {
		return nil
	}
	return hcl.Diagnostics{&hcl.Diagnostic{
		Severity: hcl.DiagWarning,
		Summary:  "Currency not declared",
		Detail: fmt.Sprintf("Nothing says which currency %q of %s is in, so it is taken to be in %s, the currency of the report. Add currency = %q to the connector if that is right.",
			m.measure.Name, m.decl.Source, reporting, reporting),
		Subject: m.decl.MeasureRange.Ptr(),
		Extra:   config.Code("currency_not_declared"),
	}}
}
