package report_test

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"
	"unicode"

	"github.com/hashicorp/hcl/v2"

	"github.com/roictl/roictl/config"
	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/engine"
	"github.com/roictl/roictl/engine/value"
	"github.com/roictl/roictl/history"
	"github.com/roictl/roictl/report"
	"github.com/roictl/roictl/report/screen"
)

func terminal(t *testing.T, doc *report.Document, opts report.TerminalOptions) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := report.Terminal(&out, doc, opts); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// The layout of domain.md §6.3, at the widths people have.
func TestTerminal(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name string
		doc  *report.Document
		opts report.TerminalOptions
	}{
		{"quickstart-40", quickstart(), report.TerminalOptions{Width: 40}},
		{"quickstart-80", quickstart(), report.TerminalOptions{Width: 80}},
		{"quickstart-120", quickstart(), report.TerminalOptions{Width: 120}},
		{"quickstart-verbose", quickstart(), report.TerminalOptions{Width: 100, Verbose: true}},
		{"quickstart-quiet", quickstart(), report.TerminalOptions{Width: 80, Quiet: true}},
		{"quickstart-color", quickstart(), report.TerminalOptions{Width: 80, Color: true}},
		{"languages", languages(), report.TerminalOptions{Width: 80}},
		{"hostile", hostile(), report.TerminalOptions{Width: 80, Verbose: true}},
		{"empty", &report.Document{Result: &engine.Result{AsOf: day("2026-05-20")}}, report.TerminalOptions{Width: 80}},
		{"broken", broken(), report.TerminalOptions{Width: 80}},
		{"only-errors", onlyErrors(), report.TerminalOptions{Width: 80}},
		{"one-kpi", oneKPI(), report.TerminalOptions{Width: 80}},
		{"many", many(200), report.TerminalOptions{Width: 80, Quiet: true}},
		{"campaigns", manyCampaigns(), report.TerminalOptions{Width: 80}},
		{"media-only", mediaOnly(), report.TerminalOptions{Width: 80}},
		{"changes", manyChanges(), report.TerminalOptions{Width: 80}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			golden(t, "terminal/"+test.name+".txt", terminal(t, test.doc, test.opts))
		})
	}
}

// Whatever the text and the width, no line is wider than the terminal and
// nothing reaches it that controls it.
func TestTerminalStaysInside(t *testing.T) {
	t.Parallel()
	for name, doc := range map[string]*report.Document{
		"quickstart": quickstart(), "hostile": hostile(), "languages": languages(), "campaigns": manyCampaigns(),
	} {
		for width := 40; width <= 140; width += 3 {
			for _, verbose := range []bool{false, true} {
				out := terminal(t, doc, report.TerminalOptions{Width: width, Verbose: verbose})
				checkSafe(t, fmt.Sprintf("%s at %d", name, width), out, width)
			}
		}
	}
}

func checkSafe(t *testing.T, name string, out []byte, width int) {
	t.Helper()
	for line := range strings.SplitSeq(string(out), "\n") {
		if got := screen.Width(line); got > width {
			t.Errorf("%s: a line is %d cells wide: %q", name, got, line)
		}
		if strings.Count(line, "\u2068") != strings.Count(line, "\u2069") {
			t.Errorf("%s: an isolate is open at the end of %q", name, line)
		}
		for _, r := range line {
			if unicode.IsControl(r) || r == '\u202e' || r == '\u200b' {
				t.Errorf("%s: %U in %q", name, r, line)
			}
		}
	}
}

// A missed value never looks equal to its target (domain.md §3.3).
func TestTerminalMissIsVisible(t *testing.T) {
	t.Parallel()
	doc := oneKPI()
	doc.Result.KPIs[0].Status = engine.Missed
	doc.Result.KPIs[0].Actual = percent("0.19996")
	doc.Result.KPIs[0].Target = target(config.AtLeast, "20%", percent("0.2"))
	out := terminal(t, doc, report.TerminalOptions{Width: 80})
	if !contains(out, "19.996 %") || !contains(out, "at least 20 %") {
		t.Errorf("the miss of 19.996 %% against 20 %% does not show:\n%s", out)
	}
}

