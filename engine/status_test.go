package engine_test

import (
	"context"
	"strings"
	"testing"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/engine"
)

// shopText declares one goal with the given KPIs over one source.
func shopText(kpis string) string {
	return `
roictl {
  currency = "EUR"
}
connector "shelf" "ads" {
}
metric "spend" {
  source  = connector.shelf.ads
  measure = "spend"
}
metric "leads" {
  source  = connector.shelf.ads
  measure = "leads"
}
metric "clicks" {
  source  = connector.shelf.ads
  measure = "link_clicks"
}
metric "followers" {
  source  = connector.shelf.ads
  measure = "followers"
}
metric "reach" {
  source  = connector.shelf.ads
  measure = "reach"
}
metric "nobody" {
  source  = connector.shelf.ads
  measure = "leads"
  where   = { campaign = "nobody" }
}
metric "typo" {
  source  = connector.shelf.ads
  measure = "leads"
  where   = { campaign = "nobdy" }
}
goal "g" {
` + kpis + `
}
`
}

// monthly writes a KPI that is judged by the month.
func monthly(name, value, rest string) string {
	return "  kpi \"" + name + "\" {\n    value = " + value + "\n    every = \"month\"\n    " + strings.ReplaceAll(rest, "; ", "\n    ") + "\n  }\n"
}

func target(text string) string { return "target {\n      " + text + "\n    }" }

