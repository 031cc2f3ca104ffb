package scan

import (
	"errors"
	"fmt"
	"math/big"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/plugins/file/number"
	"github.com/roictl/roictl/plugins/file/spec"
)

// numberColumn reads the numbers of a column, each cell once however many
// measures want it.
type numberColumn struct {
	column  int
	measure spec.Measure // the first that wants it
	style   number.Style
	row     int64 // for which value is valid
	value   connector.Decimal

	above   int64 // percentages above 100 % that were written without a percent sign
	aboveAt *connector.Location
}

var one = big.NewRat(1, 1)

// read returns the number of the row's cell. Exact cells are numbers of the file
// format itself.
func (n *numberColumn) read(row int64, cell []byte, exact bool, money currencies, points *pointProof) (connector.Decimal, *fault) {
	if n.row == row {
		return n.value, nil
	}
	style := n.style
	if exact {
		style.Point = number.PointDot
	}
	if style.Round == nil && n.measure.Unit != connector.UnitPercent {
		if value, proof, ok := number.Plain(cell, style.Point); ok {
			if proof != number.PointUnknown {
				points.add(proof)
			}
			n.row, n.value = row, value
			return value, nil
		}
	}
	var read number.Number
	var err error
	if n.measure.Unit == connector.UnitDuration {
		read, err = number.ParseDuration(cell, style)
	} else {
		read, err = number.Parse(cell, style)
	}
	if err != nil {
		return connector.Decimal{}, n.malformed(err)
	}
	if read.Proof != number.PointUnknown {
		points.add(read.Proof)
	}
	if read.Percent || read.Currency != "" {
		if wrong := n.misplaced(read, money); wrong != nil {
			return connector.Decimal{}, wrong
		}
	}
	if n.measure.Unit == connector.UnitPercent && !read.Percent && !read.Value.Null && read.Value.Rat().Cmp(one) > 0 {
		n.above++
	}
	n.row, n.value = row, read.Value
	return read.Value, nil
}

// malformed says why a cell is no number.
func (n *numberColumn) malformed(err error) *fault {
	f := &fault{code: "FILE_NUMBER_FORMAT", summary: "Cell is not a number", path: n.measure.Path,
		detail: fmt.Sprintf("Measure %q needs a number in this cell: %v.", n.measure.Name, err),
		hint:   "Correct the cell, leave the row out with exclude, or skip such rows with on_bad_row = \"skip\"."}
	var why *number.Error
	if !errors.As(err, &why) {
		return f
	}
	switch why.Kind {
	case number.Ambiguous:
		f.code, f.summary = "FILE_NUMBER_AMBIGUOUS", "Number can be read in two ways"
		f.hint = `Declare the decimal sign of the file: decimal = "." or decimal = ",". It is never guessed.`
		f.path = connector.Path("decimal")
	case number.WrongPoint:
		f.code, f.summary = "FILE_NUMBER_DECIMAL", "Number has another decimal sign"
		f.hint = fmt.Sprintf("If the file is written so throughout, correct the declaration: decimal = %q.", string(rune(otherPoint(why.Point))))
		f.path = connector.Path("decimal")
	case number.TooFine:
		f.code, f.summary = "FILE_NUMBER_RANGE", "Number is too finely divided"
		f.hint = fmt.Sprintf("Declare how many digits matter: round = 6 in measure %q.", n.measure.Name)
	case number.TooLarge:
		f.code, f.summary = "FILE_NUMBER_RANGE", "Number is too large"
	case number.AmbiguousTime:
		f.code, f.summary = "FILE_TIME_AMBIGUOUS", "Time can be read in two ways"
		f.hint = "Export the time as h:mm:ss or in seconds."
	}
	return f
}

func otherPoint(p number.Point) number.Point {
	if p == number.PointComma {
		return number.PointDot
	}
	return number.PointComma
}

