package engine_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/roictl/roictl/config"
	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/engine"
)

// moneyText declares KPIs over a shelf, with exchange rates.
func moneyText(fx, kpis string) string {
	return `
roictl {
  currency = "EUR"
}
` + fx + `
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
metric "pipeline" {
  source  = connector.shelf.ads
  measure = "pipeline"
}
metric "order_value" {
  source  = connector.shelf.ads
  measure = "order_value"
}
metric "spend_as_count" {
  source  = connector.shelf.ads
  measure = "spend"
  unit    = "count"
}
metric "worth" {
  value = metric.leads * 35
  unit  = "money"
}
goal "g" {
` + kpis + `
}
`
}

const (
	constantDollar = "fx \"usd\" {\n  from = \"USD\"\n  rate = 0.8\n}\n"
	inverseDollar  = "fx \"usd\" {\n  from = \"EUR\"\n  to   = \"USD\"\n  rate = 4\n}\n"
	dollarFile     = "fx \"usd\" {\n  from    = \"USD\"\n  path    = \"rates.csv\"\n  date    = { column = \"Day\" }\n  column  = \"USD\"\n  max_age = \"3d\"\n}\n"
)

// Money is converted by declared rates only, and two currencies never become one
// number without: R70, domain.md §3.8. The figures are computed by hand.
func TestCurrencies(t *testing.T) {
	t.Parallel()
	const mixed = "2026-05-04 currency_code=EUR spend=10.00 leads=1\n2026-05-05 currency_code=USD spend=5.00 leads=1\n2026-05-08 currency_code=USD spend=5.00 leads=2"
	for _, test := range []struct {
		name, fx, value, rows string
		want, reason          string
	}{
		{"a constant rate", constantDollar, "metric.spend", mixed, "18", ""},        // 10 + 10 x 0.8
		{"the inverse of a rate", inverseDollar, "metric.spend", mixed, "12.5", ""}, // 10 + 10 / 4
		{"each day at its own rate", dollarFile, "metric.spend", mixed, "14.5", ""}, // 10 + 5 x 0.5 + 5 x 0.4
		{"a ratio of money in two currencies", constantDollar, "metric.spend / metric.leads", mixed, "4.5", ""},
		{"no rate", "", "metric.spend", mixed, "undefined", "there is no exchange rate from USD to EUR: declare an fx block"},
		{"no rate, but none needed: nothing was spent", "", "metric.spend", "2026-05-04 currency_code=EUR spend=10.00\n2026-05-05 currency_code=USD spend=0.00", "10", ""},
		{"counts need no rate", "", "metric.leads", mixed, "4", ""},
		{"a rate that is too old", dollarFile, "metric.spend", "2026-05-20 currency_code=USD spend=5.00", "undefined", "8 days old, more than max_age = \"3d\" allows"},
		{"a day before the first rate", dollarFile, "metric.spend", "2026-05-01 currency_code=USD spend=5.00", "undefined", "has no rate on or before 2026-05-01"},
		{"the nearest earlier rate", dollarFile, "metric.spend", "2026-05-07 currency_code=USD spend=5.00", "2.5", ""},
		{"rows that do not say their currency", constantDollar, "metric.spend", "2026-05-04 currency_code=EUR spend=10.00\n2026-05-05 currency_code=- spend=1.00", "undefined", "do not say their currency"},
		{"a stock is that of the last day, in whatever currency it is", constantDollar, "metric.pipeline", "2026-05-04 currency_code=EUR pipeline=100\n2026-05-05 currency_code=USD pipeline=10\n2026-05-05 currency_code=EUR pipeline=1", "9", ""},
		{"a stock is not added up over days that have rates of their own", dollarFile, "metric.pipeline", "2026-05-04 currency_code=USD pipeline=100\n2026-05-05 currency_code=USD pipeline=10", "5", ""},
		{"a mean in one currency", constantDollar, "metric.order_value", "2026-05-04 currency_code=USD order_value=10\n2026-05-05 currency_code=USD order_value=20", "12", ""},
		{"means in two currencies have no mean", constantDollar, "metric.order_value", "2026-05-04 currency_code=USD order_value=10\n2026-05-05 currency_code=EUR order_value=20", "undefined", "they cannot be added up"},
		{"money that is shown as a count is converted before", constantDollar, "metric.spend_as_count", mixed, "18", ""},
		{"a count that is worth money is in the reporting currency", "", "metric.worth + metric.spend", "2026-05-04 currency_code=EUR spend=10.00 leads=2", "80", ""},
		{"a constant amount", constantDollar, "metric.leads * money(10, \"USD\")", mixed, "32", ""},
		{"a constant amount, at the rate of the period's last day", dollarFile, "metric.leads * money(10, \"USD\")", mixed, "undefined", "is of 2026-05-12: 19 days old"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			data := &set{rows: rows(t, test.rows)}
			s := stageWith(t, one(withCurrencies(ads()), data), moneyText(test.fx, monthly("k", test.value, "")),
				map[string]string{"rates.csv": "Day,USD\n2026-05-05,0.5\n2026-05-06,\n2026-05-08,0.4\n2026-05-12,0.9\n"})
			k := kpi(t, s.check(t, may()), "goal.g.k")
			if got := figureOf(k.Actual); got != test.want || !strings.Contains(k.Actual.Reason, test.reason) {
				t.Errorf("%s (%s), want %s (… %s …)", got, k.Actual.Reason, test.want, test.reason)
			}
			if k.Actual.IsKnown() && k.Actual.Unit == connector.UnitMoney && k.Actual.Currency != "EUR" {
				t.Errorf("in %q, want EUR", k.Actual.Currency)
			}
		})
	}
}

