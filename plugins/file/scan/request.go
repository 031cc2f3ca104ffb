package scan

import (
	"fmt"
	"slices"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/plugins/file/cube"
	"github.com/roictl/roictl/plugins/file/number"
	"github.com/roictl/roictl/plugins/file/spec"
	"github.com/roictl/roictl/plugins/file/table"
)

// request is a query, compiled: which columns of the files it needs, and what is
// done with their cells.
type request struct {
	spec  *spec.Spec
	query connector.Query

	columns    []table.Column
	dates      []dateColumns
	texts      []*textColumn
	dimensions []*textColumn
	exclude    []*test
	entities   []int      // columns of which a row that is no total has at least one
	identity   []identity // by what rows of a day are told apart, where that is asked
	filter     [][]*test  // any clause, of which all tests
	numbers    []*numberColumn
	measures   []*measure
	currency   *textColumn // of the row's money; nil when it is the same everywhere
	money      bool        // the query asks for money
}

// dateColumns are where one way to date a row stands in the table.
type dateColumns struct {
	start, end int // end is -1 where there is none
	index      int // in spec.Date.Columns
}

// measure is one measure of the query, with its cells.
type measure struct {
	spec    spec.Measure
	cells   cube.Accumulator
	where   []*test
	number  *numberColumn // of which it combines the numbers; nil for those that count
	text    *textColumn   // of which it counts the distinct texts
	present int           // column of which it counts the cells with a text; -1 for none

	active bool // the current row counts for it
	value  connector.Decimal
	empty  emptyCells
}

// compile turns a query into a request. What cannot be asked is told.
func compile(s *spec.Spec, query connector.Query) (*request, connector.Diagnostics) {
	r := &request{spec: s, query: query}
	var diags connector.Diagnostics
	if query.Report != spec.ReportName && query.Report != "" {
		diags = append(diags, invalid(fmt.Sprintf("A file has no report %q; its only one is %q.", query.Report, spec.ReportName)))
	}
	r.addDates()
	for _, name := range query.Dimensions {
		if text := r.dimension(name, &diags); text != nil {
			r.dimensions = append(r.dimensions, text)
		}
	}
	for _, name := range query.Measures {
		r.addMeasure(name, &diags)
	}
	for _, clause := range query.Filter {
		var tests []*test
		for _, condition := range clause {
			text := r.dimension(condition.Dimension, &diags)
			if text == nil {
				continue
			}
			t, err := conditionTest(text, condition)
			if err != nil {
				diags = append(diags, invalid(fmt.Sprintf("The filter on %q cannot be applied: %v.", condition.Dimension, err)))
				continue
			}
			tests = append(tests, t)
		}
		r.filter = append(r.filter, tests)
	}
	r.exclude = r.conditions(s.Exclude, &diags)
	if r.money && len(s.CurrencyColumns) > 0 {
		r.currency = r.textOf(r.column(table.Column{Names: s.CurrencyColumns, Path: connector.Path("currency")}))
	}
	r.addEntities()
	return r, diags
}

func invalid(detail string) connector.Diagnostic {
	return connector.NewError(connector.CodeQuery, "Invalid query", detail)
}

// column returns the place of a column among those that are needed, and adds it
// when it is new.
func (r *request) column(column table.Column) int {
	for i := range r.columns {
		if slices.Equal(r.columns[i].Names, column.Names) {
			r.columns[i].Optional = r.columns[i].Optional && column.Optional
			r.columns[i].Money = r.columns[i].Money || column.Money
			return i
		}
	}
	r.columns = append(r.columns, column)
	return len(r.columns) - 1
}

// textOf returns the coded texts of a column.
func (r *request) textOf(column int) *textColumn {
	for _, text := range r.texts {
		if text.column == column {
			return text
		}
	}
	text := newTextColumn(column)
	r.texts = append(r.texts, text)
	return text
}

// addDates needs the columns of the day. Where there are several ways, each file
// may have another, so that none of them is required.
func (r *request) addDates() {
	d := r.spec.Date
	optional := len(d.Columns) > 1 || r.spec.Preset != nil && r.spec.Preset.PreambleDates
	for i, column := range d.Columns {
		at := dateColumns{end: -1, index: i}
		at.start = r.column(table.Column{Names: column.Names, Optional: optional, Path: d.Path})
		if len(column.Ends) > 0 {
			at.end = r.column(table.Column{Names: column.Ends, Optional: optional, Path: d.Path})
		}
		r.dates = append(r.dates, at)
	}
}

func (r *request) dimension(name string, diags *connector.Diagnostics) *textColumn {
	d, ok := r.spec.Dimension(name)
	if !ok {
		detail := fmt.Sprintf("The file has no dimension %q.", name)
		if near := r.spec.Report().SuggestDimension(name); near != "" {
			detail += fmt.Sprintf(" Did you mean %q?", near)
		}
		*diags = append(*diags, invalid(detail))
		return nil
	}
	return r.textOf(r.column(table.Column{Names: d.Columns, Path: d.Path}))
}

func (r *request) conditions(conditions []spec.Condition, diags *connector.Diagnostics) []*test {
	var tests []*test
	for _, condition := range conditions {
		t, err := valuesTest(r.textOf(r.column(table.Column{Names: condition.Columns, Path: condition.Path})), condition.Values)
		if err != nil {
			*diags = append(*diags, invalid(err.Error()))
			continue
		}
		tests = append(tests, t)
	}
	return tests
}

func (r *request) addMeasure(name string, diags *connector.Diagnostics) {
	declared, ok := r.spec.Measure(name)
	if !ok {
		detail := fmt.Sprintf("The file has no measure %q.", name)
		if near := r.spec.Report().SuggestMeasure(name); near != "" {
			detail += fmt.Sprintf(" Did you mean %q?", near)
		}
		*diags = append(*diags, invalid(detail))
		return
	}
	m := &measure{spec: declared, cells: declared.Kind.New(), present: -1, where: r.conditions(declared.Where, diags)}
	if len(declared.Columns) > 0 {
		money := declared.Unit == connector.UnitMoney
		column := r.column(table.Column{Names: declared.Columns, Money: money, Path: declared.Path})
		switch declared.Kind {
		case cube.Count:
			m.present = column
		case cube.Distinct:
			m.text = r.textOf(column)
		default:
			m.number = r.numberOf(column, declared)
			r.money = r.money || money
		}
	}
	r.measures = append(r.measures, m)
}

// numberOf returns the numbers of a column in the style of a measure.
func (r *request) numberOf(column int, m spec.Measure) *numberColumn {
	for _, n := range r.numbers {
		if n.column == column && n.measure.Unit == m.Unit && sameRounding(n.measure.Round, m.Round) {
			return n
		}
	}
	n := &numberColumn{column: column, measure: m, style: number.Style{Point: r.spec.Point, Round: m.Round}, row: -1}
	r.numbers = append(r.numbers, n)
	return n
}

func sameRounding(a, b *uint8) bool {
	return a == b || a != nil && b != nil && *a == *b
}

// addEntities needs the columns by whose absence a preset knows total rows.
func (r *request) addEntities() {
	if r.spec.Preset == nil {
		return
	}
	for _, name := range r.spec.Preset.Totals.Entities {
		if d, ok := r.spec.Dimension(name); ok {
			r.entities = append(r.entities, r.column(table.Column{Names: d.Columns, Optional: true, Path: d.Path}))
		}
	}
}
