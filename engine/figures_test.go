package engine_test

import (
	"context"
	"fmt"
	"math/big"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/engine"
	"github.com/roictl/roictl/engine/value"
)

// A ratio is a ratio of sums, as a whole and in every segment, whatever the order
// and the scales of the rows. The expected figures are added up here, directly
// over the rows, with math/big.
func TestRatiosOfSums(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(7, 11))
	ages := []string{"18-24", "25-34", "-"}
	for range 20 {
		type sums struct{ spend, leads *big.Rat }
		want := make(map[string]sums)
		whole := sums{new(big.Rat), new(big.Rat)}
		var lines strings.Builder
		for range 200 {
			day := date(t, "2026-04-25") + connector.Date(random.IntN(45))
			age := ages[random.IntN(len(ages))]
			scale := random.IntN(5)
			spend := connector.Decimal{Unscaled: random.Int64N(100_000) - 1000, Scale: uint8(scale)}
			leads := random.Int64N(9)
			fmt.Fprintf(&lines, "%s age=%s spend=%s leads=%d\n", day, age, spend, leads)
			if day < date(t, "2026-05-01") || day > date(t, "2026-05-31") {
				continue
			}
			s, ok := want[age]
			if !ok {
				s = sums{new(big.Rat), new(big.Rat)}
				want[age] = s
			}
			for _, into := range []sums{s, whole} {
				into.spend.Add(into.spend, spend.Rat())
				into.leads.Add(into.leads, big.NewRat(leads, 1))
			}
		}
		data := &set{rows: rows(t, lines.String()), currency: "EUR"}
		k := kpi(t, stage(t, one(inEuros(ads()), data), shopText(monthly("k", "metric.spend / metric.leads", "by = [\"age\"]"))).check(t, may()), "goal.g.k")
		if got, want := k.Actual.Low, new(big.Rat).Quo(whole.spend, whole.leads); got.Cmp(want) != 0 {
			t.Fatalf("the whole is %s, want %s", got, want)
		}
		if len(k.Segments) != len(want) {
			t.Fatalf("%d segments, want %d", len(k.Segments), len(want))
		}
		for _, s := range k.Segments {
			name := "-"
			if !s.By[0].Value.Null {
				name = s.By[0].Value.Value
			}
			if got, want := s.Actual.Low, new(big.Rat).Quo(want[name].spend, want[name].leads); got.Cmp(want) != 0 {
				t.Fatalf("segment %s is %s, want %s", name, got, want)
			}
			if s.N.Cmp(want[name].leads) != 0 {
				t.Fatalf("segment %s has n = %s, want %s", name, s.N, want[name].leads)
			}
		}
	}
}

// figuresOf writes a KPI and its segments: "9 | 18-24 4 | null 5".
func figuresOf(k *engine.KPIResult) string {
	parts := []string{figureOf(k.Actual)}
	for _, s := range k.Segments {
		var names []string
		for _, key := range s.By {
			name := key.Value.Value
			if key.Value.Null {
				name = "null"
			}
			names = append(names, name)
		}
		parts = append(parts, strings.Join(names, "/")+" "+figureOf(s.Actual))
	}
	return strings.Join(parts, " | ")
}

// figureOf writes a number exactly, and what is none by its state.
func figureOf(v value.Value) string {
	switch v.State {
	case value.Known:
		return value.Exact(v.Low)
	case value.Ranged:
		return value.Exact(v.Low) + ".." + value.Exact(v.High)
	case value.Undefined:
		return "undefined"
	}
	return "no data"
}

