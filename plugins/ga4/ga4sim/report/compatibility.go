package report

import (
	"slices"

	"github.com/roictl/roictl/plugins/ga4/ga4sim/cube"
	"github.com/roictl/roictl/plugins/ga4/ga4sim/wire"
)

// Compatibility answers checkCompatibility: which fields could be added to a set. A set
// that is incompatible by itself is refused in the words of a report.
func Compatibility(request *wire.CheckCompatibility, setting Setting) (*wire.Compatibilities, *wire.Error) {
	p := &plan{Setting: setting, fields: fieldsOf(setting.Property), request: &wire.RunReport{
		Dimensions: request.Dimensions, Metrics: request.Metrics, DimensionFilter: request.DimensionFilter, MetricFilter: request.MetricFilter,
	}}
	for _, check := range []func() *wire.Error{p.columns, p.duplicates, p.filters, p.compatible} {
		if problem := check(); problem != nil {
			return nil, problem
		}
	}
	wanted := func(compatibility string) bool {
		filter := request.CompatibilityFilter
		return filter == "" || filter == "COMPATIBILITY_UNSPECIFIED" || filter == compatibility
	}
	reply := &wire.Compatibilities{}
	for _, d := range cube.Dimensions(setting.Property) {
		if c := p.fields.with(d.Column(), nil); wanted(c) {
			reply.Dimensions = append(reply.Dimensions, wire.DimensionCompatibility{Metadata: describeDimension(d), Compatibility: c})
		}
	}
	for _, m := range cube.Metrics(setting.Property) {
		if c := p.fields.with(cube.DimensionColumn{}, []cube.MetricColumn{m.Column()}); wanted(c) {
			reply.Metrics = append(reply.Metrics, wire.MetricCompatibility{Metadata: describeMetric(m, setting.Quality), Compatibility: c})
		}
	}
	return reply, nil
}

// with says whether the set stays compatible with more fields.
func (f *fields) with(dimension cube.DimensionColumn, metrics []cube.MetricColumn) string {
	more := &fields{
		property: f.property, filtered: f.filtered,
		requested: slices.Concat(f.requested, dimension.Of), metrics: slices.Concat(f.metrics, metrics),
	}
	if more.conflict() != nil {
		return "INCOMPATIBLE"
	}
	return "COMPATIBLE"
}
