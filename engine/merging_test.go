package engine_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/engine"
	"github.com/roictl/roictl/engine/value"
)

// A configuration with several filters, segments and kinds of measures.
const merging = `
roictl {
  currency = "EUR"
}
connector "shelf" "ads" {
}
metric "spend" {
  source  = connector.shelf.ads
  measure = "spend"
}
metric "spring_spend" {
  source  = connector.shelf.ads
  measure = "spend"
  where   = { campaign = "Spring*" }
}
metric "spring_leads" {
  source  = connector.shelf.ads
  measure = "leads"
  where   = { campaign = "Spring*" }
}
metric "young_leads" {
  source  = connector.shelf.ads
  measure = "leads"
  where   = { age = ["18-24", "25-34"] }
}
metric "organic" {
  source  = connector.shelf.ads
  measure = "engagements"
  where   = { medium = "organic" }
}
metric "reach" {
  source  = connector.shelf.ads
  measure = "reach"
}
metric "spring_reach" {
  source  = connector.shelf.ads
  measure = "reach"
  where   = { campaign = "Spring*" }
}
metric "unused" {
  source  = connector.shelf.ads
  measure = "impressions"
}
goal "g" {
%s
}
`

// measured declares KPIs over metrics: "spring_spend by age".
func measured(metrics ...string) string {
	var kpis strings.Builder
	for i, m := range metrics {
		name, by, split := strings.Cut(m, " by ")
		fmt.Fprintf(&kpis, "  kpi \"k%d\" {\n    value = metric.%s\n    every = \"month\"\n", i, name)
		if split {
			fmt.Fprintf(&kpis, "    by = [%q]\n", by)
		}
		kpis.WriteString("    target {\n      at_least = 0\n    }\n  }\n")
	}
	return fmt.Sprintf(merging, kpis.String())
}

// asked writes what a plan asks: measures by dimensions, days, and filter.
func asked(plan *engine.Plan) []string {
	var all []string
	for _, q := range plan.Queries {
		text := fmt.Sprintf("%s by %s %s", strings.Join(q.Query.Measures, ","), strings.Join(q.Query.Dimensions, ","), q.Query.Grain)
		for _, i := range q.Query.Intervals {
			text += " " + i.String()
		}
		for i, clause := range q.Query.Filter {
			text += map[bool]string{true: " where", false: " or"}[i == 0]
			for _, c := range clause {
				text += fmt.Sprintf(" %s %s %s", c.Dimension, c.Operator, strings.Join(c.Values, ","))
			}
		}
		all = append(all, text)
	}
	return all
}