// Every status of DESIGN §3 can be reached, with the reason and the exit code
// that a schedule sees.
func TestStatuses(t *testing.T) {
	t.Parallel()
	// 31 days of May with 2.00 of spend, 1 lead and 10 clicks each: 62.00, 31, 310.
	// The campaign "nobody" had its last lead in April.
	whole := func(t *testing.T) *set {
		var lines strings.Builder
		lines.WriteString("2026-04-30 campaign=nobody leads=1\n")
		for day := date(t, "2026-05-01"); day <= date(t, "2026-05-31"); day++ {
			lines.WriteString(day.String() + " spend=2.00 leads=1 link_clicks=10\n")
		}
		return &set{rows: rows(t, lines.String()), currency: "EUR", dense: true}
	}
	until := func(day string) func(*testing.T) *set {
		return func(t *testing.T) *set {
			s := whole(t)
			for i, r := range s.rows {
				if r.day > date(t, day) {
					s.rows = s.rows[:i]
					break
				}
			}
			return s
		}
	}
	failing := func(*testing.T) *set {
		return &set{acts: func(context.Context, connector.Query, *connector.Stream) connector.Diagnostics {
			return connector.Diagnostics{connector.NewError("QUOTA", "Quota used up", "The platform answers no more requests today.")}
		}}
	}
	for _, test := range []struct {
		name   string
		kpi    string
		data   func(*testing.T) *set
		asOf   string // "" judges the closed month of May
		want   engine.Status
		reason string
		exit   int
	}{
		{"a closed period reaches its target exactly", monthly("k", "metric.leads", target("at_least = 31")), whole, "", engine.Met, "", 0},
		{"a closed period misses it", monthly("k", "metric.leads", target("at_least = 32")), whole, "", engine.Missed, "31 is below the target of at least 32", 2},
		{"an open period is ahead", monthly("k", "metric.leads", target("at_least = 31")), until("2026-05-19"), "2026-05-20", engine.OnTrack, "an even pace ends at 31", 0},
		{"an open period is behind", monthly("k", "metric.leads", target("at_least = 32")), until("2026-05-19"), "2026-05-20", engine.AtRisk, "takes 1.08 a day from now on", 0},
		{"a budget is gone before the month is", monthly("k", "metric.spend", target("at_most = 37")), until("2026-05-19"), "2026-05-20", engine.Missed, "cannot fall again", 2},
		{"a budget that refunds can save", monthly("k", "metric.spend - metric.spend * 0.1", target("at_most = 33")), until("2026-05-19"), "2026-05-20", engine.AtRisk, "", 0},
		{"too few events for a rate", monthly("k", "metric.spend / metric.leads", target("at_most = 3")), until("2026-05-28"), "", engine.Insufficient, "n = 28, and a verdict needs 30", 0},
		{"the same with a guard that asks for less", monthly("k", "metric.spend / metric.leads", target("at_most = 3")+"; guard {\n min_sample = 10\n}"), until("2026-05-28"), "", engine.Met, "the data end on 2026-05-28", 0},
		{"a scaled count counts its events", monthly("k", "metric.spend / (metric.clicks / 1000)", target("at_most = \"200 EUR\"")), whole, "", engine.Met, "", 0},
		{"inside the time in which figures change", monthly("k", "metric.leads", target("at_least = 31")+"; guard {\n maturity = \"3d\"\n}"), whole, "", engine.Provisional, "until 2026-06-03", 0},
		{"the source calls its figures provisional", monthly("k", "metric.leads", target("at_least = 31")), func(t *testing.T) *set {
			s := whole(t)
			s.flags = []connector.Flag{{Code: connector.FlagProvisional, Since: date(t, "2026-05-30")}}
			return s
		}, "", engine.Provisional, "from 2026-05-30 on provisional", 0},
		{"provisional days after the period do not matter", monthly("k", "metric.leads", target("at_least = 31")), func(t *testing.T) *set {
			s := whole(t)
			s.flags = []connector.Flag{{Code: connector.FlagProvisional, Since: date(t, "2026-06-01")}}
			return s
		}, "", engine.Met, "", 0},
		{"data that end too early", monthly("k", "metric.leads", target("at_least = 1")), until("2026-05-20"), "", engine.Stale, "the data end on 2026-05-20, 11 days before", 3},
		{"the same with a guard that allows it", monthly("k", "metric.leads", target("at_least = 1")+"; guard {\n max_age = \"20d\"\n}"), until("2026-05-20"), "", engine.Met, "11 days before the period does", 0},
		{"no data at all", monthly("k", "metric.leads", target("at_least = 1")), func(*testing.T) *set { return &set{} }, "", engine.NoData, "has no data between 2026-05-01 and 2026-05-31", 3},
		{"absent rows of a source that does not say it is complete", monthly("k", "metric.nobody", target("at_most = 1")), func(t *testing.T) *set {
			s := whole(t)
			s.dense = false
			return s
		}, "", engine.NoData, "its data run from 2026-04-30 to 2026-05-31", 3},
		{"a filter that nothing ever passed is a typing mistake", monthly("k", "metric.nobody", target("at_most = 0")), func(t *testing.T) *set {
			s := whole(t)
			s.rows = s.rows[1:]
			return s
		}, "", engine.NoData, "look for a typing mistake", 3},
		{"absent rows of one that does are zero", monthly("k", "metric.nobody", target("at_most = 0")), whole, "", engine.Met, "", 0},
		{"no row ever passes the filter: a typing mistake, sooner than nothing", monthly("k", "metric.typo", target("at_most = 0")), whole, "", engine.NoData, "no row of connector.shelf.ads passes the filter of metric.typo", 3},
		{"absent rows are not zero where days are not known to be covered", monthly("k", "metric.nobody", target("at_most = 0")), func(t *testing.T) *set {
			s := whole(t)
			s.unknown = true
			return s
		}, "", engine.NoData, "", 3},
		{"nor where small groups are withheld", monthly("k", "metric.nobody", target("at_most = 0")), func(t *testing.T) *set {
			s := whole(t)
			s.flags = []connector.Flag{{Code: connector.FlagThresholded}}
			return s
		}, "", engine.NoData, "", 3},
		{"nor where something could not be read", monthly("k", "metric.nobody", target("at_most = 0")), func(t *testing.T) *set {
			s := whole(t)
			s.flags = []connector.Flag{{Code: connector.FlagPartial, Detail: "one of two files could not be read"}}
			return s
		}, "", engine.NoData, "", 3},
		{"nor where all days are provisional", monthly("k", "metric.nobody", target("at_most = 0")), func(t *testing.T) *set {
			s := whole(t)
			s.flags = []connector.Flag{{Code: connector.FlagProvisional, Since: date(t, "2026-05-01")}}
			return s
		}, "", engine.NoData, "", 3},
		{"but are zero, provisionally, where the last ones are", monthly("k", "metric.nobody", target("at_most = 0")), func(t *testing.T) *set {
			s := whole(t)
			s.flags = []connector.Flag{{Code: connector.FlagProvisional, Since: date(t, "2026-05-30")}}
			return s
		}, "", engine.Provisional, "", 0},
		{"a division by zero", monthly("k", "metric.spend / metric.nobody", target("at_most = 100")), whole, "", engine.Undefined, "division by zero: metric.nobody is 0", 3},
		{"a division by zero of what is not known stays unknown", monthly("k", "metric.followers / metric.nobody", target("at_most = 100")), whole, "", engine.NoData, `leaves "followers" empty`, 3},
		{"a cost per nothing that one could not have met (F10)", monthly("k", "metric.spend / metric.nobody", target("at_most = 62")), whole, "", engine.Missed, "62.00 EUR went without any result", 2},
		{"a source that fails", monthly("k", "metric.leads", target("at_least = 1")), failing, "", engine.Errored, "Quota used up: The platform answers no more requests today.", 3},
		{"evidence that is not required", monthly("k", "metric.leads", "required = false; "+target("at_least = 1")), failing, "", engine.Errored, "", 0},
		{"a miss that is only for information", monthly("k", "metric.leads", "on_miss = \"info\"; "+target("at_least = 32")), whole, "", engine.Missed, "", 0},
		{"muted, until the day and on it", monthly("k", "metric.leads", target("at_least = 32")+"; mute {\n until = \"2026-06-02\"\n reason = \"tracking is being moved\"\n}"), whole, "", engine.Skipped, "muted until 2026-06-02: tracking is being moved", 0},
		{"muted until yesterday", monthly("k", "metric.leads", target("at_least = 32")+"; mute {\n until = \"2026-06-01\"\n reason = \"tracking is being moved\"\n}"), whole, "", engine.Missed, "", 2},
		{"no complete day yet", monthly("k", "metric.leads", target("at_least = 1")), whole, "2026-06-01", engine.Skipped, "the period began on 2026-06-01", 0},
		{"without a target", monthly("k", "metric.leads", ""), whole, "", engine.Skipped, "no target is declared", 0},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			opts := may()
			if test.asOf != "" {
				opts = asOf(t, test.asOf)
			}
			result := stage(t, one(inEuros(ads()), test.data(t)), shopText(test.kpi)).check(t, opts)
			k := kpi(t, result, "goal.g.k")
			if k.Status != test.want || !strings.Contains(strings.ReplaceAll(k.Reason, "\u00a0", " "), test.reason) {
				t.Errorf("%s (%s), want %s (… %s …)", k.Status, k.Reason, test.want, test.reason)
			}
			if result.ExitCode != test.exit {
				t.Errorf("exit code %d, want %d", result.ExitCode, test.exit)
			}
		})
	}
}

