package inspect

import (
	"fmt"
	"strings"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/plugins/file/dates"
	"github.com/roictl/roictl/plugins/file/number"
	"github.com/roictl/roictl/plugins/file/table"
)

// conclude puts together what the columns say about the whole file, and says
// aloud what is not clear.
func (f *Findings) conclude(columns []*column) {
	for i, c := range columns {
		role := f.Columns[i].Role
		if role != RoleMeasure && role != RoleUnclear {
			continue
		}
		f.concludeDecimal(c)
		if f.Columns[i].Unit == connector.UnitMoney {
			f.concludeCurrency(c)
		}
	}
	f.note(f.Date.Column == "" && f.Preset != "ga4_export", "No column holds dates in a form that is known, so that rows belong to no day.")
	if len(f.Date.Formats) > 1 {
		f.note(true, "The dates do not tell day and month apart: every one of them fits %s. Choose one.", strings.Join(f.Date.Formats, " and "))
	}
	f.note(f.Date.Covers != "" && f.Date.Covers != dates.Day, "Rows seem to stand for a %s each, from %s to %s.", f.Date.Covers, f.Date.First, f.Date.Last)
	f.note(f.Decimal.Mixed, "Some numbers have a decimal point and others a decimal comma; the file cannot be read as it is.")
	if a := f.Decimal.Ambiguous; a != nil && f.Decimal.Sign == "" && !f.Decimal.Mixed {
		f.note(true, "%q %s is one number with a decimal point and another with a decimal comma, and no other number tells which. Choose one.", a.Text, a.Where())
	}
	f.note(f.hasMoney() && f.Currency.Code == "" && f.Currency.Column == "", "The file does not say in which currency its money is.")
	f.note(f.TotalRows > 0, "%d row(s) look like totals and must not be added up.", f.TotalRows)
	f.note(f.Malformed > 0, "%d row(s) have not the form of the others.", f.Malformed)
	f.note(f.Rows == 0, "There is a header, but no row of data below it.")
}

func (f *Findings) note(when bool, format string, values ...any) {
	if when {
		f.Notes = append(f.Notes, fmt.Sprintf(format, values...))
	}
}

func (f *Findings) hasMoney() bool {
	for _, c := range f.Columns {
		if c.Role == RoleMeasure && c.Unit == connector.UnitMoney {
			return true
		}
	}
	return false
}

// concludeDecimal takes up what a column proves about the decimal sign.
func (f *Findings) concludeDecimal(c *column) {
	if c.ambiguous != nil && f.Decimal.Ambiguous == nil {
		f.Decimal.Ambiguous = c.ambiguous
	}
	for _, point := range []number.Point{number.PointDot, number.PointComma} {
		proof, proved := c.proofs[point]
		if !proved {
			continue
		}
		sign := string(rune(point))
		switch f.Decimal.Sign {
		case "":
			f.Decimal.Sign, f.Decimal.Proof = sign, proof
		case sign:
		default:
			f.Decimal.Mixed = true
		}
	}
}

// concludeCurrency takes up what a column says about the currency: its name, or
// the signs in its cells.
func (f *Findings) concludeCurrency(c *column) {
	if _, code := table.SplitCurrency(c.name); code != "" && f.Currency.Code == "" {
		f.Currency.Code = code
	}
	for mark := range c.marks {
		if len(c.marks) == 1 {
			f.Currency.Sign = mark
			if code := codeOf(mark); code != "" && f.Currency.Code == "" {
				f.Currency.Code = code
			}
		}
	}
}

// codeOf returns the currency that a sign certainly means; empty for one that
// several currencies use.
func codeOf(mark string) string {
	certain := map[string]string{"€": "EUR", "₪": "ILS", "₹": "INR", "₺": "TRY", "₽": "RUB", "zł": "PLN", "Kč": "CZK", "R$": "BRL", "US$": "USD"}
	if len(mark) == 3 && strings.ToUpper(mark) == mark && certain[mark] == "" {
		return mark
	}
	return certain[mark]
}
