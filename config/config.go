package config

import (
	"math/big"
	"time"

	"github.com/hashicorp/hcl/v2"

	"github.com/roictl/roictl/connector"
)

// Config is one resolved configuration: a directory of files in which order
// does not matter. All slices are in order of declaration (file name, then
// position), instances of one block in order of their keys.
type Config struct {
	Directory  string // absolute path of the configuration's directory
	Settings   Settings
	Variables  []*Variable
	Connectors []*Connector
	Trackings  []*Tracking
	Metrics    []*Metric
	FX         []*FX
	Campaigns  []*Campaign
	Goals      []*Goal

	// Files are the sources, for snippets in messages.
	Files *Sources
	// Digest is the SHA-256, in hex, of all files in order, for the history.
	Digest string

	scope *scope    // what expressions can see
	made  *registry // every block by its address
}

// Settings are those of the `roictl` block, with their defaults.
type Settings struct {
	RequiredVersion string
	Currency        string // ISO 4217; "" when not declared
	TimeZone        string // IANA name; "UTC" by default
	Location        *time.Location
	WeekStart       time.Weekday // Monday by default
	Workweek        []time.Weekday
	FiscalStart     time.Month // January by default
	BusinessModel   string     // "" when not declared
	Range           hcl.Range  // of the block; zero when there is none
	// CurrencyRange is where the currency is declared.
	CurrencyRange hcl.Range
	// RequiredConnectors are third-party connectors by local name.
	RequiredConnectors map[string]RequiredConnector
}

// RequiredConnector is an entry of required_connectors.
type RequiredConnector struct {
	Source  string
	Version string
	Range   hcl.Range
}

// Meta is what every block has.
type Meta struct {
	Address     Address
	Description string
	Range       hcl.Range // of the block's header: where it is declared
}

// Connector is a declared source. Its body is decoded by the schema that the
// connector describes.
type Connector struct {
	Meta
	Auth   *Auth // nil where the block does not say how to log in
	body   hcl.Body
	full   hcl.Range // of the whole block
	eval   *hcl.EvalContext
	scope  *scope
	broken bool // see Broken
	// secrets are kept by the last Decode.
	secrets *secrets
}

// Tracking is a tracking code: what the links and promo codes of an action carry.
type Tracking struct {
	Meta
	Channel    string // where web analytics has to put this traffic
	Source     string // utm_source
	Medium     string // utm_medium
	Campaign   string // utm_campaign
	Content    string // utm_content; may hold platform macros such as {{ad.id}}
	Term       string // utm_term
	ID         string // utm_id
	PromoCodes []string
	Landing    []string // URLs
}

// Metric is a number over time: either read from a source or computed from
// other metrics.
type Metric struct {
	Meta
	// Source metrics:
	Source   Address // of a connector; zero for a computed metric
	Report   string  // "" means the only report, or the one that has the measure
	Measure  string
	Where    []Match     // all must hold
	Except   []Match     // none may hold
	Tracking []*Tracking // rows must carry any of these codes
	Options  map[string]string

	// Computed metrics:
	Value *Formula // nil for a source metric

	Unit  connector.Unit // override of the unit; "" means derived
	Kind  connector.Kind // micro or macro; "" means the measure's own
	Stage string

	SourceRange  hcl.Range // of the source attribute
	MeasureRange hcl.Range // of the measure attribute
}

// Match compares a dimension with values, each of which may be a glob.
type Match struct {
	Dimension string
	Values    []string
	Range     hcl.Range
}

// FX is a declared exchange rate: one unit of From is worth Rate units of To.
type FX struct {
	Meta
	From string
	To   string   // the reporting currency by default
	Rate *big.Rat // a constant; nil when read from a file
	// A file of dated rates:
	Path       string // relative to the configuration's directory
	DateColumn string
	DateFormat string
	RateColumn string
	Decimal    string // decimal sign, "." or ","; "." by default
	Delimiter  string // between columns; "" means found out
	Encoding   string // of the file; "" means found out
	MaxAge     int    // days that a rate may be carried forward; 7 by default
	// Where and its values choose rows of a file with several currencies.
	Where []Match

	written fields // for [FX.Place]
}

// Campaign is the unit of return on investment.
type Campaign struct {
	Meta
	Start, End connector.Date
	Tracking   []*Tracking
	Currency   string // of its report lines; the reporting currency by default
	Costs      []*Cost
	Returns    []*Return
	Benefits   []*Benefit

	currencyUnclear bool // it is declared with a mistake, here or for all reports
}

// Cost is one cost of a campaign. Exactly one of Value, Amount and time
// (HourlyRate) is set.
type Cost struct {
	Meta
	Category string // ads, content, time or tools; derived from the label when it is one of them, else "other"

	Value *Formula // a metric, such as media spend

	Amount   *Span  // per Every
	Currency string // of Amount or HourlyRate

	HourlyRate *Span
	Hours      *Span // per Every and person
	People     *big.Rat

	Every Every // how often Amount or Hours occur
	Year  Year  // how a year of occurrences is counted

	// A cost shared by several campaigns: the declaring campaign comes first.
	SharedWith []Address
	AllocateBy Allocation
}

// Span is an exact number or a closed range of numbers.
type Span struct{ Low, High *big.Rat }

