package engine_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/engine"
)

// openShop is a report that takes any name, of which the platform knows some.
func openShop() connector.Report {
	r := inEuros(ads())
	r.Open = true
	return r
}

// platform refuses questions as a platform does: in words about one name, which it
// names or not, or about two that do not go together.
type platform struct {
	t       *testing.T
	shelf   *shelf
	named   bool // the error leads to the name
	refuses func(connector.Query) []string
}

func (p *platform) query(ctx context.Context, query connector.Query, out *connector.Stream) connector.Diagnostics {
	if bad := p.refuses(query); len(bad) > 0 {
		var diags connector.Diagnostics
		for _, name := range bad {
			d := connector.NewError("SHOP_NAME", "Unknown name", fmt.Sprintf("The shop has no %q.", name))
			if p.named {
				d.Path = connector.MeasurePath(name)
				if slices.Contains(query.Dimensions, name) {
					d.Path = connector.DimensionPath(name)
				}
			}
			diags = append(diags, d)
			if !p.named {
				break // as platforms do, it tells of the first only
			}
		}
		return diags
	}
	answering := &source{shelf: p.shelf, set: p.shelf.sets["good"]}
	return answering.answer(query, out)
}

// refusing is a shop that refuses every question with any of these names.
func refusing(t *testing.T, named bool, unknown ...string) *shelf {
	s := &shelf{reports: []connector.Report{openShop()}, sets: map[string]*set{
		"good": {rows: rows(t, "2026-05-01 campaign=Spring spend=10.00 leads=1 reach=a,b\n2026-05-31 campaign=Autumn spend=5.00 leads=2 purchases=4 reach=c"), currency: "EUR", dense: true},
	}}
	p := &platform{t: t, shelf: s, named: named, refuses: func(q connector.Query) []string {
		var bad []string
		for _, name := range slices.Concat(q.Measures, q.Dimensions) {
			if slices.Contains(unknown, name) {
				bad = append(bad, name)
			}
		}
		return bad
	}}
	s.sets[""] = &set{acts: p.query}
	return s
}

// watched writes a goal with a KPI on each of these metrics, which have their own
// names as measures; "x by y" is split.
func watched(names ...string) string {
	text := "roictl {\n  currency = \"EUR\"\n}\nconnector \"shelf\" \"shop\" {\n}\n"
	var kpis strings.Builder
	declared := make(map[string]bool)
	for i, name := range names {
		name, by, split := strings.Cut(name, " by ")
		if !declared[name] {
			declared[name] = true
			text += fmt.Sprintf("metric %q {\n  source  = connector.shelf.shop\n  measure = %q\n}\n", name, name)
		}
		rest := target("at_least = 1")
		if split {
			rest += fmt.Sprintf("; by = [%q]", by)
		}
		kpis.WriteString(monthly(fmt.Sprintf("k%d", i), "metric."+name, rest))
	}
	return text + "goal \"g\" {\n" + kpis.String() + "}\n"
}

// A metric that its source refuses fails alone, with its own reason at its own
// line, whether the source names it or not: what was merged with it only to save
// requests is judged as if asked alone.
func TestAMetricFailsAlone(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name    string
		named   bool
		unknown []string
		watched []string
		want    []string // status, value and reason by KPI
		lines   []int    // of the diagnostics
		asked   int      // queries
	}{
		{"named", true, []string{"revenue"}, []string{"leads", "revenue", "spend", "purchases"},
			[]string{"met 3", `error Unknown name: The shop has no "revenue".`, "met 15", "met 4"}, []int{12}, 2},
		{"not named", false, []string{"revenue"}, []string{"leads", "revenue", "spend", "purchases"},
			[]string{"met 3", `error Unknown name: The shop has no "revenue".`, "met 15", "met 4"}, []int{12}, 5},
		{"two, each with its own mistake", true, []string{"revenue", "purchases"}, []string{"leads", "revenue", "spend", "purchases"},
			[]string{"met 3", `error Unknown name: The shop has no "revenue".`, "met 15", `error Unknown name: The shop has no "purchases".`}, []int{12, 20}, 2},
		{"two that are not named", false, []string{"revenue", "purchases"}, []string{"leads", "revenue", "spend", "purchases"},
			[]string{"met 3", `error Unknown name: The shop has no "revenue".`, "met 15", `error Unknown name: The shop has no "purchases".`}, []int{12, 20}, 7},
		{"all of them", true, []string{"revenue", "purchases"}, []string{"revenue", "purchases"},
			[]string{`error Unknown name: The shop has no "revenue".`, `error Unknown name: The shop has no "purchases".`}, []int{8, 12}, 1},
		{"what does not add up", false, []string{"wide_reach"}, []string{"reach", "wide_reach"},
			[]string{"met 3", `error Unknown name: The shop has no "wide_reach".`}, []int{12}, 3},
		// The whole of what is split in a wrong way is as good as ever.
		{"segments", true, []string{"medium"}, []string{"leads", "leads by medium", "spend by age"},
			[]string{"met 3", "met 3", "met 15"}, []int{22}, 3},
		{"segments that are not named", false, []string{"medium"}, []string{"leads", "leads by medium", "spend by age"},
			[]string{"met 3", "met 3", "met 15"}, []int{8}, 6},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			s := refusing(t, test.named, test.unknown...)
			result := stage(t, s, watched(test.watched...)).check(t, may())
			var got []string
			for _, k := range result.KPIs {
				line := string(k.Status)
				if k.Actual.IsKnown() {
					line += " " + k.Actual.Low.RatString()
				} else {
					line += " " + k.Reason
				}
				got = append(got, line)
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("KPIs (-want +got):\n%s", diff)
			}
			var lines []int
			for _, d := range result.Diagnostics {
				lines = append(lines, d.Subject.Start.Line)
			}
			if diff := cmp.Diff(test.lines, lines); diff != "" {
				t.Errorf("lines of diagnostics (-want +got):\n%s\n%s", diff, texts(result.Diagnostics))
			}
			if len(s.asked) != test.asked {
				t.Errorf("asked %d times, want %d", len(s.asked), test.asked)
			}
		})
	}
}

