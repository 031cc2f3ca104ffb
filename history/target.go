package history

import "math/big"

// DeclaredTarget is a target as a declaration's summary holds it under the key
// "target". Amounts are exact decimals or fractions; percentages are fractions
// ("0.2" is 20 %), percentage points are as written ("2" is 2 points).
type DeclaredTarget struct {
	Kind     string `json:"kind"`               // at_least, at_most, between, equals, grow, reduce, increase_by, decrease_by, points
	Declared string `json:"declared,omitempty"` // as written
	Value    string `json:"value,omitempty"`    // of every kind but between
	Low      string `json:"low,omitempty"`      // of between, and of equals with its tolerance
	High     string `json:"high,omitempty"`     // of between, and of equals with its tolerance
	Currency string `json:"currency,omitempty"` // of an amount of money written with one
	Versus   string `json:"versus,omitempty"`   // the baseline, with the period it names
}

// region is the set of results that meet a target: a closed interval on a scale
// of its own. On one scale a smaller region is the tighter target, whatever the
// kinds of the two.
type region struct {
	scale     string
	low, high *big.Rat // nil is unbounded
}

// region returns what meets the declared target, measured without its
// baseline: of grow and reduce by the relative change from it, of increase_by
// and decrease_by by the difference, of points by the points. It is false for a
// target that is not understood, such as one whose amount is not known yet.
// Baselines are taken to be positive.
func (t DeclaredTarget) region() (region, bool) {
	switch t.Kind {
	case "grow":
		return from("relative to "+t.Versus, t.Value)
	case "reduce":
		return upToMinus("relative to "+t.Versus, t.Value)
	case "increase_by":
		return from(t.Currency+" above "+t.Versus, t.Value)
	case "decrease_by":
		return upToMinus(t.Currency+" above "+t.Versus, t.Value)
	case "points":
		return points("points above "+t.Versus, t.Value, t.Value)
	default:
		return absolute(t.Kind, t.Currency, t.Value, t.Low, t.High)
	}
}

// region returns what meets the target in force, its baseline resolved.
func (t Target) region() (region, bool) {
	switch t.Kind {
	case "grow", "increase_by":
		return from("", t.Value)
	case "reduce", "decrease_by":
		return upTo("", t.Value)
	case "points":
		return points("", t.Declared, t.Value)
	default:
		return absolute(t.Kind, "", t.Value, t.Low, t.High)
	}
}

func absolute(kind, scale, value, low, high string) (region, bool) {
	switch kind {
	case "at_least":
		return from(scale, value)
	case "at_most":
		return upTo(scale, value)
	case "equals":
		if low == "" && high == "" {
			low, high = value, value
		}
		return closed(scale, low, high)
	case "between":
		return closed(scale, low, high)
	default:
		return region{}, false
	}
}

// points are at least so many above the baseline, or, when they are negative,
// at most so many below it: the sign of what was declared decides, value is
// where the edge is.
func points(scale, declared, value string) (region, bool) {
	if len(declared) > 0 && declared[0] == '-' {
		return upTo(scale, value)
	}
	return from(scale, value)
}

func from(scale, value string) (region, bool) {
	edge, ok := parseExact(value)
	return region{scale: scale, low: edge}, ok
}

func upTo(scale, value string) (region, bool) {
	edge, ok := parseExact(value)
	return region{scale: scale, high: edge}, ok
}

func upToMinus(scale, value string) (region, bool) {
	edge, ok := parseExact(value)
	if !ok {
		return region{}, false
	}
	return region{scale: scale, high: edge.Neg(edge)}, true
}

func closed(scale, low, high string) (region, bool) {
	lowest, okLow := parseExact(low)
	highest, okHigh := parseExact(high)
	return region{scale: scale, low: lowest, high: highest}, okLow && okHigh
}

// contains says whether everything that meets the other also meets this one.
func (r region) contains(other region) bool {
	lowOK := r.low == nil || other.low != nil && r.low.Cmp(other.low) <= 0
	highOK := r.high == nil || other.high != nil && r.high.Cmp(other.high) >= 0
	return lowOK && highOK
}

// regional is a target in either form.
type regional interface{ region() (region, bool) }

// direction judges a moved target. Having none at all is the loosest there is.
func direction(before, after regional, hadOne, hasOne bool) Direction {
	switch {
	case hadOne && !hasOne:
		return Loosened
	case !hadOne && hasOne:
		return Tightened
	}
	old, okOld := before.region()
	now, okNow := after.region()
	if !okOld || !okNow || old.scale != now.scale {
		return ""
	}
	wider, narrower := now.contains(old), old.contains(now)
	switch {
	case wider && !narrower:
		return Loosened
	case narrower && !wider:
		return Tightened
	default:
		return "" // the same, or a region that only overlaps the old one
	}
}
