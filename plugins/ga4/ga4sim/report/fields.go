package report

import (
	"fmt"
	"strings"

	"github.com/roictl/roictl/plugins/ga4/ga4sim/cube"
	"github.com/roictl/roictl/plugins/ga4/ga4sim/wire"
	"github.com/roictl/roictl/plugins/ga4/ga4sim/world"
)

// docs is where Google's messages point to.
const docs = "https://developers.google.com/analytics/devguides/reporting/data/v1"

// dateRange is the dimension that a request with several date ranges gets by itself.
const dateRange = "dateRange"

// fields resolves the names of a request.
type fields struct {
	property  *world.Property
	columns   []cube.DimensionColumn
	metrics   []cube.MetricColumn
	filtered  []cube.Dimension // looked at by the filter only
	requested []cube.Dimension
}

func fieldsOf(property *world.Property) *fields { return &fields{property: property} }

// dimensions returns all that the request looks at, as columns or in its filter.
func (f *fields) dimensions() []cube.Dimension {
	return append(append([]cube.Dimension(nil), f.requested...), f.filtered...)
}

// measured returns all metrics that the request looks at.
func (f *fields) measured() []cube.Metric {
	var list []cube.Metric
	for _, column := range f.metrics {
		list = append(list, column.Of...)
	}
	return list
}

func (f *fields) dimension(name string) (cube.Dimension, *wire.Error) {
	if d, ok := cube.DimensionNamed(f.property, name); ok {
		return d, nil
	}
	return cube.Dimension{}, wire.Invalid(fmt.Sprintf("%sField %s is not a valid dimension. For a list of valid dimensions and metrics, see %s/api-schema ",
		f.hint(name, true), name, docs))
}

func (f *fields) metric(name string) (cube.Metric, error) {
	if m, ok := cube.MetricNamed(f.property, name); ok {
		return m, nil
	}
	return cube.Metric{}, wire.Invalid(fmt.Sprintf("%sField %s is not a valid metric.  For a list of valid dimensions and metrics, see %s/api-schema ",
		f.hint(name, false), name, docs))
}

// hint proposes a name that differs in case or stands for the earlier one.
func (f *fields) hint(name string, dimension bool) string {
	match := func(known string, old []string) bool {
		for _, spelling := range append(old, known) {
			if strings.EqualFold(spelling, name) {
				return true
			}
		}
		return false
	}
	if dimension {
		for _, d := range cube.Dimensions(f.property) {
			if match(d.Name, d.Deprecated) {
				return fmt.Sprintf("Did you mean %s? ", d.Name)
			}
		}
		return ""
	}
	for _, m := range cube.Metrics(f.property) {
		if match(m.Name, m.Deprecated) {
			return fmt.Sprintf("Did you mean %s? ", m.Name)
		}
	}
	return ""
}

// columns resolves the names of all dimensions and metrics.
func (p *plan) columns() *wire.Error {
	for i := range p.request.Dimensions {
		column, problem := p.fields.dimensionColumn(&p.request.Dimensions[i])
		if problem != nil {
			return problem
		}
		p.fields.columns = append(p.fields.columns, column)
		p.fields.requested = append(p.fields.requested, column.Of...)
	}
	for i := range p.request.Metrics {
		column, problem := p.fields.metricColumn(&p.request.Metrics[i])
		if problem != nil {
			return problem
		}
		p.fields.metrics = append(p.fields.metrics, column)
	}
	p.query.Dimensions, p.query.Metrics = p.fields.columns, p.fields.metrics
	return nil
}

func (f *fields) dimensionColumn(d *wire.Dimension) (cube.DimensionColumn, *wire.Error) {
	e := d.Expression
	switch {
	case d.Name == dateRange && e == nil:
		return cube.DimensionColumn{}, wire.Invalid(fmt.Sprintf("Field %s is not a valid dimension. For a list of valid dimensions and metrics, see %s/api-schema ", d.Name, docs))
	case e == nil:
		known, problem := f.dimension(d.Name)
		return known.Column(), problem
	case e.LowerCase != nil:
		known, problem := f.dimension(e.LowerCase.DimensionName)
		return known.Lower(d.Name), problem
	case e.UpperCase != nil:
		known, problem := f.dimension(e.UpperCase.DimensionName)
		return known.Upper(d.Name), problem
	case e.Concatenate != nil:
		parts := make([]cube.Dimension, len(e.Concatenate.DimensionNames))
		for i, name := range e.Concatenate.DimensionNames {
			var problem *wire.Error
			if parts[i], problem = f.dimension(name); problem != nil {
				return cube.DimensionColumn{}, problem
			}
		}
		return cube.Concatenate(d.Name, e.Concatenate.Delimiter, parts), nil
	}
	return cube.DimensionColumn{}, wire.Invalid(fmt.Sprintf("The dimension %s has an empty dimensionExpression.", d.Name))
}

func (f *fields) metricColumn(m *wire.Metric) (cube.MetricColumn, *wire.Error) {
	if m.Expression != "" {
		column, err := cube.Expression(m.Name, m.Expression, f.metric)
		if err != nil {
			return column, asInvalid(err)
		}
		column.Invisible = m.Invisible
		return column, nil
	}
	known, err := f.metric(m.Name)
	if err != nil {
		return cube.MetricColumn{}, asInvalid(err)
	}
	column := known.Column()
	column.Invisible = m.Invisible
	return column, nil
}

// asInvalid returns Google's error as it is, and says of any other what is wrong with
// the expression.
func asInvalid(err error) *wire.Error {
	if google, ok := err.(*wire.Error); ok {
		return google
	}
	return wire.Invalid("The metric expression is invalid: " + err.Error())
}
