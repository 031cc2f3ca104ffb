package engine_test

import (
	"context"
	"strings"
	"testing"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/engine"
)

// Nobody had a lead by the campaign "nobody" in May. Whether that is 0 depends on
// whether its filter has ever let a row through, on any day that the source has or
// in a year, and on nothing else: not on which periods the run asks for.
func TestAFilterWithoutRows(t *testing.T) {
	t.Parallel()
	const may1 = "2026-05-01 campaign=Spring leads=1 reach=a\n2026-05-31 campaign=Spring leads=1 reach=b"
	for _, test := range []struct {
		name   string
		before string // a row, before May
		metric string
		dense  bool
		status engine.Status
		reason string
	}{
		{"rows in the period before", "2026-04-30 campaign=nobody leads=1 reach=c", "nobody", true, engine.Met, ""},
		{"rows in a period that is not asked for", "2026-01-15 campaign=nobody leads=1 reach=c", "nobody", true, engine.Met, ""},
		{"rows of two years ago", "2024-05-15 campaign=nobody leads=1 reach=c", "nobody", true, engine.Met, ""},
		{"people in a period that is not asked for", "2026-01-15 campaign=nobody leads=1 reach=c", "nobody_reach", true, engine.Met, ""},
		{"rows without the measure", "2026-01-15 campaign=nobody spend=1", "nobody", true, engine.Met, ""},
		{"no row ever", "2026-01-15 campaign=somebody leads=1 reach=c", "nobody", true, engine.NoData, "on any day from 2025-06-01 to 2026-06-01: look for a typing mistake"},
		{"no people ever", "2026-01-15 campaign=somebody leads=1 reach=c", "nobody_reach", true, engine.NoData, "look for a typing mistake"},
		{"an average of nothing", "2026-01-15 campaign=nobody order_value=10", "nobody_value", true, engine.NoData, `"order_value" of nothing is not 0`},
		{"a source that may have more", "2026-01-15 campaign=nobody leads=1 reach=c", "nobody", false, engine.NoData, "has no data between"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			for _, scan := range []bool{false, true} {
				report := inEuros(ads())
				report.ScanCost = scan
				s := one(report, &set{rows: rows(t, test.before+"\n"+may1), currency: "EUR", dense: test.dense})
				k := kpi(t, stage(t, s, nobodyText(test.metric)).check(t, may()), "goal.g.k")
				if k.Status != test.status || !strings.Contains(k.Reason, test.reason) || test.status == engine.Met && k.Actual.Low.Sign() != 0 {
					t.Errorf("%s, %s (%s), want %s (… %s …)", k.Status, k.Actual, k.Reason, test.status, test.reason)
				}
			}
		})
	}
}

// nobodyText judges leads and reach by the campaign "nobody".
func nobodyText(metric string) string {
	text := "roictl {\n  currency = \"EUR\"\n}\nconnector \"shelf\" \"ads\" {\n}\n"
	for name, measure := range map[string]string{"nobody": "leads", "nobody_reach": "reach", "nobody_value": "order_value"} {
		text += "metric \"" + name + "\" {\n  source = connector.shelf.ads\n  measure = \"" + measure + "\"\n  where = { campaign = \"nobody\" }\n}\n"
	}
	return text + "goal \"g\" {\n" + monthly("k", "metric."+metric, target("at_most = 0")) + "}\n"
}

// Where the source cannot say whether a filter ever let a row through, a figure is
// no data, and the reason says so; what the question cost is counted.
func TestAFilterOfWhichNothingIsKnown(t *testing.T) {
	t.Parallel()
	const year = 300
	s := one(inEuros(ads()), &set{})
	full := &set{rows: rows(t, "2026-01-15 campaign=nobody leads=1\n2026-05-31 campaign=Spring leads=1"), currency: "EUR", dense: true}
	fails := true
	s.sets[""].acts = func(_ context.Context, query connector.Query, out *connector.Stream) connector.Diagnostics {
		if query.Intervals[0].Days() > year && fails {
			return connector.Diagnostics{connector.NewError(connector.CodeQuota, "Quota is used up", "No more today.")}
		}
		answering := &source{shelf: s, set: full}
		return answering.answer(query, out)
	}
	result := stage(t, s, nobodyText("nobody")).check(t, may())
	if k := kpi(t, result, "goal.g.k"); k.Status != engine.NoData || !strings.Contains(k.Reason, "whether any ever did is not known: Quota is used up") {
		t.Errorf("%s, %s (%s)", k.Status, k.Actual, k.Reason)
	}
	fails = false
	result = stage(t, s, nobodyText("nobody")).check(t, may())
	if k := kpi(t, result, "goal.g.k"); k.Status != engine.Met || result.Sources[0].APICalls != 2 || len(result.Sources[0].Queries) != 1 {
		t.Errorf("%s (%s) after %d calls in %d queries, want met after 2 in one", k.Status, k.Reason, result.Sources[0].APICalls, len(result.Sources[0].Queries))
	}
}
