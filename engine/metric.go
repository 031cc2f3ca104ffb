package engine

import (
	"fmt"
	"slices"

	"github.com/hashicorp/hcl/v2"

	"github.com/roictl/roictl/config"
	"github.com/roictl/roictl/connector"
)

// metric is a declared metric with what binding found out about it.
type metric struct {
	decl *config.Metric

	// Of a source metric:
	source    *source
	report    connector.Report
	measure   connector.Measure
	filter    connector.Filter
	filterKey string // equal for equal filters

	shape    shape
	measured bool // of a source metric: the shape is known, even where the filter has a mistake
	progress progress
}

// progress says how far the binding of a metric or a campaign is.
type progress uint8

const (
	unbound progress = iota
	binding          // under way: who meets it again is in a cycle
	bound
	broken // a mistake was reported here or below
)

// computed says whether the metric is a formula over others.
func (m *metric) computed() bool { return m.decl.Value != nil }

// additive says whether daily cells of the metric may be combined by the engine.
func (m *metric) additive() bool { return m.measure.Aggregation.Additive() }

// overlaps says whether rows of the metric count the same thing more than once
// where they are split by a dimension. Of dimensions that an open report does not
// list nothing is known, so that they are taken for such.
func (m *metric) overlaps(dimension string) bool {
	if slices.Contains(m.measure.Overlaps, dimension) {
		return true
	}
	_, listed := m.report.Dimension(dimension)
	return !listed && m.report.Open
}

// keepsTo says whether the metric's filter leaves one value of a dimension.
func (m *metric) keepsTo(dimension string) bool {
	return len(m.filter) == 1 && slices.ContainsFunc(m.filter[0], func(c connector.Condition) bool {
		return c.Dimension == dimension && c.Operator == connector.OperatorIn && len(c.Values) == 1
	})
}

// stock says whether the last day counts instead of all of them.
func (m *metric) stock() bool { return m.measure.Aggregation == connector.AggregateLast }

// money says whether the source's numbers are in a currency, whatever they are
// shown as.
func (m *metric) money() bool {
	return m.measure.Unit == connector.UnitMoney || m.shape.unit == connector.UnitMoney
}

// currencyDimension is the report's own name of the dimension that says which
// currency a row of the metric is in; "" when there is none.
func (m *metric) currencyDimension() string {
	if !m.money() || m.report.CurrencyDimension == "" {
		return ""
	}
	if dimension, ok := m.report.Dimension(m.report.CurrencyDimension); ok {
		return dimension.Name
	}
	return m.report.CurrencyDimension
}

// bindMetrics resolves source metrics first, then the computed ones, whose units
// follow from them.
func (b *Bound) bindMetrics() hcl.Diagnostics {
	var diags hcl.Diagnostics
	for _, decl := range b.Config.Metrics {
		m := &metric{decl: decl}
		b.metrics[decl.Address] = m
		if !m.computed() {
			diags = append(diags, b.bindSourceMetric(m)...)
		}
	}
	for _, decl := range b.Config.Metrics {
		if m := b.metrics[decl.Address]; m.computed() {
			diags = append(diags, b.bindComputedMetric(m)...)
		}
	}
	return diags
}

func (b *Bound) bindSourceMetric(m *metric) hcl.Diagnostics {
	m.progress = broken
	src, ok := b.sources[m.decl.Source]
	if !ok || src.broken {
		return nil // reported where the reference or the connector stands
	}
	m.source = src
	report, measure, diag := findMeasure(src, m.decl)
	if diag != nil {
		return hcl.Diagnostics{diag}
	}
	m.report, m.measure = report, measure
	if m.decl.Kind != "" {
		m.measure.Kind = m.decl.Kind
	}
	if m.decl.Stage != "" {
		m.measure.Stage = m.decl.Stage
	}
	m.shape, m.measured = shapeOfMeasure(m), true
	filter, diags := filterOf(m)
	m.filter, m.filterKey = filter, filterKey(filter)
	if !diags.HasErrors() {
		m.progress = bound
	}
	if measure.Deprecated != "" {
		diags = append(diags, &hcl.Diagnostic{
			Severity: hcl.DiagWarning,
			Summary:  "Deprecated measure",
			Detail:   fmt.Sprintf("The measure %q of %s is deprecated: %s", measure.Name, src.decl.Address, measure.Deprecated),
			Subject:  m.decl.MeasureRange.Ptr(),
			Extra:    codeMeasureDeprecated,
		})
	}
	return diags
}

// bindComputedMetric gives a computed metric its unit, once. A metric that is met
// again on its own way down is in a cycle, which the configuration has reported.
func (b *Bound) bindComputedMetric(m *metric) hcl.Diagnostics {
	if m.progress != unbound {
		if m.progress == binding {
			m.progress = broken
		}
		return nil
	}
	m.progress = binding
	s, diags := b.shapeOf(m.decl.Value)
	if diags.HasErrors() || s.broken || m.progress == broken {
		m.progress = broken
		return diags
	}
	if m.decl.Unit != "" {
		s.unit = m.decl.Unit
	}
	if m.decl.Kind != "" {
		s.micro, s.macro = m.decl.Kind == connector.KindMicro, m.decl.Kind == connector.KindMacro
	}
	m.shape, m.progress = s, bound
	return diags
}
