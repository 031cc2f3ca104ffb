package cost_test

import (
	"math/big"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/hcl/v2"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/engine/cost"
	"github.com/roictl/roictl/engine/value"
)

var here = hcl.Range{Filename: "spring.roi.hcl", Start: hcl.Pos{Line: 3}}

func percent(t testing.TB, s string) value.Value {
	t.Helper()
	return value.Number(rat(t, s), connector.UnitPercent, "")
}

// F1 with acceptance 1 of domain.md §1.12, R1-R4 and R72.
func TestROI(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name       string
		gain, cost value.Value
		want       value.Value
	}{
		{"R4: 150 for 100", amount(t, "150", "EUR"), amount(t, "100", "EUR"), percent(t, "0.5")},
		{"nothing for 100", amount(t, "0", "EUR"), amount(t, "100", "EUR"), percent(t, "-1")},
		{"R2: 100 for 100", amount(t, "100", "EUR"), amount(t, "100", "EUR"), percent(t, "0")},
		{"F1: refunds of 20 for 100", amount(t, "-20", "EUR"), amount(t, "100", "EUR"), percent(t, "-6/5")},
		// (50,000 - 25,000) / 25,000 and (50,000 - 11,000) / 11,000.
		{"R72: a range of costs", amount(t, "50000", "ILS"), amounts(t, "11000", "25000", "ILS"), value.Span(rat(t, "1"), rat(t, "39/11"), connector.UnitPercent, "")},
		// (5 - 10) / 10 and (5 - 20) / 20: interval arithmetic on the textbook
		// form would say -150 % to -25 %.
		{"a loss for a range of costs", amount(t, "5", "EUR"), amounts(t, "10", "20", "EUR"), value.Span(rat(t, "-3/4"), rat(t, "-1/2"), connector.UnitPercent, "")},
		{"refunds for a range of costs", amount(t, "-20", "EUR"), amounts(t, "10", "20", "EUR"), value.Span(rat(t, "-3"), rat(t, "-2"), connector.UnitPercent, "")},
		{"ranges of both", amounts(t, "30", "60", "EUR"), amounts(t, "10", "20", "EUR"), value.Span(rat(t, "1/2"), rat(t, "5"), connector.UnitPercent, "")},
	}
	for _, test := range tests {
		if diff := cmp.Diff(test.want, cost.ROI(test.gain, test.cost, here)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.name, diff)
		}
	}
}

func TestReturnsThatAreUndefined(t *testing.T) {
	t.Parallel()
	const (
		zero     = "the cost is 0, so there is nothing to compare the return with"
		negative = "the cost is negative, which only a mistake in its data can make it"
	)
	tests := []struct {
		name       string
		gain, cost value.Value
		state      value.State
		reason     string
	}{
		{"F1: 100 for nothing", amount(t, "100", "EUR"), amount(t, "0", "EUR"), value.Undefined, zero},
		{"F1: nothing for nothing", amount(t, "0", "EUR"), amount(t, "0", "EUR"), value.Undefined, zero},
		{"F1: negative cost", amount(t, "100", "EUR"), amount(t, "-1", "EUR"), value.Undefined, negative},
		{"a range from below zero", amount(t, "100", "EUR"), amounts(t, "-1", "1", "EUR"), value.Undefined, negative},
		{"a range from zero", amount(t, "100", "EUR"), amounts(t, "0", "1", "EUR"), value.Undefined, "the cost may be 0, so the return on it has no upper end"},
		{"two currencies", amount(t, "100", "EUR"), amount(t, "100", "USD"), value.Undefined, "two currencies, EUR and USD, need an fx block that gives a rate"},
		{"no cost known", amount(t, "100", "EUR"), value.Missing("no rows"), value.NoData, "no rows"},
		{"no gain known", value.Missing("no rows"), amount(t, "100", "EUR"), value.NoData, "no rows"},
		{"no gain known and no cost", value.Missing("no rows"), amount(t, "0", "EUR"), value.NoData, "no rows"},
	}
	for _, test := range tests {
		got := cost.ROI(test.gain, test.cost, here)
		if got.State != test.state || got.Reason != test.reason || got.Unit != connector.UnitPercent {
			t.Errorf("%s: %s %q in %q, want %s %q", test.name, got.State, got.Reason, got.Unit, test.state, test.reason)
		}
		if got.State == value.Undefined && got.Place != here {
			t.Errorf("%s: undefined at %v", test.name, got.Place)
		}
	}
	if got := cost.ROAS(amount(t, "100", "EUR"), amount(t, "0", "EUR"), here); got.State != value.Undefined || got.Reason != "the media cost is 0, so there is nothing to compare the return with" {
		t.Errorf("ROAS without spend is %s %q", got.State, got.Reason)
	}
}

// F1m: 250 of revenue at a margin of 40 % are 100, which is 0 % on a cost of 100.
func TestROIOnMargin(t *testing.T) {
	t.Parallel()
	gain := cost.OnMargin(amount(t, "250", "EUR"), big.NewRat(2, 5))
	if diff := cmp.Diff(percent(t, "0"), cost.ROI(gain, amount(t, "100", "EUR"), here)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if got := cost.OnMargin(amount(t, "250", "EUR"), nil); !got.Equal(amount(t, "250", "EUR")) {
		t.Errorf("without a margin, 250 are %v", got)
	}
}

// F3: ROI on ads alone is (ROAS - 1), and a margin of 40 % breaks even at 2.5.
func TestROAS(t *testing.T) {
	t.Parallel()
	revenue, spend := amount(t, "310", "EUR"), amount(t, "100", "EUR")
	roas, roi := cost.ROAS(revenue, spend, here), cost.ROI(revenue, spend, here)
	if diff := cmp.Diff(value.Number(rat(t, "3.1"), connector.UnitRatio, ""), roas); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if got := new(big.Rat).Sub(roas.Rat(), big.NewRat(1, 1)); got.Cmp(roi.Rat()) != 0 {
		t.Errorf("ROAS - 1 = %s, ROI = %s", got, roi.Rat())
	}
	breakEven := value.Scale(spend, rat(t, "2.5"))
	if got := cost.ROI(cost.OnMargin(breakEven, big.NewRat(2, 5)), spend, here); !got.Equal(percent(t, "0")) {
		t.Errorf("at a ROAS of 2.5 and a margin of 40 %%, ROI is %v", got)
	}
}

// F2: net is defined where ROI is not.
func TestNet(t *testing.T) {
	t.Parallel()
	if got := cost.Net(amount(t, "100", "EUR"), amount(t, "0", "EUR")); !got.Equal(amount(t, "100", "EUR")) {
		t.Errorf("100 for nothing nets %v", got)
	}
	if got := cost.Net(amount(t, "50000", "ILS"), amounts(t, "11000", "25000", "ILS")); !got.Equal(amounts(t, "25000", "39000", "ILS")) {
		t.Errorf("net of a range of costs is %v", got)
	}
}
