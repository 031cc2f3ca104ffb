package engine_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/roictl/roictl/connector"
)

// withOverlaps returns the report with leads that count in several age groups at
// once, as a session counts on each of its pages.
func withOverlaps(r connector.Report) connector.Report {
	r.Measures = slices.Clone(r.Measures)
	for i := range r.Measures {
		if r.Measures[i].Name == "leads" {
			r.Measures[i].Overlaps = []string{"age"}
		}
	}
	return r
}

// A measure is not added up over a dimension in which its rows overlap: neither
// where segments of another KPI would bring the dimension in, nor where a filter
// leaves several of its values. By segment, and where a filter leaves one value,
// it adds up over days as ever.
func TestWhatOverlapsIsNotAddedUp(t *testing.T) {
	t.Parallel()
	const both = "2026-04-01..2026-05-31"
	const each = "2026-05-01..2026-05-31 2026-04-01..2026-04-30"
	one18 := "metric \"teen_leads\" {\n  source = connector.shelf.ads\n  measure = \"leads\"\n  where = { age = \"18-24\" }\n}\n"
	for _, test := range []struct {
		name string
		scan bool
		kpis []string
		want []string
	}{
		{"the whole stays out of another's segments", false, []string{"spend by age", "spring_leads"}, []string{
			"spend by age day " + both,
			"leads by campaign day " + both + " where campaign match Spring*",
		}},
		{"several values are one question", false, []string{"young_leads"}, []string{
			"leads by  total " + each + " where age in 18-24,25-34",
		}},
		{"one value adds up", false, []string{"teen_leads", "spend by age"}, []string{
			"leads,spend by age day " + both,
		}},
		{"segments add up over days", false, []string{"spring_leads by age"}, []string{
			"leads by age,campaign day 2026-05-01..2026-05-31 where campaign match Spring*",
			"leads by campaign day " + both + " where campaign match Spring*",
		}},
		{"one pass over everything is split by everything", true, []string{"spend by age", "spring_leads"}, []string{
			"spend by age day " + both,
			"leads by  total " + each + " where campaign match Spring*",
		}},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			report := withOverlaps(inEuros(ads()))
			if test.scan {
				report = withScan(report)
			}
			plan := stage(t, one(report, &set{}), measured(test.kpis...)+one18).plan(t, may())
			got := asked(plan)
			slices.Sort(got)
			want := slices.Sorted(slices.Values(test.want))
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// Of dimensions that an open report does not list nothing is known, so that
// nothing is added up over them.
func TestUnlistedDimensionsOverlap(t *testing.T) {
	t.Parallel()
	report := inEuros(ads())
	report.Open = true
	report.Dimensions = slices.DeleteFunc(slices.Clone(report.Dimensions), func(d connector.Dimension) bool { return d.Name == "age" })
	plan := stage(t, one(report, &set{}), measured("spend by age", "spend", "young_leads")).plan(t, may())
	want := []string{
		"spend by  day 2026-04-01..2026-05-31",
		"spend by age day 2026-05-01..2026-05-31",
		"leads by  total 2026-05-01..2026-05-31 2026-04-01..2026-04-30 where age in 18-24,25-34",
	}
	if diff := cmp.Diff(want, asked(plan)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
