package number

import "github.com/roictl/roictl/connector"

// Point is the sign between the whole and the fraction.
type Point byte

// The decimal signs. With PointUnknown only texts that read the same under both
// conventions, or under one of them only, are numbers.
const (
	PointUnknown Point = 0
	PointDot     Point = '.'
	PointComma   Point = ','
)

// other returns the decimal sign of the other convention.
func (p Point) other() Point {
	if p == PointDot {
		return PointComma
	}
	return PointDot
}

// Style is what is declared about the numbers of a column.
type Style struct {
	Point Point
	// Round, when not nil, rounds every number half away from zero to so many
	// digits behind the decimal sign, 0 to connector.MaxScale. It is for exports
	// that carry the noise of binary fractions, such as 413173.98404999997.
	Round *uint8
}

// Number is what a cell says.
type Number struct {
	Value connector.Decimal // null when the cell holds no value
	// Percent says that the number stood beside a percent sign; Value is then
	// the fraction (12.5 % is 0.125).
	Percent bool
	// Currency is the currency sign or code beside the number, as written;
	// empty when there is none.
	Currency string
	// Proof is the decimal sign that this text alone proves, when none was
	// declared: 12.50 can only be read with a point. It is PointUnknown for
	// texts that read the same either way.
	Proof Point
}

// Parse reads the text of a cell. Empty cells, dashes and words such as n/a are
// null, which is not zero. Errors are of type [*Error].
func Parse(text []byte, style Style) (Number, error) {
	if style.Round == nil {
		if value, proof, ok := Plain(text, style.Point); ok {
			return Number{Value: value, Proof: proof}, nil
		}
	}
	parts, err := split(text)
	if err != nil {
		return Number{}, err
	}
	if parts.null {
		return Number{Value: connector.NullDecimal}, nil
	}
	return parts.number(style)
}

// number reads the digits between the signs under the declared convention.
func (p parts) number(style Style) (Number, error) {
	found := Number{Percent: p.percent, Currency: p.currency}
	read, err := p.read(style.Point)
	if err != nil {
		return Number{}, err
	}
	if style.Point == PointUnknown {
		found.Proof = read.proof
	}
	if p.percent {
		read.exponent -= 2
	}
	found.Value, err = read.decimal(p.negative, style.Round, p.text)
	if err != nil {
		return Number{}, err
	}
	return found, nil
}

// read finds the digits, the fraction and the exponent. Without a declared
// decimal sign it reads the text both ways and refuses to choose.
func (p parts) read(point Point) (digits, error) {
	if point != PointUnknown {
		read, ok := p.readWith(point)
		if ok {
			return read, nil
		}
		if _, ok := p.readWith(point.other()); ok {
			return digits{}, &Error{Kind: WrongPoint, Text: p.text, Point: point}
		}
		return digits{}, &Error{Kind: Malformed, Text: p.text}
	}
	dot, isDot := p.readWith(PointDot)
	comma, isComma := p.readWith(PointComma)
	switch {
	case isDot && isComma:
		if !dot.equal(comma) {
			return digits{}, &Error{Kind: Ambiguous, Text: p.text}
		}
		return dot, nil
	case isDot:
		dot.proof = PointDot
		return dot, nil
	case isComma:
		comma.proof = PointComma
		return comma, nil
	}
	return digits{}, &Error{Kind: Malformed, Text: p.text}
}
