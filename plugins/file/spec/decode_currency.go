package spec

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"golang.org/x/text/currency"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/plugins/file/table"
)

// currency decides where the currency of money stands: declared, in a column, or
// in the header.
func (d *decoder) currency() {
	path := connector.Path("currency")
	switch {
	case !isAbsent(d.block.Currency):
		d.declaredCurrency(path)
	case d.spec.Preset != nil && len(d.spec.Preset.Currency) > 0:
		d.currencyColumn(d.spec.Preset.Currency, connector.Path("preset"))
	default:
		d.headerCurrency()
	}
}

func (d *decoder) declaredCurrency(path []connector.PathStep) {
	var code string
	if json.Unmarshal(d.block.Currency, &code) == nil {
		d.spec.Currency = d.code(code, path)
		return
	}
	var declared struct {
		Column string `json:"column"`
	}
	if !d.object("currency", d.block.Currency, []string{"column"}, path) || json.Unmarshal(d.block.Currency, &declared) != nil || declared.Column == "" {
		d.invalidObject("currency", `currency = "EUR" or currency = { column = "Currency" }`, path)
		return
	}
	d.currencyColumn([]string{declared.Column}, connector.Path("currency", "column"))
}

// code checks the code of a currency.
func (d *decoder) code(code string, path []connector.PathStep) string {
	if IsCurrency(code) {
		return code
	}
	hint := `Write its ISO 4217 code, such as "EUR" or "USD".`
	if upper := strings.ToUpper(code); IsCurrency(upper) {
		hint = fmt.Sprintf("Did you mean %q?", upper)
	}
	d.fail("FILE_CURRENCY_UNKNOWN", "Unknown currency", fmt.Sprintf("%q is not the code of a currency.", code), hint, path)
	return ""
}

// IsCurrency says whether a text is the ISO 4217 code of a currency, in capitals.
func IsCurrency(code string) bool {
	if len(code) != 3 || strings.ToUpper(code) != code {
		return false
	}
	unit, err := currency.ParseISO(code)
	return err == nil && unit != currency.XXX
}

// currencyColumn makes the column a dimension, so that rows of different
// currencies are never added.
func (d *decoder) currencyColumn(columns []string, path []connector.PathStep) {
	const name = "currency"
	d.spec.CurrencyColumns, d.spec.CurrencyDimension = columns, name
	for _, dim := range d.spec.Dimensions {
		if slices.ContainsFunc(dim.Columns, func(column string) bool { return sameColumn(column, columns[0]) }) {
			d.spec.CurrencyDimension = dim.Name
			return
		}
		if dim.Name == name {
			d.fail("FILE_CONFIG", "Name is taken", fmt.Sprintf("The dimension %q is another column than the one that holds the currency.", name), "Rename the dimension.", connector.Path("dimension", name))
			return
		}
	}
	d.spec.Dimensions = append(d.spec.Dimensions, Dimension{
		Dimension: connector.Dimension{Name: name, Standard: name, Title: columns[0], Description: "ISO 4217 code of the row's money", Operators: operators},
		Columns:   columns,
		Path:      path,
	})
}

// headerCurrency takes the currency from the names of the user's own columns, as
// in "Amount spent (EUR)". That of a preset is known only when a file is read.
func (d *decoder) headerCurrency() {
	from := ""
	for _, m := range d.spec.Measures {
		if m.Unit != connector.UnitMoney || len(m.Columns) == 0 || d.fromPreset(m) {
			continue
		}
		_, code := table.SplitCurrency(m.Columns[0])
		switch {
		case code == "" && d.spec.Preset == nil:
			d.fail("FILE_CURRENCY_MISSING", "Money without a currency", fmt.Sprintf("Measure %q is money, but nothing says in which currency.", m.Name),
				`Add currency = "EUR" to the connector block, or currency = { column = "Currency" } where rows differ.`, m.Path[:2])
		case code != "" && d.spec.Currency != "" && code != d.spec.Currency:
			d.fail("FILE_CURRENCY_CONFLICT", "Two currencies in one source", fmt.Sprintf("The columns %q and %q are in different currencies, which are never added.", from, m.Columns[0]),
				"Declare one connector for each currency; they may read the same file.", m.Path)
		case code != "":
			d.spec.Currency, from = code, m.Columns[0]
		}
	}
}

// fromPreset says whether a measure is the preset's own.
func (d *decoder) fromPreset(m Measure) bool { return m.Path[0].Name == "preset" }