// How measures combine over days and segments, by their kind.
func TestAggregations(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name  string
		value string
		rows  string
		want  string
	}{
		{
			// 70 + 31 on the last day of the window; 1 June lies behind it. The young
			// were last counted on the 30th: their own last day is that.
			"a stock is that of the window's last day with data (F21)", "metric.followers",
			"2026-05-01 age=25-34 followers=50\n2026-05-31 age=25-34 followers=70\n2026-05-31 age=35-44 followers=31\n2026-05-30 age=18-24 followers=9\n2026-06-01 age=25-34 followers=99",
			"101 | 18-24 9 | 25-34 70 | 35-44 31",
		},
		{
			"a stock that the last day leaves empty is that of the day before", "metric.followers",
			"2026-05-30 age=18-24 followers=9\n2026-05-31 age=18-24 followers=-", "9 | 18-24 9",
		},
		{
			"a stock of no day at all is not zero", "metric.followers", "2026-04-30 age=18-24 followers=9", "no data",
		},
		{
			// ann saw it on two days and in both ages, and is one person.
			"people are counted once (F19)", "metric.reach",
			"2026-05-01 age=18-24 reach=ann,ben\n2026-05-02 age=18-24 reach=ann\n2026-05-02 age=25-34 reach=ann,cem", "3 | 18-24 2 | 25-34 2",
		},
		{
			"null is a segment of its own, after the others, and not the empty text", "metric.leads",
			"2026-05-01 age=- leads=1\n2026-05-01 age= leads=2\n2026-05-01 age=b leads=3\n2026-05-01 age=ab leads=4", "10 |  2 | ab 4 | b 3 | null 1",
		},
		{
			"a segment that one side lacks is not zero where nobody says so", "metric.spend / metric.leads",
			"2026-05-01 age=a spend=10 leads=2\n2026-05-01 age=b spend=5 leads=-", "15/2 | a 5 | b no data",
		},
		{
			"a cell of nulls is unknown, beside others it is nothing", "metric.leads",
			"2026-05-01 age=a leads=-\n2026-05-02 age=a leads=3\n2026-05-02 age=b leads=-", "3 | a 3 | b no data",
		},
		{
			"the highest of several is computed in each segment", "max(metric.leads, metric.clicks)",
			"2026-05-01 age=a leads=9 link_clicks=1\n2026-05-01 age=b leads=2 link_clicks=4", "11 | a 9 | b 4",
		},
		{
			"sums beyond 64 bits are exact", "metric.spend",
			"2026-05-01 age=a spend=92233720368547758.07\n2026-05-02 age=a spend=92233720368547758.07\n2026-05-03 age=a spend=0.000001", "184467440737095516.140001 | a 184467440737095516.140001",
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			data := &set{rows: rows(t, test.rows), currency: "EUR"}
			s := stage(t, one(inEuros(ads()), data), shopText(monthly("k", test.value, "by = [\"age\"]")))
			want := strings.ReplaceAll(test.want, "15/2", "7.5")
			if got := figuresOf(kpi(t, s.check(t, may()), "goal.g.k")); got != want {
				t.Errorf("%q, want %q", got, want)
			}
		})
	}
}

// What does not add up is not split by what is asked for beside it: the currency
// of a mean does not split the people reached.
func TestNothingSplitsPeople(t *testing.T) {
	t.Parallel()
	data := &set{rows: rows(t, "2026-05-01 currency_code=EUR reach=ann order_value=10\n2026-05-02 currency_code=EUR reach=ann,ben order_value=20\n2026-05-03 currency_code=- reach=cem")}
	text := moneyText("", monthly("people", "metric.reach", "")+monthly("mean", "metric.order_value", "")) + "metric \"reach\" {\n  source  = connector.shelf.ads\n  measure = \"reach\"\n}\n"
	result := stage(t, one(withCurrencies(ads()), data), text).check(t, may())
	for name, want := range map[string]string{"people": "3", "mean": "15"} {
		if k := kpi(t, result, "goal.g."+name); figureOf(k.Actual) != want {
			t.Errorf("%s: %s (%s), want %s", name, figureOf(k.Actual), k.Actual.Reason, want)
		}
	}
}

