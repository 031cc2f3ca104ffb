package report_test

import (
	"math/big"
	"time"

	"github.com/hashicorp/hcl/v2"

	"github.com/roictl/roictl/config"
	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/engine"
	"github.com/roictl/roictl/engine/calendar"
	"github.com/roictl/roictl/engine/value"
	"github.com/roictl/roictl/history"
	"github.com/roictl/roictl/report"
)

// The fixtures are results as the engine hands them over, written by hand, so
// that renderers are tested without evaluating anything.

func rat(text string) *big.Rat {
	x, ok := new(big.Rat).SetString(text)
	if !ok {
		panic("bad number in a fixture: " + text)
	}
	return x
}

func number(text string, unit connector.Unit) value.Value {
	x := rat(text)
	v := value.Value{State: value.Known, Low: x, High: x, Unit: unit}
	if unit == connector.UnitMoney {
		v.Currency = "EUR"
	}
	return v
}

func euros(text string) value.Value   { return number(text, connector.UnitMoney) }
func counts(text string) value.Value  { return number(text, connector.UnitCount) }
func percent(text string) value.Value { return number(text, connector.UnitPercent) }
func ratios(text string) value.Value  { return number(text, connector.UnitRatio) }

func span(low, high string, unit connector.Unit) value.Value {
	v := number(low, unit)
	v.State, v.High = value.Ranged, rat(high)
	return v
}

func undefined(reason string) value.Value {
	return value.Value{State: value.Undefined, Reason: reason, Unit: connector.UnitMoney, Currency: "EUR", Place: at("metrics.roi.hcl", 9)}
}

func noData(reason string) value.Value { return value.Value{State: value.NoData, Reason: reason} }

func at(file string, line int) hcl.Range {
	return hcl.Range{Filename: file, Start: hcl.Pos{Line: line, Column: 3}, End: hcl.Pos{Line: line, Column: 12}}
}

func day(text string) connector.Date {
	d, err := connector.ParseDate(text)
	if err != nil {
		panic(err)
	}
	return d
}

func period(every calendar.Every, name, start, end string) calendar.Period {
	return calendar.Period{Every: every, Name: name, Interval: connector.Interval{Start: day(start), End: day(end)}}
}

var (
	may   = period(calendar.Month, "2026-05", "2026-05-01", "2026-05-31")
	april = period(calendar.Month, "2026-04", "2026-04-01", "2026-04-30")
)

func goal(name, description, owner string) *config.Goal {
	return &config.Goal{Meta: config.Meta{
		Address: config.Address{Kind: config.KindGoal, Name: name}, Description: description, Range: at("goals.roi.hcl", 3),
	}, Owner: owner}
}

// kpi returns a KPI without a verdict, judged on May.
func kpi(g *config.Goal, name, formula string, line int) *engine.KPIResult {
	return &engine.KPIResult{
		KPI: &config.KPI{
			Meta: config.Meta{
				Address: config.Address{Kind: config.KindKPI, Parent: g.Address.Name, ParentKey: g.Address.Key, Name: name},
				Range:   at("goals.roi.hcl", line),
			},
			Goal:     g.Address,
			Value:    &config.Formula{Source: formula, Range: at("goals.roi.hcl", line+1)},
			Period:   config.PeriodRule{Every: "month"},
			OnMiss:   config.OnMissFail,
			Required: true,
		},
		Goal:           g,
		Period:         may,
		PreviousPeriod: april,
		Sources:        []config.Address{{Kind: config.KindConnector, Type: "file", Name: "ads"}},
	}
}

func target(kind config.TargetKind, declared string, resolved value.Value) *engine.TargetResult {
	return &engine.TargetResult{Kind: kind, Declared: declared, Value: resolved}
}

