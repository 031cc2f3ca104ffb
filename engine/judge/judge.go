package judge

import (
	"fmt"
	"math/big"

	"github.com/roictl/roictl/config"
	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/engine/value"
)

// Status is the verdict. The texts are those of DESIGN §3.
type Status string

// The statuses that a judgement ends in. A source that failed and a muted KPI are
// not judged.
const (
	Met          Status = "met"
	OnTrack      Status = "on_track"
	AtRisk       Status = "at_risk"
	Missed       Status = "missed"
	Insufficient Status = "insufficient"
	Provisional  Status = "provisional"
	Stale        Status = "stale"
	NoData       Status = "no_data"
	Undefined    Status = "undefined"
	Skipped      Status = "skipped"
)

// Input is a target and all that a judgement on it rests on.
type Input struct {
	Target   config.Target
	Actual   value.Value    // of the period so far
	Baseline *value.Value   // of the kinds that compare with one; nil takes the fixed number of Target.Versus
	Unit     connector.Unit // of the KPI; plain amounts of the target are in it
	Currency string         // of the KPI when it is money; "" when not known

	// Cumulative says that the value is a plain sum over days, which grows
	// towards the target. Ratios and stocks do not, and are judged as they are.
	Cumulative bool
	// Falling says that a cumulative value may also fall, as a net amount does,
	// so that an upper bound once passed can still be held.
	Falling bool

	Period  connector.Interval
	LastDay connector.Date // the last complete day: the one before the as-of day

	N        *big.Rat // events behind the actual; nil when not countable
	SampleOf bool     // N is the count below a ratio, which needs a sample
	// Numerator is what the value would be if the count below it were one, for
	// costs per X when there was no X (domain.md F10); nil for other values.
	Numerator *value.Value

	Guard    config.Guard
	Maturity int // days after a day's end during which the source still changes it; Guard.Maturity overrides
	MaxAge   int // days that data may lag behind; Guard.MaxAge overrides
	// FreshUntil is the last day the source has data for; nil when not known.
	FreshUntil *connector.Date
	// ProvisionalFrom is the first of the days that the source itself calls
	// provisional; nil when it calls none so. Guard.Maturity overrides.
	ProvisionalFrom *connector.Date

	// Incomplete says in words what sources leave out of the actual, and
	// BaselineIncomplete what they leave out of the baseline; "" where nothing.
	Incomplete, BaselineIncomplete string
	// Unpaced says why the days that the actual covers are not known, so that a
	// cumulative value has no pace; "" when they are.
	Unpaced string
	// Ground is what a pace rests on in its place: the part of the actual of which
	// the days are known; nil where there is none, or the actual itself serves.
	Ground *Ground
}

// Ground is a cumulative value up to a day.
type Ground struct {
	Value value.Value
	Until connector.Date
}

// Verdict is the outcome.
type Verdict struct {
	Status Status
	Reason string // one sentence for people; empty where the status says all

	// Value is the target in the KPI's unit, its baseline applied; of between
	// there is none. Low and High are the ends of between, and of equals.
	Value     value.Value
	Low, High value.Value

	// Attainment is how far the target was reached, where 1 is reached. It is
	// nil where it has no meaning; see the table at attainment.
	Attainment *big.Rat
	Pace       *Pace    // of an open period with data; nil otherwise
	Flags      []string // provisional, small_sample, stale, partial, lower_bound
	Lack       Lack     // of an insufficient verdict
}

// Judge compares the actual with the target.
//
// Evidence comes before the comparison: a period that has not begun is skipped;
// data that are too old, absent or undefined, a target that cannot be resolved,
// and too small a sample each withhold the verdict, in this order. A closed
// period is then met or missed once its data are mature; an open one is judged by
// its forecast at an even pace. A range that crosses the target is at risk: it is
// missed, or met, only where all of it is. Of figures of which a source leaves
// something out only what they prove is a verdict.
func Judge(in Input) Verdict {
	g, obstacle := resolve(in)
	v := Verdict{Value: g.value, Low: g.low, High: g.high, Flags: in.flags()}
	if obstacle == "" && in.Actual.IsKnown() {
		if !in.incomplete() {
			v.Attainment = g.attainment(in.Actual)
		}
		if in.open() && in.elapsed() > 0 && !in.unpaced() && !in.incomplete() {
			v.Pace = g.pace(in)
		}
	}
	v.Status, v.Reason = in.evidence(g, obstacle)
	switch {
	case v.Status != "":
	case in.incomplete():
		v.Status, v.Reason = in.judgeIncomplete(g)
	case in.open() && in.unpaced():
		v.Status, v.Reason = in.judgeUnpaced(g)
	case v.Pace != nil:
		v.Status, v.Reason = in.judgeOpen(g, *v.Pace)
	default:
		v.Status, v.Reason = in.judgeClosed(g)
	}
	v.Lack = in.lack(v.Status)
	return v
}

func (in Input) judgeClosed(g goal) (Status, string) {
	switch g.reached(in.Actual) {
	case yes:
		return Met, in.lag()
	case unclear:
		return AtRisk, join(g.crossing(in.Actual), in.lag())
	default:
		return Missed, join(g.shortfall(in.Actual, "is"), in.lag())
	}
}

// unpaced says whether there is no ground for a forecast of the end of an open
// period, which a value that does not accumulate needs none of.
func (in Input) unpaced() bool { return in.Unpaced != "" && in.Cumulative && in.Ground == nil }

// judgeUnpaced judges an open period without a forecast: only what is certain.
func (in Input) judgeUnpaced(g goal) (Status, string) {
	switch {
	case !in.Falling && g.exceeded(in.Actual):
		return Missed, g.shortfall(in.Actual, "is already") + " and cannot fall again"
	case in.certain(g):
		return OnTrack, in.Unpaced
	}
	return Insufficient, in.Unpaced
}

// certain says whether a goal is reached for good before its period ends.
func (in Input) certain(g goal) bool {
	return !in.Falling && g.upper == nil && g.reached(in.Actual) == yes
}

// grounds tells up to which day a pace goes that does not go as far as the actual.
func (in Input) grounds() string {
	if in.Ground == nil {
		return ""
	}
	return fmt.Sprintf("the pace is that up to %s, where the last row ends that is over", in.Ground.Until)
}

func (in Input) judgeOpen(g goal, pace Pace) (Status, string) {
	outcome := g.reached(pace.Forecast)
	switch {
	case in.Cumulative && !in.Falling && g.exceeded(in.Actual):
		return Missed, g.shortfall(in.Actual, "is already") + " and cannot fall again"
	case in.Cumulative && (outcome == yes || in.certain(g)):
		return OnTrack, join(g.outlook(pace), in.grounds())
	case in.Cumulative:
		return AtRisk, join(g.outlook(pace), in.grounds())
	case outcome == yes:
		return OnTrack, ""
	case outcome == unclear:
		return AtRisk, g.crossing(in.Actual)
	}
	return AtRisk, g.shortfall(in.Actual, "is") + " so far"
}
