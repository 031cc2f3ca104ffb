package engine_test

import (
	"fmt"
	"math/big"
	"net/http"
	"strings"
	"testing"

	"github.com/roictl/roictl/engine"
	"github.com/roictl/roictl/plugins/ga4/ga4sim/world"
)

// A property that keeps no events from before 10 April serves a part of April's
// revenue. What the month really was, which is asked of a property that keeps all,
// tells whether a verdict on the part is true: none may be the opposite.
func TestVerdictsOnWhatAnalyticsKeeps(t *testing.T) {
	t.Parallel()
	check := func(quality string, targets ...string) *engine.Result {
		var at string
		_, bound := analytics(t, t.TempDir(), 0, func(endpoint string) string {
			at = endpoint
			var kpis strings.Builder
			for i, want := range targets {
				kpis.WriteString(monthly(fmt.Sprintf("k%d", i), "metric.revenue", target(want)))
			}
			return fmt.Sprintf("roictl {\n  currency = \"EUR\"\n  timezone = \"Europe/Paris\"\n}\nconnector \"ga4\" \"shop\" {\n  property_id = %q\n  endpoint = %q\n}\n"+
				"metric \"revenue\" {\n  source = connector.ga4.shop\n  measure = \"purchaseRevenue\"\n}\ngoal \"g\" {\n%s}\n", world.Shop, endpoint, kpis.String())
		})
		response, err := http.Post(at+"/__sim/quality/"+world.Shop, "application/json", strings.NewReader(quality))
		if err != nil {
			t.Fatal(err)
		}
		if err := response.Body.Close(); err != nil || response.StatusCode >= http.StatusMultipleChoices {
			t.Fatalf("%s %v", response.Status, err)
		}
		opts := may()
		opts.AsOf, opts.Period = date(t, "2026-06-20"), "2026-04"
		plan, diags := bound.Plan(opts)
		if diags.HasErrors() {
			t.Fatal(texts(diags))
		}
		return bound.Check(quiet(), plan, nil)
	}
	const keeps = `{"retainedSince": "2026-04-10"}`
	truth := kpi(t, check(`{}`, "at_least = 1"), "goal.g.k0").Actual
	served := kpi(t, check(keeps, "at_least = 1"), "goal.g.k0").Actual
	if !truth.IsKnown() || !served.IsKnown() || served.Low.Sign() <= 0 || served.Low.Cmp(truth.Low) >= 0 {
		t.Fatalf("%s of %s is no part", served, truth)
	}
	between := new(big.Rat).Quo(new(big.Rat).Add(served.Low, truth.Low), big.NewRat(2, 1)).FloatString(0)
	less := new(big.Rat).Quo(served.Low, big.NewRat(2, 1)).FloatString(0)
	result := check(keeps, "at_least = "+less, "at_least = "+between, "at_most = "+between, "at_most = "+less)
	for i, want := range []engine.Status{engine.Met, engine.Insufficient, engine.Insufficient, engine.Missed} {
		k := kpi(t, result, fmt.Sprintf("goal.g.k%d", i))
		if k.Status != want || strings.Join(k.Flags, " ") != "lower_bound partial" {
			t.Errorf("%s %s: %s %v (%s), want %s", k.Target.Kind, k.Target.Declared, k.Status, k.Flags, k.Reason, want)
		}
	}
}