// A formula over two sources is as fresh, and as good, as the worse of them: where one
// keeps nothing of the first day, the sum is at least what it says.
func TestFormulasOverSources(t *testing.T) {
	t.Parallel()
	s := badly(t, nil)
	s.sets["bad"] = &set{rows: rows(t, "2026-05-02 leads=3\n2026-05-28 leads=4"), flags: []connector.Flag{{Code: connector.FlagSampled}}}
	k := kpi(t, stage(t, s, two).check(t, may()), "goal.g.both")
	if got := figureOf(k.Actual); got != "12" || k.Status != engine.Met {
		t.Errorf("%s, %s (%s), want 12, met", got, k.Status, k.Reason)
	}
	if diff := cmp.Diff([]string{"lower_bound", "partial", "sampled"}, k.Flags); diff != "" {
		t.Errorf("flags (-want +got):\n%s", diff)
	}
	for _, want := range []string{"the data end on 2026-05-28", "the data begin on 2026-05-02"} {
		if !strings.Contains(k.Reason, want) {
			t.Errorf("reason %q, want %q in it", k.Reason, want)
		}
	}
}

// The connector's rows may come in any order: the result is the same to the last
// byte, diagnostics and the order of everything included.
func TestSameInputsSameBytes(t *testing.T) {
	t.Parallel()
	const text = `
roictl {
  currency = "EUR"
}
connector "shelf" "a" {
}
connector "shelf" "b" {
  set = "bad"
}
metric "spend" {
  source  = connector.shelf.a
  measure = "spend"
}
metric "leads" {
  source  = connector.shelf.a
  measure = "leads"
}
metric "reach" {
  source  = connector.shelf.a
  measure = "reach"
}
metric "bad" {
  source  = connector.shelf.b
  measure = "leads"
}
metric "bad_reach" {
  source  = connector.shelf.b
  measure = "reach"
}
campaign "c" {
  start = "2026-05-01"
  end   = "2026-05-31"
  cost "ads" {
    value = metric.spend
  }
  return "leads" {
    value = metric.leads * 3
  }
}
goal "g" {
  kpi "cpl" {
    value = metric.spend / metric.leads
    every = "month"
    by    = ["campaign", "age"]
    target {
      grow   = "1%"
      versus = "previous_period"
    }
  }
  kpi "reach" {
    value = metric.reach
    every = "month"
    target {
      at_least = 1
    }
  }
  kpi "bad" {
    value = metric.bad + metric.bad_reach
    every = "month"
    target {
      at_least = 1
    }
  }
  kpi "roi" {
    value = campaign.c.roi
    every = "campaign"
    target {
      at_least = "0%"
    }
  }
}
`
	random := rand.New(rand.NewPCG(1, 2))
	var first string
	for i := range 25 {
		data := rows(t, "2026-04-01 campaign=z age=a spend=1 leads=1 reach=x\n2026-05-01 campaign=b age=a spend=1.10 leads=1 reach=x\n2026-05-02 campaign=a age=b spend=2.001 leads=2 reach=y\n"+
			"2026-05-03 campaign=- age=b spend=3 leads=3 reach=z\n2026-05-31 campaign=a age=a spend=4 leads=4 reach=x")
		random.Shuffle(len(data), func(i, j int) { data[i], data[j] = data[j], data[i] })
		s := &shelf{reports: []connector.Report{inEuros(ads())}, sets: map[string]*set{
			"":    {rows: data, currency: "EUR", flags: []connector.Flag{{Code: connector.FlagSampled, Detail: "a tenth"}, {Code: connector.FlagModelled}}},
			"bad": {acts: failing("A", "B")},
		}}
		var out strings.Builder
		printResult(&out, stage(t, s, text).check(t, may()))
		if i == 0 {
			first = out.String()
		}
		if diff := cmp.Diff(first, out.String()); diff != "" {
			t.Fatalf("run %d differs (-first +this):\n%s", i, diff)
		}
	}
}

// failing answers every query with errors of these codes.
func failing(codes ...string) func(context.Context, connector.Query, *connector.Stream) connector.Diagnostics {
	return func(context.Context, connector.Query, *connector.Stream) connector.Diagnostics {
		var diags connector.Diagnostics
		for _, code := range codes {
			diags = append(diags, connector.NewError(code, "Error "+code, ""))
		}
		return diags
	}
}
