package history

// The states of an observation.
const (
	stateNumber    = "number"
	stateRange     = "range"
	stateUndefined = "undefined"
	stateNoData    = "no_data"
)

// SameValue says whether two observations show the same figure: state, exact
// value, unit and currency. 1.50 is 1.5. The reason for having no value and the
// number of events do not count.
func (o Observation) SameValue(other Observation) bool {
	if o.State != other.State || o.Unit != other.Unit || o.Currency != other.Currency {
		return false
	}
	switch o.State {
	case stateNumber:
		return sameNumber(o.Low, other.Low)
	case stateRange:
		return sameNumber(o.Low, other.Low) && sameNumber(o.High, other.High)
	default:
		return true
	}
}

// hasValue says whether there is a number or a range.
func (o Observation) hasValue() bool { return o.State == stateNumber || o.State == stateRange }

// Text is the exact value as text: "42.10", "1..3.545" for a range, and the
// state where there is no value.
func (o Observation) Text() string {
	switch o.State {
	case stateNumber:
		return o.Low
	case stateRange:
		return o.Low + ".." + o.High
	default:
		return o.State
	}
}
