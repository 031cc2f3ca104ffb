package judge_test

import (
	"strings"
	"testing"

	"github.com/hashicorp/hcl/v2"

	"github.com/roictl/roictl/config"
	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/engine/judge"
)

func TestCheckUnitAccepts(t *testing.T) {
	t.Parallel()
	tests := []struct {
		kind     config.TargetKind
		amount   string
		unit     connector.Unit
		currency string
	}{
		{config.AtLeast, "20", money, "EUR"},
		{config.AtLeast, "20 EUR", money, "EUR"},
		{config.AtLeast, "20 USD", money, ""},
		{config.AtLeast, "20", count, ""},
		{config.AtLeast, "0.2", percent, ""},
		{config.AtLeast, "20%", percent, ""},
		{config.AtLeast, "20%", connector.UnitRatio, ""},
		{config.AtLeast, "20%", "", ""},
		{config.AtMost, "90s", duration, ""},
		{config.Grow, "20%", money, "EUR"},
		{config.Reduce, "20%", count, ""},
		{config.IncreaseBy, "500", count, ""},
		{config.Points, "1", percent, ""},
	}
	for _, test := range tests {
		want := target(t, test.kind, test.amount)
		if diags := judge.CheckUnit(&want, test.unit, test.currency); len(diags) > 0 {
			t.Errorf("%s %s for %s: %s", test.kind, test.amount, test.unit, diags)
		}
	}
	if diags := judge.CheckUnit(nil, money, "EUR"); diags != nil {
		t.Errorf("no target: %s", diags)
	}
}

func TestCheckUnitRefuses(t *testing.T) {
	t.Parallel()
	tests := []struct {
		kind     config.TargetKind
		amount   string
		unit     connector.Unit
		currency string
		want     string
	}{
		{config.AtMost, "20%", money, "EUR", `"20%" cannot be compared with this KPI, which is an amount of money in EUR. Write an amount, or compare`},
		{config.AtMost, "20%", count, "", `"20%" cannot be compared with this KPI, which is a count.`},
		{config.AtMost, "20 USD", money, "EUR", `"20 USD" cannot be compared with this KPI, which is an amount of money in EUR. Write the amount in EUR:`},
		{config.AtMost, "20 USD", count, "", `"20 USD" cannot be compared with this KPI, which is a count. Write a plain number.`},
		{config.AtLeast, "28d", count, "", `"28d" cannot be compared with this KPI, which is a count. Write a plain number.`},
		{config.AtLeast, "28d", "", "", `"28d" cannot be compared with this KPI, which is a plain number.`},
		{config.Points, "1", money, "EUR", `Percentage points suit rates only, but this KPI is an amount of money in EUR.`},
		{config.IncreaseBy, "28d", percent, "", `"28d" cannot be compared with this KPI, which is a percentage.`},
	}
	for _, test := range tests {
		want := target(t, test.kind, test.amount)
		want.Value.Range = hcl.Range{Filename: "goals.roi.hcl", Start: hcl.Pos{Line: 7}}
		diags := judge.CheckUnit(&want, test.unit, test.currency)
		if len(diags) != 1 || !strings.HasPrefix(diags[0].Detail, test.want) || *diags[0].Subject != want.Value.Range {
			t.Errorf("%s %s for %s: %s", test.kind, test.amount, test.unit, diags)
			continue
		}
		if code := config.DiagnosticCode(diags[0]); diags[0].Severity != hcl.DiagError || code != "TARGET" {
			t.Errorf("%s %s: severity %v, code %q", test.kind, test.amount, diags[0].Severity, code)
		}
	}
}

// All amounts of a target are reported at once, each at its place.
func TestCheckUnitReportsAllAmounts(t *testing.T) {
	t.Parallel()
	at := func(s string, line int) config.Amount {
		a := amount(t, s)
		a.Range = hcl.Range{Filename: "goals.roi.hcl", Start: hcl.Pos{Line: line}}
		return a
	}
	tolerance, fixed := at("5s", 3), at("20 USD", 4)
	diags := judge.CheckUnit(&config.Target{
		Kind: config.Between, Low: at("1%", 1), High: at("2%", 2),
		Tolerance: &tolerance, Versus: config.Versus{Value: &fixed},
	}, money, "EUR")
	for i, diag := range diags {
		if diag.Subject.Start.Line != i+1 {
			t.Errorf("diagnostic %d is on line %d", i, diag.Subject.Start.Line)
		}
	}
	if len(diags) != 4 {
		t.Errorf("%d diagnostics, want 4: %s", len(diags), diags)
	}
}