// stageWith is stage with files of data.
func stageWith(t testing.TB, s *shelf, text string, data map[string]string) *scene {
	t.Helper()
	dir := t.TempDir()
	for name, content := range data {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	cfg, diags := config.Load(config.Options{FS: fstest.MapFS{"main.roi.hcl": &fstest.MapFile{Data: []byte(text)}}, Directory: dir})
	if diags.HasErrors() {
		t.Fatalf("load: %s", texts(diags))
	}
	bound, diags := engine.Bind(quiet(), cfg, newHost(s), engine.BindOptions{Version: "0.1.0"})
	return &scene{cfg: cfg, bound: bound, diags: diags}
}

// A file of rates that cannot be used takes along the figures in its currency,
// and no others; it is told once.
func TestUnusableRates(t *testing.T) {
	t.Parallel()
	kpis := monthly("spend", "metric.spend", target("at_most = 100")) + monthly("leads", "metric.leads", target("at_least = 1"))
	for _, test := range []struct {
		name   string
		fx     string
		files  map[string]string
		reason string
	}{
		{"no file", dollarFile, nil, "the rates of fx.usd could not be read"},
		{"no such column", dollarFile, map[string]string{"rates.csv": "Day,GBP\n2026-05-05,1\n"}, "the rates of fx.usd could not be read"},
		{"two rates on a day", dollarFile, map[string]string{"rates.csv": "Day,USD\n2026-05-05,0.8\n2026-05-05,0.9\n"}, "2026-05-05 has 2 rates"},
		{"two rates on a day, and one of zero", dollarFile, map[string]string{"rates.csv": "Day,USD\n2026-05-05,0.8\n2026-05-05,0.9\n2026-05-06,0\n2026-05-07,-1\n"}, "the rate of 2026-05-06 is 0.0000, and a rate is more than zero; the rate of 2026-05-07"},
		{"a rate of zero", dollarFile, map[string]string{"rates.csv": "Day,USD\n2026-05-05,0\n"}, "a rate is more than zero"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			data := &set{rows: rows(t, "2026-05-01 currency_code=USD spend=5.00 leads=1\n2026-05-31 currency_code=USD spend=5.00 leads=1")}
			s := stageWith(t, one(withCurrencies(ads()), data), moneyText(test.fx, kpis), test.files)
			result := s.check(t, may())
			if k := kpi(t, result, "goal.g.spend"); k.Status != engine.Undefined || !strings.Contains(k.Reason, test.reason) {
				t.Errorf("spend is %s (%s), want undefined (… %s …)", k.Status, k.Reason, test.reason)
			}
			if k := kpi(t, result, "goal.g.leads"); k.Status != engine.Met {
				t.Errorf("leads are %s (%s), want met", k.Status, k.Reason)
			}
			errors := 0
			for _, d := range append(s.diags, result.Diagnostics...) {
				if d.Severity == 1 && d.Subject != nil && 5 <= d.Subject.Start.Line && d.Subject.Start.Line <= 11 {
					errors++
				}
			}
			if errors != 1 {
				t.Errorf("%d errors at the fx block, want 1:\n%s%s", errors, texts(s.diags), texts(result.Diagnostics))
			}
		})
	}
}

