package engine_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/roictl/roictl/config"
	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/engine"
)

// manyKPIs declares n KPIs of cost per lead, each with a filter of its own, over
// 2 n source metrics and n computed ones.
func manyKPIs(b *testing.B, n int) *config.Config {
	b.Helper()
	var text strings.Builder
	text.WriteString("roictl {\n  currency = \"EUR\"\n}\nconnector \"shelf\" \"ads\" {\n}\ngoal \"g\" {\n")
	for i := range n {
		fmt.Fprintf(&text, "  kpi \"k%d\" {\n    value = metric.cpl%d\n    every = \"month\"\n    target {\n      at_most = 20\n    }\n  }\n", i, i)
	}
	text.WriteString("}\n")
	for i := range n {
		fmt.Fprintf(&text, "metric \"spend%d\" {\n  source  = connector.shelf.ads\n  measure = \"spend\"\n  where   = { campaign = \"c%d\" }\n}\n", i, i)
		fmt.Fprintf(&text, "metric \"leads%d\" {\n  source  = connector.shelf.ads\n  measure = \"leads\"\n  where   = { campaign = \"c%d\" }\n}\n", i, i)
		fmt.Fprintf(&text, "metric \"cpl%d\" {\n  value = metric.spend%d / metric.leads%d\n}\n", i, i, i)
	}
	cfg, diags := config.Load(config.Options{FS: fstest.MapFS{"main.roi.hcl": &fstest.MapFile{Data: []byte(text.String())}}})
	if diags.HasErrors() {
		b.Fatal(texts(diags))
	}
	return cfg
}

// BenchmarkBindPlan holds that binding and planning are linear: ten times the
// KPIs take about ten times as long, and 10,000 well under a second.
func BenchmarkBindPlan(b *testing.B) {
	for _, n := range []int{1000, 10_000} {
		b.Run(fmt.Sprintf("kpis=%d", n), func(b *testing.B) {
			cfg := manyKPIs(b, n)
			s := one(inEuros(withScan(ads())), &set{})
			b.ReportAllocs()
			for b.Loop() {
				bound, diags := engine.Bind(context.Background(), cfg, newHost(s), engine.BindOptions{})
				if diags.HasErrors() {
					b.Fatal(texts(diags))
				}
				plan, diags := bound.Plan(may())
				if diags.HasErrors() || len(plan.Queries) != 1 {
					b.Fatal(len(plan.Queries), texts(diags))
				}
			}
		})
	}
}

// BenchmarkBindPlanUnmergeable plans what cannot be merged: a query for each of
// 10,000 metrics that do not add up.
func BenchmarkBindPlanUnmergeable(b *testing.B) {
	var text strings.Builder
	text.WriteString("connector \"shelf\" \"ads\" {\n}\ngoal \"g\" {\n")
	const n = 10_000
	for i := range n {
		fmt.Fprintf(&text, "  kpi \"k%d\" {\n    value = metric.reach%d\n    every = \"month\"\n    target {\n      at_least = 20\n    }\n  }\n", i, i)
	}
	text.WriteString("}\n")
	for i := range n {
		fmt.Fprintf(&text, "metric \"reach%d\" {\n  source  = connector.shelf.ads\n  measure = \"reach\"\n  where   = { campaign = \"c%d\" }\n}\n", i, i)
	}
	cfg, diags := config.Load(config.Options{FS: fstest.MapFS{"main.roi.hcl": &fstest.MapFile{Data: []byte(text.String())}}})
	if diags.HasErrors() {
		b.Fatal(texts(diags))
	}
	b.ReportAllocs()
	for b.Loop() {
		bound, _ := engine.Bind(context.Background(), cfg, newHost(one(ads(), &set{})), engine.BindOptions{})
		if plan, _ := bound.Plan(may()); len(plan.Queries) != n {
			b.Fatal(len(plan.Queries))
		}
	}
}

// BenchmarkCheck sums and judges: 1,000 KPIs over 100,000 cells, which are 50
// days of 2,000 campaigns.
func BenchmarkCheck(b *testing.B) {
	const kpis, days, campaigns = 1000, 50, 2000
	cfg := manyKPIs(b, kpis)
	s := one(inEuros(withScan(ads())), &set{currency: "EUR", dense: true, acts: cells(date(b, "2026-04-12"), days, campaigns)})
	bound, diags := engine.Bind(context.Background(), cfg, newHost(s), engine.BindOptions{})
	if diags.HasErrors() {
		b.Fatal(texts(diags))
	}
	plan, _ := bound.Plan(may())
	b.ReportAllocs()
	for b.Loop() {
		result := bound.Check(context.Background(), plan, nil)
		if result.Summary()[engine.Met] != kpis {
			b.Fatal(result.Summary(), result.KPIs[0].Reason)
		}
	}
}