// The reason of a verdict is not said twice, but what it adds is.
func TestTerminalReasons(t *testing.T) {
	t.Parallel()
	ratio := &engine.Pace{Shape: "linear", ElapsedDays: 19, TotalDays: 31, Forecast: euros("23.1")}
	tests := []struct {
		name     string
		change   func(k *engine.KPIResult)
		has, not string
	}{
		{"a closed miss", func(k *engine.KPIResult) {}, "15.5 % over · the data end", "is above the target"},
		{"an open ratio", func(k *engine.KPIResult) { k.Status, k.Pace = engine.AtRisk, ratio }, "15.5 % over so far", "forecast"},
		{"an early miss", func(k *engine.KPIResult) {
			k.Pace = &engine.Pace{Shape: "linear", ElapsedDays: 19, TotalDays: 31, Expected: euros("12"), Forecast: euros("37")}
			k.Reason = "23.10 EUR is already above the target and cannot fall again"
		}, "cannot fall again", "% over"},
		{"money spent for nothing", func(k *engine.KPIResult) {
			k.Actual, k.Reason = undefined("division by zero"), "400.00 EUR went without any result, and the target is at most 20.00 EUR for each"
		}, "went without any result", "% over"},
		{"a range that crosses", func(k *engine.KPIResult) {
			k.Status, k.Actual, k.Reason = engine.AtRisk, span("15", "25", connector.UnitMoney), "15.00 to 25.00 EUR may or may not reach the target"
		}, "may or may not reach", "% over"},
	}
	for _, test := range tests {
		doc := quickstart()
		doc.Result.KPIs = doc.Result.KPIs[1:2]
		test.change(doc.Result.KPIs[0])
		out := terminal(t, doc, report.TerminalOptions{Width: 200})
		if !contains(out, test.has) || contains(out, test.not) {
			t.Errorf("%s: want %q and not %q in:\n%s", test.name, test.has, test.not, out)
		}
	}
}

// --quiet leaves out what is well, with its goals.
func TestTerminalQuiet(t *testing.T) {
	t.Parallel()
	doc := quickstart()
	out := terminal(t, doc, report.TerminalOptions{Width: 80, Quiet: true})
	for _, word := range []string{"ON TRACK", "MET  ", "SKIPPED", "RETURN"} {
		if contains(out, word) {
			t.Errorf("--quiet shows %q:\n%s", word, out)
		}
	}
	for _, word := range []string{"MISSED", "AT RISK", "ERROR", "STALE", "exit 2"} {
		if !contains(out, word) {
			t.Errorf("--quiet hides %q:\n%s", word, out)
		}
	}
}

// Rendering sorts for display, and must not reorder what it was given.
func TestTerminalLeavesTheResultAlone(t *testing.T) {
	t.Parallel()
	doc := quickstart()
	first := terminal(t, doc, report.TerminalOptions{Width: 80, Quiet: true})
	second := terminal(t, doc, report.TerminalOptions{Width: 80, Quiet: true})
	if !bytes.Equal(first, second) {
		t.Error("the same document rendered twice differs")
	}
	if got := doc.Result.KPIs[0].KPI.Address.Name; got != "orders" {
		t.Errorf("the first KPI is now %q", got)
	}
}

type brokenWriter struct{}

var errDiskFull = errors.New("disk full")

func (brokenWriter) Write([]byte) (int, error) { return 0, errDiskFull }

func TestTerminalReturnsWriteErrors(t *testing.T) {
	t.Parallel()
	if err := report.Terminal(brokenWriter{}, quickstart(), report.TerminalOptions{}); !errors.Is(err, errDiskFull) {
		t.Errorf("got %v, want %v", err, errDiskFull)
	}
	if err := report.Terminal(brokenWriter{}, &report.Document{}, report.TerminalOptions{}); err == nil {
		t.Error("a document without a result is accepted")
	}
}

// broken is a run that ended at the configuration.
func broken() *report.Document {
	return &report.Document{Result: &engine.Result{
		AsOf: day("2026-05-20"), ExitCode: 1,
		Diagnostics: hcl.Diagnostics{{Severity: hcl.DiagError, Summary: "Unsupported argument"}},
	}}
}

