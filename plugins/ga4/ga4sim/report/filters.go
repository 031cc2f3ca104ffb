package report

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/roictl/roictl/plugins/ga4/ga4sim/cube"
	"github.com/roictl/roictl/plugins/ga4/ga4sim/wire"
	"github.com/roictl/roictl/plugins/ga4/ga4sim/world"
)

// filters compiles both filters: of dimensions before rows are made, of metrics after.
func (p *plan) filters() *wire.Error {
	if p.request.DimensionFilter != nil {
		accept, problem := compile(p.request.DimensionFilter, p.dimensionLeaf)
		if problem != nil {
			return problem
		}
		p.query.Where = &cube.Condition{Of: p.fields.filtered, Accept: accept}
	}
	if p.request.MetricFilter != nil {
		accept, problem := compile(p.request.MetricFilter, p.metricLeaf)
		if problem != nil {
			return problem
		}
		p.having = accept
	}
	return nil
}

// compile turns a tree of filters into a test, given what to make of its leaves.
func compile[T any](e *wire.FilterExpression, leaf func(*wire.Filter) (func(T) bool, *wire.Error)) (func(T) bool, *wire.Error) {
	switch {
	case e.Filter != nil:
		return leaf(e.Filter)
	case e.NotExpression != nil:
		inner, problem := compile(e.NotExpression, leaf)
		return func(v T) bool { return !inner(v) }, problem
	case e.AndGroup != nil:
		tests, problem := compileAll(e.AndGroup.Expressions, leaf)
		return func(v T) bool { return !slices.ContainsFunc(tests, func(t func(T) bool) bool { return !t(v) }) }, problem
	case e.OrGroup != nil:
		tests, problem := compileAll(e.OrGroup.Expressions, leaf)
		return func(v T) bool { return slices.ContainsFunc(tests, func(t func(T) bool) bool { return t(v) }) }, problem
	}
	return nil, wire.Invalid("A FilterExpression requires one of andGroup, orGroup, notExpression or filter.")
}

func compileAll[T any](list []wire.FilterExpression, leaf func(*wire.Filter) (func(T) bool, *wire.Error)) ([]func(T) bool, *wire.Error) {
	tests := make([]func(T) bool, len(list))
	for i := range list {
		var problem *wire.Error
		if tests[i], problem = compile(&list[i], leaf); problem != nil {
			return nil, problem
		}
	}
	return tests, nil
}

func (p *plan) dimensionLeaf(f *wire.Filter) (func(*cube.Fact) bool, *wire.Error) {
	if _, ok := cube.MetricNamed(p.Property, f.FieldName); ok {
		return nil, wire.Invalid("Found duplicate dimensions/metrics.")
	}
	column, problem := p.filterColumn(f.FieldName)
	if problem != nil {
		return nil, problem
	}
	p.fields.filtered = append(p.fields.filtered, column.Of...)
	test, problem := textTest(f)
	if problem != nil {
		return nil, problem
	}
	return func(fact *cube.Fact) bool { return test(column.Value(fact)) }, nil
}

// filterColumn finds a dimension, or an expression that the request gives a name.
func (p *plan) filterColumn(name string) (cube.DimensionColumn, *wire.Error) {
	for i, d := range p.request.Dimensions {
		if d.Name == name {
			return p.fields.columns[i], nil
		}
	}
	known, problem := p.fields.dimension(name)
	return known.Column(), problem
}

// textTest tests a dimension's value. A number is compared with the value read as one.
func textTest(f *wire.Filter) (func(string) bool, *wire.Error) {
	switch {
	case f.StringFilter != nil:
		return stringTest(f.StringFilter)
	case f.InListFilter != nil:
		list := f.InListFilter
		if len(list.Values) == 0 {
			return nil, wire.Invalid("The inListFilter requires values.")
		}
		return func(v string) bool {
			return slices.ContainsFunc(list.Values, func(w string) bool { return equal(v, w, list.CaseSensitive) })
		}, nil
	case f.EmptyFilter != nil:
		return func(v string) bool { return v == "" || v == world.NotSet }, nil
	case f.NumericFilter != nil || f.BetweenFilter != nil:
		test, problem := numberTest(f)
		return func(v string) bool {
			number, err := strconv.ParseFloat(v, 64)
			return err == nil && test(number)
		}, problem
	}
	return nil, wire.Invalid(fmt.Sprintf("The filter on %s requires a condition.", f.FieldName))
}

func equal(a, b string, caseSensitive bool) bool {
	return a == b || !caseSensitive && strings.EqualFold(a, b)
}

func stringTest(f *wire.StringFilter) (func(string) bool, *wire.Error) {
	fold := func(s string) string { return s }
	if !f.CaseSensitive {
		fold = strings.ToLower
	}
	want := fold(f.Value)
	switch f.MatchType {
	case "BEGINS_WITH":
		return func(v string) bool { return strings.HasPrefix(fold(v), want) }, nil
	case "ENDS_WITH":
		return func(v string) bool { return strings.HasSuffix(fold(v), want) }, nil
	case "CONTAINS":
		return func(v string) bool { return strings.Contains(fold(v), want) }, nil
	case "FULL_REGEXP", "PARTIAL_REGEXP":
		return regexpTest(f)
	}
	return func(v string) bool { return equal(v, f.Value, f.CaseSensitive) }, nil
}

func regexpTest(f *wire.StringFilter) (func(string) bool, *wire.Error) {
	pattern := f.Value
	if f.MatchType == "FULL_REGEXP" {
		pattern = `^(?:` + pattern + `)$`
	}
	if !f.CaseSensitive {
		pattern = `(?i)` + pattern
	}
	compiled, err := regexp.Compile(pattern)
	if err != nil {
		return nil, wire.Invalid(fmt.Sprintf("Invalid regular expression : %s", f.Value))
	}
	return compiled.MatchString, nil
}

func (p *plan) metricLeaf(f *wire.Filter) (func(cube.Row) bool, *wire.Error) {
	at := slices.IndexFunc(p.request.Metrics, func(m wire.Metric) bool { return m.Name == f.FieldName })
	if at < 0 {
		metric, err := p.fields.metric(f.FieldName)
		if err != nil {
			return nil, asInvalid(err)
		}
		at = len(p.query.Metrics)
		column := metric.Column()
		column.Invisible = true
		p.query.Metrics = append(p.query.Metrics, column)
	}
	test, problem := numberTest(f)
	return func(row cube.Row) bool { return test(row.Values[at]) }, problem
}

func numberTest(f *wire.Filter) (func(float64) bool, *wire.Error) {
	if between := f.BetweenFilter; between != nil {
		from, to := between.FromValue.Number(), between.ToValue.Number()
		return func(v float64) bool { return from <= v && v <= to }, nil
	}
	if f.NumericFilter == nil {
		return nil, wire.Invalid(fmt.Sprintf("The filter on metric %s requires a numericFilter or a betweenFilter.", f.FieldName))
	}
	want := f.NumericFilter.Value.Number()
	switch f.NumericFilter.Operation {
	case "EQUAL":
		return func(v float64) bool { return v == want }, nil
	case "LESS_THAN":
		return func(v float64) bool { return v < want }, nil
	case "LESS_THAN_OR_EQUAL":
		return func(v float64) bool { return v <= want }, nil
	case "GREATER_THAN":
		return func(v float64) bool { return v > want }, nil
	case "GREATER_THAN_OR_EQUAL":
		return func(v float64) bool { return v >= want }, nil
	}
	return nil, wire.Invalid(fmt.Sprintf("The numericFilter on %s requires an operation.", f.FieldName))
}
