package report_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/roictl/roictl/config"
	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/engine"
	"github.com/roictl/roictl/history"
	"github.com/roictl/roictl/report"
)

// planned is the plan that the quickstart's check came from.
func planned() *report.PlanDocument {
	result := quickstart().Result
	plan := &engine.Plan{Options: engine.Options{AsOf: result.AsOf, Period: engine.PeriodCurrent}}
	for _, k := range result.KPIs {
		p := &engine.PlannedKPI{KPI: k.KPI, Period: k.Period}
		if k.Status == engine.Skipped {
			p.Skip = k.Reason
		}
		p.KPI.Target = declared(config.AtLeast, "500")
		plan.KPIs = append(plan.KPIs, p)
	}
	plan.KPIs[0].KPI.Target = declared(config.Grow, "20%")
	plan.KPIs[0].KPI.Target.Versus = config.Versus{Kind: config.VersusPrevious}
	plan.KPIs[1].KPI.Target = declared(config.Equals, "20 EUR")
	plan.KPIs[1].KPI.Target.Tolerance = &config.Amount{Source: "5%"}
	plan.KPIs[2].KPI.Target = &config.Target{Kind: config.Between, Low: config.Amount{Source: "1.5", Value: rat("1.5")}, High: config.Amount{Source: "3", Value: rat("3")}}
	plan.KPIs[3].KPI.Target = nil
	plan.Campaigns = []*config.Campaign{result.Campaigns[0].Campaign}
	for _, s := range result.Sources {
		for i := len(s.Queries) - 1; i >= 0; i-- {
			plan.Queries = append(plan.Queries, &engine.PlannedQuery{
				ID: s.Queries[i].ID, Source: s.Address, Query: s.Queries[i].Query,
				Needs: []config.Address{{Kind: config.KindMetric, Name: "spend"}, {Kind: config.KindMetric, Name: "clicks"}},
			})
		}
	}
	plan.Queries[0].Cost = connector.QueryPlan{EstimatedRows: -1, Steps: []string{"read data/ads.csv (12.4 MB)"}}
	plan.Queries[1].Cost = connector.QueryPlan{
		EstimatedCalls: 4, EstimatedRows: 1200, QuotaUnits: 40, ProvisionalTo: day("2026-05-17"), PushedDown: []string{"campaign"},
	}
	return &report.PlanDocument{
		Plan: plan, Estimated: true, Version: "0.1.0",
		Settings: config.Settings{TimeZone: "Europe/Berlin", Currency: "EUR"},
		Changes: []history.Change{
			{Kind: history.Added, Address: "metric.visits", After: "{}"},
			{Kind: history.TargetMoved, Address: "goal.sales.cpa", Attribute: "target", Before: "at_most 18", After: "equals 20 EUR", Direction: history.Loosened},
			{Kind: history.Redefined, Address: "tracking.spring", Attribute: "source", Before: "facebook", After: "instagram"},
		},
		Diagnostics: result.Diagnostics,
	}
}

func declared(kind config.TargetKind, source string) *config.Target {
	return &config.Target{Kind: kind, Value: config.Amount{Source: source, Value: rat("500")}}
}

func TestPlan(t *testing.T) {
	t.Parallel()
	large := planned()
	large.Plan.KPIs = nil
	for _, k := range many(200).Result.KPIs {
		large.Plan.KPIs = append(large.Plan.KPIs, &engine.PlannedKPI{KPI: k.KPI, Period: k.Period})
	}
	large.Plan.KPIs[7].Skip = "muted until 2026-06-30: moving shops"
	unasked := planned()
	unasked.Estimated = false
	tests := []struct {
		name string
		doc  *report.PlanDocument
		opts report.TerminalOptions
	}{
		{"quickstart-80", planned(), report.TerminalOptions{Width: 80}},
		{"quickstart-40", planned(), report.TerminalOptions{Width: 40}},
		{"verbose", planned(), report.TerminalOptions{Width: 100, Verbose: true}},
		{"quiet", planned(), report.TerminalOptions{Width: 80, Quiet: true}},
		{"unasked", unasked, report.TerminalOptions{Width: 80}},
		{"large", large, report.TerminalOptions{Width: 80}},
		{"empty", &report.PlanDocument{Plan: &engine.Plan{Options: engine.Options{AsOf: day("2026-05-20")}}}, report.TerminalOptions{Width: 80}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			var out bytes.Buffer
			if err := report.PlanTerminal(&out, test.doc, test.opts); err != nil {
				t.Fatal(err)
			}
			golden(t, "plan/"+test.name+".txt", out.Bytes())
			checkSafe(t, test.name, out.Bytes(), test.opts.Width)
		})
	}
}