func onlyErrors() *report.Document {
	g := goal("sales", "", "")
	doc := &report.Document{Result: &engine.Result{AsOf: day("2026-05-20"), Currency: "EUR", TimeZone: "UTC", ExitCode: 3}}
	for i, name := range []string{"orders", "revenue", "cpa"} {
		k := kpi(g, name, "metric."+name, 10+i)
		k.Status, k.Reason = engine.Errored, "connector.file.crm: cannot open data/crm.csv: no such file"
		k.Actual = noData(k.Reason)
		k.Target = &engine.TargetResult{Kind: config.AtLeast, Declared: "500"}
		doc.Result.KPIs = append(doc.Result.KPIs, k)
	}
	doc.Result.Sources = []*engine.SourceResult{{
		Address: config.Address{Kind: config.KindConnector, Type: "file", Name: "crm"}, Status: "error",
		Reason: "cannot open data/crm.csv: no such file",
	}}
	return doc
}

func oneKPI() *report.Document {
	k := kpi(goal("sales", "", ""), "orders", "metric.orders", 10)
	k.Status, k.Actual, k.N = engine.Met, counts("512"), rat("512")
	k.Target = target(config.AtLeast, "500", counts("500"))
	k.Period = april
	return &report.Document{Result: &engine.Result{AsOf: day("2026-05-20"), TimeZone: "UTC", KPIs: []*engine.KPIResult{k}}}
}

// A range that nothing was compared with reads as it does with a figure beside it.
func TestDeclaredRange(t *testing.T) {
	t.Parallel()
	doc := onlyErrors()
	doc.Result.KPIs[0].Target = &engine.TargetResult{Kind: config.Between, Declared: "4000 to 6000"}
	if text := string(terminal(t, doc, report.TerminalOptions{Width: 160})); !strings.Contains(text, "from 4000 to 6000") {
		t.Errorf("the range is not said:\n%s", text)
	}
}

// A baseline that is a number is shown as it was written.
func TestDeclaredBaseline(t *testing.T) {
	t.Parallel()
	for _, known := range []bool{true, false} {
		doc := oneKPI()
		k := doc.Result.KPIs[0]
		k.Target = target(config.IncreaseBy, "5", counts("5"))
		k.Target.Versus = config.VersusValue
		if known {
			k.Target.Baseline = ptr(counts("0"))
		}
		k.KPI.Target = &config.Target{Kind: config.IncreaseBy, Versus: config.Versus{Kind: config.VersusValue, Value: &config.Amount{Source: "0"}}}
		var out bytes.Buffer
		if err := report.Terminal(&out, doc, report.TerminalOptions{Width: 80, Verbose: true}); err != nil {
			t.Fatal(err)
		}
		if !contains(out.Bytes(), "increase by 5 on 0") || contains(out.Bytes(), "on value") {
			t.Errorf("with the baseline known (%v), want \"increase by 5 on 0\" in\n%s", known, out.Bytes())
		}
	}
}

// many is a configuration made with for_each: 10 goals with the same KPIs.
func many(n int) *report.Document {
	doc := &report.Document{Result: &engine.Result{AsOf: day("2026-06-02"), Currency: "EUR", TimeZone: "Europe/Paris", ExitCode: 2}}
	for i := range n {
		g := goal("market", "Sell in every market", "")
		g.Address.Key = config.StringKey([]string{"at", "be", "ch", "de", "es", "fr", "it", "nl", "pl", "pt"}[i%10])
		k := kpi(g, fmt.Sprintf("kpi_%02d", i/10), "metric.orders", 10)
		k.Status, k.Actual = engine.Met, counts(fmt.Sprint(500+i))
		k.Target = target(config.AtLeast, "500", counts("500"))
		if i%17 == 3 {
			k.Status, k.Actual = engine.Missed, counts(fmt.Sprint(499-i))
		}
		if i == 44 {
			k.Status, k.Actual, k.Reason = engine.NoData, noData(""), "connector.file.shop has no data between 2026-05-01 and 2026-05-31"
		}
		doc.Result.KPIs = append(doc.Result.KPIs, k)
	}
	return doc
}

// manyCampaigns has more campaigns than are shown in full; one has no return on
// investment because it cost nothing.
func manyCampaigns() *report.Document {
	doc := oneKPI()
	for i, name := range []string{"spring", "summer", "autumn", "winter", "black_friday", "春季促销"} {
		c := springCampaign()
		c.Campaign.Address.Name = name
		c.ROI = percent(fmt.Sprintf("%d/10", 3*i-4))
		if name == "winter" {
			c.ROI = undefined("division by zero: cost is 0")
		}
		if name == "summer" {
			c.Declared, c.Missing = []string{"ads", "content", "time", "tools"}, nil
		}
		doc.Result.Campaigns = append(doc.Result.Campaigns, c)
	}
	return doc
}

