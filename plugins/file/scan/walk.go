package scan

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/plugins/file/input"
	"github.com/roictl/roictl/plugins/file/record"
	"github.com/roictl/roictl/plugins/file/table"
)

// walk goes through the rows of data in files: those that are neither totals nor
// excluded and that have a date. What is done with them is a visitor's. It notes
// what is wrong with the others.
type walk struct {
	*request
	fsys       fs.FS
	doing      string // for progress
	progressed func(connector.Progress)

	problems problems
	unread   unreadDates
	row      int64 // of all files; texts and numbers are remembered by it
	seen     int64 // rows that are no totals
	leftOut  int64 // rows that are totals, or were excluded

	done, total, told int64 // bytes, for progress
}

// visitor does something with rows.
type visitor interface {
	// begin is told of each file before its rows.
	begin(t *table.Table, dating *dating) connector.Diagnostics
	// visit is told of a row and the days that it stands for. It says whether the
	// file's further rows are of interest.
	visit(t *table.Table, period connector.Interval) (goOn bool)
}

// expect adds files to what progress is measured by.
func (w *walk) expect(files []input.File) {
	for _, file := range files {
		w.total += file.Size
	}
}

// file goes through one file. A file that changed meanwhile says nothing else.
func (w *walk) file(ctx context.Context, file input.File, v visitor) connector.Diagnostics {
	text, wrong := input.Open(w.fsys, file, w.spec.Encoding)
	if wrong != nil {
		return connector.Diagnostics{*wrong}
	}
	defer text.Close() // it was only read
	diags := w.rows(ctx, file.Name, text, v)
	if ctx.Err() != nil {
		return nil
	}
	if wrong := text.Changed(); wrong != nil {
		return connector.Diagnostics{*wrong}
	}
	w.done += file.Size
	return diags
}

func (w *walk) rows(ctx context.Context, name string, text *input.Text, v visitor) connector.Diagnostics {
	t, diags := table.Open(text, name, w.spec.Layout, w.columns)
	if diags != nil {
		return diags
	}
	dating, wrong := newDating(w.request, t, &w.unread)
	if wrong != nil {
		return connector.Diagnostics{*wrong}
	}
	if diags := v.begin(t, dating); diags != nil {
		return diags
	}
	for goOn := true; goOn; {
		if w.row&0x0fff == 0 {
			if ctx.Err() != nil {
				return nil
			}
			w.progress(name, text.Consumed())
		}
		w.row++
		err := t.Next()
		if err == io.EOF {
			break
		}
		malformed, ok := rowError(err)
		if !ok {
			return append(t.Finish(), unreadable(name, err))
		}
		if period, ok := w.period(t, dating, malformed); ok {
			goOn = v.visit(t, period)
		}
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
		d.Hint = "A quote that is never closed makes one field of everything behind it. Look for one on that line, or export the file again."
		d.Location = &connector.Location{File: name, Line: tooLong.Line}
		return d
	}
	return input.Diagnose(name, err)
}

// progress tells how far the walk has come, about once a megabyte.
func (w *walk) progress(name string, consumed int64) {
	const step = 1 << 20
	if done := w.done + consumed; done-w.told >= step {
		w.told = done
		w.progressed(connector.Progress{Done: done, Total: w.total, Unit: "bytes", Message: w.doing + " " + name})
	}
}

// period returns the days that a row of data stands for. It reports false for
// rows that are none, and for those with which something is wrong, having noted
// what.
func (w *walk) period(t *table.Table, dating *dating, malformed *table.RowError) (connector.Interval, bool) {
	if w.isTotal(t) {
		w.leftOut++
		return connector.Interval{}, false
	}
	w.seen++
	if malformed != nil {
		at := t.RowLocation()
		at.Line, at.Column = malformed.Line, malformed.Column
		form := rowForms[malformed.Code]
		w.problems.add(fault{code: malformed.Code, summary: form.summary, detail: "The row cannot be read: " + malformed.Reason + ".", hint: form.hint}, &w.seen, at, w.row)
		return connector.Interval{}, false
	}
	if excluded, ok := w.any(t, w.exclude); !ok || excluded {
		if excluded {
			w.leftOut++
			w.seen--
		}
		return connector.Interval{}, false
	}
	period, wrong, err := dating.period(t)
	switch {
	case err != nil:
		w.leftOut++
		w.seen--
	case wrong != nil:
		w.problems.add(*wrong, &w.seen, t.Location(dating.column), w.row)
	default:
		return period, true
	}
	return connector.Interval{}, false
}

// rowForms say what may be wrong with a row's form, and what to do about it.
var rowForms = map[string]struct{ summary, hint string }{
	"FILE_QUOTES":      {"Quotes are not balanced", "Export the file again with a program that writes quotes within quotes twice, or correct the line."},
	"FILE_FIELD_COUNT": {"Row has another number of fields", "A field that holds the delimiter must stand in quotes. Lines that are no data can be left out with on_bad_row = \"skip\"."},
	"FILE_JSON":        {"Line is not a JSON object", "Each line must be one whole object."},
}

// isTotal says whether a row is one of a platform's totals.
func (w *walk) isTotal(t *table.Table) bool {
	if w.spec.Preset == nil {
		return false
	}
	if w.spec.Preset.Totals.Total(t.Edges()) {
		return true
	}
	has := false
	for _, column := range w.entities {
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

// code reads a text of the row; a fault is noted.
func (w *walk) code(t *table.Table, text *textColumn) (uint32, bool) {
	code, err := text.read(w.row, t.Cell(text.column))
	if err != nil {
		w.problems.add(fault{code: "FILE_ENCODING", summary: "Cell is in another encoding", detail: "The cell is not text in UTF-8.",
			hint: `Declare the encoding of the file, such as encoding = "windows-1252", or export it as UTF-8.`, path: w.columns[text.column].Path}, &w.seen, t.Location(text.column), w.row)
	}
	return code, err == nil
}

// any says whether the row satisfies any of the tests; ok is false for a row that
// cannot be read.
func (w *walk) any(t *table.Table, tests []*test) (holds, ok bool) {
	for _, test := range tests {
		code, ok := w.code(t, test.text)
		if !ok {
			return false, false
		}
		if test.satisfied(code) {
			return true, true
		}
	}
	return false, true
}

func (w *walk) all(t *table.Table, tests []*test) bool {
	for _, test := range tests {
		if code, ok := w.code(t, test.text); !ok || !test.satisfied(code) {
			return false
		}
	}
	return true
}

// kept says whether the query's filter keeps the row.
func (w *walk) kept(t *table.Table) bool {
	if len(w.filter) == 0 {
		return true
	}
	for _, clause := range w.filter {
		if w.all(t, clause) {
			return true
		}
	}
	return false
}