// BenchmarkCheckShares evaluates 1,000 KPIs that each are a share of the total of
// all: the total is computed once.
func BenchmarkCheckShares(b *testing.B) {
	const n = 1000
	var names, kpis strings.Builder
	for i := range n {
		fmt.Fprintf(&names, "%q, ", fmt.Sprintf("c%d", i))
		fmt.Fprintf(&kpis, "  kpi \"k%d\" {\n    value = metric.spend[\"c%d\"] / metric.total\n    every = \"month\"\n    target {\n      at_most = 20\n    }\n  }\n", i, i)
	}
	text := "roictl {\n  currency = \"EUR\"\n}\nconnector \"shelf\" \"ads\" {\n}\nmetric \"spend\" {\n  for_each = [" + names.String() + "]\n  source = connector.shelf.ads\n  measure = \"spend\"\n  where = { campaign = each.value }\n}\n" +
		"metric \"total\" {\n  value = sum(metric.spend)\n}\ngoal \"g\" {\n" + kpis.String() + "}\n"
	cfg, diags := config.Load(config.Options{FS: fstest.MapFS{"main.roi.hcl": &fstest.MapFile{Data: []byte(text)}}})
	if diags.HasErrors() {
		b.Fatal(texts(diags))
	}
	s := one(inEuros(ads()), &set{acts: cells(date(b, "2026-05-01"), 31, n)})
	bound, _ := engine.Bind(context.Background(), cfg, newHost(s), engine.BindOptions{})
	plan, _ := bound.Plan(may())
	b.ReportAllocs()
	for b.Loop() {
		if result := bound.Check(context.Background(), plan, nil); result.Summary()[engine.Met] != n {
			b.Fatal(result.Summary(), result.KPIs[0].Reason)
		}
	}
}

// cells answers with one row a day and campaign: 10.00 of spend and one lead.
func cells(first connector.Date, days, campaigns int) func(context.Context, connector.Query, *connector.Stream) connector.Diagnostics {
	return func(_ context.Context, query connector.Query, out *connector.Stream) connector.Diagnostics {
		columns := func(names []string) (all []connector.Column) {
			for _, name := range names {
				all = append(all, connector.Column{Name: name})
			}
			return all
		}
		if out.Header(connector.Header{Dimensions: columns(query.Dimensions), Measures: columns(query.Measures), Grain: query.Grain, Currency: "EUR", Dense: true}) != nil {
			return nil
		}
		values := make([]connector.Decimal, len(query.Measures))
		for i, name := range query.Measures {
			values[i] = connector.Int(1)
			if name == "spend" {
				values[i] = connector.Decimal{Unscaled: 1000, Scale: 2}
			}
		}
		texts := make([]connector.Text, len(query.Dimensions))
		for day := range days {
			for c := range campaigns {
				for i := range texts {
					texts[i] = connector.Text{Value: fmt.Sprintf("c%d", c)}
				}
				if out.Append(first+connector.Date(day), texts, values) != nil {
					return nil
				}
			}
		}
		out.Trailer().CoveredFrom, out.Trailer().FreshUntil = first, first+connector.Date(days-1)
		return nil
	}
}

// BenchmarkCheckSegments evaluates a KPI by 10,000 segments.
func BenchmarkCheckSegments(b *testing.B) {
	cfg, diags := config.Load(config.Options{FS: fstest.MapFS{"main.roi.hcl": &fstest.MapFile{Data: []byte(`
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
goal "g" {
  kpi "cpl" {
    value = metric.spend / metric.leads
    every = "month"
    by    = ["campaign"]
    target {
      at_most = 20
    }
  }
}
`)}}})
	if diags.HasErrors() {
		b.Fatal(texts(diags))
	}
	s := one(inEuros(ads()), &set{acts: cells(date(b, "2026-05-22"), 10, 10_000)})
	bound, _ := engine.Bind(context.Background(), cfg, newHost(s), engine.BindOptions{})
	plan, _ := bound.Plan(may())
	b.ReportAllocs()
	for b.Loop() {
		if result := bound.Check(context.Background(), plan, nil); len(result.KPIs[0].Segments) != 10_000 {
			b.Fatal(len(result.KPIs[0].Segments), result.KPIs[0].Reason)
		}
	}
}