// mediaOnly is a campaign that declares nothing but its advertising (F31), and
// one that brought less than it cost (F1: -100 % where nothing came back).
func mediaOnly() *report.Document {
	doc := oneKPI()
	c := springCampaign()
	c.Costs, c.Benefits, c.CostPer = c.Costs[:1], nil, nil
	c.Declared, c.Missing = []string{"ads"}, []string{"content", "time", "tools"}
	c.Cost, c.Basis, c.Revenue = euros("8000"), "revenue", euros("0")
	c.Return, c.Net, c.ROI, c.ROAS = euros("0"), euros("-8000"), percent("-1"), ratios("0")
	c.Returns = []engine.Line{{Name: "orders", Amount: euros("0")}}
	free := springCampaign()
	free.Campaign.Address.Name = "free"
	free.Costs, free.Declared, free.Missing = nil, nil, []string{"ads", "content", "time", "tools"}
	free.Cost, free.MediaCost = noData("none is declared"), noData("none is declared")
	free.Net, free.ROI, free.ROAS = noData("none is declared"), undefined("the cost is not known"), undefined("no media cost is declared")
	doc.Result.Campaigns = []*engine.CampaignResult{c, free}
	return doc
}

func manyChanges() *report.Document {
	doc := oneKPI()
	doc.Changes = append(changes(),
		history.Change{Kind: history.TargetMoved, Address: "goal.sales.orders", Before: "1200", After: "1250", Unit: "count", Direction: history.Tightened, Reason: "the baseline it is measured against is another figure now"},
		history.Change{Kind: history.TargetMoved, Address: "goal.sales.roi", Before: "", After: "at_least 0%", Direction: history.Tightened},
		history.Change{Kind: history.Restated, Address: "goal.sales.orders", Period: "2026-04-01..2026-04-30", Segment: `{"age":"30-34"}`, Before: "", After: "12", Unit: "count", Reason: "declared differently in between: metric.orders"},
		history.Change{Kind: history.Redefined, Address: "metric.orders", Attribute: "measure", Before: "purchases", After: "ecommercePurchases"},
		history.Change{Kind: history.Redefined, Address: "metric.orders", Attribute: "where", Before: `{"campaign_name":"Spring*"}`},
		history.Change{Kind: history.Removed, Address: "tracking.winter", Before: "{}"},
	)
	for i := range 9 {
		doc.Changes = append(doc.Changes, history.Change{Kind: history.Added, Address: fmt.Sprintf("metric.m%d", i)})
	}
	return doc
}

// What is wrong with a source stands with the source in full, and in a few words
// at each KPI that it concerns; of a campaign it is said once.
func TestTerminalNamesTroubleBriefly(t *testing.T) {
	t.Parallel()
	const reason = "Not logged in: There is no credential for connector.ga4.shop."
	doc := quickstart()
	for _, s := range doc.Result.Sources {
		if s.Address.Type == "ga4" {
			s.Status, s.Reason, s.Problem = "error", reason, "Not logged in"
		}
	}
	missing := value.Missing(reason)
	for _, k := range doc.Result.KPIs {
		k.Status, k.Reason, k.Actual, k.Previous, k.Pace = engine.Errored, reason, missing, nil, nil
	}
	c := doc.Result.Campaigns[0]
	c.Revenue, c.Return, c.Net, c.ROI, c.ROAS = missing, missing, missing, missing, missing
	doc.Result.Campaigns = []*engine.CampaignResult{c}
	out := string(terminal(t, doc, report.TerminalOptions{Width: 200}))
	if got := strings.Count(out, reason); got != 1 {
		t.Errorf("the reason stands there %d times, want once:\n%s", got, out)
	}
	if got, want := strings.Count(out, "Not logged in (connector.ga4.shop)"), len(doc.Result.KPIs)+1; got != want {
		t.Errorf("the problem stands there %d times, want %d:\n%s", got, want, out)
	}
}
