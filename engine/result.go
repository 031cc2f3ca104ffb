package engine

import (
	"math/big"
	"time"

	"github.com/hashicorp/hcl/v2"

	"github.com/roictl/roictl/config"
	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/engine/calendar"
	"github.com/roictl/roictl/engine/value"
)

// Status is the verdict on a KPI.
type Status string

// The statuses. Only Met and Missed are final verdicts on a target; the ones
// from Insufficient on say why there is none.
const (
	Met          Status = "met"
	OnTrack      Status = "on_track"
	AtRisk       Status = "at_risk"
	Missed       Status = "missed"
	Insufficient Status = "insufficient" // too little for a verdict: see Lack
	Provisional  Status = "provisional"  // the source may still change the figures
	Stale        Status = "stale"        // the source's data are too old
	NoData       Status = "no_data"
	Undefined    Status = "undefined" // such as a division by zero
	Errored      Status = "error"     // a source failed, or the declaration has a mistake
	Skipped      Status = "skipped"   // not begun, over, muted, or without a target
)

// Lack is what an insufficient KPI lacks for a verdict.
type Lack string

// The lacks.
const (
	LackEvents Lack = "events" // there are too few of them
	LackDays   Lack = "days"   // the rows cover days to come, or nobody knows how many
	LackWhole  Lack = "whole"  // a source leaves something out, and what is there proves nothing
)

// Result is the outcome of a check: what renderers show, what the history keeps.
type Result struct {
	AsOf        connector.Date
	Period      string // the --period selection: current, last or a name
	Currency    string // the reporting currency
	TimeZone    string
	StartedAt   time.Time
	FinishedAt  time.Time
	KPIs        []*KPIResult // in order of declaration
	Campaigns   []*CampaignResult
	Sources     []*SourceResult
	Diagnostics hcl.Diagnostics
	ExitCode    int
}

// Summary counts the KPIs by status.
func (r *Result) Summary() map[Status]int {
	counts := make(map[Status]int)
	for _, kpi := range r.KPIs {
		counts[kpi.Status]++
	}
	return counts
}

// KPIResult is the verdict on one KPI in one period, with its reasons.
type KPIResult struct {
	KPI    *config.KPI
	Goal   *config.Goal
	Period calendar.Period

	Status Status
	Lack   Lack   // of Insufficient
	Reason string // one sentence, for people; empty where the status says all

	Actual         value.Value
	N              *big.Rat     // events behind the actual (the count below a ratio, or the count itself); nil when not countable
	Previous       *value.Value // of the period before, in full; nil where there is none
	PreviousPeriod calendar.Period
	// PreviousNote says that the sources do not cover all of the period before, so
	// that Previous is of a part of it, or that its edges cut rows; "" when neither
	// is known.
	PreviousNote string
	// PreviousFlags are partial and cut, where they say the same.
	PreviousFlags []string

	Target     *TargetResult // nil when none is declared
	Attainment *big.Rat      // domain.md §3.3; nil when undefined
	Pace       *Pace         // of an open period; nil when closed

	Segments []Segment
	Flags    []string // provisional, partial, lower_bound, cut, gaps, small_sample, sampled, thresholded, capped, modelled, stale, other_time_zone
	Sources  []config.Address
	Trace    *Trace // how Actual came about
}

// TargetResult is the target in force, its baseline resolved.
type TargetResult struct {
	Kind           config.TargetKind
	Value          value.Value  // what has to be reached: for grow, baseline x (1 + growth)
	Low, High      value.Value  // of between, and of equals with its tolerance
	Declared       string       // as written: "20%", "500"
	Versus         string       // kind of baseline; empty when there is none
	Baseline       *value.Value // nil when there is none
	BaselinePeriod calendar.Period
}

// Pace judges an open period.
type Pace struct {
	Shape       string // "linear": the assumption behind expectation and forecast
	ElapsedDays int    // complete days in the period
	TotalDays   int
	Expected    value.Value // where the KPI should stand now; no data for ratios
	Forecast    value.Value // where it will end at this pace
	Required    value.Value // per remaining day to still reach the target; no data where it makes no sense
}

// Segment is the KPI's value for one combination of the `by` dimensions.
type Segment struct {
	By     []SegmentKey
	Actual value.Value
	N      *big.Rat
	Flags  []string // as of a KPI, as far as the sources say them of its own rows
}

// SegmentKey is one dimension of a segment.
type SegmentKey struct {
	Dimension string
	Value     connector.Text
}

// CampaignResult is the return on investment of one campaign to date.
type CampaignResult struct {
	Campaign *config.Campaign
	Window   calendar.Period // the campaign's days up to the last complete one
	Currency string

	Cost      value.Value
	MediaCost value.Value // costs of category ads
	Return    value.Value // after margin where one is declared
	Revenue   value.Value // before margin
	Net       value.Value
	ROI       value.Value
	ROAS      value.Value // revenue / media cost
	Basis     string      // "margin" when any return declares one, else "revenue"
	CostPer   []Line      // cost for each of what a metric counts that carries the campaign's codes

	Costs    []Line
	Returns  []Line
	Benefits []Line

	Declared []string // cost categories declared, out of ads, content, time, tools
	Missing  []string // the others
	Flags    []string
	Traces   map[string]*Trace // by attribute: cost, return, net, roi, roas
}

// Line is a named amount of a campaign.
type Line struct {
	Name     string
	Category string
	Amount   value.Value
	Note     string // how it came about: "65 weekdays x 30 min x 10.00 EUR/h"
	Place    hcl.Range
	Trace    *Trace
}

// SourceResult is what became of one connector.
type SourceResult struct {
	Address     config.Address
	Status      string // ok, partial or error
	Reason      string // why it is not ok
	Problem     string // of an error: its reason in a few words, such as "Not logged in"
	Version     string // of the connector
	APICalls    int
	Rows        int64
	TimeZone    string // in which it cuts its days; "" where it does not say
	CoveredFrom connector.Date
	FreshUntil  connector.Date
	Flags       []connector.Flag
	Queries     []QueryResult
}

// QueryResult is one query that was run.
type QueryResult struct {
	ID          string // within the run: "q1"
	Query       connector.Query
	Fingerprint string // SHA-256 of the canonical query
	Rows        int64
	APICalls    int
	Duration    time.Duration
	ObservedAt  time.Time
	Failed      string // why, when it failed
}

// Trace explains a value: the expression, its value, and what it was made of.
type Trace struct {
	Label    string // source text of the expression, or an address
	Value    value.Value
	Place    hcl.Range
	Note     string // such as the exchange rate used
	Window   *connector.Interval
	Queries  []string // ids of the queries whose rows were summed
	Children []*Trace
}
