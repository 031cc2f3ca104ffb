package scan

import (
	"errors"
	"fmt"
	"regexp"
	"strings"
	"time"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/plugins/file/dates"
	"github.com/roictl/roictl/plugins/file/spec"
	"github.com/roictl/roictl/plugins/file/table"
)

// dating finds the days that a row of one file stands for.
type dating struct {
	declared spec.Date
	start    *dates.Reader
	end      *dates.Reader
	column   int // of the table; -1 when the preamble dates every row
	last     int // column of the last day; -1 when there is none
	cover    dates.Cover
	whole    connector.Interval // what the preamble says
	lenient  bool               // a row without a date is a total
	name     string             // of the column
	unread   *unreadDates
}

// unreadDates are the cells of all files that are no date in the declared format.
type unreadDates struct {
	guess dates.Guess
	cells int
	name  string // of the column
}

// maxGuessed is how many of them are tried in every format that is known.
const maxGuessed = 10_000

// hint says which formats the cells have.
func (u *unreadDates) hint() string {
	formats := u.guess.Formats()
	switch {
	case len(formats) == 1:
		return fmt.Sprintf("Such cells fit %s. Declare it: date = { column = %q, format = %q }.", formats[0], table.Shorten([]byte(u.name)), formats[0])
	case len(formats) > 1:
		return fmt.Sprintf("Such cells fit %s and %s, which mean different days, and no cell tells which. Declare the right one: date = { column = %q, format = … }.", formats[0], formats[1], table.Shorten([]byte(u.name)))
	}
	return "Correct the cells, leave such rows out with exclude, or skip them with on_bad_row = \"skip\"."
}

// newDating decides how the rows of a file are dated.
func newDating(r *request, t *table.Table, unread *unreadDates) (*dating, *connector.Diagnostic) {
	d := &dating{declared: r.spec.Date, column: -1, last: -1, unread: unread}
	zone := r.spec.Zone
	d.start, d.end = dates.NewReader(zone, d.declared.Formats...), dates.NewReader(zone, d.declared.Formats...)
	d.lenient = r.spec.Preset != nil && r.spec.Preset.Totals.WithoutDate
	for _, at := range r.dates {
		if !t.Has(at.start) {
			continue
		}
		d.column = at.start
		if at.end >= 0 && t.Has(at.end) {
			d.last = at.end
		}
		d.cover = d.declared.Columns[at.index].Cover
		d.name = t.ColumnName(at.start)
		d.unread.name = d.name
		break
	}
	if d.declared.Cover != "" {
		d.cover, d.last = d.declared.Cover, -1
	}
	if d.column >= 0 {
		return d, nil
	}
	if r.spec.Preset != nil && r.spec.Preset.PreambleDates {
		if whole, ok := preambleDates(t.Preamble); ok {
			d.whole = whole
			return d, nil
		}
	}
	var names []string
	for _, column := range d.declared.Columns {
		names = append(names, column.Names...)
	}
	missing := table.Missing(t.Name, t.HeaderLine, t.Header, table.Column{Names: names, Path: d.declared.Path})
	missing.Summary = "No date column in the file"
	missing.Hint = "Export the report again with a date column (by day, where the platform offers it), or name the column: date = \"…\"."
	return nil, &missing
}

var preambleDay = regexp.MustCompile(`\b(20[0-9]{6})\b`)

// preambleDates reads the period of a table from the comments directly above its
// header: "# Start date: 20260501", "# End date: 20260531", in any language.
func preambleDates(preamble []string) (connector.Interval, bool) {
	var days []connector.Date
	format := dates.MustCompile("YYYYMMDD")
	for i := len(preamble) - 1; i >= 0 && len(days) < 2; i-- {
		line := strings.TrimSpace(preamble[i])
		if line != "" && !strings.HasPrefix(line, "#") {
			break
		}
		found := preambleDay.FindAllString(line, -1)
		for j := len(found) - 1; j >= 0; j-- {
			if day, err := format.Parse([]byte(found[j]), time.UTC); err == nil {
				days = append(days, day)
			}
		}
	}
	if len(days) != 2 || days[1] > days[0] {
		return connector.Interval{}, false
	}
	return connector.Interval{Start: days[1], End: days[0]}, true
}