// One of anything is one.
func TestPlanCountsOne(t *testing.T) {
	t.Parallel()
	doc := planned()
	q := doc.Plan.Queries[0]
	q.Cost = connector.QueryPlan{EstimatedCalls: 1, EstimatedRows: 1, QuotaUnits: 1}
	q.Needs = nil
	for i := range 7 {
		q.Needs = append(q.Needs, config.Address{Kind: config.KindMetric, Name: fmt.Sprintf("m%d", i)})
	}
	var out bytes.Buffer
	if err := report.PlanTerminal(&out, doc, report.TerminalOptions{Width: 200}); err != nil {
		t.Fatal(err)
	}
	text := strings.ReplaceAll(out.String(), "\u00a0", " ")
	for _, want := range []string{"and 1 other metric\n", "about 1 API call · about 1 row · 1 unit of quota\n"} {
		if !strings.Contains(text, want) {
			t.Errorf("does not say %q:\n%s", want, text)
		}
	}
}

func TestPlanJSON(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	if err := report.PlanJSON(&out, planned()); err != nil {
		t.Fatal(err)
	}
	golden(t, "plan/quickstart.json", out.Bytes())
	if !json.Valid(out.Bytes()) {
		t.Error("not JSON")
	}
}

func TestPlanReturnsErrors(t *testing.T) {
	t.Parallel()
	if err := report.PlanTerminal(brokenWriter{}, planned(), report.TerminalOptions{}); !errors.Is(err, errDiskFull) {
		t.Errorf("terminal: %v, want %v", err, errDiskFull)
	}
	if err := report.PlanJSON(brokenWriter{}, planned()); !errors.Is(err, errDiskFull) {
		t.Errorf("JSON: %v, want %v", err, errDiskFull)
	}
	for name, err := range map[string]error{
		"terminal": report.PlanTerminal(&bytes.Buffer{}, &report.PlanDocument{}, report.TerminalOptions{}),
		"JSON":     report.PlanJSON(&bytes.Buffer{}, &report.PlanDocument{}),
	} {
		if err == nil {
			t.Errorf("%s accepts a document without a plan", name)
		}
	}
}

func TestPlanStaysInside(t *testing.T) {
	t.Parallel()
	doc := planned()
	result := hostile().Result
	for _, k := range result.KPIs {
		k.KPI.Target = declared(config.Grow, "\x1b[2J20%\u202e")
		doc.Plan.KPIs = append(doc.Plan.KPIs, &engine.PlannedKPI{KPI: k.KPI, Period: k.Period, Skip: k.Reason})
	}
	doc.Plan.Queries[0].Query = result.Sources[0].Queries[0].Query
	doc.Plan.Queries[0].Cost.Steps = []string{"read \x1b]0;x\x07\u202e.csv"}
	doc.Changes = hostile().Changes
	for width := 40; width < 140; width += 7 {
		var out bytes.Buffer
		if err := report.PlanTerminal(&out, doc, report.TerminalOptions{Width: width, Verbose: width%2 == 0}); err != nil {
			t.Fatal(err)
		}
		checkSafe(t, fmt.Sprintf("plan at %d", width), out.Bytes(), width)
	}
}