// misplaced says that a percent sign or a currency does not fit the measure.
func (n *numberColumn) misplaced(read number.Number, money currencies) *fault {
	switch unit := n.measure.Unit; {
	case read.Percent && unit != connector.UnitPercent && unit != connector.UnitRatio:
		return &fault{code: "FILE_NUMBER_UNIT", summary: "Percentage where none is expected", path: n.measure.Path,
			detail: fmt.Sprintf("The unit of measure %q is %s, but the cell is a percentage.", n.measure.Name, unit),
			hint:   "Check the column, or declare unit = \"percent\"."}
	case read.Currency != "" && unit == connector.UnitMoney && !money.allows(read.Currency):
		return &fault{code: "FILE_CURRENCY_CONFLICT", summary: "Amount is in another currency", path: connector.Path("currency"),
			detail: fmt.Sprintf("The money of this source is declared to be in %s, but the cell says %q.", money.code, read.Currency),
			hint:   "Two currencies are never added. Declare the right one, or name the column that holds it: currency = { column = \"Currency\" }."}
	}
	return nil
}

// pointProof remembers the first cell that proves each decimal sign, where none
// was declared: a file that proves both has been put together wrongly.
type pointProof struct {
	dot, comma *connector.Location
	fresh      number.Point // proved by the cell in hand for the first time
}

func (p *pointProof) add(point number.Point) {
	if point == number.PointDot && p.dot == nil || point == number.PointComma && p.comma == nil {
		p.fresh = point
	}
}

// at notes where the cell in hand stands, if it proves something new.
func (p *pointProof) at(location *connector.Location) {
	switch p.fresh {
	case number.PointDot:
		p.dot = location
	case number.PointComma:
		p.comma = location
	}
	p.fresh = number.PointUnknown
}

// evidence says what other cells tell about the decimal sign; empty when they
// tell nothing.
func (p *pointProof) evidence() string {
	switch {
	case p.dot != nil && p.comma == nil:
		return fmt.Sprintf(` Line %d of %q has %q, which can only be read with decimal = ".".`, p.dot.Line, p.dot.File, p.dot.Text)
	case p.comma != nil && p.dot == nil:
		return fmt.Sprintf(` Line %d of %q has %q, which can only be read with decimal = ",".`, p.comma.Line, p.comma.File, p.comma.Text)
	}
	return ""
}

// mixed says that some cells can only be read with a decimal point and others
// only with a comma.
func (p *pointProof) mixed() connector.Diagnostics {
	if p.dot == nil || p.comma == nil {
		return nil
	}
	d := connector.NewError("FILE_DECIMAL_MIXED", "Two decimal signs in one source",
		fmt.Sprintf("%q on line %d of %q has a decimal point, %q on line %d of %q a decimal comma. Numbers such as 1.234 would mean different things in different rows.",
			p.dot.Text, p.dot.Line, p.dot.File, p.comma.Text, p.comma.Line, p.comma.File))
	d.Hint = "Files of different origin need a connector block each, with its own decimal sign."
	d.Path, d.Location = connector.Path("decimal"), p.comma
	return connector.Diagnostics{d}
}

// currencies is the currency that the money of a row is in.
type currencies struct{ code string }

// signs are the codes that a sign may stand for. A dollar alone may be any of
// many, so that it contradicts nothing.
var signs = map[string][]string{
	"€": {"EUR"}, "£": {"GBP", "EGP", "FKP", "GIP", "LBP", "SDG", "SHP", "SSP", "SYP"}, "¥": {"JPY", "CNY"}, "￥": {"JPY", "CNY"},
	"₪": {"ILS"}, "₹": {"INR"}, "₽": {"RUB"}, "₺": {"TRY"}, "₴": {"UAH"}, "₩": {"KRW", "KPW"}, "₫": {"VND"}, "₱": {"PHP"},
	"฿": {"THB"}, "₦": {"NGN"}, "₲": {"PYG"}, "₡": {"CRC"}, "₾": {"GEL"}, "₸": {"KZT"}, "zł": {"PLN"}, "Kč": {"CZK"}, "Ft": {"HUF"},
	"R$": {"BRL"}, "US$": {"USD"}, "A$": {"AUD"}, "C$": {"CAD", "NIO"}, "CA$": {"CAD"}, "NZ$": {"NZD"}, "HK$": {"HKD"}, "S$": {"SGD"}, "NT$": {"TWD"},
}

// allows says whether a sign or code beside an amount agrees with the currency.
func (c currencies) allows(written string) bool {
	if c.code == "" || written == c.code {
		return true
	}
	if spec.IsCurrency(written) {
		return false
	}
	codes, known := signs[written]
	if !known {
		return true
	}
	for _, code := range codes {
		if code == c.code {
			return true
		}
	}
	return false
}
