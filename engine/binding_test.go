package engine_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/roictl/roictl/config"
	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/engine"
)

// Mistakes that only show when the declarations meet the sources: each is told at
// its place, with what there is instead, and the KPI that it concerns is in error
// while the others are judged.
func TestMistakes(t *testing.T) {
	t.Parallel()
	old := ads()
	old.Measures[0].Deprecated = "use amount_spent instead."
	ambiguous := []connector.Report{ads(), ads()}
	ambiguous[1].Name = "organic"
	for _, test := range []struct {
		name    string
		reports []connector.Report
		blocks  string // around
		value   string // of the KPI
		by      string
		target  string
		place   string // of the mistake: what its line begins with
		want    string // of the first diagnostic
		fine    bool   // only a warning: the KPI is judged
	}{
		{name: "a measure that is not there", blocks: reading("x", "spnd"), value: "metric.x", place: "measure",
			want: `UNKNOWN_MEASURE: connector.shelf.ads has no measure "spnd". Did you mean "spend"?`},
		{name: "a report that is not there", blocks: reading("x", "spend", `report = "add"`), value: "metric.x", place: "measure",
			want: `UNKNOWN_REPORT: connector.shelf.ads has no report "add". Did you mean "ads"? Its reports are: ads.`},
		{name: "a measure of two reports", reports: ambiguous, blocks: reading("x", "spend"), value: "metric.x", place: "measure",
			want: `AMBIGUOUS_MEASURE: The measure "spend" stands in several reports of connector.shelf.ads: ads, organic. Add a line such as report = "ads".`},
		{name: "a measure that goes away", reports: []connector.Report{old}, blocks: reading("x", "spend"), value: "metric.x", place: "measure",
			want: `MEASURE_DEPRECATED: The measure "spend" of connector.shelf.ads is deprecated: use amount_spent instead.`, fine: true},
		{name: "a dimension that is not there", blocks: reading("x", "spend", `where = { compaign = "A" }`), value: "metric.x", place: "where",
			want: `UNKNOWN_DIMENSION: connector.shelf.ads, from which metric.x reads, has no dimension "compaign". Did you mean "campaign"?`},
		{name: "segments that are not there", blocks: reading("x", "spend"), value: "metric.x", by: "gendr", place: "kpi",
			want: `UNKNOWN_DIMENSION: goal.g.k is split by "gendr".`},
		{name: "a filter that nobody can apply", blocks: reading("x", "reach", `where = { medium = "paid" }`), value: "metric.x", place: "where",
			want: `FILTER_NOT_POSSIBLE: "reach" of connector.shelf.ads cannot be added up`},
		{name: "a filter that roictl applies", blocks: reading("x", "spend", `where = { medium = "paid" }`), value: "metric.x", fine: true},
		{name: "a tracking code that rows do not show", blocks: "tracking \"t\" {\n  term = \"coffee\"\n}\n" + reading("x", "spend", "tracking = tracking.t"), value: "metric.x", place: "source",
			want: "TRACKING_NOT_VISIBLE: metric.x filters by tracking.t, but connector.shelf.ads splits its rows neither by"},
		{name: "apples and pears", blocks: reading("x", "spend") + reading("y", "leads"), value: "metric.x + metric.y", place: "value",
			want: "UNITS: Money and a count cannot be added."},
		{name: "apples and pears below", blocks: reading("x", "spend") + reading("y", "leads") + "metric \"z\" {\n  value = max(metric.x, metric.y)\n}\n", value: "metric.z * 2", place: "value",
			want: "UNITS: Money and a count cannot be added. All arguments of max"},
		{name: "a target in another unit", blocks: reading("x", "leads"), value: "metric.x", target: `at_least = "20 EUR"`, place: "at_least",
			want: `TARGET: "20 EUR" cannot be compared with this KPI, which is a count.`},
		{name: "a target in another currency", blocks: reading("x", "spend"), value: "metric.x", target: `at_least = "20 USD"`, place: "at_least",
			want: `TARGET: "20 USD" cannot be compared`},
		{name: "a baseline that no calendar has", blocks: reading("x", "leads"), value: "metric.x", target: "grow = \"1%\"\n versus = \"2025-W53\"", place: "versus",
			want: `UNKNOWN_PERIOD: Period "2025-W53": the weeks of 2025 go from W01 to W52.`},
		{name: "a sum beside one over more days", blocks: reading("x", "leads"), value: "metric.x", target: "grow = \"1%\"\n versus = \"2025-Q4\"", place: "versus",
			want: "BASELINE_LENGTH: goal.g.k adds up over a month, but is compared with 2025-Q4, which has 92 days.", fine: true},
		{name: "a rate may be compared with one of another length", blocks: reading("x", "leads") + reading("y", "link_clicks"), value: "metric.x / metric.y", target: "grow = \"1%\"\n versus = \"2025-Q4\"", fine: true},
		{name: "a cost that is a count", blocks: reading("x", "leads") + spending("metric.x"), value: "campaign.c.cost", place: "value",
			want: "NOT_MONEY: A cost is money, but metric.x is a count."},
		{name: "a count at a worth", blocks: reading("x", "leads") + spending("metric.x * 35"), value: "campaign.c.cost", fine: true},
		{name: "segments of a campaign", blocks: reading("x", "spend") + spending("metric.x"), value: "campaign.c.cost", by: "age", place: "kpi",
			want: "CAMPAIGN_SEGMENTS: goal.g.k uses campaign.c, whose costs are not known by segment."},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			by := ""
			if test.by != "" {
				by = fmt.Sprintf("by = [%q]\n", test.by)
			}
			if test.target == "" {
				test.target = "at_least = 0"
			}
			text := "roictl {\n  currency = \"EUR\"\n}\nconnector \"shelf\" \"ads\" {\n}\n" + test.blocks + reading("clicks", "link_clicks") +
				"goal \"g\" {\n" + monthly("k", test.value, by+target(test.target)) + monthly("other", "metric.clicks", target("at_least = 1")) + monthly("final", "campaign.sales.return", target("at_least = 0")) + "}\n" +
				"campaign \"sales\" {\n  start = \"2026-05-01\"\n  end = \"2026-05-31\"\n  return \"r\" {\n    value = metric.clicks * 1\n  }\n}\n"
			s := &shelf{reports: test.reports, sets: map[string]*set{"": {rows: rows(t, "2025-10-01 leads=1\n2026-05-01 spend=1 leads=3 link_clicks=9 medium=paid reach=a\n2026-05-31 spend=1"), currency: "EUR", dense: true}}}
			if s.reports == nil {
				s.reports = []connector.Report{inEuros(ads())}
			}
			if strings.Contains(test.name, "two reports") {
				text = strings.Replace(text, `measure = "link_clicks"`, "report = \"organic\"\n  measure = \"link_clicks\"", 1)
			}
			scene := stage(t, s, text)
			got, line := "", ""
			if len(scene.diags) > 0 {
				first := scene.diags[0]
				got = config.DiagnosticCode(first) + ": " + first.Detail
				line = strings.TrimSpace(strings.Split(text, "\n")[first.Subject.Start.Line-1])
			}
			if !strings.HasPrefix(got, test.want) || test.want == "" && got != "" {
				t.Errorf("told %q, want %q", got, test.want)
			}
			if !strings.HasPrefix(line, test.place) {
				t.Errorf("told at %q, want the line of %s", line, test.place)
			}
			result := scene.check(t, may())
			k := kpi(t, result, "goal.g.k")
			if broken := k.Status == engine.Errored; broken == test.fine {
				t.Errorf("the KPI is %s (%s)", k.Status, k.Reason)
			}
			if !test.fine && (!strings.HasPrefix(k.Reason, "not judged: ") || k.Target == nil && test.place != "at_least") {
				t.Errorf("reason %q, target %v", k.Reason, k.Target)
			}
			if o := kpi(t, result, "goal.g.other"); o.Status != engine.Met {
				t.Errorf("the other KPI is %s (%s)", o.Status, o.Reason)
			}
		})
	}
}

