package history

import (
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestCompareDeclarations(t *testing.T) {
	t.Parallel()
	of := func(pairs ...string) []Declaration {
		var declarations []Declaration
		for i := 0; i < len(pairs); i += 2 {
			declarations = append(declarations, Declaration{Address: pairs[i], Kind: "metric", Summary: pairs[i+1]})
		}
		return declarations
	}
	for _, test := range []struct {
		name          string
		before, after []Declaration
		want          []Change
	}{
		{"nothing at all", nil, nil, nil},
		{"unchanged, in another order", of("metric.a", `{}`, "metric.b", `{}`), of("metric.b", `{}`, "metric.a", `{}`), nil},
		{"spaces are no change", of("metric.a", `{"x": {"y": 1}}`), of("metric.a", `{"x":{"y":1}}`), nil},
		{"added and removed", of("metric.a", `{"m":"x"}`, "metric.c", `{}`), of("metric.b", `{"m":"y"}`), []Change{
			{Kind: Added, Address: "metric.b", After: `{"m":"y"}`},
			{Kind: Removed, Address: "metric.a", Before: `{"m":"x"}`},
			{Kind: Removed, Address: "metric.c", Before: `{}`},
		}},
		{"redefined, an attribute a change", of("metric.a", `{"gone":1,"measure":"spend","same":true,"where":{"c":"x"},"none":null}`),
			of("metric.a", `{"measure":"cost","new":["a"],"same":true,"where":{"c":"y"}}`), []Change{
				{Kind: Redefined, Address: "metric.a", Attribute: "gone", Before: "1"},
				{Kind: Redefined, Address: "metric.a", Attribute: "measure", Before: "spend", After: "cost"},
				{Kind: Redefined, Address: "metric.a", Attribute: "new", After: `["a"]`},
				{Kind: Redefined, Address: "metric.a", Attribute: "where", Before: `{"c":"x"}`, After: `{"c":"y"}`},
			}},
		{"another kind of block", of("metric.a", `{}`), []Declaration{{Address: "metric.a", Kind: "fx", Summary: `{"x":1}`}}, []Change{
			{Kind: Redefined, Address: "metric.a", Before: `{}`, After: `{"x":1}`},
		}},
		{"a summary that cannot be read", of("metric.a", `{`), of("metric.a", `{}`), []Change{
			{Kind: Redefined, Address: "metric.a", Before: `{`, After: `{}`},
		}},
	} {
		if diff := cmp.Diff(test.want, CompareDeclarations(test.before, test.after)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.name, diff)
		}
	}
}

