package scan

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/plugins/file/cube"
	"github.com/roictl/roictl/plugins/file/input"
	"github.com/roictl/roictl/plugins/file/record"
	"github.com/roictl/roictl/plugins/file/spec"
	"github.com/roictl/roictl/plugins/file/table"
)

// Stats are what a pass has found besides the result.
type Stats struct {
	Rows      int64 // rows of data
	LeftOut   int64 // rows that are totals, or were excluded
	Covered   connector.Interval
	HasPeriod bool // Covered says something
	Currency  string
	TimeZone  string
	Tables    []*table.Table // of the files, to say how they were read
}

// Result is the outcome of one pass.
type Result struct {
	*request
	Stats

	index    *cube.Index
	problems problems
	cuts     int64
	cutAt    *connector.Location
}

// scan is one pass that is under way.
type scan struct {
	*Result
	progressed func(connector.Progress)

	slots         slots
	codes         []uint32
	points        pointProof
	unread        unreadDates
	currencyKnown []verdict // by code of the currency column
	row           int64     // of all files

	done, total, told int64 // bytes, for progress
}

// Check says why a query cannot be asked. It reads no files.
func Check(s *spec.Spec, query connector.Query) connector.Diagnostics {
	_, diags := compile(s, query)
	return diags
}

// Run answers a query from the files. There is no result where there are errors.
func Run(ctx context.Context, fsys fs.FS, s *spec.Spec, files []input.File, query connector.Query, progressed func(connector.Progress)) (*Result, connector.Diagnostics) {
	r, diags := compile(s, query)
	if diags != nil {
		return nil, diags
	}
	pass := &scan{Result: &Result{request: r, index: cube.NewIndex(len(r.dimensions))}, progressed: progressed, codes: make([]uint32, len(r.dimensions))}
	pass.problems.skip = s.SkipBadRows
	pass.slots.query = query
	pass.Currency, pass.TimeZone = s.Currency, s.ZoneName
	for _, file := range files {
		pass.total += file.Size
	}
	for _, file := range files {
		diags = append(diags, pass.file(ctx, fsys, file)...)
		if ctx.Err() != nil {
			return nil, diags // the SDK tells of the cancellation
		}
		pass.done += file.Size
	}
	diags = append(diags, pass.points.mixed()...)
	diags = append(diags, pass.problems.report(pass.points.evidence(), pass.unread.hint())...)
	if diags.HasErrors() {
		return nil, diags
	}
	return pass.Result, diags
}

// file adds up the rows of one file.
func (s *scan) file(ctx context.Context, fsys fs.FS, file input.File) connector.Diagnostics {
	text, wrong := input.Open(fsys, file.Name, s.spec.Encoding)
	if wrong != nil {
		return connector.Diagnostics{*wrong}
	}
	defer text.Close() // it was only read
	t, diags := table.Open(text, file.Name, s.spec.Layout, s.columns)
	if diags != nil {
		return diags
	}
	dating, wrong := newDating(s.request, t, &s.unread)
	if wrong != nil {
		return connector.Diagnostics{*wrong}
	}
	if diags := s.adopt(t, dating); diags != nil {
		return diags
	}
	s.Tables = append(s.Tables, t)
	for {
		if s.row&0x0fff == 0 {
			if ctx.Err() != nil {
				return nil
			}
			s.progress(file.Name, text.Consumed())
		}
		s.row++
		err := t.Next()
		if err == io.EOF {
			break
		}
		malformed, ok := rowError(err)
		if !ok {
			return append(t.Finish(), unreadable(file.Name, err))
		}
		s.addRow(t, dating, malformed)
	}
	if s.TimeZone == "" && dating.start.Zoned() {
		s.TimeZone = s.spec.Zone.String()
	}
	return t.Finish()
}

// rowError returns what is wrong with a row; ok is false when reading cannot go on.
func rowError(err error) (malformed *table.RowError, ok bool) {
	if err == nil {
		return nil, true
	}
	ok = errors.As(err, &malformed)
	return malformed, ok
}

// unreadable says why reading stopped in the middle of a file.
func unreadable(name string, err error) connector.Diagnostic {
	var tooLong *record.TooLongError
	if errors.As(err, &tooLong) {
		d := connector.NewError("FILE_FIELD_SIZE", "Line is too long", fmt.Sprintf("Line %d of %q is longer than %d bytes, so it is no row of an export.", tooLong.Line, name, record.MaxRecord))
		d.Location = &connector.Location{File: name, Line: tooLong.Line}
		return d
	}
	return input.Diagnose(name, err)
}

// progress tells how far the pass has come, about once a megabyte.
func (s *scan) progress(name string, consumed int64) {
	const step = 1 << 20
	if done := s.done + consumed; done-s.told >= step {
		s.told = done
		s.progressed(connector.Progress{Done: done, Total: s.total, Unit: "bytes", Message: "reading " + name})
	}
}