// What lacks evidence has no value that could pass or fail, and what has a value
// says what it counts.
func TestSamples(t *testing.T) {
	t.Parallel()
	data := &set{rows: rows(t, "2026-05-01 spend=10.00 leads=4 link_clicks=2000\n2026-05-31 spend=20.00 leads=6 link_clicks=3000"), currency: "EUR"}
	for _, test := range []struct{ value, want string }{
		{"metric.leads", "10"},
		{"metric.leads * 2", "10"},
		{"metric.leads + metric.clicks", "5010"},
		{"metric.spend", ""},
		{"metric.spend / metric.leads", "10"},
		{"metric.spend / metric.clicks * 1000", "5000"},
		{"1000 * (metric.spend / metric.clicks)", "5000"},
		{"metric.spend / (metric.clicks / 1000)", "5000"},
		{"metric.spend / (0.001 * metric.clicks)", "5000"},
		{"metric.leads / metric.clicks", "5000"},
		{"max(metric.spend / metric.leads, 1)", ""},
	} {
		s := stage(t, one(inEuros(ads()), data), shopText(monthly("k", test.value, "")))
		got := ""
		if n := kpi(t, s.check(t, may()), "goal.g.k").N; n != nil {
			got = n.RatString()
		}
		if got != test.want {
			t.Errorf("n of %s is %q, want %q", test.value, got, test.want)
		}
	}
}
