package inspect

import (
	"fmt"
	"slices"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/plugins/file/cube"
	"github.com/roictl/roictl/plugins/file/table"
)

// fewValues is up to how many different whole numbers a column of unknown name
// is taken for a property (an age group, an interest), not for an amount.
const fewValues = 60

// classify decides what the columns are for.
func (f *Findings) classify(columns []*column) {
	f.findDate(columns)
	labels := make(map[string]bool)
	for _, c := range columns {
		found := Column{Name: c.name, Distinct: len(c.distinct), Many: c.many, Empty: c.empty, Samples: c.samples}
		f.decide(c, &found)
		found.Label = uniqueLabel(found, labels)
		f.Columns = append(f.Columns, found)
	}
}

// uniqueLabel returns the standard name where the column seems to be that, else
// a name made from the column's.
func uniqueLabel(c Column, taken map[string]bool) string {
	name := label(c.Name)
	if c.Standard != "" && !taken[c.Standard] && (c.Role == RoleMeasure || c.Role == RoleDimension) {
		name = c.Standard
	}
	if name == "date" && c.Role == RoleDimension {
		name = "date_text"
	}
	for unique, n := name, 2; ; n++ {
		if !taken[unique] {
			taken[unique] = true
			return unique
		}
		unique = fmt.Sprintf("%s_%d", name, n)
	}
}

// findDate chooses the column of the day: one whose name says so before others.
func (f *Findings) findDate(columns []*column) {
	best, bestScore := -1, 0
	for i, c := range columns {
		formats := c.formats()
		if len(formats) == 0 {
			continue
		}
		name := words(c.name)
		score := 1
		if has(name, dateWords) {
			score = 3
		} else if c.numeric() {
			continue // 20260531 or 1780266600 may be anything
		}
		if has(name, endWords) {
			score = 1
		}
		if score > bestScore {
			best, bestScore = i, score
		}
	}
	if best < 0 {
		return
	}
	c := columns[best]
	f.Date.Column, f.Date.Formats = c.name, c.formats()
	for i, other := range columns {
		if i != best && slices.Equal(other.formats(), f.Date.Formats) && has(words(other.name), endWords) {
			f.Date.End = other.name
		}
	}
}

func (f *Findings) decide(c *column, found *Column) {
	name := words(c.name)
	known, isKnown := meanings()[table.Fold(bareName(c.name))]
	switch {
	case c.name == f.Date.Column:
		found.Role, found.Reason = RoleDate, "every value is a date"
	case f.Date.End != "" && c.name == f.Date.End:
		found.Role, found.Reason = RoleEnd, "last day of the period of a row"
	case c.rows == 0:
		found.Role, found.Reason = RoleLeftOut, "empty"
	case c.emails > 0:
		found.Role, found.Reason, found.Samples = RoleLeftOut, "e-mail addresses are personal data", nil
	case c.currencies == c.rows && !c.many:
		found.Role, found.Reason = RoleCurrency, "every value is the code of a currency"
		f.Currency.Column = c.name
	case len(c.formats()) > 0 && !c.numeric():
		found.Role, found.Reason = RoleLeftOut, "another date"
	case isKnown && (c.numeric() || c.timed()):
		found.Role, found.Reason, found.Unit, found.Aggregation, found.Standard = RoleMeasure, "by its name", known.unit, known.kind, known.standard
	case c.timed():
		found.Role, found.Reason, found.Unit, found.Aggregation = RoleMeasure, "lengths of time", connector.UnitDuration, cube.Sum
	case c.numeric() && !has(name, idWords):
		f.decideNumber(c, name, found)
	default:
		f.decideText(c, found)
	}
}

func bareName(name string) string {
	bare, _ := table.SplitCurrency(name)
	return bare
}

// decideNumber decides about numbers whose name is no known measure's.
func (f *Findings) decideNumber(c *column, name []string, found *Column) {
	_, code := table.SplitCurrency(c.name)
	switch {
	case c.percents > 0 || has(name, ratioWords):
		found.Role, found.Reason = RoleLeftOut, "a ratio or score, which cannot be added up: divide the sums of its two parts in a metric"
	case code != "" || len(c.marks) > 0:
		found.Role, found.Reason, found.Unit, found.Aggregation = RoleMeasure, "amounts with a currency", connector.UnitMoney, cube.Sum
	case unitOf(name) != "":
		found.Role, found.Reason, found.Unit, found.Aggregation = RoleMeasure, "by its name", unitOf(name), cube.Sum
	case c.whole() && c.negatives == 0 && len(c.distinct) <= fewValues && !c.many && c.rows > 2*int64(len(c.distinct)):
		found.Role, found.Reason = RoleDimension, "numbers, but only few different ones: taken for a property"
	case c.whole() && c.negatives == 0:
		found.Role, found.Reason, found.Unit, found.Aggregation = RoleMeasure, "whole numbers: taken for a count", connector.UnitCount, cube.Sum
	default:
		found.Role, found.Reason = RoleUnclear, "numbers, but the file does not say of what"
	}
}

// decideText decides about texts and identifiers.
func (f *Findings) decideText(c *column, found *Column) {
	found.Standard = dimensionNames()[table.Fold(c.name)]
	switch {
	case found.Standard != "":
		found.Role, found.Reason = RoleDimension, "by its name"
	case c.many || len(c.distinct) > 200 && int64(len(c.distinct))*2 > c.rows:
		found.Role, found.Reason = RoleLeftOut, "nearly every row has another value; to count them, use aggregation = \"count_distinct\""
	default:
		found.Role, found.Reason = RoleDimension, "texts"
	}
}
