package judge

import (
	"fmt"
	"math/big"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/engine/value"
)

// defaultSample is how many events a ratio needs below it before a verdict is
// given: with 30 the 95 % interval of a count is still ±38 % (domain.md §3.5).
var defaultSample = big.NewRat(30, 1)

// evidence returns the status that withholds the verdict, with its reason, or ""
// when there is enough to judge by.
func (in Input) evidence(g goal, obstacle string) (Status, string) {
	switch {
	case in.LastDay < in.Period.Start-1:
		return Skipped, fmt.Sprintf("the period begins on %s", in.Period.Start)
	case in.LastDay < in.Period.Start:
		return Skipped, "the period has no complete day yet"
	case in.late() > in.maxAge():
		return Stale, fmt.Sprintf("the data end on %s, %s before the last day that counts", *in.FreshUntil, count(in.late(), "day"))
	case in.Actual.State == value.Undefined && obstacle == "":
		return in.withoutEvents(g)
	case in.Actual.State == value.Undefined:
		return Undefined, in.Actual.Reason
	case !in.Actual.IsKnown():
		return NoData, in.Actual.Reason
	case in.open() && in.elapsed() == 0:
		return NoData, fmt.Sprintf("the data end on %s, before the period", *in.FreshUntil)
	case obstacle != "":
		return Undefined, obstacle
	}
	if reason := in.tooFew(); reason != "" {
		return Insufficient, reason
	}
	if !in.open() && in.immature() {
		return Provisional, in.untilMature()
	}
	return "", ""
}

// withoutEvents judges an undefined value. A cost per X without any X has missed
// an upper bound when what was spent would break it even with the one X that did
// not come (domain.md F10).
func (in Input) withoutEvents(g goal) (Status, string) {
	n, spent := in.N, in.Numerator
	costPerNone := in.Incomplete == "" && n != nil && n.Sign() == 0 && in.SampleOf && spent != nil && spent.IsKnown() && in.Unit == connector.UnitMoney
	if !costPerNone || g.upper == nil || g.lower != nil || spent.Low.Sign() <= 0 || notBelow(*spent, *g.upper) != yes {
		return Undefined, in.Actual.Reason
	}
	reason := fmt.Sprintf("%s went without any result, and the target is %s for each", spent.In(in.Unit, in.Currency), g)
	switch {
	case in.open():
		return AtRisk, reason
	case in.immature():
		return Provisional, in.untilMature()
	}
	return Missed, reason
}

// tooFew says that the sample is too small for a verdict; "" when it is not.
func (in Input) tooFew() string {
	least := in.Guard.MinSample
	switch {
	case least == nil && !in.SampleOf:
		return ""
	case least == nil:
		least = defaultSample
	case least.Sign() == 0:
		return ""
	case in.N == nil:
		return fmt.Sprintf("min_sample asks for %s events, but this value counts none", plainNumber(least))
	}
	if in.N == nil || in.N.Cmp(least) >= 0 {
		return ""
	}
	return fmt.Sprintf("n = %s, and a verdict needs %s", plainNumber(in.N), plainNumber(least))
}

// late is how many days the data lag behind the last day that counts.
func (in Input) late() int {
	if in.FreshUntil == nil {
		return 0
	}
	return max(0, int(min(in.LastDay, in.Period.End)-*in.FreshUntil))
}

func (in Input) maxAge() int {
	if in.Guard.MaxAge != nil {
		return *in.Guard.MaxAge
	}
	return in.MaxAge
}

// lag tells that a closed period is judged on data that do not reach its end.
func (in Input) lag() string {
	if in.late() == 0 {
		return ""
	}
	return fmt.Sprintf("the data end on %s, %s before the period does", *in.FreshUntil, count(in.late(), "day"))
}

func (in Input) maturity() int {
	if in.Guard.Maturity != nil {
		return *in.Guard.Maturity
	}
	return in.Maturity
}

// mature is the last day on which the source may still change the figures.
func (in Input) mature() connector.Date {
	return min(in.LastDay, in.Period.End) + connector.Date(in.maturity())
}

// immature says whether the source may still change days that count.
func (in Input) immature() bool { return in.LastDay < in.mature() || in.calledProvisional() }

// calledProvisional says whether the source itself calls days that count so.
func (in Input) calledProvisional() bool {
	return in.ProvisionalFrom != nil && in.Guard.Maturity == nil && *in.ProvisionalFrom <= min(in.LastDay, in.Period.End)
}

func (in Input) untilMature() string {
	if in.LastDay < in.mature() {
		return fmt.Sprintf("the source may change the figures until %s", in.mature())
	}
	return fmt.Sprintf("the source calls its figures from %s on provisional", *in.ProvisionalFrom)
}

// flags are statements about the quality of the actual.
func (in Input) flags() []string {
	var flags []string
	if !in.Actual.IsKnown() {
		return nil
	}
	if in.immature() {
		flags = append(flags, "provisional")
	}
	if in.bounded() {
		flags = append(flags, "lower_bound")
	}
	if in.SampleOf && in.N != nil && in.N.Cmp(defaultSample) < 0 {
		flags = append(flags, "small_sample")
	}
	switch late := in.late(); {
	case late > in.maxAge():
		flags = append(flags, "stale")
	case late > 0 && !in.open():
		flags = append(flags, "partial")
	}
	return flags
}