// quickstart is a small shop in the middle of May in which every status occurs
// once. The figures fit one another: 4,897.20 / 212 = 23.10, 23.10 / 20 is 15.5 %
// over; 531 orders in 19 days forecast 531 x 31 / 19 = 866.4.
func quickstart() *report.Document {
	sales := goal("sales", "Raise online sales by 20 %", "growth@example.com")
	leads := goal("leads", "Fill the list of the spring newsletter", "")

	cpa := kpi(sales, "cpa", "metric.cpa", 12)
	cpa.Status, cpa.Reason = engine.Missed, "23.10 EUR is above the target of at most 20.00 EUR; the data end on 2026-05-18"
	cpa.Actual, cpa.N = euros("23.1"), rat("212")
	cpa.Target = target(config.AtMost, "20", euros("20"))
	cpa.Attainment = rat("200/231")
	cpa.Previous = ptr(euros("19.8"))
	cpa.PreviousFlags = []string{"partial"}
	cpa.PreviousNote = "2026-04 is only partly covered: the data begin on 2026-04-12"
	cpa.KPI.By = []string{"age", "gender"}
	cpa.Segments = []engine.Segment{
		segment(euros("41.2"), "12", "55-64", "female"),
		segment(euros("11.2"), "61", "30-34", "male"),
		segment(euros("27.015"), "80", "35-39", "female"),
		segment(euros("30"), "49", "40-44", "male"),
		segment(undefined("division by zero: metric.orders is 0"), "0", "65+", "male"),
		segment(euros("19.5"), "6", "25-29", "female"),
		segment(euros("25"), "4", "18-24", "female"),
	}
	cpa.Trace = cpaTrace()

	orders := kpi(sales, "orders", "metric.orders", 20)
	orders.Status, orders.Reason = engine.AtRisk, "an even pace ends at 866, the target is at least 1,200, which takes 55.8 a day from now on"
	orders.Actual, orders.N = counts("531"), rat("531")
	orders.Target = target(config.Grow, "20%", counts("1200"))
	orders.Target.Versus, orders.Target.BaselinePeriod, orders.Target.Baseline = config.VersusPrevious, april, ptr(counts("1000"))
	orders.Attainment = rat("531/1200")
	orders.Previous = ptr(counts("1000"))
	orders.Pace = &engine.Pace{
		Shape: "linear", ElapsedDays: 19, TotalDays: 31,
		Expected: counts("22800/31"), Forecast: counts("16461/19"), Required: counts("55.75"),
	}

	revenue := kpi(sales, "revenue", "metric.revenue", 28)
	revenue.Status = engine.OnTrack
	revenue.Actual = euros("61240.5")
	revenue.Target = target(config.AtLeast, "90000", euros("90000"))
	revenue.Attainment = rat("612405/900000")
	revenue.Pace = &engine.Pace{
		Shape: "linear", ElapsedDays: 19, TotalDays: 31,
		Expected: euros("1710000/31"), Forecast: euros("99918.71"), Required: euros("2396.625"),
	}

	roi := kpi(sales, "roi", "campaign.spring.roi", 36)
	roi.Status = engine.Met
	roi.Actual = span("1", "39/11", connector.UnitPercent)
	roi.Target = target(config.AtLeast, "0%", percent("0"))
	roi.Period = period(calendar.Campaign, "campaign.spring", "2026-03-01", "2026-05-31")
	roi.PreviousPeriod = calendar.Period{}

	refunds := kpi(sales, "refund_rate", "metric.refunds / metric.orders", 44)
	refunds.Status, refunds.Reason = engine.Undefined, "division by zero: metric.orders is 0"
	refunds.Actual = undefined("division by zero: metric.orders is 0")
	refunds.Target = target(config.AtMost, "3%", percent("0.03"))

	visits := kpi(sales, "visits", "metric.visits", 52)
	visits.Status, visits.Reason = engine.Errored, "connector.file.web: cannot read data/web.csv: line 118 has 4 fields where the header has 6"
	visits.Actual = noData(visits.Reason)
	visits.Target = target(config.AtLeast, "5000", counts("5000"))

	demo := kpi(leads, "demo_rate", "metric.demos / metric.visitors", 62)
	demo.Status, demo.Reason = engine.Insufficient, "1 of 6: no verdict (needs 30)"
	demo.Actual, demo.N = percent("1/6"), rat("6")
	demo.Target = target(config.AtLeast, "4%", percent("0.04"))
	demo.Flags = []string{"small_sample"}

	signups := kpi(leads, "signup_rate", "metric.signups / metric.visitors", 70)
	signups.Status, signups.Reason = engine.Provisional, "connector.ga4.shop may still change the days from 2026-05-17 on"
	signups.Actual, signups.N = percent("0.024"), rat("4100")
	signups.Target = target(config.AtLeast, "2.5%", percent("0.025"))
	signups.Flags = []string{"provisional"}

	followers := kpi(leads, "followers", "metric.followers", 78)
	followers.Status, followers.Reason = engine.Stale, "the data of connector.file.social end on 2026-05-02, 17 days before the last complete day"
	followers.Actual, followers.N = counts("10480"), rat("10480")
	followers.Target = target(config.IncreaseBy, "500", counts("10700"))
	followers.Target.Versus, followers.Target.BaselinePeriod, followers.Target.Baseline = config.VersusPrevious, april, ptr(counts("10200"))

	mentions := kpi(leads, "mentions", "metric.mentions", 86)
	mentions.Status, mentions.Reason = engine.NoData, "connector.file.social has no data between 2026-05-01 and 2026-05-19"
	mentions.Actual = noData(mentions.Reason)
	mentions.Target = target(config.AtLeast, "40", counts("40"))

	survey := kpi(leads, "survey", "metric.answers", 94)
	survey.Status, survey.Reason = engine.Skipped, "muted until 2026-06-30: the form is being rebuilt"
	survey.Actual = noData(survey.Reason)
	survey.Target = target(config.AtLeast, "50", counts("50"))

	return &report.Document{
		Version: "0.1.0",
		Result: &engine.Result{
			AsOf: day("2026-05-20"), Period: "current", Currency: "EUR", TimeZone: "Europe/Berlin",
			KPIs:        []*engine.KPIResult{orders, cpa, revenue, roi, refunds, visits, demo, signups, followers, mentions, survey},
			Campaigns:   []*engine.CampaignResult{springCampaign()},
			Sources:     sources(),
			Diagnostics: hcl.Diagnostics{{Severity: hcl.DiagWarning, Summary: "KPI without a target", Detail: "Add a target block.", Subject: at("goals.roi.hcl", 94).Ptr()}},
			ExitCode:    2,
		},
		Changes: changes(),
	}
}

