package engine_test

import (
	"fmt"
	"math/big"
	"slices"
	"strings"
	"testing"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/engine"
	"github.com/roictl/roictl/plugins/ga4/ga4sim/report"
	"github.com/roictl/roictl/plugins/ga4/ga4sim/world"
)

// propertyText is a property with a metric a measure, and a monthly KPI a metric,
// all of whose lines but the target come from the test: "spend = advertiserAdCost;
// by = [...]". A metric's own lines follow a bar.
func propertyText(id string, lines ...string) func(endpoint string) string {
	return func(endpoint string) string {
		text := fmt.Sprintf("roictl {\n  currency = \"EUR\"\n  timezone = \"Europe/Paris\"\n}\nconnector \"ga4\" \"shop\" {\n  property_id = %q\n  endpoint = %q\n}\n", id, endpoint)
		var kpis strings.Builder
		for _, line := range lines {
			line, own, _ := strings.Cut(line, " | ")
			declared, rest, _ := strings.Cut(line, "; ")
			name, measure, _ := strings.Cut(declared, " = ")
			if measure != "" {
				text += fmt.Sprintf("metric %q {\n  source = connector.ga4.shop\n  measure = %q\n  %s\n}\n", name, measure, own)
			}
			kpis.WriteString(monthly(name, "metric."+name, rest))
		}
		return text + "goal \"g\" {\n" + kpis.String() + "}\n"
	}
}

// lastMay judges May 2026, all of which has settled.
func lastMay(t *testing.T) engine.Options {
	return engine.Options{AsOf: date(t, "2026-06-20"), Period: engine.PeriodLast, FailOn: engine.FailOnMissed}
}

// What Analytics cannot answer of one metric is that metric's own error, with its
// own reason at its own line, and nobody else's: they are judged as if they had been
// asked alone.
func TestAnalyticsMetricsFailAlone(t *testing.T) {
	t.Parallel()
	least := target("at_least = 1")
	for _, test := range []struct {
		name    string
		lines   []string
		quality report.Quality
		failing map[string]string // part of the reason
		places  []string          // what the lines of diagnostics begin with
	}{
		{"costs without a campaign", []string{"spend = advertiserAdCost; " + least, "rev = purchaseRevenue; " + least, "vis = sessions; " + least}, report.Quality{},
			map[string]string{"spend": "advertiserAdCost by campaign only"}, []string{"measure = \"advertiserAdCost\""}},
		{"costs by campaign", []string{"spend = advertiserAdCost; by = [\"sessionCampaignName\"]; " + least, "rev = purchaseRevenue; " + least, "vis = sessions; " + least}, report.Quality{}, nil, nil},
		{"a typing mistake beside a good name", []string{"count = countCustomEvent:quizscore; " + least, "mean = averageCustomEvent:quiz_score; " + least}, report.Quality{},
			map[string]string{"count": `"countCustomEvent:quizscore"`}, []string{"measure = \"countCustomEvent:quizscore\""}},
		{"three mistakes", []string{
			"k = sesions; " + least, "l = keyEvents:purchase; " + least, "m = sessions; by = [\"customUser:nobody\"]; " + least, "n = totalUsers; " + least + ` | where = { cuntry = "France" }`,
		}, report.Quality{}, map[string]string{"k": `"sesions"`, "l": `"keyEvents:purchase"`, "n": `"cuntry"`},
			[]string{`measure = "sesions"`, `measure = "keyEvents:purchase"`, `where = { cuntry`, `kpi "m"`}},
		{"hidden revenue", []string{"rev = purchaseRevenue; " + least, "back = refundAmount; " + least, "vis = sessions; " + least}, report.Quality{NoRevenue: true},
			map[string]string{"rev": "hides revenue data", "back": "hides revenue data"}, []string{`measure = "purchaseRevenue"`, `measure = "refundAmount"`}},
		{"items", []string{"sold = itemsPurchased; by = [\"itemName\"]; " + least, "rev = purchaseRevenue; by = [\"itemName\"]; " + least, "vis = sessions; " + least}, report.Quality{},
			nil, []string{`measure = "purchaseRevenue"`}},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			var text string
			sim, bound := analytics(t, t.TempDir(), 0, func(endpoint string) string {
				text = propertyText(world.Shop, test.lines...)(endpoint)
				return text
			})
			sim.SetQuality(world.Shop, test.quality)
			plan, diags := bound.Plan(lastMay(t))
			if diags.HasErrors() {
				t.Fatal(texts(diags))
			}
			result := bound.Check(quiet(), plan, nil)
			for _, k := range result.KPIs {
				name := k.KPI.Address.Name
				if reason, fails := test.failing[name]; fails {
					if k.Status != engine.Errored || !strings.Contains(k.Reason, reason) {
						t.Errorf("%s is %s (%s), want error (… %s …)", name, k.Status, k.Reason, reason)
					}
				} else if k.Status != engine.Met {
					t.Errorf("%s is %s (%s), want met", name, k.Status, k.Reason)
				}
			}
			lines := strings.Split(text, "\n")
			var places []string
			for _, d := range result.Diagnostics {
				places = append(places, strings.TrimSpace(lines[d.Subject.Start.Line-1]))
			}
			if len(places) != len(test.places) || slices.ContainsFunc(test.places, func(want string) bool {
				return !slices.ContainsFunc(places, func(got string) bool { return strings.HasPrefix(got, want) })
			}) {
				t.Errorf("diagnostics at %q, want %q\n%s", places, test.places, texts(result.Diagnostics))
			}
		})
	}
}

