package spec

import (
	"slices"
	"time"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/plugins/file/cube"
	"github.com/roictl/roictl/plugins/file/dates"
	"github.com/roictl/roictl/plugins/file/number"
	"github.com/roictl/roictl/plugins/file/overlap"
	"github.com/roictl/roictl/plugins/file/preset"
	"github.com/roictl/roictl/plugins/file/table"
)

// Spec is what a block declares, with every default filled in.
type Spec struct {
	Globs    []string
	Preset   *preset.Preset // nil without one
	Layout   table.Layout
	Encoding string // "" means by its mark, else UTF-8

	Date     Date
	Point    number.Point
	Zone     *time.Location // in which instants are cut into days
	ZoneName string         // as declared; "" when it was not

	Currency          string   // of all money; "" when a column or the header says it
	CurrencyColumns   []string // of the column that says it; none when no column does
	CurrencyDimension string   // the dimension of that column

	Exclude     []Condition
	SkipBadRows bool
	Overlap     overlap.Mode // what to do with days that several files have rows of

	Dimensions []Dimension
	Measures   []Measure

	// Bare says that the block only says where the file is. It gives no report,
	// but a proposal can be made for it.
	Bare bool
}

// Date is where the day of a row stands.
type Date struct {
	Columns []preset.DateColumn // the first that a file has counts
	Formats []dates.Format
	// Declared says that the format was declared, by the user or by a preset.
	Declared bool
	Cover    dates.Cover // as declared; "" means what the column or the format says
	Path     []connector.PathStep
}

// rowDays is how many days a row covers, as far as the block says it. Where a
// preset knows several date columns, it is the file that says which of them it
// has: of an export that may be by day, week or month nothing is promised.
func (d Date) rowDays() int {
	byMore := func(c preset.DateColumn) bool { return len(c.Ends) > 0 || c.Cover != "" && c.Cover != dates.Day }
	if d.Cover == "" && len(d.Columns) > 1 && slices.ContainsFunc(d.Columns, byMore) {
		return connector.RowDaysVary
	}
	cover := d.Cover
	if cover == "" && len(d.Columns) == 1 {
		if len(d.Columns[0].Ends) > 0 {
			return connector.RowDaysVary
		}
		cover = d.Columns[0].Cover
	}
	if cover == "" && len(d.Columns) == 1 && len(d.Formats) == 1 {
		cover = d.Formats[0].Cover()
	}
	switch cover {
	case "", dates.Day:
		return 0
	case dates.Week:
		const week = 7
		return week
	case dates.Month:
		return connector.RowDaysMonth
	case dates.Quarter:
		return connector.RowDaysQuarter
	default:
		return connector.RowDaysYear
	}
}

// Dimension is a property of rows.
type Dimension struct {
	connector.Dimension
	Columns []string
	Path    []connector.PathStep
}

// Measure is a number of rows.
type Measure struct {
	connector.Measure
	Kind    cube.Kind
	Columns []string // none where rows are counted
	Where   []Condition
	Round   *uint8 // nil means exact
	// EmptyIsZero says that a cell without a value means that nothing happened.
	EmptyIsZero bool
	Path        []connector.PathStep
}

// Condition compares a column with values.
type Condition struct {
	Columns []string
	Values  []string // globs
	Path    []connector.PathStep
}

// Header says whether the currency of money stands in the header of its column.
func (s *Spec) Header() bool { return s.Currency == "" && len(s.CurrencyColumns) == 0 }

// Report is the cube that the block gives.
func (s *Spec) Report() connector.Report {
	r := connector.Report{
		Name:              ReportName,
		Title:             "Rows of the file",
		Description:       "The rows of all files of the block, as one table.",
		Currency:          s.Currency,
		CurrencyDimension: s.CurrencyDimension,
		TimeZone:          s.ZoneName,
		Grains:            []connector.Grain{connector.GrainTotal, connector.GrainDay},
		ScanCost:          true,
		RowDays:           s.Date.rowDays(),
	}
	if s.Preset != nil {
		r.Title, r.Description = s.Preset.Title, s.Preset.Description
	}
	for _, m := range s.Measures {
		r.Measures = append(r.Measures, m.Measure)
	}
	for _, d := range s.Dimensions {
		r.Dimensions = append(r.Dimensions, d.Dimension)
	}
	return r
}

// ReportName is the name of the one report of a file.
const ReportName = "rows"

// Measure finds a measure by its own name first and by its standard name then.
func (s *Spec) Measure(name string) (Measure, bool) {
	found, ok := s.Report().Measure(name)
	if !ok {
		return Measure{}, false
	}
	for _, m := range s.Measures {
		if m.Name == found.Name {
			return m, true
		}
	}
	return Measure{}, false
}

// Dimension finds a dimension by its own name first and by its standard name then.
func (s *Spec) Dimension(name string) (Dimension, bool) {
	found, ok := s.Report().Dimension(name)
	if !ok {
		return Dimension{}, false
	}
	for _, d := range s.Dimensions {
		if d.Name == found.Name {
			return d, true
		}
	}
	return Dimension{}, false
}

// operators are the filters that a file connector applies itself: all.
var operators = []connector.Operator{connector.OperatorIn, connector.OperatorNotIn, connector.OperatorMatch, connector.OperatorNotMatch}
