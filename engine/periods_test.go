package engine_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/roictl/roictl/engine"
)

// kpiText declares one KPI with the given period, target and calendar.
func kpiText(settings, period, rest string) string {
	return `
roictl {
  ` + settings + `
}
connector "shelf" "ads" {
}
metric "leads" {
  source  = connector.shelf.ads
  measure = "leads"
}
metric "rate" {
  value = metric.leads / metric.leads
}
campaign "spring" {
  start = "2026-03-01"
  end   = "2026-05-31"
  cost "time" {
    amount   = 1
    currency = "EUR"
    every    = "day"
  }
}
campaign "summer" {
  start = "2026-07-01"
  end   = "2026-08-31"
  cost "time" {
    amount   = 1
    currency = "EUR"
    every    = "day"
  }
}
goal "g" {
  kpi "k" {
    value = metric.leads
    ` + period + `
    ` + rest + `
  }
}
`
}

// Which days are judged, and which are asked for beside them. The dates were read
// off calendars.
func TestPeriods(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name             string
		settings, period string
		asOf, choice     string
		want             string // the period, and what is asked for
	}{
		{"current: today is not complete", "", `every = "month"`, "2026-05-20", "current", "2026-05-01..2026-05-31 asks 2026-04-01..2026-05-19"},
		{"the first day of a period has no complete day", "", `every = "month"`, "2026-06-01", "current", "2026-06-01..2026-06-30 skipped: no complete day yet: the period began on 2026-06-01"},
		{"the second has one", "", `every = "month"`, "2026-06-02", "current", "2026-06-01..2026-06-30 asks 2026-05-01..2026-06-01"},
		{"last, on the first day after", "", `every = "month"`, "2026-06-01", "last", "2026-05-01..2026-05-31 asks 2026-04-01..2026-05-31"},
		{"last, on the last day: it is not over", "", `every = "month"`, "2026-05-31", "last", "2026-04-01..2026-04-30 asks 2026-03-01..2026-04-30"},
		{"a named period", "", `every = "month"`, "2026-06-02", "2026-02", "2026-02-01..2026-02-28 asks 2026-01-01..2026-02-28"},
		{"a month by its dates", "", `every = "month"`, "2026-06-02", "2026-02-01..2026-02-28", "2026-02-01..2026-02-28 asks 2026-01-01..2026-02-28"},
		{"a named period of another length: the last inside it", "", `every = "week"`, "2026-06-10", "2026-05", "2026-05-25..2026-05-31 asks 2026-05-18..2026-05-31"},
		{"none inside it", "", `every = "year"`, "2026-06-02", "2026-05", "2025-01-01..2025-12-31 skipped: no year ends inside 2026-05"},
		{"a named period that lies ahead", "", `every = "month"`, "2026-06-02", "2026-09", "2026-09-01..2026-09-30 skipped: begins on 2026-09-01"},
		{"week 53", "", `every = "week"`, "2027-01-05", "last", "2026-12-28..2027-01-03 asks 2026-12-21..2027-01-03"},
		{"weeks from Sunday", `week_start = "sunday"`, `every = "week"`, "2026-05-20", "last", "2026-05-10..2026-05-16 asks 2026-05-03..2026-05-16"},
		{"a fiscal quarter", `fiscal_start = "february"`, `every = "quarter"`, "2026-05-20", "last", "2026-02-01..2026-04-30 asks 2025-11-01..2026-04-30"},
		{"a fiscal year", `fiscal_start = "april"`, `every = "year"`, "2026-05-20", "2026", "2025-04-01..2026-03-31 asks 2024-04-01..2026-03-31"},
		{"a rolling window ends yesterday", "", `rolling = "28d"`, "2026-05-20", "current", "2026-04-22..2026-05-19 asks 2026-03-25..2026-05-19"},
		{"or where the named period does", "", `rolling = "28d"`, "2026-06-20", "2026-05", "2026-05-04..2026-05-31 asks 2026-04-06..2026-05-31"},
		{"a campaign, whole", "", "every = \"campaign\"\n    campaign = campaign.spring", "2026-06-02", "current", "2026-03-01..2026-05-31 asks 2026-03-01..2026-05-31"},
		{"a campaign under way", "", "every = \"campaign\"\n    campaign = campaign.spring", "2026-05-02", "current", "2026-03-01..2026-05-31 asks 2026-03-01..2026-05-01"},
		{"last: a campaign that is not over", "", "every = \"campaign\"\n    campaign = campaign.spring", "2026-05-31", "last", "2026-03-01..2026-05-31 skipped: the campaign runs until 2026-05-31"},
		{"last: one that is", "", "every = \"campaign\"\n    campaign = campaign.spring", "2026-06-01", "last", "2026-03-01..2026-05-31 asks 2026-03-01..2026-05-31"},
		{"a campaign that has not begun", "", "every = \"campaign\"\n    campaign = campaign.summer", "2026-06-02", "current", "2026-07-01..2026-08-31 skipped: begins on 2026-07-01"},
		{"a named period in which a campaign ends", "", "every = \"campaign\"\n    campaign = campaign.spring", "2026-06-02", "2026-Q2", "2026-03-01..2026-05-31 asks 2026-03-01..2026-05-31"},
		{"and one in which it does not", "", "every = \"campaign\"\n    campaign = campaign.spring", "2026-06-02", "2026-04", "2026-03-01..2026-05-31 skipped: the campaign does not end inside 2026-04"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			opts := asOf(t, test.asOf)
			opts.Period = test.choice
			opts.Targets = []string{"goal.g"}
			plan := stage(t, one(ads(), &set{}), kpiText(test.settings, test.period, "")).plan(t, opts)
			k := plan.KPIs[0]
			got := ""
			if k.Period.Days() > 0 {
				got = k.Period.Interval.String() + " "
			}
			if k.Skip != "" {
				got += "skipped: " + k.Skip
			} else {
				got += "asks " + fmt.Sprint(plan.Queries[0].Query.Intervals[0])
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			if k.Skip != "" && len(plan.Queries) > 0 {
				t.Errorf("a KPI that is not judged asks for %v", asked(plan))
			}
		})
	}
}