// reading declares a source metric.
func reading(name, measure string, rest ...string) string {
	return fmt.Sprintf("metric %q {\n  source = connector.shelf.ads\n  measure = %q\n  %s\n}\n", name, measure, strings.Join(rest, "\n  "))
}

// spending declares a campaign with one cost.
func spending(value string) string {
	return "campaign \"c\" {\n  start = \"2026-05-01\"\n  end = \"2026-05-31\"\n  cost \"ads\" {\n    value = " + value + "\n  }\n}\n"
}

// A connector that cannot be asked what it offers is told of once, whatever
// number of blocks there is, and takes along only what reads from it.
func TestUnavailableConnectors(t *testing.T) {
	t.Parallel()
	text := strings.ReplaceAll(two, "connector \"shelf\" \"bad\" {\n  set = \"bad\"\n}", "connector \"tiktok\" \"bad\" {\n}\nconnector \"tiktok\" \"worse\" {\n}")
	text = strings.ReplaceAll(text, "connector.shelf.bad", "connector.tiktok.bad")
	scene := stage(t, badly(t, nil), text)
	if diff := cmp.Diff([]string{"CONNECTOR_UNAVAILABLE"}, codes(scene.diags)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	result := scene.check(t, may())
	if got := fmt.Sprint(result.Summary()); got != "map[error:3 met:1]" {
		t.Errorf("%s, want one KPI met and three in error", got)
	}
	if k := kpi(t, result, "goal.g.bad"); k.Reason != "not judged: what it is computed from has a mistake" {
		t.Errorf("reason %q", k.Reason)
	}
}

// A connector that dies when its settings are checked is a mistake at its block.
func TestConnectorsThatDieAtOnce(t *testing.T) {
	t.Parallel()
	s := badly(t, nil)
	s.wrap = func(h connector.Handle) connector.Handle { return deadHandle{h} }
	scene := stage(t, s, two)
	if diff := cmp.Diff([]string{"CONNECTOR_FAILED", "CONNECTOR_FAILED"}, codes(scene.diags)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if want := "connector.shelf.good failed to check its settings: the process is gone"; scene.diags[0].Detail != want {
		t.Errorf("%q, want %q", scene.diags[0].Detail, want)
	}
}

type deadHandle struct{ connector.Handle }

func (deadHandle) ValidateConfig(context.Context, connector.Settings) ([]connector.Report, connector.Diagnostics, error) {
	return nil, nil, errors.New("the process is gone")
}

// Names that a source did not list are passed on as they were written; how they
// combine is unknown, so only the source combines them.
func TestOpenReports(t *testing.T) {
	t.Parallel()
	report := ads()
	report.Open = true
	s := stage(t, one(report, &set{}), "connector \"shelf\" \"ads\" {\n}\n"+reading("x", "customEvent:coffee", `where = { "customUser:tier" = "gold" }`)+
		"goal \"g\" {\n"+monthly("k", "metric.x", "by = [\"customUser:city\"]; "+target("at_least = 1"))+"}\n")
	if len(s.diags) > 0 {
		t.Fatal(texts(s.diags))
	}
	want := []string{
		"customEvent:coffee by  total 2026-05-01..2026-05-31 2026-04-01..2026-04-30 where customUser:tier in gold",
		"customEvent:coffee by customUser:city total 2026-05-01..2026-05-31 where customUser:tier in gold",
	}
	if diff := cmp.Diff(want, asked(s.plan(t, may()))); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// A tracking code is matched by all its parameters that the source shows, with
// macros standing for anything, or by a promo code; except leaves rows out.
func TestTrackingFilters(t *testing.T) {
	t.Parallel()
	report := ads()
	report.Dimensions = append(report.Dimensions,
		connector.Dimension{Name: "utm_content", Standard: "content"}, connector.Dimension{Name: "coupon", Standard: "promo_code"})
	text := `
connector "shelf" "ads" {
}
tracking "spring" {
  source      = "facebook"
  medium      = "paid_social"
  content     = "ad-{{ad.id}}-x"
  promo_codes = ["SPRING10", "SPRING20"]
}
tracking "mail" {
  source = "newsletter"
}
metric "x" {
  source   = connector.shelf.ads
  measure  = "leads"
  tracking = [tracking.spring, tracking.mail]
  except   = { campaign = "*test*" }
}
goal "g" {
` + monthly("k", "metric.x", target("at_least = 1")) + `
}
`
	data := &set{rows: rows(t, `
2026-05-01 source=facebook medium=paid_social utm_content=ad-17-x leads=1
2026-05-01 source=facebook medium=paid_social utm_content=ad-17-x coupon=SPRING10 leads=2
2026-05-01 source=facebook medium=paid_social utm_content=other   leads=4
2026-05-01 source=google   coupon=SPRING20 leads=8
2026-05-01 source=newsletter leads=16
2026-05-01 source=newsletter campaign=contest leads=32
2026-05-01 source=newsletter campaign=- leads=64
2026-05-31 source=- leads=128
`)}
	s := stage(t, one(report, data), text)
	// 1 + 2 + 8 + 16 + 64: a row that fits twice counts once, "contest" is left out.
	if got := figureOf(kpi(t, s.check(t, may()), "goal.g.k").Actual); got != "91" {
		t.Errorf("%s leads, want 91", got)
	}
}

// A configuration with cycles was refused before it comes here. Bound all the
// same, it ends.
func TestCyclesEnd(t *testing.T) {
	t.Parallel()
	text := "connector \"shelf\" \"ads\" {\n}\nmetric \"a\" {\n  value = metric.b + 1\n}\nmetric \"b\" {\n  value = metric.a + campaign.c.cost\n}\n" +
		spending("metric.a * 1") + "goal \"g\" {\n" + monthly("k", "metric.a", target("at_least = 1")) + "}\n"
	cfg, diags := config.Load(config.Options{FS: fstest.MapFS{"main.roi.hcl": &fstest.MapFile{Data: []byte(text)}}})
	if !diags.HasErrors() {
		t.Fatal("the configuration is fine")
	}
	bound, _ := engine.Bind(quiet(), cfg, newHost(one(ads(), &set{})), engine.BindOptions{})
	plan, planned := bound.Plan(may())
	if planned.HasErrors() {
		t.Fatal(texts(planned))
	}
	result := bound.Check(quiet(), plan, nil)
	if k := kpi(t, result, "goal.g.k"); k.Status != engine.Errored {
		t.Errorf("%s (%s)", k.Status, k.Reason)
	}
}

// A mistake in a metric's filter does not hide what is wrong with the units of what
// is made of it: all mistakes are told at once.
func TestFiltersDoNotHideUnits(t *testing.T) {
	t.Parallel()
	text := strings.Replace(shopText(monthly("k", "metric.cost", target(`at_most = "20%"`))+monthly("sum", "metric.cost + metric.leads", target("at_most = 1"))),
		"goal \"g\" {", "metric \"cost\" {\n  source  = connector.shelf.ads\n  measure = \"spend\"\n  where   = { campain = \"x\" }\n}\ngoal \"g\" {", 1)
	s := stage(t, one(inEuros(ads()), &set{rows: rows(t, "2026-05-05 spend=1.00 leads=1"), currency: "EUR"}), text)
	got := codes(s.diags)
	slices.Sort(got)
	if want := []string{"TARGET", "UNITS", "UNKNOWN_DIMENSION"}; !slices.Equal(got, want) {
		t.Errorf("diagnostics %v, want %v\n%s", got, want, texts(s.diags))
	}
	result := s.check(t, may())
	for _, address := range []string{"goal.g.k", "goal.g.sum"} {
		if k := kpi(t, result, address); k.Status != engine.Errored {
			t.Errorf("%s is %s (%s)", address, k.Status, k.Reason)
		}
	}
}