func ptr[T any](v T) *T { return &v }

func segment(actual value.Value, n string, names ...string) engine.Segment {
	s := engine.Segment{Actual: actual, N: rat(n)}
	for i, name := range names {
		s.By = append(s.By, engine.SegmentKey{Dimension: []string{"age", "gender"}[i], Value: connector.Text{Value: name}})
	}
	return s
}

// springCampaign is R72 with a margin: 50,000 on 11,000 to 25,000 is 100 % to 354.5 %.
func springCampaign() *engine.CampaignResult {
	return &engine.CampaignResult{
		Campaign: &config.Campaign{
			Meta:  config.Meta{Address: config.Address{Kind: config.KindCampaign, Name: "spring"}, Range: at("campaigns.roi.hcl", 1)},
			Start: day("2026-03-01"), End: day("2026-05-31"),
		},
		Window:   period(calendar.Campaign, "campaign.spring", "2026-03-01", "2026-05-19"),
		Currency: "EUR",
		Cost:     span("11000", "25000", connector.UnitMoney), MediaCost: euros("8000"),
		Return: euros("50000"), Revenue: euros("125000"),
		Net: span("25000", "39000", connector.UnitMoney), ROI: span("1", "39/11", connector.UnitPercent), ROAS: ratios("125/8"),
		Basis:   "margin",
		CostPer: []engine.Line{{Name: "metric.orders", Amount: span("11", "25", connector.UnitMoney), Place: at("metrics.roi.hcl", 5)}},
		Costs: []engine.Line{
			{Name: "ads", Category: "ads", Amount: euros("8000"), Place: at("campaigns.roi.hcl", 4)},
			{Name: "time", Category: "time", Amount: euros("280"), Note: "56 weekdays x 30 min x 10.00 EUR/h", Place: at("campaigns.roi.hcl", 5)},
			{Name: "tools", Category: "tools", Amount: span("2720", "16720", connector.UnitMoney), Note: "ILS converted at 0.25", Place: at("campaigns.roi.hcl", 6)},
		},
		Returns:  []engine.Line{{Name: "orders", Amount: euros("50000"), Note: "margin of 40 % on revenue", Place: at("campaigns.roi.hcl", 7)}},
		Benefits: []engine.Line{{Name: "reach", Amount: euros("1234"), Place: at("campaigns.roi.hcl", 8)}},
		Declared: []string{"ads", "time", "tools"}, Missing: []string{"content"},
		Traces: map[string]*engine.Trace{"roi": {Label: "(return - cost) / cost", Value: span("1", "39/11", connector.UnitPercent), Place: at("campaigns.roi.hcl", 1)}},
	}
}