// Which period a target compares with, and what becomes of it when the sources
// do not cover all of it: a part would be passed too easily.
func TestBaselines(t *testing.T) {
	t.Parallel()
	const always = "2025-04-01 leads=1\n2025-05-10 leads=50\n2025-12-24 leads=7\n2026-01-02 leads=3\n2026-04-01 leads=100\n2026-04-30 leads=0\n2026-05-31 leads=120\n2027-01-03 leads=9"
	for _, test := range []struct {
		name           string
		period, target string
		asOf, choice   string
		rows           string
		status         engine.Status
		want           string // baseline period, baseline, value wanted
		reason         string
	}{
		{"the period before", `every = "month"`, "grow = \"20%\"\n versus = \"previous_period\"", "2026-06-02", "last", always, engine.Met, "2026-04 100 120", ""},
		{"the same period last year", `every = "month"`, "increase_by = 71\n versus = \"same_period_last_year\"", "2026-06-02", "last", always, engine.Missed, "2025-05 50 121", ""},
		{"a named period", `every = "month"`, "reduce = \"10%\"\n versus = \"2026-04\"", "2026-06-02", "last", always, engine.Missed, "2026-04 100 90", ""},
		{"a declared number", `every = "month"`, "decrease_by = 5\n versus = 125", "2026-06-02", "last", always, engine.Met, "  120", ""},
		{"week 53 has no counterpart: the nearest dates", `every = "week"`, "grow = \"10%\"\n versus = \"same_period_last_year\"", "2027-01-05", "last", always, engine.Met, "2026-W01 3 3.3", "2025 has no week 53"},
		{"an open period against the whole one before", `every = "month"`, "grow = \"20%\"\n versus = \"previous_period\"", "2026-05-20", "current", "2026-04-01 leads=100\n2026-05-19 leads=70", engine.AtRisk, "2026-04 100 120", ""},
		{"a baseline that is only partly covered", `every = "month"`, "grow = \"20%\"\n versus = \"previous_period\"", "2026-06-02", "last", "2026-04-15 leads=1\n2026-05-31 leads=120", engine.Undefined, "2026-04 no data ", "2026-04 is only partly covered: the data begin on 2026-04-15"},
		{"a baseline of nothing", `every = "month"`, "grow = \"20%\"\n versus = \"previous_period\"", "2026-06-02", "last", "2026-05-31 leads=120", engine.Undefined, "2026-04 no data ", "there is no data for the baseline"},
		{"a baseline of zero", `every = "month"`, "grow = \"20%\"\n versus = \"previous_period\"", "2026-06-02", "last", "2026-04-01 leads=0\n2026-05-31 leads=120", engine.Undefined, "2026-04 0 ", "the baseline is or may be 0"},
		{"a baseline that is not over", `every = "month"`, "grow = \"20%\"\n versus = \"2026-06\"", "2026-06-02", "last", always, engine.Undefined, "2026-06 no data ", "2026-06 is not complete before 2026-07-01"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			opts := asOf(t, test.asOf)
			opts.Period = test.choice
			s := stage(t, one(ads(), &set{rows: rows(t, test.rows)}), kpiText("", test.period, target(test.target)+"\n guard {\n max_age = \"60d\"\n }"))
			k := kpi(t, s.check(t, opts), "goal.g.k")
			baseline, wanted := "", ""
			if k.Target.Baseline != nil {
				baseline = figureOf(*k.Target.Baseline)
			}
			if k.Target.Value.IsKnown() {
				wanted = figureOf(k.Target.Value)
			}
			got := fmt.Sprintf("%s %s %s", k.Target.BaselinePeriod.Name, baseline, wanted)
			if got != test.want || k.Status != test.status || !strings.Contains(k.Reason, test.reason) {
				t.Errorf("%q, %s (%s), want %q, %s (… %s …)", got, k.Status, k.Reason, test.want, test.status, test.reason)
			}
		})
	}
}

