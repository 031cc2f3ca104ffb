package report_test

import (
	"bytes"
	"strings"

	"github.com/hashicorp/hcl/v2"

	"github.com/roictl/roictl/config"
	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/engine"
	"github.com/roictl/roictl/history"
	"github.com/roictl/roictl/report"
)

// hostile is a result full of text that tries to escape: terminal sequences,
// line breaks, pipes, direction overrides, invalid UTF-8 and endless names, in
// every place that somebody other than the tool writes.
func hostile() *report.Document {
	const attack = "Spring\x1b[2J\x1b]0;owned\x07\r\nfake: ✓ MET | <b>=cmd()</b> \u202egnirps\u202c \u009b31m \xff\u200b"
	endless := strings.Repeat("Frühjahrs-Aktion ", 60) + strings.Repeat("x", 500)
	g := goal("sales", attack, attack)
	g.Address.Key = config.StringKey(attack)

	k := kpi(g, "cpa", "metric.cpa["+attack+"]", 12)
	k.KPI.Address.Key = config.StringKey(attack)
	k.Status, k.Reason = engine.Missed, attack+endless
	k.Actual, k.N = euros("23.1"), rat("212")
	k.Target = target(config.Equals, attack, noData(attack))
	k.Target.Versus, k.Target.BaselinePeriod.Name = attack, attack
	k.Flags = []string{attack}
	k.KPI.By = []string{"age", attack}
	k.Segments = []engine.Segment{
		segment(euros("1"), "40", attack, endless),
		segment(euros("2"), "39", "", "\x1b\x1b"),
		{Actual: noData(attack), By: []engine.SegmentKey{{Dimension: "age", Value: connector.Text{Null: true}}, {Dimension: attack, Value: connector.Text{Value: "b"}}}},
	}
	k.Pace = &engine.Pace{Shape: attack, ElapsedDays: 1, TotalDays: 31, Forecast: euros("1")}
	k.Trace = &engine.Trace{Label: attack, Value: undefined(attack), Note: attack, Place: at("a\x1b[31m.roi.hcl", 1), Queries: []string{attack}}

	strange := kpi(g, endless, "1", 13)
	strange.Status = engine.Status(attack)

	c := springCampaign()
	c.Campaign.Address.Name = attack
	c.Currency, c.Basis, c.Missing = attack, attack, []string{attack}
	c.ROI = undefined(attack)
	c.Costs[0].Name, c.Costs[0].Note = attack, attack+endless
	c.Benefits[0].Name, c.CostPer[0].Name = attack, attack
	c.Flags = []string{attack}

	s := sources()
	s[1].Reason, s[1].Version, s[1].Status = attack+endless, attack, attack
	s[2].Flags = []connector.Flag{{Code: attack, Detail: attack}}
	s[0].Queries[0].Query.Filter = connector.Filter{{{Dimension: attack, Operator: attack, Values: []string{attack}}}}
	s[0].Queries[0].Query.Options = map[string]string{attack: attack}
	s[0].Queries[0].Failed = attack

	return &report.Document{
		Version: attack,
		Result: &engine.Result{
			AsOf: day("2026-05-20"), Period: attack, Currency: attack, TimeZone: attack,
			KPIs: []*engine.KPIResult{k, strange}, Campaigns: []*engine.CampaignResult{c}, Sources: s, ExitCode: 2,
			Diagnostics: hcl.Diagnostics{{Severity: hcl.DiagError, Summary: attack, Detail: attack + "\n\n" + endless, Subject: at("a\x1b[31m.roi.hcl", 1).Ptr()}},
		},
		Changes: []history.Change{
			{Kind: history.TargetMoved, Address: attack, Period: attack, Before: attack, After: endless, Unit: attack, Currency: attack},
			{Kind: history.ChangeKind(attack), Address: attack},
		},
	}
}

// languages is a result with names that are wide, written from right to left,
// or made of several code points a character.
func languages() *report.Document {
	g := goal("הכרזה", "העלאת המכירות המקוונות ב-20 %", "צמיחה@example.com")
	names := []struct {
		name   string
		status engine.Status
		actual string
	}{
		{"ביקורים", engine.Met, "5210"},
		{"عدد_الطلبات", engine.Missed, "431"},
		{"می\u200cخواهم", engine.Met, "1200"},
		{"春季促销订单", engine.OnTrack, "88"},
		{"注文数", engine.Met, "1200000"},
		{"ยอดขาย", engine.Met, "17"},
		{"क्षेत्र", engine.Met, "3"},
		{"Größe_é", engine.Met, "42"},
		{"👩‍👩‍👧_🇩🇪", engine.Met, "7"},
	}
	doc := &report.Document{Version: "0.1.0", Result: &engine.Result{
		AsOf: day("2026-06-02"), Period: "last", Currency: "ILS", TimeZone: "Asia/Jerusalem",
	}}
	for i, n := range names {
		k := kpi(g, n.name, "metric.orders", 10+i)
		k.Status, k.Actual, k.Target = n.status, counts(n.actual), target(config.AtLeast, "500", counts("500"))
		doc.Result.KPIs = append(doc.Result.KPIs, k)
	}
	first := doc.Result.KPIs[1]
	first.KPI.By = []string{"age", "gender"}
	first.Segments = []engine.Segment{
		segment(counts("210"), "210", "קמפיין אביב 12", "أنثى"),
		segment(counts("120"), "120", "春のキャンペーン", "女性"),
		segment(counts("101"), "101", "Spring 3", "female"),
	}
	first.Reason = "הקמפיין \"אביב 12\" הסתיים (3 ימים) before the end of 2026-05"
	return doc
}

func contains(b []byte, s string) bool { return bytes.Contains(b, []byte(s)) }
