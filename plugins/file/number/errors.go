package number

import "fmt"

// Kind says why a text is not a number.
type Kind uint8

// The kinds of errors.
const (
	// Malformed is no number under any convention.
	Malformed Kind = iota + 1
	// Ambiguous is one number with a decimal point and another with a decimal
	// comma, and none was declared.
	Ambiguous
	// WrongPoint is a number only with the decimal sign that was not declared.
	WrongPoint
	// TooLarge does not fit 18 digits.
	TooLarge
	// TooFine has digits behind the decimal sign that cannot be kept exactly.
	TooFine
	// AmbiguousTime is a time with one colon: hours and minutes, or minutes and
	// seconds.
	AmbiguousTime
)

// Error says why a text is not a number.
type Error struct {
	Kind  Kind
	Text  string // as it stands in the cell; untrusted
	Point Point  // what was declared, for WrongPoint
}

// Error says it in one clause, without the text, which callers show themselves.
func (e *Error) Error() string {
	switch e.Kind {
	case Ambiguous:
		return "it is one number with a decimal point and another with a decimal comma"
	case WrongPoint:
		return fmt.Sprintf("its decimal sign is %q, not %q", string(rune(e.Point.other())), string(rune(e.Point)))
	case TooLarge:
		return "it has more than 18 digits before the decimal sign"
	case TooFine:
		return "it has more digits than can be kept exactly (18)"
	case AmbiguousTime:
		return "a time with one colon may mean hours and minutes or minutes and seconds"
	default:
		return "it is not a number"
	}
}