// The period before is shown as it is known, with a word where that is not all.
func TestPreviousPeriod(t *testing.T) {
	t.Parallel()
	for data, want := range map[string]string{
		"2026-04-01 leads=10\n2026-05-31 leads=1": "10 ",
		"2026-04-03 leads=10\n2026-05-31 leads=1": "10 2026-04 is only partly covered: the data begin on 2026-04-03",
		"2026-05-01 leads=10\n2026-05-31 leads=1": "no data ",
	} {
		k := kpi(t, stage(t, one(ads(), &set{rows: rows(t, data)}), kpiText("", `every = "month"`, target("at_least = 1"))).check(t, may()), "goal.g.k")
		if got := figureOf(*k.Previous) + " " + k.PreviousNote; got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

// A KPI about a campaign is not asked for evidence when the campaign is over.
func TestCampaignsThatDoNotRun(t *testing.T) {
	t.Parallel()
	text := func(value string) string {
		return strings.Replace(kpiText("", `every = "month"`, target("at_most = 99")), "value = metric.leads\n    every", "value = "+value+"\n    every", 1)
	}
	for _, test := range []struct {
		value, asOf string
		want        engine.Status
		reason      string
	}{
		{"campaign.spring.cost", "2026-06-02", engine.Met, ""},
		{"campaign.spring.cost", "2026-07-02", engine.Skipped, "campaign.spring ended on 2026-05-31"},
		{"campaign.summer.cost", "2026-07-02", engine.Skipped, "campaign.summer begins on 2026-07-01"},
		{"campaign.spring.cost + campaign.summer.cost", "2026-07-02", engine.Skipped, "none of its campaigns runs in this period"},
		{"campaign.spring.cost + campaign.summer.cost", "2026-06-02", engine.NoData, "campaign.summer has no complete day in this window"},
	} {
		opts := asOf(t, test.asOf)
		opts.Period = engine.PeriodLast
		k := kpi(t, stage(t, one(ads(), &set{}), text(test.value)).check(t, opts), "goal.g.k")
		if k.Status != test.want || !strings.Contains(k.Reason, test.reason) {
			t.Errorf("%s as of %s: %s (%s), want %s (%s)", test.value, test.asOf, k.Status, k.Reason, test.want, test.reason)
		}
	}
}

// --period names a period or is refused, with what it may be.
func TestUnknownPeriod(t *testing.T) {
	t.Parallel()
	opts := may()
	opts.Period = "2025-W53"
	_, diags := stage(t, one(ads(), &set{}), kpiText("", `every = "month"`, "")).bound.Plan(opts)
	if diff := cmp.Diff([]string{"UNKNOWN_PERIOD"}, codes(diags)); diff != "" || !strings.Contains(diags[0].Detail, "the weeks of 2025 go from W01 to W52") {
		t.Errorf("%s%s", diff, texts(diags))
	}
}

// --target and --exclude choose by address; one that fits nothing is a mistake.
func TestTargets(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		targets, excludes []string
		want              string
		code              []string
	}{
		{nil, nil, "goal.g.k campaign.spring campaign.summer", nil},
		{[]string{"goal.g"}, nil, "goal.g.k", nil},
		{[]string{"campaign.summer", "goal.g.k"}, nil, "goal.g.k campaign.summer", nil},
		{nil, []string{"campaign.spring"}, "goal.g.k campaign.summer", nil},
		{[]string{"goal.h"}, nil, "", []string{"UNKNOWN_ADDRESS"}},
		{nil, []string{"campaign.sumer"}, "goal.g.k campaign.spring campaign.summer", []string{"UNKNOWN_ADDRESS"}},
	} {
		opts := may()
		opts.Targets, opts.Excludes = test.targets, test.excludes
		plan, diags := stage(t, one(ads(), &set{}), kpiText("", `every = "month"`, "")).bound.Plan(opts)
		var got []string
		for _, k := range plan.KPIs {
			got = append(got, k.KPI.Address.String())
		}
		for _, c := range plan.Campaigns {
			got = append(got, c.Address.String())
		}
		if strings.Join(got, " ") != test.want {
			t.Errorf("--target %v --exclude %v chooses %v, want %s", test.targets, test.excludes, got, test.want)
		}
		if diff := cmp.Diff(test.code, codes(diags)); diff != "" {
			t.Errorf("--target %v --exclude %v (-want +got):\n%s", test.targets, test.excludes, diff)
		}
	}
}

// An address that fits nothing is answered with what is spelt alike or, where its
// beginning is right, with what can follow.
func TestUnknownTargets(t *testing.T) {
	t.Parallel()
	for target, want := range map[string]string{
		"campaign.sumer":            `Did you mean "campaign.summer"?`,
		"campaign.spring.cost.adds": `campaign.spring is checked as a whole: write "campaign.spring".`,
		"goal.g.conversion_rate":    "goal.g has goal.g.k.",
		"metric.leads":              "fits no goal, KPI or campaign.",
	} {
		opts := may()
		opts.Targets = []string{target}
		_, diags := stage(t, one(ads(), &set{}), kpiText("", `every = "month"`, "")).bound.Plan(opts)
		if len(diags) != 1 || !strings.HasSuffix(diags[0].Detail, want) {
			t.Errorf("--target %s is answered with %s, want %s", target, texts(diags), want)
		}
	}
}
