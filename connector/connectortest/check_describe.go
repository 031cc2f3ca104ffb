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
	whole := r.description
	if !slices.ContainsFunc(whole.Reports, func(described connector.Report) bool { return described.Name == r.report.Name }) {
		whole.Reports = append(slices.Clone(whole.Reports), r.report)
	}
	for _, fault := range whole.Faults() {
		r.problemf("the connector %s", fault)
	}
	r.checkSchema("the connector block", r.description.Config)
	for _, report := range whole.Reports {
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

// checkReport wants the names that are known to every connector used as they are
// meant. A host forgives what it does not know; an author wants to know.
func (r *run) checkReport(report connector.Report) {
	standard := connector.Report{Measures: connector.StandardMeasures(), Dimensions: connector.StandardDimensions()}
	for _, m := range report.Measures {
		if meant, ok := standard.Measure(m.Standard); m.Standard != "" && !ok {
			r.problemf("measure %q has the unknown standard name %q", m.Name, m.Standard)
		} else if ok && m.Unit != meant.Unit {
			r.problemf("measure %q is called %q, which is a %s, but its unit is %q", m.Name, m.Standard, meant.Unit, m.Unit)
		}
	}
	operators := []connector.Operator{connector.OperatorIn, connector.OperatorNotIn, connector.OperatorMatch, connector.OperatorNotMatch}
	for _, d := range report.Dimensions {
		if _, ok := standard.Dimension(d.Standard); d.Standard != "" && !ok {
			r.problemf("dimension %q has the unknown standard name %q", d.Name, d.Standard)
		}
		for _, operator := range d.Operators {
			if !slices.Contains(operators, operator) {
				r.problemf("dimension %q has the unknown operator %q", d.Name, operator)
			}
		}
	}
}