// The planner merges what can be merged and asks for nothing else. The KPIs are
// judged on May 2026, beside which April is shown; touching windows are one.
func TestMerging(t *testing.T) {
	t.Parallel()
	const both = "2026-04-01..2026-05-31"
	const each = "2026-05-01..2026-05-31 2026-04-01..2026-04-30"
	for _, test := range []struct {
		name string
		scan bool // the source reads everything anyway
		kpis []string
		want []string
	}{
		{"one metric, and nothing that nobody uses", false, []string{"spend"}, []string{"spend by  day " + both}},
		{"the same filter", false, []string{"spring_spend", "spring_leads"}, []string{
			"spend,leads by campaign day " + both + " where campaign match Spring*",
		}},
		{"a filter beside the whole: nothing can be pushed", false, []string{"spend", "spring_leads"}, []string{
			"spend,leads by campaign day " + both,
		}},
		{"the order of declaration makes no difference", false, []string{"spring_leads", "spend"}, []string{
			"leads,spend by campaign day " + both,
		}},
		{"two filters: their union is pushed", true, []string{"spring_spend", "young_leads"}, []string{
			"spend,leads by age,campaign day " + both + " where age in 18-24,25-34 or campaign match Spring*",
		}},
		{"dimensions that would multiply rows are kept apart", false, []string{"spring_spend", "young_leads"}, []string{
			"spend by campaign day " + both + " where campaign match Spring*",
			"leads by age day " + both + " where age in 18-24,25-34",
		}},
		{"a wider query takes the narrower ones in, wherever they stand", false, []string{"spring_spend", "young_leads", "spring_spend by age", "spend"}, []string{
			"spend,leads by age,campaign day " + both,
		}},
		{"a filter that the source cannot apply is applied here", false, []string{"organic"}, []string{"engagements by medium day " + both}},
		{"what does not add up is asked for exactly, and filtered at the source", true, []string{"reach", "spring_reach", "reach by age"}, []string{
			"reach by  total " + each,
			"reach by  total " + each + " where campaign match Spring*",
			"reach by age total 2026-05-01..2026-05-31",
		}},
		{"segments are split, and need no earlier period", false, []string{"spend by age"}, []string{"spend by age day " + both}},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			report := inEuros(ads())
			if test.scan {
				report = withScan(report)
			}
			s := stage(t, one(report, &set{}), measured(test.kpis...))
			if diff := cmp.Diff(test.want, asked(s.plan(t, may()))); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// Filters that say the same in another order are one query with one fingerprint.
func TestFiltersAreCanonical(t *testing.T) {
	t.Parallel()
	const text = `
connector "shelf" "ads" {
}
metric "a" {
  source  = connector.shelf.ads
  measure = "reach"
  where   = { campaign = ["Y", "X"], age = "18-24" }
}
metric "b" {
  source  = connector.shelf.ads
  measure = "reach"
  where   = { age = "18-24", campaign = ["X", "Y", "X"] }
}
goal "g" {
  kpi "k" {
    value = max(metric.a, metric.b)
    every = "month"
    target {
      at_least = 1
    }
  }
}
`
	plan := stage(t, one(ads(), &set{}), text).plan(t, may())
	if len(plan.Queries) != 1 {
		t.Fatalf("asks %v, want one query", asked(plan))
	}
	want := connector.Filter{{
		{Dimension: "age", Operator: connector.OperatorIn, Values: []string{"18-24"}},
		{Dimension: "campaign", Operator: connector.OperatorIn, Values: []string{"X", "Y"}},
	}}
	if diff := cmp.Diff(want, plan.Queries[0].Query.Filter); diff != "" {
		t.Errorf("filter (-want +got):\n%s", diff)
	}
}

// shop has rows for every filter and segment of the tests on merging.
func shop(t testing.TB) []row {
	return rows(t, `
2026-04-03 campaign=Spring-A age=18-24 medium=paid     spend=10.00 leads=1 engagements=5 reach=ann,ben
2026-05-01 campaign=Spring-A age=18-24 medium=paid     spend=10.00 leads=1 engagements=5 reach=ann,ben
2026-05-02 campaign=Spring-B age=25-34 medium=organic  spend=20.05 leads=2 engagements=7 reach=ann,cem
2026-05-02 campaign=Spring-B age=-     medium=organic  spend=0.10  leads=- engagements=1 reach=eve
2026-05-30 campaign=Winter   age=35-44 medium=organic  spend=0.20  leads=4 engagements=9 reach=dan,eve
2026-05-31 campaign=-        age=18-24 medium=-        spend=5.00  leads=8 engagements=2 reach=fay
2026-06-01 campaign=Spring-A age=18-24 medium=organic  spend=99.00 leads=9 engagements=9 reach=gus
`)
}

// Whether a source filters or leaves that to the host, and whether queries are
// merged or not, the figures are the same. They were added up by hand.
func TestFilteringTwiceChangesNothing(t *testing.T) {
	t.Parallel()
	want := map[string]string{
		"spend": "35.35", "spring_spend": "30.15", "spring_leads": "3", "young_leads": "11", "organic": "17",
	}
	names := []string{"spend", "spring_spend", "spring_leads", "young_leads", "organic"}
	for _, scan := range []bool{true, false} {
		for _, ignores := range []bool{true, false} {
			for _, together := range []bool{true, false} {
				t.Run(fmt.Sprintf("scan=%v ignores=%v together=%v", scan, ignores, together), func(t *testing.T) {
					t.Parallel()
					report := inEuros(ads())
					if scan {
						report = withScan(report)
					}
					data := &set{rows: shop(t), currency: "EUR", ignoresFilter: ignores}
					got := make(map[string]string)
					collect := func(names ...string) {
						for i, k := range stage(t, one(report, data), measured(names...)).check(t, may()).KPIs {
							got[names[i]] = value.Decimal(k.Actual.Low)
						}
					}
					if together {
						collect(names...)
					} else {
						for _, name := range names {
							collect(name)
						}
					}
					if diff := cmp.Diff(want, got); diff != "" {
						t.Errorf("(-want +got):\n%s", diff)
					}
				})
			}
		}
	}
}