func sources() []*engine.SourceResult {
	ads := connector.Query{
		Report: "ads", Measures: []string{"spend"}, Grain: connector.GrainDay,
		Intervals: []connector.Interval{{Start: day("2026-04-01"), End: day("2026-05-19")}},
		Filter:    connector.Filter{{{Dimension: "campaign", Operator: connector.OperatorMatch, Values: []string{"Spring*"}}}},
	}
	orders := connector.Query{
		Report: "orders", Measures: []string{"orders"}, Dimensions: []string{"age", "gender"}, Grain: connector.GrainDay,
		Intervals: []connector.Interval{{Start: day("2026-04-01"), End: day("2026-05-19")}},
	}
	observed := time.Date(2026, 5, 20, 6, 30, 0, 0, time.UTC)
	return []*engine.SourceResult{
		{
			Address: config.Address{Kind: config.KindConnector, Type: "file", Name: "ads"}, Status: "ok", Version: "0.1.0",
			Rows: 1712, TimeZone: "UTC", CoveredFrom: day("2026-01-01"), FreshUntil: day("2026-05-19"),
			Queries: []engine.QueryResult{
				{ID: "q2", Query: orders, Fingerprint: "cd34", Rows: 512, ObservedAt: observed.Add(time.Second), Duration: time.Second},
				{ID: "q1", Query: ads, Fingerprint: "ab12", Rows: 1200, ObservedAt: observed, Duration: 2 * time.Second},
			},
		},
		{
			Address: config.Address{Kind: config.KindConnector, Type: "file", Name: "web"}, Status: "error", Version: "0.1.0",
			Reason: "cannot read data/web.csv: line 118 has 4 fields where the header has 6",
		},
		{
			Address: config.Address{Kind: config.KindConnector, Type: "ga4", Name: "shop"}, Status: "ok", Version: "0.2.0", APICalls: 3, Rows: 90,
			FreshUntil: day("2026-05-19"),
			Flags: []connector.Flag{
				{Code: connector.FlagThresholded},
				{Code: connector.FlagProvisional, Since: day("2026-05-17")},
			},
		},
	}
}

func changes() []history.Change {
	since := time.Date(2026, 5, 3, 7, 0, 0, 0, time.UTC)
	return []history.Change{
		{Kind: history.Added, Address: "goal.leads.survey", Since: since},
		{Kind: history.Restated, Address: "goal.sales.cpa", Period: "2026-04-01..2026-04-30", Before: "421/10", After: "199/5", Unit: "money", Currency: "EUR", Since: since},
		{Kind: history.StatusMoved, Address: "goal.sales.cpa", Before: "on_track", After: "missed", Since: since},
		{Kind: history.TargetMoved, Address: "goal.sales.cpa", Period: "2026-05-01..2026-05-31", Before: "at_most 18", After: "at_most 20", Unit: "money", Currency: "EUR", Direction: history.Loosened, Since: since},
	}
}

func cpaTrace() *engine.Trace {
	window := &connector.Interval{Start: day("2026-05-01"), End: day("2026-05-19")}
	return &engine.Trace{
		Label: "metric.cpa", Value: euros("23.1"), Place: at("goals.roi.hcl", 13),
		Children: []*engine.Trace{{
			Label: "metric.spend / metric.orders", Value: euros("23.1"), Place: at("metrics.roi.hcl", 9),
			Children: []*engine.Trace{
				{Label: "metric.spend", Value: euros("4897.2"), Place: at("metrics.roi.hcl", 1), Window: window, Queries: []string{"q1"}, Note: "USD converted by 0.92 of fx.usd"},
				{Label: "metric.orders", Value: counts("212"), Place: at("metrics.roi.hcl", 5), Window: window, Queries: []string{"q2"}},
			},
		}},
	}
}
