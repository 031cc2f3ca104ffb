package connectortest

import (
	"context"
	"fmt"
	"slices"

	"github.com/roictl/roictl/connector"
)

// checkDescription wants a description that is the same every time and holds
// together.
func checkDescription(ctx context.Context, r *run) {
	ctx = r.context(ctx)
	first := asJSON(r.description)
	for range 3 {
		handle, end, ok := r.open(ctx)
		if !ok {
			return
		}
		again, err := handle.Describe(ctx)
		end()
		if err != nil {
			r.problemf("Describe: %v", err)
			return
		}
		if got := asJSON(again); got != first {
			r.problemf("Describe is not the same every time:\n%s\n%s", first, got)
			return
		}
	}
	if r.description.Name == "" || r.description.Version == "" {
		r.problemf("the description lacks a name or a version")
	}
	r.checkSchema("the connector block", r.description.Config)
	for _, report := range append(slices.Clone(r.description.Reports), r.report) {
		r.checkReport(report)
	}
}

func (r *run) checkSchema(where string, schema connector.ConfigSchema) {
	types := []connector.AttributeType{connector.TypeString, connector.TypeNumber, connector.TypeBool,
		connector.TypeStringList, connector.TypeStringMap, connector.TypeAny}
	names := make(map[string]bool)
	for _, a := range schema.Attributes {
		if a.Name == "" || names[a.Name] {
			r.problemf("%s has the attribute %q without a name or twice", where, a.Name)
		}
		names[a.Name] = true
		if !slices.Contains(types, a.Type) {
			r.problemf("the attribute %q has the unknown type %q", a.Name, a.Type)
		}
		if a.Description == "" {
			r.problemf("the attribute %q has no description", a.Name)
		}
	}
	for _, b := range schema.Blocks {
		if b.Name == "" || names[b.Name] {
			r.problemf("%s has the block %q without a name or twice", where, b.Name)
		}
		names[b.Name] = true
		r.checkSchema(fmt.Sprintf("the block %q", b.Name), b.Schema)
	}
}

func (r *run) checkReport(report connector.Report) {
	where := fmt.Sprintf("report %q", report.Name)
	if !slices.Contains(report.Grains, connector.GrainTotal) {
		r.problemf("%s lacks the grain %q, which every report has", where, connector.GrainTotal)
	}
	units := []connector.Unit{connector.UnitCount, connector.UnitMoney, connector.UnitRatio, connector.UnitPercent, connector.UnitDuration}
	aggregations := []connector.Aggregation{connector.AggregateSum, connector.AggregateLast, connector.AggregateAverage, connector.AggregateNone}
	standard := connector.Report{Measures: connector.StandardMeasures(), Dimensions: connector.StandardDimensions()}
	names := make(map[string]bool)
	for _, m := range report.Measures {
		if m.Name == "" || names[m.Name] {
			r.problemf("%s has the measure %q without a name or twice", where, m.Name)
		}
		names[m.Name] = true
		if !slices.Contains(units, m.Unit) || !slices.Contains(aggregations, m.Aggregation) {
			r.problemf("measure %q has the unit %q and the aggregation %q, of which one is unknown", m.Name, m.Unit, m.Aggregation)
		}
		if meant, ok := standard.Measure(m.Standard); m.Standard != "" && !ok {
			r.problemf("measure %q has the unknown standard name %q", m.Name, m.Standard)
		} else if ok && m.Unit != meant.Unit {
			r.problemf("measure %q is called %q, which is a %s, but its unit is %q", m.Name, m.Standard, meant.Unit, m.Unit)
		}
	}
	operators := []connector.Operator{connector.OperatorIn, connector.OperatorNotIn, connector.OperatorMatch, connector.OperatorNotMatch}
	clear(names)
	for _, d := range report.Dimensions {
		if d.Name == "" || names[d.Name] {
			r.problemf("%s has the dimension %q without a name or twice", where, d.Name)
		}
		names[d.Name] = true
		if _, ok := standard.Dimension(d.Standard); d.Standard != "" && !ok {
			r.problemf("dimension %q has the unknown standard name %q", d.Name, d.Standard)
		}
		for _, operator := range d.Operators {
			if !slices.Contains(operators, operator) {
				r.problemf("dimension %q has the unknown operator %q", d.Name, operator)
			}
		}
	}
	if c := report.CurrencyDimension; c != "" {
		if _, ok := report.Dimension(c); !ok {
			r.problemf("%s has no dimension %q, which its rows' currency stands in", where, c)
		}
	}
}
