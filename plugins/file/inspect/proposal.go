package inspect

import (
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2/hclwrite"
	"github.com/zclconf/go-cty/cty"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/plugins/file/cube"
	"github.com/roictl/roictl/plugins/file/dates"
	"github.com/roictl/roictl/plugins/file/preset"
	"github.com/roictl/roictl/plugins/file/table"
)

// proposal writes a block, line by line.
type proposal struct {
	*Findings
	preset *preset.Preset
	text   strings.Builder
}

// propose writes the block that would read the file. What the file leaves open
// stands there as comments, one for each reading.
func propose(f *Findings, p *preset.Preset, options Options) string {
	b := &proposal{Findings: f, preset: p}
	b.line("connector \"file\" %s {", quote(options.Label))
	b.line("path = %s", quote(options.Path))
	if p != nil {
		b.line("preset = %s", quote(p.Name))
	}
	b.date()
	b.decimal()
	b.currency()
	if !strings.HasPrefix(f.Encoding, "utf-") {
		b.line("encoding = %s", quote(f.Encoding))
	}
	if len(f.Totals) > 0 && p == nil && len(f.Columns) > 0 {
		b.line("exclude = { %s = %s } # %s", quote(f.Columns[0].Name), quote("Total*"), comment(f.Totals[0].Text))
	}
	b.columns()
	b.line("}")
	return string(hclwrite.Format([]byte(b.text.String())))
}

func (b *proposal) line(format string, values ...any) {
	fmt.Fprintf(&b.text, format+"\n", values...)
}

// quote writes a text from the file as an HCL string.
func quote(text string) string {
	return strings.TrimSpace(string(hclwrite.TokensForValue(cty.StringVal(text)).Bytes()))
}

// comment makes a text from the file fit for a comment: one line, no control
// characters.
func comment(text string) string {
	return strings.Trim(fmt.Sprintf("%q", table.Shorten([]byte(text))), `"`)
}

func (b *proposal) date() {
	d := b.Date
	switch {
	case d.Column == "":
		if b.preset == nil {
			b.line("# date = { column = \"…\", format = \"YYYY-MM-DD\" } # no column with dates was found: name it")
		}
		return
	case b.preset != nil && b.presetReads(d.Formats):
		return
	}
	ambiguous := len(d.Formats) > 1
	if ambiguous {
		b.line("# Every date fits these formats, which mean different days. Keep the right one.")
	}
	for _, format := range d.Formats {
		members := "column = " + quote(d.Column)
		if !needsNoFormat(format) {
			members += ", format = " + quote(format)
		}
		if d.End != "" {
			members += ", end = " + quote(d.End)
		}
		value := "{ " + members + " }"
		if members == "column = "+quote(d.Column) {
			value = quote(d.Column)
		}
		if ambiguous {
			value = "# date = " + value
		} else {
			value = "date = " + value
		}
		b.line("%s", value)
	}
	if d.Covers != dates.Day && d.Covers != "" && d.End == "" && dates.MustCompile(d.Formats[0]).Cover() == dates.Day {
		b.line("covers = %s", quote(string(d.Covers)))
	}
}

// needsNoFormat says whether dates in the format are read without declaring it.
func needsNoFormat(format string) bool {
	return slices.ContainsFunc(dates.ISO(), func(f dates.Format) bool { return f.String() == format })
}

// presetReads says whether the preset reads the dates without being told.
func (b *proposal) presetReads(formats []string) bool {
	for _, known := range b.preset.Formats {
		for _, format := range formats {
			if known == format || format == "MM/DD/YYYY" && known == "M/D/YYYY" {
				return true
			}
		}
	}
	return false
}

func (b *proposal) decimal() {
	d := b.Decimal
	switch {
	case d.Mixed:
		b.line("# decimal: some numbers have a decimal point, others a comma (%s %s)", comment(d.Proof.Text), d.Proof.Where())
	case d.Sign != "":
		b.line("decimal = %s # as in %s %s", quote(d.Sign), comment(d.Proof.Text), d.Proof.Where())
	case d.Ambiguous != nil && !(b.preset != nil && len(b.preset.PointColumns) > 0):
		b.line("# %s %s can be read in two ways. Keep the right sign.", comment(d.Ambiguous.Text), d.Ambiguous.Where())
		b.line("# decimal = \".\"")
		b.line("# decimal = \",\"")
	}
}

func (b *proposal) currency() {
	c := b.Currency
	switch {
	case c.Column != "" && b.preset != nil && len(b.preset.Currency) > 0:
	case c.Column != "":
		b.line("currency = { column = %s }", quote(c.Column))
	case c.Code != "" && b.preset != nil && len(b.preset.Currency) == 0:
	case c.Code != "":
		b.line("currency = %s", quote(c.Code))
	case b.hasMoney() && c.Sign != "":
		b.line("# currency = \"…\" # the file has the sign %s, which may be any of several: write the code", comment(c.Sign))
	case b.hasMoney():
		b.line("# currency = \"…\" # the file does not say: write the code, such as EUR")
	}
}

// columns writes the blocks of dimensions and measures.
func (b *proposal) columns() {
	if b.preset != nil {
		b.line("")
		b.line("# The preset %s knows the columns. Add further ones as dimension and measure blocks.", b.preset.Name)
		return
	}
	for _, role := range []Role{RoleDimension, RoleMeasure, RoleUnclear, RoleLeftOut} {
		first := true
		for _, c := range b.Columns {
			if c.Role != role {
				continue
			}
			if first {
				b.line("")
				first = false
			}
			b.column(c)
		}
	}
	if !b.hasMeasure() {
		b.line("")
		b.line("measure \"rows\" { aggregation = \"count\" } # no column is certain to hold numbers: the rows are counted")
	}
}

func (b *proposal) hasMeasure() bool {
	for _, c := range b.Columns {
		if c.Role == RoleMeasure {
			return true
		}
	}
	return false
}

func (b *proposal) column(c Column) {
	switch c.Role {
	case RoleDimension:
		b.line("dimension %s { column = %s }%s", quote(c.Label), quote(c.Name), because(c))
	case RoleMeasure:
		b.line("measure %s {", quote(c.Label))
		b.line("column = %s", quote(c.Name))
		b.line("unit = %s%s", quote(string(c.Unit)), because(c))
		if c.Aggregation != cube.Sum {
			b.line("aggregation = %s", quote(string(c.Aggregation)))
		}
		b.line("}")
	case RoleUnclear:
		b.line("# measure %s { # %s: %s", quote(c.Label), c.Reason, comment(strings.Join(c.Samples, ", ")))
		b.line("#   column = %s", quote(c.Name))
		b.line("#   unit   = \"…\" # %s, %s or %s?", connector.UnitCount, connector.UnitMoney, connector.UnitDuration)
		b.line("# }")
	case RoleLeftOut:
		b.line("# %s: %s", comment(c.Name), c.Reason)
	}
}

// because says why, where that is not plain.
func because(c Column) string {
	if c.Reason == "by its name" || c.Reason == "texts" {
		return ""
	}
	return " # " + c.Reason
}