// Which way a target moved. The rule: of two sets of results on one scale, the
// smaller is the tighter.
func TestDirectionOfADeclaredTarget(t *testing.T) {
	t.Parallel()
	of := func(kind, value string) *DeclaredTarget { return &DeclaredTarget{Kind: kind, Value: value} }
	span := func(kind, low, high string) *DeclaredTarget {
		return &DeclaredTarget{Kind: kind, Low: low, High: high}
	}
	versus := func(kind, value, baseline string) *DeclaredTarget {
		return &DeclaredTarget{Kind: kind, Value: value, Versus: baseline}
	}
	dollars := &DeclaredTarget{Kind: "at_most", Value: "20", Currency: "USD"}
	for _, test := range []struct {
		name          string
		before, after *DeclaredTarget
		want          Direction
	}{
		{"at least more", of("at_least", "500"), of("at_least", "500.01"), Tightened},
		{"at least less", of("at_least", "1/3"), of("at_least", "0.33"), Loosened},
		{"at most less", of("at_most", "20"), of("at_most", "19"), Tightened},
		{"at most more", of("at_most", "0.1"), of("at_most", "0.10000000000000000001"), Loosened},
		{"below zero", of("at_least", "-10"), of("at_least", "-5"), Tightened},
		{"narrower", span("between", "10", "20"), span("between", "11", "20"), Tightened},
		{"wider", span("between", "10", "20"), span("between", "10", "21"), Loosened},
		{"shifted", span("between", "10", "20"), span("between", "11", "21"), ""},
		{"apart", span("between", "10", "20"), span("between", "30", "40"), ""},
		{"less tolerance", span("equals", "95", "105"), span("equals", "99", "101"), Tightened},
		{"no tolerance", span("equals", "95", "105"), of("equals", "100"), Tightened},
		{"an upper limit more", of("at_least", "10"), span("between", "10", "20"), Tightened},
		{"an upper limit less", span("between", "10", "20"), of("at_least", "10"), Loosened},
		{"a lower limit less", span("between", "10", "20"), of("at_most", "25"), Loosened},
		{"the other way round", of("at_least", "10"), of("at_most", "10"), ""},
		{"more growth", versus("grow", "0.1", "last_year"), versus("grow", "0.2", "last_year"), Tightened},
		{"less growth", versus("grow", "0.2", "last_year"), versus("grow", "-0.1", "last_year"), Loosened},
		{"more reduction", versus("reduce", "0.1", "last_year"), versus("reduce", "0.2", "last_year"), Tightened},
		{"less reduction", versus("reduce", "0.2", "last_year"), versus("reduce", "0.1", "last_year"), Loosened},
		{"growth for reduction", versus("reduce", "0.2", "last_year"), versus("grow", "0.2", "last_year"), ""},
		{"a larger increase", versus("increase_by", "5", "last_year"), versus("increase_by", "6", "last_year"), Tightened},
		{"a larger decrease", versus("decrease_by", "5", "last_year"), versus("decrease_by", "6", "last_year"), Tightened},
		{"more points", versus("points", "2", "last_year"), versus("points", "3", "last_year"), Tightened},
		{"fewer points down", versus("points", "-3", "last_year"), versus("points", "-2", "last_year"), Loosened},
		{"points up for points down", versus("points", "-3", "last_year"), versus("points", "2", "last_year"), ""},
		{"another baseline", versus("grow", "0.1", "last_year"), versus("grow", "0.2", "previous_period"), ""},
		{"a percentage for a number", versus("grow", "0.1", "last_year"), of("at_least", "500"), ""},
		{"an amount for a percentage", versus("grow", "0.1", "last_year"), versus("increase_by", "500", "last_year"), ""},
		{"another currency", dollars, of("at_most", "25"), ""},
		{"unreadable", of("at_most", "twenty"), of("at_most", "25"), ""},
		{"of a later version", of("at_most", "20"), of("on_average", "25"), ""},
		{"taken away", of("at_most", "20"), nil, Loosened},
		{"set", nil, of("at_most", "20"), Tightened},
		{"set, of a later version", nil, of("on_average", "20"), Tightened},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			before, after := kpiWith(t, test.before), kpiWith(t, test.after)
			changes := CompareDeclarations([]Declaration{before}, []Declaration{after})
			if len(changes) != 1 || changes[0].Kind != TargetMoved || changes[0].Direction != test.want {
				t.Errorf("%s -> %s: %+v, want a target moved %q", before.Summary, after.Summary, changes, test.want)
			}
			opposite := map[Direction]Direction{Tightened: Loosened, Loosened: Tightened}[test.want]
			changes = CompareDeclarations([]Declaration{after}, []Declaration{before})
			if len(changes) != 1 || changes[0].Direction != opposite {
				t.Errorf("the other way round: %+v, want %q", changes, opposite)
			}
		})
	}
}

func kpiWith(t *testing.T, target *DeclaredTarget) Declaration {
	t.Helper()
	summary, err := json.Marshal(struct {
		Target *DeclaredTarget `json:"target,omitempty"`
		Value  string          `json:"value"`
	}{target, "metric.cpa"})
	if err != nil {
		t.Fatal(err)
	}
	return Declaration{Address: "goal.sales.cpa", Kind: "kpi", Summary: string(summary)}
}

func TestAMovedTargetIsShownInTheWordsOfTheLanguage(t *testing.T) {
	t.Parallel()
	kpi := func(target string) []Declaration {
		return []Declaration{{Address: "goal.sales.cpa", Kind: "kpi", Summary: `{"on_miss":"fail","target":` + target + `}`}}
	}
	for _, test := range []struct{ before, after, wantBefore, wantAfter string }{
		{`{"kind":"at_most","declared":"20 EUR","value":"20"}`, `{"kind":"between","low":"10","high":"20"}`, "at_most 20 EUR", "between 10..20"},
		{`{"kind":"grow","declared":"20%","value":"0.2","versus":"previous_period"}`, `null`, "grow 20% versus previous_period", ""},
		{`{"kind":"at_most","value":"20","by":"2026-06-30"}`, `{"kind":"at_most","value":"20","by":"2026-12-31"}`,
			`{"kind":"at_most","value":"20","by":"2026-06-30"}`, `{"kind":"at_most","value":"20","by":"2026-12-31"}`},
		{`{"kind":"at_most","value":"20"}`, `["at_most",20]`, `{"kind":"at_most","value":"20"}`, `["at_most",20]`},
	} {
		changes := CompareDeclarations(kpi(test.before), kpi(test.after))
		if len(changes) != 1 || changes[0].Attribute != "target" || changes[0].Before != test.wantBefore || changes[0].After != test.wantAfter {
			t.Errorf("%s -> %s: %+v", test.before, test.after, changes)
		}
	}
}