// Every says how often something occurs.
type Every string

// The recurrences of costs.
const (
	EveryOnce    Every = "once"    // one amount for the whole campaign
	EveryDay     Every = "day"     // each calendar day
	EveryWeekday Every = "weekday" // each day of the declared work week
	EveryWeek    Every = "week"
	EveryMonth   Every = "month"
	EveryQuarter Every = "quarter"
	EveryYear    Every = "year"
)

// Year says how a year is counted for a recurring cost.
type Year string

const (
	// YearCalendar counts the real days: 260 to 262 weekdays a year.
	YearCalendar Year = "calendar"
	// Year52Weeks counts 52 weeks a year, as a budget does: 260 weekdays.
	Year52Weeks Year = "52w"
)

// Allocation says how a shared cost is divided.
type Allocation string

// The ways to divide a shared cost.
const (
	AllocateEqual  Allocation = "equal"
	AllocateDays   Allocation = "days"       // by length within the period
	AllocateMedia  Allocation = "media_cost" // by cost of category ads
	AllocateReturn Allocation = "return"
)

// Return is money that a campaign brought.
type Return struct {
	Meta
	Value     *Formula
	Margin    *big.Rat // share of it that is gross margin; nil means the whole counts
	Recurring bool
}

// Benefit is a soft return, shown beside the return on investment, never in it.
type Benefit struct {
	Meta
	Value *Formula
}

// Goal groups KPIs under one intention.
type Goal struct {
	Meta
	Owner    string
	Strategy string
	Horizon  string // short, medium or long
	Stream   string
	KPIs     []*KPI
}

// KPI is a value that is judged every period.
type KPI struct {
	Meta
	Goal     Address
	Value    *Formula
	Period   PeriodRule
	Campaign Address // whose dates `every = "campaign"` means; zero otherwise
	Stage    string  // awareness, interest, evaluation or purchase
	By       []string
	Unit     connector.Unit // override of how the value is shown and compared
	Target   *Target        // nil when none is declared, or it has a mistake
	// TargetRange is where the target is declared, also one with a mistake.
	TargetRange hcl.Range
	Guard       Guard
	OnMiss      OnMiss
	Required    bool // missing evidence is an error of the run; true by default
	Mute        *Mute
}

// PeriodRule says which periods a KPI is judged on.
type PeriodRule struct {
	Every   string // day, week, month, quarter, year or campaign; "" when rolling
	Rolling int    // days; 0 when Every is set
	Range   hcl.Range
}

// Mute suspends a KPI.
type Mute struct {
	Until  connector.Date
	Reason string
}

// OnMiss says what a missed target means for the exit code.
type OnMiss string

// What a missed target means.
const (
	OnMissFail OnMiss = "fail"
	OnMissWarn OnMiss = "warn"
	OnMissInfo OnMiss = "info"
)

// Guard keeps a verdict from being given on poor evidence.
type Guard struct {
	MinSample *big.Rat // nil means the default: 30 where the value is a ratio with a count below
	Maturity  *int     // days; nil means what the source says
	MaxAge    *int     // days that data may lag behind before they are stale; nil means 7
	Range     hcl.Range
}

// TargetKind is the kind of a target.
type TargetKind string

// The kinds of targets.
const (
	AtLeast    TargetKind = "at_least"
	AtMost     TargetKind = "at_most"
	Between    TargetKind = "between"
	Equals     TargetKind = "equals"
	Grow       TargetKind = "grow"        // at least baseline x (1 + value)
	Reduce     TargetKind = "reduce"      // at most baseline x (1 - value)
	IncreaseBy TargetKind = "increase_by" // at least baseline + value
	DecreaseBy TargetKind = "decrease_by" // at most baseline - value
	Points     TargetKind = "points"      // a rate: at least baseline + value percentage points; negative: at most
)

// Target is what a KPI should reach. Boundaries count as met.
type Target struct {
	Kind      TargetKind
	Value     Amount  // of every kind but between
	Low, High Amount  // of between
	Tolerance *Amount // of equals; may be a percentage of Value
	Versus    Versus  // baseline of the kinds that compare with one
	Range     hcl.Range
}

// Amount is a number as a user wrote it, with its unit if they wrote one.
type Amount struct {
	Value    *big.Rat // percentages as fractions, durations in seconds
	Percent  bool     // written "20%"
	Duration bool     // written "90s" or "28d"
	Currency string   // written "20 EUR"
	Source   string   // as written
	Range    hcl.Range
}

// Versus is a baseline.
type Versus struct {
	Kind   string  // previous_period, same_period_last_year or period; "" when the target needs none
	Period string  // a named period such as 2025-Q4, when Kind is "period"
	Value  *Amount // a fixed number declared as baseline
	Range  hcl.Range
}

// The kinds of baselines.
const (
	VersusPrevious = "previous_period"
	VersusLastYear = "same_period_last_year"
	VersusPeriod   = "period"
	VersusValue    = "value"
)

// Variable is a declared variable with its final value.
type Variable struct {
	Name        string
	Description string
	Sensitive   bool
	Range       hcl.Range
	Origin      string // "default", "ROICTL_VAR_x", the file, or "--var": where the value comes from
	// JSON is the value as JSON; empty when it is sensitive.
	JSON string
}
