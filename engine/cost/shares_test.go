package cost_test

import (
	"math/big"
	"testing"
	"testing/quick"

	"github.com/google/go-cmp/cmp"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/engine/cost"
	"github.com/roictl/roictl/engine/value"
)

func TestShares(t *testing.T) {
	t.Parallel()
	plain := func(s string) value.Value { return value.Number(rat(t, s), "", "") }
	tests := []struct {
		name    string
		weights []value.Value
		want    []value.Value
	}{
		{"none", nil, []value.Value{}},
		{"alone", []value.Value{plain("7")}, []value.Value{percent(t, "1")}},
		{"equal", []value.Value{plain("1"), plain("1"), plain("1")}, []value.Value{percent(t, "1/3"), percent(t, "1/3"), percent(t, "1/3")}},
		{"by days", []value.Value{plain("31"), plain("93")}, []value.Value{percent(t, "1/4"), percent(t, "3/4")}},
		{"by media cost, one without", []value.Value{amount(t, "50", "EUR"), amount(t, "0", "EUR")}, []value.Value{percent(t, "1"), percent(t, "0")}},
		// 10/(10+10) and 30/(30+10); 10/(10+30) and 10/(10+10).
		{"by a range", []value.Value{amounts(t, "10", "30", "EUR"), amount(t, "10", "EUR")}, []value.Value{
			value.Span(rat(t, "1/2"), rat(t, "3/4"), connector.UnitPercent, ""),
			value.Span(rat(t, "1/4"), rat(t, "1/2"), connector.UnitPercent, ""),
		}},
	}
	for _, test := range tests {
		if diff := cmp.Diff(test.want, cost.Shares(test.weights, here)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.name, diff)
		}
	}
}

func TestSharesThatAreUnknown(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name    string
		weights []value.Value
		state   value.State
		reason  string
	}{
		{"all zero", []value.Value{amount(t, "0", "EUR"), amount(t, "0", "EUR")}, value.Undefined, "a shared cost cannot be divided by weights that are all 0"},
		{"perhaps all zero", []value.Value{amounts(t, "0", "5", "EUR"), amount(t, "0", "EUR")}, value.Undefined, "a shared cost cannot be divided by weights that may all be 0"},
		{"negative", []value.Value{amount(t, "9", "EUR"), amount(t, "-1", "EUR")}, value.Undefined, "a shared cost cannot be divided by weights of which one is negative"},
		{"no data", []value.Value{amount(t, "9", "EUR"), value.Missing("no rows")}, value.NoData, "no rows"},
		{"two currencies", []value.Value{amount(t, "9", "EUR"), amount(t, "9", "USD")}, value.Undefined, "two currencies, EUR and USD, need an fx block that gives a rate"},
	}
	for _, test := range tests {
		for i, got := range cost.Shares(test.weights, here) {
			if got.State != test.state || got.Reason != test.reason {
				t.Errorf("%s: share %d is %s %q, want %s %q", test.name, i, got.State, got.Reason, test.state, test.reason)
			}
		}
	}
}

func TestSharesSumToOne(t *testing.T) {
	t.Parallel()
	property := func(weights []uint16) bool {
		values := make([]value.Value, 0, len(weights)+1)
		for _, w := range weights {
			values = append(values, value.Number(big.NewRat(int64(w), 7), "", ""))
		}
		values = append(values, value.Number(big.NewRat(1, 3), "", ""))
		sum := new(big.Rat)
		for _, share := range cost.Shares(values, here) {
			sum.Add(sum, share.Rat())
		}
		return sum.Cmp(big.NewRat(1, 1)) == 0
	}
	if err := quick.Check(property, nil); err != nil {
		t.Error(err)
	}
}