// What is wrong with a file of rates is told at the argument that has to be
// changed, in the words of an fx block.
func TestPlacesOfRates(t *testing.T) {
	t.Parallel()
	const block = `fx "usd" {
  from   = "USD"
  path   = "rates.csv"
  date   = { column = "Day", format = "DD.MM.YYYY" }
  column = "USD"
  where  = { Code = "USD" }
  EXTRA
}
`
	const header = "Day;Code;USD\n"
	for _, test := range []struct {
		name, extra, file string
		place, words      string
	}{
		{"no column with the date", "", "Tag;Code;USD\n05.05.2026;USD;0.5\n", `{ column = "Day", format = "DD.MM.YYYY" }`, `no column "Day"`},
		{"no column with the rate", "", "Day;Code;GBP\n05.05.2026;USD;0.5\n", `"USD"`, `no column "USD"`},
		{"no column of the condition", "", "Day;Currency;USD\n05.05.2026;USD;0.5\n", `Code = "USD"`, `no column "Code"`},
		{"dates of another format", "", header + "2026-05-05;USD;0.5\n", `{ column = "Day", format = "DD.MM.YYYY" }`, "YYYY-MM-DD"},
		{"a decimal comma that is not declared", "", header + "05.05.2026;USD;0,5\n", `"USD"`, `decimal = ","`},
		{"a decimal point where a comma is declared", `decimal = ","`, header + "05.05.2026;USD;0.5\n", `","`, `decimal = "."`},
		{"no number", "", header + "05.05.2026;USD;closed\n", `"USD"`, "The rate needs a number in this cell"},
		{"an unknown encoding", `encoding = "latin"`, header, `"latin"`, "utf-8"},
		{"an unknown delimiter", `delimiter = "||"`, header, `"||"`, "ASCII"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			text := moneyText(strings.Replace(block, "EXTRA", test.extra, 1), monthly("k", "metric.spend", target("at_most = 100")))
			s := stageWith(t, one(withCurrencies(ads()), &set{rows: rows(t, "2026-05-05 currency_code=USD spend=5.00")}), text, map[string]string{"rates.csv": test.file})
			diags := append(s.diags, s.check(t, may()).Diagnostics...)
			if len(diags) != 1 {
				t.Fatalf("want one diagnostic, got:\n%s", texts(diags))
			}
			got := diags[0].Subject
			if part := text[got.Start.Byte:got.End.Byte]; part != test.place || !strings.Contains(diags[0].Detail, test.words) {
				t.Errorf("at %q, want %q; detail: %s", part, test.place, diags[0].Detail)
			}
			for _, foreign := range []string{"Measure", "connector", "on_bad_row"} {
				if strings.Contains(diags[0].Detail, foreign) {
					t.Errorf("%q is no word of an fx block: %s", foreign, diags[0].Detail)
				}
			}
		})
	}
}

