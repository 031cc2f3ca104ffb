package inspect

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"time"
	"unicode/utf8"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/plugins/file/dates"
	"github.com/roictl/roictl/plugins/file/input"
	"github.com/roictl/roictl/plugins/file/preset"
	"github.com/roictl/roictl/plugins/file/table"
)

// Options say what the proposal should say.
type Options struct {
	Path  string // of the block; the file's name when empty
	Label string // of the block; "export" when empty
}

// inspection is an inspection under way.
type inspection struct {
	fsys     fs.FS
	file     input.File
	name     string
	findings *Findings
	layout   table.Layout
	names    []string // of the columns
	preset   *preset.Preset
}

// File inspects one file. The findings are nil where it cannot be read at all.
func File(ctx context.Context, fsys fs.FS, name string, options Options) (*Findings, connector.Diagnostics) {
	found, diags := input.Find(fsys, []string{name})
	if diags != nil {
		return nil, diags
	}
	in := &inspection{fsys: fsys, file: found[0], name: found[0].Name, findings: &Findings{File: found[0].Name, Size: found[0].Size}}
	if d := in.look(); d != nil {
		return nil, connector.Diagnostics{*d}
	}
	columns, diags := in.read(ctx)
	if diags != nil {
		return nil, diags
	}
	f := in.findings
	if f.Malformed > f.Rows {
		return nil, connector.Diagnostics{in.noTable()}
	}
	f.classify(columns)
	if f.Date.Column != "" {
		if diags := in.readDates(ctx); diags != nil {
			return nil, diags
		}
	}
	f.conclude(columns)
	if options.Path == "" {
		options.Path = in.name
	}
	if options.Label == "" {
		options.Label = "export"
	}
	f.Proposal = propose(f, in.preset, options)
	return f, nil
}

// open opens the file in the encoding that was found.
func (in *inspection) open() (*input.Text, *connector.Diagnostic) {
	return input.Open(in.fsys, in.file, in.findings.Encoding)
}

// sampled is how much of a file is looked at to find its layout.
const sampled = 256 << 10

// look finds the encoding and the layout.
func (in *inspection) look() *connector.Diagnostic {
	sample, d := in.sample()
	if d != nil {
		return d
	}
	f := in.findings
	if f.Encoding == "utf-8" && !validUTF8(sample) {
		f.Encoding = "windows-1252"
		f.Notes = append(f.Notes, `The file is not UTF-8. It is read as windows-1252, as Western European programs write; if letters look wrong, try another encoding.`)
		if sample, d = in.sample(); d != nil {
			return d
		}
	}
	found, ok := findLayout(sample)
	if ok {
		in.layout = table.Layout{Delimiter: found.delimiter, HeaderLine: found.line}
		in.names = found.names
		in.preset = preset.Recognize(found.names)
		if in.preset != nil {
			f.Preset = in.preset.Name
			in.layout.Comments = in.preset.Comments
		}
	}
	return nil
}

// sample returns the beginning of the file.
func (in *inspection) sample() ([]byte, *connector.Diagnostic) {
	text, d := in.open()
	if d != nil {
		return nil, d
	}
	defer text.Close() // it was only read
	in.findings.Encoding, in.findings.Compressed = text.Encoding, text.Compressed
	sample, err := bufio.NewReaderSize(text, sampled).Peek(sampled)
	if err != nil && err != io.EOF {
		wrong := input.Diagnose(in.name, err)
		return nil, &wrong
	}
	return sample, nil
}

// validUTF8 says whether a text is UTF-8, but for a character cut off at its end.
func validUTF8(text []byte) bool {
	for cut := range utf8.UTFMax {
		if cut <= len(text) && utf8.Valid(text[:len(text)-cut]) {
			return true
		}
	}
	return false
}

// table opens the file as a table with these columns.
func (in *inspection) table(names []string) (*input.Text, *table.Table, connector.Diagnostics) {
	text, d := in.open()
	if d != nil {
		return nil, nil, connector.Diagnostics{*d}
	}
	columns := make([]table.Column, len(names))
	for i, name := range names {
		columns[i] = table.Column{Names: []string{name}, Optional: true}
	}
	t, diags := table.Open(text, in.name, in.layout, columns)
	if diags != nil {
		_ = text.Close() // it was only read
		return nil, nil, diags
	}
	return text, t, nil
}

