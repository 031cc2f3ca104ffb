package scan

import (
	"fmt"
	"regexp"
	"slices"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/plugins/file/number"
	"github.com/roictl/roictl/plugins/file/spec"
	"github.com/roictl/roictl/plugins/file/table"
)

// adopt takes over what a file says about all of its rows: the currency, the
// decimal sign, the time zone.
func (s *scan) adopt(t *table.Table, dating *dating) connector.Diagnostics {
	if s.TimeZone == "" && dating.column >= 0 && inUTC.MatchString(t.ColumnName(dating.column)) {
		s.TimeZone = "UTC"
	}
	point := s.spec.Point
	if p := s.spec.Preset; point == number.PointUnknown && p != nil && slices.ContainsFunc(p.PointColumns, func(name string) bool { return slices.Contains(t.Header, name) }) {
		point = number.PointDot
	}
	for _, n := range s.numbers {
		n.style.Point = point
	}
	if !s.money || len(s.spec.CurrencyColumns) > 0 {
		return nil
	}
	return s.adoptCurrency(t)
}

// inUTC is how LinkedIn says in the header that its days are those of UTC.
var inUTC = regexp.MustCompile(`(?i)\((in|en) utc\)`)

// adoptCurrency takes the currency from the header, and holds it against what was
// declared and what other files say.
func (s *scan) adoptCurrency(t *table.Table) connector.Diagnostics {
	found := ""
	for i, column := range s.columns {
		if code := t.Currencies[i]; column.Money && code != "" {
			found = code
		}
	}
	if found == "" && s.spec.Header() {
		found = onlyCurrency(t.Header)
	}
	at := &connector.Location{File: t.Name, Line: t.HeaderLine}
	switch {
	case found == "" && s.Currency == "":
		d := connector.NewError("FILE_CURRENCY_MISSING", "Money without a currency", fmt.Sprintf("Neither the block nor the header of %q says in which currency its money is.", t.Name))
		d.Hint, d.Location = `Add currency = "EUR" to the connector block.`, at
		return connector.Diagnostics{d}
	case found == "" || found == s.Currency:
		return nil
	case s.Currency == "":
		s.Currency = found
		return nil
	}
	d := connector.NewError("FILE_CURRENCY_CONFLICT", "Two currencies in one source", fmt.Sprintf("The header of %q says %s, but the money of this source is in %s. Two currencies are never added.", t.Name, found, s.Currency))
	d.Hint, d.Location = "Correct the declared currency, or declare one connector for the files of each currency.", at
	d.Path = connector.Path("currency")
	return connector.Diagnostics{d}
}

// onlyCurrency returns the currency that columns of a header name, when all that
// name one name the same.
func onlyCurrency(header []string) string {
	found := ""
	for _, name := range header {
		_, code := table.SplitCurrency(name)
		switch {
		case code == "" || code == found:
		case found != "":
			return ""
		default:
			found = code
		}
	}
	return found
}

// readMeasures reads what the row adds to each measure. It reports false, having
// noted why, when the row cannot be added.
func (s *scan) readMeasures(t *table.Table) bool {
	money, ok := s.rowCurrency(t)
	for _, m := range s.measures {
		m.active = len(m.where) == 0 || s.all(t, m.where)
		if m.active && !s.readMeasure(t, m, money) {
			ok = false
		}
	}
	return ok
}

// rowCurrency returns the currency of the row's money.
func (s *scan) rowCurrency(t *table.Table) (currencies, bool) {
	if s.currency == nil {
		return currencies{code: s.Currency}, true
	}
	code, ok := s.code(t, s.currency)
	if !ok {
		return currencies{}, false
	}
	text := s.currency.texts[code]
	if code != 0 && !s.known(code, text) {
		s.problems.add(fault{code: "FILE_CURRENCY_UNKNOWN", summary: "Unknown currency", detail: fmt.Sprintf("%q is not the ISO 4217 code of a currency.", table.Shorten([]byte(text))),
			hint: "Correct the cell, or name the column that holds the currency: currency = { column = … }.", path: connector.Path("currency")}, &s.wanted, t.Location(s.currency.column), s.row)
		return currencies{code: text}, false
	}
	return currencies{code: text}, true
}

// known says whether a text is a currency, asking once for each distinct text.
func (s *scan) known(code uint32, text string) bool {
	for int(code) >= len(s.currencyKnown) {
		s.currencyKnown = append(s.currencyKnown, unknown)
	}
	if s.currencyKnown[code] == unknown {
		s.currencyKnown[code] = no
		if spec.IsCurrency(text) {
			s.currencyKnown[code] = yes
		}
	}
	return s.currencyKnown[code] == yes
}

func (s *scan) readMeasure(t *table.Table, m *measure, money currencies) bool {
	switch {
	case m.number != nil:
		return s.readNumber(t, m, money)
	case m.text != nil:
		code, ok := s.code(t, m.text)
		m.value = connector.Int(int64(code))
		m.value.Null = code == 0 || !hasValue(t.Cell(m.text.column))
		return ok
	case m.present >= 0:
		m.value = connector.Decimal{Null: !hasValue(t.Cell(m.present))}
	default:
		m.value = connector.Int(1)
	}
	return true
}

// hasValue says whether a cell that is only counted says something.
func hasValue(cell []byte) bool {
	const longestNull = 12 // bytes; the words for "no value" are short
	return len(cell) > 0 && (len(cell) > longestNull || !number.IsNull(cell))
}

func (s *scan) readNumber(t *table.Table, m *measure, money currencies) bool {
	n := m.number
	value, wrong := n.read(s.row, t.Cell(n.column), t.Exact(n.column), money, &s.points)
	if wrong == nil && s.currency != nil && money.code == "" && !value.Null && n.measure.Unit == connector.UnitMoney {
		wrong = &fault{code: "FILE_CURRENCY_MISSING", summary: "Money without a currency", detail: "The row has an amount, but its currency is empty.",
			hint: "Correct the cell, or leave such rows out with exclude.", path: connector.Path("currency")}
	}
	if wrong != nil {
		s.problems.add(*wrong, &s.wanted, t.Location(n.column), s.row)
		return false
	}
	if s.points.fresh != number.PointUnknown {
		s.points.at(t.Location(n.column))
	}
	if n.above == 1 && n.aboveAt == nil {
		n.aboveAt = t.Location(n.column)
	}
	m.value = value
	return true
}
