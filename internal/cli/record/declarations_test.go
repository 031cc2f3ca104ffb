package record

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/roictl/roictl/config"
	"github.com/roictl/roictl/history"
)

func ref(name string) *config.Reference {
	return &config.Reference{Address: config.Address{Kind: config.KindMetric, Name: name}}
}

func op(operator byte, x, y config.Node) *config.Operation {
	return &config.Operation{Operator: operator, X: x, Y: y}
}

// TestFormulaText holds that the text of a formula has exactly the parentheses
// that its meaning needs.
func TestFormulaText(t *testing.T) {
	t.Parallel()
	a, b, c := ref("a"), ref("b"), ref("c")
	tests := []struct {
		want string
		root config.Node
	}{
		{"metric.a / metric.b", op('/', a, b)},
		{"metric.a - metric.b - metric.c", op('-', op('-', a, b), c)},
		{"metric.a - (metric.b - metric.c)", op('-', a, op('-', b, c))},
		{"(metric.a + metric.b) * metric.c", op('*', op('+', a, b), c)},
		{"metric.a * metric.b + metric.c", op('+', op('*', a, b), c)},
		{"metric.a / (metric.b / metric.c)", op('/', a, op('/', b, c))},
		{"-(metric.a + metric.b)", &config.Negation{X: op('+', a, b)}},
		{"metric.a * -metric.b", op('*', a, &config.Negation{X: b})},
		{"max(metric.a + metric.b, 0.01)", &config.Call{Function: "max", Args: []config.Node{op('+', a, b), &config.Number{Value: rat("0.01")}}}},
		{"20 EUR", &config.Number{Value: rat("20"), Currency: "EUR"}},
		{"1/3", &config.Number{Value: rat("1/3")}},
		{`campaign.spring["fr"].roi`, &config.Reference{Address: config.Address{Kind: config.KindCampaign, Name: "spring", Key: config.StringKey("fr")}, Attribute: "roi"}},
	}
	for _, tt := range tests {
		if got := formulaText(&config.Formula{Root: tt.root, Source: "as written"}); got != tt.want {
			t.Errorf("got %s, want %s", got, tt.want)
		}
	}
	if got := formulaText(nil); got != "" {
		t.Errorf("no formula is %q, want nothing", got)
	}
}

func TestDeclaredTarget(t *testing.T) {
	t.Parallel()
	amount := func(source, v string) config.Amount {
		return config.Amount{Source: source, Value: rat(v), Percent: source[len(source)-1] == '%'}
	}
	percent, absolute := amount("5%", "0.05"), amount("2", "2")
	tests := []struct {
		name   string
		target config.Target
		want   history.DeclaredTarget
	}{
		{"edge", config.Target{Kind: config.AtLeast, Value: amount("500", "500")}, history.DeclaredTarget{Kind: "at_least", Declared: "500", Value: "500"}},
		{
			"between", config.Target{Kind: config.Between, Low: amount("1", "1"), High: amount("2.5", "2.5")},
			history.DeclaredTarget{Kind: "between", Declared: "1 to 2.5", Low: "1", High: "2.5"},
		},
		// 5 % of 40 is 2.
		{
			"equals with a share of it", config.Target{Kind: config.Equals, Value: amount("40", "40"), Tolerance: &percent},
			history.DeclaredTarget{Kind: "equals", Declared: "40 +/- 5%", Value: "40", Low: "38", High: "42"},
		},
		{
			"equals with an amount", config.Target{Kind: config.Equals, Value: amount("-40", "-40"), Tolerance: &absolute},
			history.DeclaredTarget{Kind: "equals", Declared: "-40 +/- 2", Value: "-40", Low: "-42", High: "-38"},
		},
		{
			"growth on a named period", config.Target{Kind: config.Grow, Value: amount("20%", "0.2"), Versus: config.Versus{Kind: config.VersusPeriod, Period: "2025-Q4"}},
			history.DeclaredTarget{Kind: "grow", Declared: "20%", Value: "0.2", Versus: "period 2025-Q4"},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(tt.want, declaredTarget(&tt.target)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// TestLoosenedTargetIsTold holds the chain to what the history makes of it: the
// goalpost that somebody moved is called what it is.
func TestLoosenedTargetIsTold(t *testing.T) {
	t.Parallel()
	declare := func(atMost string) []history.Declaration {
		kpi := cpa()
		kpi.Target.Value = config.Amount{Value: rat(atMost), Source: atMost}
		all, err := Declarations(&config.Config{Goals: []*config.Goal{{KPIs: []*config.KPI{kpi}, Meta: config.Meta{Address: config.Address{Kind: config.KindGoal, Name: "sales"}}}}})
		if err != nil {
			t.Fatal(err)
		}
		return all
	}
	changes := history.CompareDeclarations(declare("20"), declare("25"))
	if len(changes) != 1 || changes[0].Kind != history.TargetMoved || changes[0].Direction != history.Loosened {
		t.Errorf("got %+v, want one loosened target", changes)
	}
	if same := history.CompareDeclarations(declare("20"), declare("20")); len(same) != 0 {
		t.Errorf("the same declarations differ: %+v", same)
	}
}

// TestDeclarationsHoldNoSettings holds that what a connector is set to never
// reaches the history, where it would stay for ever.
func TestDeclarationsHoldNoSettings(t *testing.T) {
	t.Parallel()
	all, err := Declarations(&config.Config{Connectors: []*config.Connector{{
		Meta: config.Meta{Address: config.Address{Kind: config.KindConnector, Type: "file", Name: "crm"}},
	}}})
	if err != nil {
		t.Fatal(err)
	}
	want := []history.Declaration{{Address: "connector.file.crm", Kind: "connector", Summary: `{"type":"file"}`}}
	if diff := cmp.Diff(want, all); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