// A decimal comma is declared, as in the file connector.
func TestRatesWithDecimalComma(t *testing.T) {
	t.Parallel()
	fx := "fx \"usd\" {\n  from    = \"USD\"\n  path    = \"rates.csv\"\n  date    = { column = \"Day\" }\n  column  = \"USD\"\n  decimal = \",\"\n}\n"
	s := stageWith(t, one(withCurrencies(ads()), &set{rows: rows(t, "2026-05-05 currency_code=USD spend=5.00")}), moneyText(fx, monthly("k", "metric.spend", "")),
		map[string]string{"rates.csv": "Day;USD\n2026-05-05;0,5\n"})
	if got := figureOf(kpi(t, s.check(t, may()), "goal.g.k").Actual); got != "2.5" { // 5 x 0.5
		t.Errorf("%s, want 2.5", got)
	}
}

// A file of rates that no figure needs is not read.
func TestUnneededRates(t *testing.T) {
	t.Parallel()
	data := &set{rows: rows(t, "2026-05-01 currency_code=EUR spend=5.00")}
	s := stageWith(t, one(withCurrencies(ads()), data), moneyText(dollarFile, monthly("k", "metric.spend", "")), nil)
	result := s.check(t, may())
	if k := kpi(t, result, "goal.g.k"); figureOf(k.Actual) != "5" || len(result.Diagnostics) > 0 {
		t.Errorf("%s (%s), diagnostics %s", figureOf(k.Actual), k.Actual.Reason, texts(result.Diagnostics))
	}
}

// A file with several currencies is read by its where.
func TestRatesOfOneCurrency(t *testing.T) {
	t.Parallel()
	fx := "fx \"usd\" {\n  from   = \"USD\"\n  path   = \"rates.csv\"\n  date   = { column = \"Day\", format = \"DD.MM.YYYY\" }\n  column = \"Rate\"\n  where  = { Code = \"USD\" }\n}\n"
	data := &set{rows: rows(t, "2026-05-05 currency_code=USD spend=5.00")}
	s := stageWith(t, one(withCurrencies(ads()), data), moneyText(fx, monthly("k", "metric.spend", "")),
		map[string]string{"rates.csv": "Day,Code,Rate\n05.05.2026,GBP,1.5\n05.05.2026,USD,0.5\n"})
	if got := figureOf(kpi(t, s.check(t, may()), "goal.g.k").Actual); got != "2.5" {
		t.Errorf("%s, want 2.5", got)
	}
}

// Two rates for one pair would make the result depend on which is taken.
func TestDuplicateRates(t *testing.T) {
	t.Parallel()
	s := stage(t, one(ads(), &set{}), moneyText(constantDollar+strings.Replace(constantDollar, `"usd"`, `"again"`, 1), ""))
	if diff := cmp.Diff([]string{"DUPLICATE_RATE", "GOAL_WITHOUT_KPI"}, codes(s.diags)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// Money of which nobody says the currency is taken to be in the reporting one,
// with a warning; where a row or the header says it, there is nothing to warn of.
func TestCurrencyNotDeclared(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name   string
		report connector.Report
		header string
		value  string
		want   []string
	}{
		{"nobody says it", ads(), "", "metric.spend", []string{"CURRENCY_NOT_DECLARED"}},
		{"the header says it", ads(), "EUR", "metric.spend", nil},
		{"each row says it", withCurrencies(ads()), "", "metric.spend", nil},
		{"there is no money", ads(), "", "metric.leads", nil},
	} {
		data := &set{rows: rows(t, "2026-05-05 currency_code=EUR spend=5.00 leads=1"), currency: test.header}
		result := stage(t, one(test.report, data), moneyText("", monthly("k", test.value, ""))).check(t, may())
		if diff := cmp.Diff(test.want, codes(result.Diagnostics)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.name, diff)
		}
		if got := kpi(t, result, "goal.g.k").Actual; !got.IsKnown() {
			t.Errorf("%s: %s (%s)", test.name, got, got.Reason)
		}
	}
}
