package report

import (
	"fmt"
	"slices"
	"strings"

	"github.com/roictl/roictl/plugins/ga4/ga4sim/wire"
)

// duplicates refuses a column that is there twice.
func (p *plan) duplicates() *wire.Error {
	if twice := repeated(p.request.Dimensions, func(d wire.Dimension) string { return d.Name }); twice != "" {
		return wire.Invalid("Found duplicate dimensions: " + twice)
	}
	if twice := repeated(p.request.Metrics, func(m wire.Metric) string { return m.Name }); twice != "" {
		return wire.Invalid("Duplicate metrics are not allowed. Found duplicate metrics: " + twice)
	}
	return nil
}

func repeated[T any](list []T, name func(T) string) string {
	var seen, twice []string
	for _, element := range list {
		n := name(element)
		if slices.Contains(seen, n) && !slices.Contains(twice, n) {
			twice = append(twice, n)
		}
		seen = append(seen, n)
	}
	return strings.Join(twice, ", ")
}

func (p *plan) limits() *wire.Error {
	if p.request.Limit < 0 {
		return wire.Invalid(fmt.Sprintf("limit must be positive. The API received limit = %d", p.request.Limit))
	}
	if p.request.Offset < 0 {
		return wire.Invalid(fmt.Sprintf("offset must be positive. The API received offset = %d", p.request.Offset))
	}
	return nil
}

// unsupported refuses what the real API has and the simulator does not: an answer
// without it would be wrong.
func (p *plan) unsupported() *wire.Error {
	if p.request.CohortSpec != nil {
		return wire.Invalid("This simulator has no cohorts: leave out cohortSpec.")
	}
	if len(p.request.Comparisons) > 0 {
		return wire.Invalid("This simulator has no comparisons: leave out comparisons.")
	}
	return nil
}

func (p *plan) counts() *wire.Error {
	if n := len(p.request.Dimensions); n > MaxDimensions {
		return wire.Invalid(fmt.Sprintf("Requests are limited to %d dimensions within a nested request.\n  This request is for %d dimensions.", MaxDimensions, n))
	}
	if n := len(p.request.Metrics); n > MaxMetrics {
		return wire.Invalid(fmt.Sprintf("Requests are limited to %d metrics within a nested request.\n  This request is for %d metrics.", MaxMetrics, n))
	}
	if len(p.request.Dimensions) == 0 && len(p.request.Metrics) == 0 {
		return wire.Invalid("Requests require dimensions and/or metrics. Most requests include both.")
	}
	return nil
}

func (p *plan) aggregations() *wire.Error {
	if slices.Contains(p.request.MetricAggregations, "COUNT") {
		return wire.Invalid("Metric aggregation Count is not supported in ReportRequest.")
	}
	return nil
}
