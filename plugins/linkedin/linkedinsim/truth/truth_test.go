package truth_test

import (
	"math/big"
	"testing"
	"time"

	"github.com/roictl/roictl/plugins/linkedin/linkedinsim/truth"
	"github.com/roictl/roictl/plugins/linkedin/linkedinsim/world"
)

// TestSumsByHand adds up 10 + 20 cents on one day, and 100 cents that became
// known only later: 0.30 and 1.30, which no binary number is.
func TestSumsByHand(t *testing.T) {
	t.Parallel()
	day := world.Date(2026, 2, 1)
	later := time.Date(2026, 2, 9, 0, 0, 0, 0, time.UTC)
	w := world.New(world.Config{Quiet: true, Facts: []world.Fact{
		{Creative: 800000001, Day: day, Counts: world.Counts{world.Clicks: 1}, Cents: 10},
		{Creative: 800000001, Day: day + 1, Counts: world.Counts{world.Clicks: 2}, Cents: 20},
		{Creative: 800000012, Day: day + 1, Cents: 100, Rule: world.RuleUSDemo, ValueCents: 500, Visible: later,
			Counts: world.Counts{world.PostViewConversions: 1}},
	}})
	book := truth.New(w, later.Add(-time.Second))
	scope := truth.Scope{From: day, To: day + 1}
	expect := func(name string, got truth.Sums, local string, clicks, conversions int64) {
		t.Helper()
		want, _ := new(big.Rat).SetString(local)
		if got.CostLocal.Cmp(want) != 0 || got.Counts[world.Clicks] != clicks || got.Conversions() != conversions {
			t.Errorf("%s: %+v", name, got)
		}
	}
	expect("before", book.Sum(scope), "0.3", 3, 0)
	expect("after", book.At(later).Sum(scope), "1.3", 3, 1)
	scope.Accounts = []int64{world.AccountUSD}
	dollars := book.At(later).Sum(scope)
	expect("one account", dollars, "1", 0, 1)
	if dollars.CostUSD.Cmp(dollars.CostLocal) != 0 || dollars.ConversionValue.Cmp(big.NewRat(5, 1)) != 0 {
		t.Errorf("in dollars: %+v", dollars)
	}
	expect("one day", book.Sum(truth.Scope{From: day, To: day}), "0.1", 1, 0)
	byDay := book.By(truth.Scope{From: day, To: day + 1}, truth.ByDay)
	expect("by day", byDay["2026-02-02"], "0.2", 2, 0)
	if len(byDay) != 2 {
		t.Errorf("%d days", len(byDay))
	}
	if rules := book.At(later).Sum(truth.Scope{From: day, To: day + 1, Rules: []int64{world.RuleUSDemo}}); rules.Facts != 1 {
		t.Errorf("of one rule: %+v", rules)
	}
	if book.Followers(7, day) != 0 {
		t.Error("a page that does not exist has followers")
	}
}