// addRow adds one row to the result, or notes why it cannot be added.
func (s *scan) addRow(t *table.Table, dating *dating, malformed *table.RowError) {
	if s.isTotal(t) {
		s.LeftOut++
		return
	}
	if malformed != nil {
		at := t.RowLocation()
		at.Line, at.Column = malformed.Line, malformed.Column
		form := rowForms[malformed.Code]
		s.problems.add(fault{code: malformed.Code, summary: form.summary, detail: "The row cannot be read: " + malformed.Reason + ".", hint: form.hint}, at, s.row)
		return
	}
	if excluded, ok := s.any(t, s.exclude); !ok || excluded {
		if excluded {
			s.LeftOut++
		}
		return
	}
	period, wrong, err := dating.period(t)
	if err != nil {
		s.LeftOut++
		return
	}
	if wrong != nil {
		s.problems.add(*wrong, t.Location(dating.column), s.row)
		return
	}
	s.Rows++
	s.cover(period)
	found := s.slots.of(period)
	if s.slots.cut {
		if s.cuts == 0 {
			s.cutAt = t.RowLocation()
		}
		s.cuts++
	}
	if len(found) == 0 || !s.kept(t) || !s.readDimensions(t) || !s.readMeasures(t) {
		return
	}
	for _, slot := range found {
		s.addTo(slot, period.Start)
	}
}

// rowForms say what may be wrong with a row's form, and what to do about it.
var rowForms = map[string]struct{ summary, hint string }{
	"FILE_QUOTES":      {"Quotes are not balanced", "Export the file again with a program that writes quotes within quotes twice, or correct the line."},
	"FILE_FIELD_COUNT": {"Row has another number of fields", "A field that holds the delimiter must stand in quotes. Lines that are no data can be left out with on_bad_row = \"skip\"."},
	"FILE_JSON":        {"Line is not a JSON object", "Each line must be one whole object."},
}

// isTotal says whether a row is one of a platform's totals.
func (s *scan) isTotal(t *table.Table) bool {
	if s.spec.Preset == nil {
		return false
	}
	if s.spec.Preset.Totals.Total(t.Edges()) {
		return true
	}
	has := false
	for _, column := range s.entities {
		if !t.Has(column) {
			continue
		}
		if len(t.Cell(column)) > 0 {
			return false
		}
		has = true
	}
	return has
}

func (s *scan) cover(period connector.Interval) {
	if !s.HasPeriod {
		s.HasPeriod, s.Covered = true, period
		return
	}
	s.Covered.Start = min(s.Covered.Start, period.Start)
	s.Covered.End = max(s.Covered.End, period.End)
}

// code reads a text of the row; a fault is noted.
func (s *scan) code(t *table.Table, text *textColumn) (uint32, bool) {
	code, err := text.read(s.row, t.Cell(text.column))
	if err != nil {
		s.problems.add(fault{code: "FILE_ENCODING", summary: "Cell is in another encoding", detail: "The cell is not text in UTF-8.",
			hint: `Declare the encoding of the file, such as encoding = "windows-1252", or export it as UTF-8.`, path: s.columns[text.column].Path}, t.Location(text.column), s.row)
	}
	return code, err == nil
}

// any says whether the row satisfies any of the tests; ok is false for a row that
// cannot be read.
func (s *scan) any(t *table.Table, tests []*test) (holds, ok bool) {
	for _, test := range tests {
		code, ok := s.code(t, test.text)
		if !ok {
			return false, false
		}
		if test.satisfied(code) {
			return true, true
		}
	}
	return false, true
}

func (s *scan) all(t *table.Table, tests []*test) bool {
	for _, test := range tests {
		if code, ok := s.code(t, test.text); !ok || !test.satisfied(code) {
			return false
		}
	}
	return true
}

// kept says whether the query's filter keeps the row.
func (s *scan) kept(t *table.Table) bool {
	return len(s.filter) == 0 || slices.ContainsFunc(s.filter, func(clause []*test) bool { return s.all(t, clause) })
}

func (s *scan) readDimensions(t *table.Table) bool {
	ok := true
	for i, text := range s.dimensions {
		var read bool
		s.codes[i], read = s.code(t, text)
		ok = ok && read
	}
	return ok
}

// addTo adds the row to one cell.
func (s *scan) addTo(slot slot, day connector.Date) {
	cell := s.index.Cell(slot.number, s.codes)
	for _, m := range s.measures {
		if !m.active {
			continue
		}
		value := m.value
		if m.spec.Kind == cube.Only && !slot.whole {
			value = connector.NullDecimal // what a longer period has is not what a part of it has
		}
		m.cells.Add(cell, day, value)
	}
}
