package inspect

import (
	"bufio"
	"context"
	"errors"
	"io"
	"strings"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/plugins/file/input"
	"github.com/roictl/roictl/plugins/file/table"
)

// extent is how much of a file is looked at.
type extent struct {
	cells int   // from its beginning
	rows  int   // at least, however many cells they have
	end   int64 // bytes of its end
}

// usual is enough to see what the columns hold, and the totals and the last days
// that stand at the end.
var usual = extent{cells: 500_000, rows: 1_000, end: 256 << 10}

// row is a row of the sample.
type row struct {
	table     *table.Table
	line      int // 0 near the end of the file, where lines are not counted
	malformed bool
}

// table opens the file as a table with these columns.
func (in *inspection) table(names []string) (*input.Text, *table.Table, connector.Diagnostics) {
	text, d := in.open()
	if d != nil {
		return nil, nil, connector.Diagnostics{*d}
	}
	t, diags := table.Open(text, in.file.Name, in.layout, optional(names))
	if diags != nil {
		_ = text.Close() // it was only read
		return nil, nil, diags
	}
	return text, t, nil
}

func optional(names []string) []table.Column {
	columns := make([]table.Column, len(names))
	for i, name := range names {
		columns[i] = table.Column{Names: []string{name}, Optional: true}
	}
	return columns
}

// sample goes through the rows at the beginning of the file and, where these are
// not all, through some at its end.
func (in *inspection) sample(ctx context.Context, names []string, look func(row)) connector.Diagnostics {
	text, t, diags := in.table(names)
	if diags != nil {
		return diags
	}
	defer text.Close() // it was only read
	f := in.findings
	most := int64(max(in.extent.rows, in.extent.cells/max(1, len(in.names))))
	f.HeadRows, f.EndRows, f.Whole = 0, 0, false
	for ; f.HeadRows < most || text.Consumed() >= in.file.Size; f.HeadRows++ {
		r, err := next(ctx, t, f.HeadRows)
		if err != nil {
			f.Whole = err == io.EOF
			return in.stopped(err)
		}
		r.line = t.Line()
		look(r)
	}
	if f.Compressed || in.layout.Comments {
		return nil // the end cannot be reached, or may belong to another table
	}
	return in.end(ctx, names, text.Consumed(), look)
}

// errInterrupted says that the inspection was given up.
var errInterrupted = errors.New("the inspection was interrupted")

// next reads the next row, which is the nth.
func next(ctx context.Context, t *table.Table, n int64) (row, error) {
	if n&0x0fff == 0 && ctx.Err() != nil {
		return row{}, errInterrupted
	}
	err := t.Next()
	var malformed *table.RowError
	if errors.As(err, &malformed) {
		return row{table: t, malformed: true}, nil
	}
	return row{table: t}, err
}

// stopped says why there is no further row, unless the file has just ended.
func (in *inspection) stopped(err error) connector.Diagnostics {
	switch err {
	case io.EOF:
		return nil
	case errInterrupted:
		return connector.Diagnostics{connector.NewError("FILE_INTERRUPTED", "Inspection was interrupted", "The file was not read to its end.")}
	}
	return connector.Diagnostics{input.Diagnose(in.file.Name, err)}
}

// end goes through rows at the end of the file, behind so many bytes. The first of
// them, and any that has not the form of the others, may be the rest of one that
// began before: it is passed over.
func (in *inspection) end(ctx context.Context, names []string, behind int64, look func(row)) connector.Diagnostics {
	text, d := input.OpenEnd(in.fsys, in.file, in.findings.Encoding, min(in.extent.end, in.file.Size-behind))
	if d != nil {
		return connector.Diagnostics{*d}
	}
	if text == nil {
		return nil
	}
	defer text.Close() // it was only read
	rest := bufio.NewReader(text)
	if _, err := rest.ReadBytes('\n'); err != nil {
		return in.stopped(err)
	}
	layout := table.Layout{Delimiter: in.layout.Delimiter, HeaderLine: 1}
	t, diags := table.Open(io.MultiReader(strings.NewReader(in.header()), rest), in.file.Name, layout, optional(names))
	if diags != nil {
		return diags
	}
	for n := int64(0); ; n++ {
		r, err := next(ctx, t, n)
		if err != nil {
			return in.stopped(err)
		}
		if !r.malformed {
			in.findings.EndRows++
			look(r)
		}
	}
}

// header writes the header again, for the rows at the end of the file.
func (in *inspection) header() string {
	if in.findings.JSONLines {
		return ""
	}
	quoted := make([]string, len(in.names))
	for i, name := range in.names {
		quoted[i] = `"` + strings.ReplaceAll(name, `"`, `""`) + `"`
	}
	return strings.Join(quoted, in.findings.Delimiter) + "\n"
}