// read looks at every cell of the file.
func (in *inspection) read(ctx context.Context) ([]*column, connector.Diagnostics) {
	text, t, diags := in.table(in.names)
	if diags != nil {
		return nil, diags
	}
	defer func() { _ = text.Close() }() // it was only read
	f := in.findings
	if t.Delimiter == 0 {
		// The columns of JSON lines are known only now.
		f.JSONLines = true
		in.names = t.Header
		_ = text.Close() // it was only read
		if text, t, diags = in.table(in.names); diags != nil {
			return nil, diags
		}
	} else {
		if len(in.names) == 0 {
			return nil, connector.Diagnostics{in.noTable()}
		}
		f.Delimiter, f.HeaderLine = string(rune(t.Delimiter)), t.HeaderLine
	}
	for _, line := range t.Preamble {
		f.Preamble = append(f.Preamble, table.Shorten([]byte(line)))
	}
	columns := make([]*column, len(in.names))
	for i, name := range in.names {
		columns[i] = newColumn(name)
	}
	return columns, in.rows(ctx, t, columns)
}

// noTable says that the file is something else.
func (in *inspection) noTable() connector.Diagnostic {
	d := connector.NewError("FILE_HEADER", "No table found", fmt.Sprintf("%q has no line that names columns, with rows of the same form below it.", in.name))
	d.Hint = "This connector reads tables with a header: CSV, TSV or JSON lines."
	return d
}

// rows looks at every row.
func (in *inspection) rows(ctx context.Context, t *table.Table, columns []*column) connector.Diagnostics {
	f := in.findings
	for row := 0; ; row++ {
		if row&0x0fff == 0 && ctx.Err() != nil {
			d := connector.NewError("FILE_INTERRUPTED", "Inspection was interrupted", "The file was not read to its end.")
			return connector.Diagnostics{d}
		}
		err := t.Next()
		var malformed *table.RowError
		switch {
		case err == io.EOF:
			return nil
		case err != nil && !errors.As(err, &malformed):
			return connector.Diagnostics{input.Diagnose(in.name, err)}
		}
		if in.total(t) {
			const shown = 5
			if len(f.Totals) < shown {
				f.Totals = append(f.Totals, Place{Line: t.RowLocation().Line, Text: t.RowLocation().Text})
			}
			continue
		}
		if malformed != nil {
			f.Malformed++
			continue
		}
		f.Rows++
		for i, c := range columns {
			c.add(t.Cell(i), t.Exact(i), t.RowLocation().Line)
		}
	}
}

// total says whether a row looks like a total.
func (in *inspection) total(t *table.Table) bool {
	first, last := t.Edges()
	if in.preset != nil {
		return in.preset.Totals.Total(first, last)
	}
	return preset.LooksTotal(first)
}

// readDates finds out which days the rows are of.
func (in *inspection) readDates(ctx context.Context) connector.Diagnostics {
	text, t, diags := in.table([]string{in.findings.Date.Column})
	if diags != nil {
		return diags
	}
	defer text.Close() // it was only read
	format := dates.MustCompile(in.findings.Date.Formats[0])
	reader := dates.NewReader(time.UTC, format)
	seen := make(map[connector.Date]bool)
	for row := 0; ; row++ {
		if row&0x0fff == 0 && ctx.Err() != nil {
			break
		}
		err := t.Next()
		var malformed *table.RowError
		if err != nil && !errors.As(err, &malformed) {
			break // the first pass has told of it
		}
		if day, err := reader.Parse(t.Cell(0)); err == nil {
			seen[day] = true
		}
	}
	days := make([]connector.Date, 0, len(seen))
	for day := range seen {
		days = append(days, day)
	}
	d := &in.findings.Date
	d.First, d.Last, d.Covers = spacing(days, format)
	return nil
}
