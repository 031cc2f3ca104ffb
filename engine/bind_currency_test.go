package engine_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/engine"
)

// inDollars returns the report of a source that is known to bill in dollars.
func inDollars(r connector.Report) connector.Report {
	r.Currency = "USD"
	return r
}

// A rate that will be missing is told of before anything is asked, where the
// currencies are known: at the line of the metric or the amount, with the block to
// write.
func TestMissingRatesAreFoundEarly(t *testing.T) {
	t.Parallel()
	const spring = "campaign \"spring\" {\n  start = \"2026-03-01\"\n  end   = \"2026-05-31\"\n  COST\n}\n"
	for _, test := range []struct {
		name   string
		report connector.Report
		before string // blocks before the goal
		value  string
		want   []string
		place  string
		says   string
	}{
		{"a metric in another currency", inDollars(ads()), "", "metric.spend", []string{"NO_EXCHANGE_RATE"}, `"spend"`, "fx \"usd_eur\" {\n  from = \"USD\"\n  to   = \"EUR\"\n  rate"},
		{"and one computed from it", inDollars(ads()), "", "metric.spend / metric.leads", []string{"NO_EXCHANGE_RATE"}, `"spend"`, `The measure "spend" of connector.shelf.ads is in USD and is reported in EUR`},
		{"an amount in a formula", inEuros(ads()), "", `metric.leads * money(35, "USD")`, []string{"NO_EXCHANGE_RATE"}, `money(35, "USD")`, "This amount is in USD"},
		{"a rate", inDollars(ads()), constantDollar, "metric.spend", nil, "", ""},
		{"a rate in the other direction", inDollars(ads()), inverseDollar, "metric.spend", nil, "", ""},
		{"no money", inDollars(ads()), "", "metric.leads", nil, "", ""},
		{"the same currency", inEuros(ads()), "", "metric.spend", nil, "", ""},
		{"a currency that only the answer says", ads(), "", "metric.spend", nil, "", ""},
		{"a currency that each row says", withCurrencies(ads()), "", "metric.spend", nil, "", ""},
		{"a cost in another currency", inEuros(ads()), strings.Replace(spring, "COST", "cost \"tools\" {\n    amount   = 10\n    currency = \"ILS\"\n    every    = \"month\"\n  }", 1), "metric.leads",
			[]string{"NO_EXCHANGE_RATE"}, `cost "tools"`, "tools is in ILS and is reported in EUR"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			text := moneyText(test.before, monthly("k", test.value, target("at_least = 1")))
			s := stage(t, one(test.report, &set{rows: rows(t, "2026-05-05 spend=1.00 leads=1")}), text)
			if diff := cmp.Diff(test.want, codes(s.diags)); diff != "" {
				t.Fatalf("diagnostics (-want +got):\n%s\n%s", diff, texts(s.diags))
			}
			if test.want == nil {
				return
			}
			at := s.diags[0].Subject
			if part := text[at.Start.Byte:at.End.Byte]; part != test.place || !strings.Contains(s.diags[0].Detail, test.says) {
				t.Errorf("at %q, want %q; %s", part, test.place, s.diags[0].Detail)
			}
			// The figure is not guessed at, and the report says why there is none.
			if k := kpi(t, s.check(t, may()), "goal.g.k"); test.place == `"spend"` && (k.Status != engine.Errored || !strings.Contains(k.Reason, "No exchange rate")) {
				t.Errorf("the KPI is %s (%s)", k.Status, k.Reason)
			}
		})
	}
}

// What only the answer says is told of by the check, at the metric's line.
func TestMissingRatesOfAnswers(t *testing.T) {
	t.Parallel()
	for name, data := range map[string]*set{
		"the header":         {rows: rows(t, "2026-05-05 spend=1.00\n2026-04-05 spend=1.00"), currency: "USD"},
		"each row":           {rows: rows(t, "2026-05-05 spend=1.00 currency_code=USD\n2026-04-05 spend=1.00 currency_code=USD")},
		"nothing to convert": {rows: rows(t, "2026-05-05 spend=0.00"), currency: "USD"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			report := ads()
			if name == "each row" {
				report = withCurrencies(report)
			}
			text := moneyText("", monthly("k", "metric.spend", target("at_most = 1")))
			result := stage(t, one(report, data), text).check(t, may())
			if name == "nothing to convert" {
				if len(result.Diagnostics) > 0 {
					t.Errorf("diagnostics: %s", texts(result.Diagnostics))
				}
				return
			}
			if diff := cmp.Diff([]string{"NO_EXCHANGE_RATE"}, codes(result.Diagnostics)); diff != "" {
				t.Fatalf("diagnostics (-want +got):\n%s", diff)
			}
			at := result.Diagnostics[0].Subject
			if part := text[at.Start.Byte:at.End.Byte]; part != `"spend"` {
				t.Errorf("at %q, want the measure", part)
			}
		})
	}
}

// Without a currency of the report, one currency is as good as another, and two
// are not.
func TestSeveralCurrenciesWithoutARate(t *testing.T) {
	t.Parallel()
	second := inDollars(ads())
	second.Name = "american"
	s := &shelf{reports: []connector.Report{inEuros(ads()), second}, sets: map[string]*set{"": {}}}
	text := `
connector "shelf" "ads" {
}
metric "euros" {
  source  = connector.shelf.ads
  report  = "ads"
  measure = "spend"
}
metric "dollars" {
  source  = connector.shelf.ads
  report  = "american"
  measure = "spend"
}
goal "g" {
  kpi "one" {
    value = metric.dollars
    every = "month"
    target {
      at_least = 1
    }
  }
  kpi "two" {
    value = metric.euros + metric.dollars
    every = "month"
    target {
      at_least = 1
    }
  }
}
`
	scene := stage(t, s, text)
	if diff := cmp.Diff([]string{"NO_EXCHANGE_RATE"}, codes(scene.diags)); diff != "" {
		t.Fatalf("diagnostics (-want +got):\n%s\n%s", diff, texts(scene.diags))
	}
	at := scene.diags[0].Subject
	if part := text[at.Start.Byte:at.End.Byte]; part != "metric.euros + metric.dollars" || !strings.Contains(scene.diags[0].Detail, "EUR and USD") {
		t.Errorf("at %q: %s", part, scene.diags[0].Detail)
	}
}