// errNoDate says that the row is a total, which has no date.
var errNoDate = errors.New("the row has no date")

// period returns the days that the row stands for.
func (d *dating) period(t *table.Table) (connector.Interval, *fault, error) {
	if d.column < 0 {
		return d.whole, nil, nil
	}
	cell := t.Cell(d.column)
	if len(cell) == 0 {
		if d.lenient {
			return connector.Interval{}, nil, errNoDate
		}
		return connector.Interval{}, d.missing(t), nil
	}
	start, err := d.start.Parse(cell)
	if err != nil {
		return connector.Interval{}, d.malformed(cell, err), nil
	}
	period := connector.Interval{Start: start, End: start}
	switch {
	case d.last >= 0 && len(t.Cell(d.last)) > 0:
		if period.End, err = d.end.Parse(t.Cell(d.last)); err != nil {
			return connector.Interval{}, d.malformed(t.Cell(d.last), err), nil
		}
		if period.End < period.Start {
			return connector.Interval{}, &fault{code: "FILE_DATE_ORDER", summary: "Period ends before it starts", path: d.declared.Path,
				detail: fmt.Sprintf("The row stands for %s to %s.", period.Start, period.End)}, nil
		}
	case d.cover != "" && d.cover != dates.Day:
		period.End = d.cover.End(start)
	case d.cover == "" && len(d.declared.Formats) == 1:
		period.End = d.declared.Formats[0].Cover().End(start)
	}
	return period, nil, nil
}

// missing says that a row has no date, and whether it looks like a total.
func (d *dating) missing(t *table.Table) *fault {
	f := &fault{code: "FILE_DATE_MISSING", summary: "Row has no date", path: d.declared.Path, detail: "The date of the row is empty, so it belongs to no day.",
		hint: "Leave such rows out with exclude, or skip them with on_bad_row = \"skip\"."}
	if first, _ := t.Edges(); looksTotal(first) {
		f.hint = fmt.Sprintf("It looks like a total, which must not be added up. Leave it out: exclude = { %q = \"Total*\" }.", table.Shorten([]byte(headerName(t, 0))))
	}
	return f
}

func looksTotal(field []byte) bool {
	return strings.HasPrefix(table.Fold(string(field[:min(len(field), 50)])), "total")
}

func headerName(t *table.Table, i int) string {
	if i < len(t.Header) {
		return t.Header[i]
	}
	return ""
}

// malformed says why a cell is no date and which formats it could have.
func (d *dating) malformed(cell []byte, err error) *fault {
	f := d.misread(cell, err)
	f.alike = f.detail + f.hint
	return f
}

func (d *dating) misread(cell []byte, err error) *fault {
	path := d.declared.Path
	f := &fault{code: "FILE_DATE_FORMAT", summary: "Date is not in the declared format", path: path}
	if d.declared.Declared && len(d.declared.Formats) == 1 {
		f.detail = fmt.Sprintf("The declared format is %s, and the cell is not written so.", d.declared.Formats[0])
	} else {
		f.summary = "Date is in an unknown format"
		f.detail = "Without a declared format only dates such as 2026-05-31 are read, also with a time behind them."
		if d.declared.Declared {
			f.detail = "The platform's own exports write dates otherwise."
		}
	}
	var why *dates.Error
	if errors.As(err, &why) && why.Kind != dates.Mismatch {
		f.detail = fmt.Sprintf("The cell looks like a date, but %v.", err)
		if why.Kind == dates.ImplausibleYear {
			f.hint = "Dates of other calendars, such as the Iranian one, must be exported as Gregorian dates."
		}
		return f
	}
	if looksTotal(cell) {
		f.hint = fmt.Sprintf("It looks like a total, which must not be added up. Leave such rows out: exclude = { %q = \"Total*\" }.", table.Shorten([]byte(d.name)))
		return f
	}
	// All such cells together say more about the format than one: see unreadDates.
	if d.unread.cells < maxGuessed {
		d.unread.cells++
		d.unread.guess.Add(cell)
	}
	return f
}