// A plan says what will be asked and what cannot be, without asking: the cost of
// advertising needs a campaign, the rest costs a report.
func TestPlansTellWhatAnalyticsCannotAnswer(t *testing.T) {
	t.Parallel()
	sim, bound := analytics(t, t.TempDir(), 0, propertyText(world.Shop,
		"spend = advertiserAdCost; "+target("at_most = 1"), "rev = purchaseRevenue; "+target("at_least = 1"),
		"typo = sesions; "+target("at_least = 1"), "rate = sessionKeyEventRate:purchase; "+target("at_least = 1")))
	plan, diags := bound.Plan(lastMay(t))
	diags = append(diags, bound.Estimate(t.Context(), plan)...)
	if len(diags) == 2 && diags[1].Subject.Start.Line != 21 {
		t.Errorf("the doubt is not told at the metric: %s", texts(diags))
	}
	if len(diags) != 2 || diags[0].Subject.Start.Line != 11 || !strings.Contains(diags[0].Detail, `by = ["sessionCampaignName"]`) {
		t.Errorf("diagnostics: %s", texts(diags))
	}
	if cost := plan.Queries[0].Cost; cost.EstimatedCalls != 1 || !strings.Contains(strings.Join(cost.Steps, ""), "purchaseRevenue by date") || strings.Contains(strings.Join(cost.Steps, ""), "advertiserAdCost") {
		t.Errorf("the plan is to ask %q, in %d calls", cost.Steps, cost.EstimatedCalls)
	}
	if n := len(sim.Requests()); n > 0 {
		t.Errorf("%d requests", n)
	}
}

// A period without anything is 0, for sessions as for people, where the filter has
// let something through at some time, whichever other periods are in the run: that
// of a week holds two weeks of May, in which there was nothing, either. A filter that
// never has is a typing mistake, and a property that never received anything has no
// data.
func TestZeroIsNotNoData(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name, property, campaign string
		zero                     bool
		reason                   string
	}{
		{"a campaign that ended in February", world.Shop, "winter-2026", true, ""},
		{"one that never was", world.Shop, "wintr-2026", false, "on any day from 2025-04-01 to 2026-06-19: look for a typing mistake"},
		{"a property that nobody sends to", world.Unused, "", false, "has no data between"},
	} {
		for _, measure := range []string{"sessions", "totalUsers"} {
			for _, every := range []string{"month", "week"} {
				own := ""
				if test.campaign != "" {
					own = fmt.Sprintf(" | where = { campaign = %q }", test.campaign)
				}
				_, bound := analytics(t, t.TempDir(), 0, func(endpoint string) string {
					text := propertyText(test.property, "k = "+measure+"; "+target("at_most = 5")+own)(endpoint)
					return strings.Replace(text, `every = "month"`, fmt.Sprintf("every = %q", every), 1)
				})
				opts := lastMay(t)
				opts.Period = "2026-05"
				plan, diags := bound.Plan(opts)
				if diags.HasErrors() {
					t.Fatal(texts(diags))
				}
				k := bound.Check(quiet(), plan, nil).KPIs[0]
				known := k.Actual.IsKnown() && k.Actual.Low.Sign() == 0 && k.Status == engine.Met
				if known != test.zero || !test.zero && (k.Status != engine.NoData || !strings.Contains(k.Reason, test.reason)) {
					t.Errorf("%s: %s in a %s is %s, %s (%s)", test.name, measure, every, k.Status, k.Actual, k.Reason)
				}
			}
		}
	}
}

// The rate of one key event is a share, which a percentage judges.
func TestRatesOfOneKeyEvent(t *testing.T) {
	t.Parallel()
	_, bound := analytics(t, t.TempDir(), 0, propertyText(world.Shop, `rate = sessionKeyEventRate:purchase; `+target(`at_least = "1%"`), "all = sessions; "+target("at_least = 1")))
	plan, diags := bound.Plan(lastMay(t))
	if diags.HasErrors() {
		t.Fatal(texts(diags))
	}
	k := bound.Check(quiet(), plan, nil).KPIs[0]
	if !k.Actual.IsKnown() || k.Actual.Unit != connector.UnitPercent || k.Actual.Low.Cmp(big.NewRat(1, 1)) > 0 || k.Status != engine.Met {
		t.Errorf("%s is %s, %s (%s)", k.KPI.Address, k.Status, k.Actual, k.Reason)
	}
}