// The parts of a query are queries of their own in a result: a figure names the one
// that its rows came with, which holds no metric but those that it answered, and
// has the fingerprint of that question. The source is partial: it works.
func TestPartsAreExplained(t *testing.T) {
	t.Parallel()
	s := refusing(t, false, "revenue")
	scene := stage(t, s, watched("leads", "revenue", "spend"))
	plan := scene.plan(t, may())
	w := &witness{}
	result := scene.bound.Check(quiet(), plan, w)
	var queries []string
	for _, q := range result.Sources[0].Queries {
		queries = append(queries, fmt.Sprintf("%s %v %d rows, %d calls, failed %v", q.ID, q.Query.Measures, q.Rows, q.APICalls, q.Failed != ""))
	}
	want := []string{"q1.1 [leads] 2 rows, 1 calls, failed false", "q1.2 [revenue] 0 rows, 0 calls, failed true", "q1.3 [spend] 2 rows, 1 calls, failed false"}
	if diff := cmp.Diff(want, queries); diff != "" {
		t.Errorf("queries (-want +got):\n%s", diff)
	}
	if got := kpi(t, result, "goal.g.k2").Trace.Queries; !slices.Equal(got, []string{"q1.3"}) {
		t.Errorf("the spend comes from %v, want q1.3", got)
	}
	if source := result.Sources[0]; source.Status != "partial" || source.APICalls != 2 || source.Rows != 4 || !strings.Contains(source.Reason, "revenue") {
		t.Errorf("the source is %s (%s) with %d calls and %d rows, want partial with 2 and 4", source.Status, source.Reason, source.APICalls, source.Rows)
	}
	if last := w.told[len(w.told)-1]; last != `q1 done, 4 rows, failed "Unknown name: The shop has no \"revenue\"."` {
		t.Errorf("observers are told %q", last)
	}
	alone := stage(t, refusing(t, false), watched("spend")).check(t, may())
	if got, want := result.Sources[0].Queries[2].Fingerprint, alone.Sources[0].Queries[0].Fingerprint; got != want {
		t.Errorf("the part has the fingerprint %s, and the same question alone %s", got, want)
	}
	if again := scene.bound.Check(quiet(), plan, nil); again.KPIs[2].Actual.Low.RatString() != "15" || len(plan.Queries) != 1 || plan.Queries[0].ID != "q1" {
		t.Errorf("the check has changed the plan: %+v", plan.Queries)
	}
}

// What would come of any question is not asked again in parts.
func TestASourceIsNotAskedInVain(t *testing.T) {
	t.Parallel()
	later := connector.NewError("SHOP_BUSY", "Shop is busy", "Come back later.")
	later.Retryable = true
	setting := connector.NewError("SHOP_SET", "Wrong set", "There is no such set.")
	setting.Path = connector.Path("set")
	for _, d := range []connector.Diagnostic{
		later, setting,
		connector.NewError(connector.CodeQuota, "Quota is used up", "No more today."),
		connector.NewError(connector.CodePlatform, "Shop failed", "It has a cold."),
		connector.NewError("SOURCE", "No shop", "It is closed."),
	} {
		s := refusing(t, false)
		s.sets[""] = &set{acts: func(context.Context, connector.Query, *connector.Stream) connector.Diagnostics {
			return connector.Diagnostics{d}
		}}
		result := stage(t, s, watched("leads", "revenue", "spend")).check(t, may())
		if len(s.asked) != 1 || result.Sources[0].Status != "error" || result.Summary()[engine.Errored] != 3 {
			t.Errorf("%s: asked %d times, the source is %s, and %v", d.Code, len(s.asked), result.Sources[0].Status, result.Summary())
		}
	}
	scanned := refusing(t, false, "revenue")
	scanned.reports[0].ScanCost = true
	stage(t, scanned, watched("leads", "revenue", "spend")).check(t, may())
	if len(scanned.asked) != 1 {
		t.Errorf("a file was read %d times", len(scanned.asked))
	}
}
