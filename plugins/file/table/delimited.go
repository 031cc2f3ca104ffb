package table

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/plugins/file/record"
)

// delimited reads the rows of a file with delimiters.
type delimited struct {
	reader   *record.Reader
	at       []int // by column: the field
	needed   int   // fields that a row must have, for the columns to be in it
	fields   int   // of the header
	comments bool
	ended    bool
	lastLine int
}

func (t *Table) openDelimited(text *bufio.Reader, sample []byte, layout Layout) (*Table, connector.Diagnostics) {
	newline := byte('\n')
	if bytes.IndexByte(sample, '\n') < 0 && bytes.IndexByte(sample, '\r') >= 0 {
		newline = '\r'
	}
	s := search{name: t.Name, columns: t.columns, layout: layout, newline: newline, lines: linesOf(sample, newline)}
	best, diags := s.run()
	if diags != nil {
		return nil, diags
	}
	t.Header, t.HeaderLine, t.Delimiter, t.Preamble = best.header.names, best.line, best.delimiter, s.preamble(best.line)
	d := &delimited{reader: record.NewReader(text, best.delimiter), at: make([]int, len(t.columns)), comments: layout.Comments}
	d.reader.SetNewline(newline)
	for i, m := range best.matches {
		d.at[i], t.Currencies[i] = m.index, m.currency
		d.needed = max(d.needed, m.index+1)
	}
	for range best.line - 1 {
		if err := d.reader.NextLine(); err != nil {
			return nil, connector.Diagnostics{unreadable(t.Name, err)}
		}
	}
	if err := d.reader.Next(); err != nil {
		return nil, connector.Diagnostics{unreadable(t.Name, err)}
	}
	d.fields, d.lastLine = d.reader.Len(), d.reader.LastLine()
	t.source = d
	return t, nil
}

// unreadable is for the unlikely case that a header was found in the sample and
// cannot be read again.
func unreadable(name string, err error) connector.Diagnostic {
	return connector.NewError("FILE_UNREADABLE", "File cannot be read", fmt.Sprintf("The header of %q cannot be read: %v.", name, err))
}

func (d *delimited) next(cells [][]byte) error {
	if d.ended {
		return io.EOF
	}
	for i := range cells {
		cells[i] = nil
	}
	if err := d.reader.Next(); err != nil {
		var malformed *record.FormatError
		if errors.As(err, &malformed) {
			d.lastLine = d.reader.LastLine()
			return &RowError{Code: "FILE_QUOTES", Line: malformed.Line, Column: malformed.Column, Reason: malformed.Reason}
		}
		return err
	}
	if d.comments && (d.reader.Line() > d.lastLine+1 || isComment(d.reader.Raw())) {
		d.ended = true
		return io.EOF
	}
	d.lastLine = d.reader.LastLine()
	for i, field := range d.at {
		if field >= 0 {
			cells[i] = trim(d.reader.Field(field))
		}
	}
	if n := d.reader.Len(); n != d.fields && (n < d.needed || n > d.fields && d.hasText(d.fields)) {
		return &RowError{Code: "FILE_FIELD_COUNT", Line: d.reader.Line(),
			Reason: fmt.Sprintf("the row has %d fields where the header has %d", n, d.fields)}
	}
	return nil
}

// hasText says whether any field from an index on holds a text: a delimiter too
// many at the end of a line does no harm.
func (d *delimited) hasText(from int) bool {
	for i := from; i < d.reader.Len(); i++ {
		if len(trim(d.reader.Field(i))) > 0 {
			return true
		}
	}
	return false
}

func (d *delimited) place(column int) (line, position int) {
	if column < 0 || d.at[column] < 0 {
		return d.reader.Line(), 0
	}
	return d.reader.Place(d.at[column])
}

func (d *delimited) raw() []byte { return d.reader.Raw() }

func (d *delimited) edges() (first, last []byte) {
	return trim(d.reader.Field(0)), trim(d.reader.Field(d.reader.Len() - 1))
}

func (d *delimited) exact(int) bool { return false }

func (d *delimited) finish() connector.Diagnostics { return nil }

// isComment says whether a line is one of those that GA4 writes around its
// tables. A page title such as "#1 in town" is none.
func isComment(line []byte) bool {
	return len(line) > 0 && line[0] == '#' && (len(line) == 1 || line[1] == ' ' || line[1] == '-' || line[1] == ',')
}

// linesOf cuts the sample into lines. The last one may be cut off and is left
// out, unless it is the only one.
func linesOf(sample []byte, newline byte) [][]byte {
	lines := bytes.SplitAfter(sample, []byte{newline})
	if len(sample) == sampled && len(lines) > 1 {
		lines = lines[:len(lines)-1]
	}
	return lines
}

// delimiters are those tried, the one that the name suggests first.
func delimiters(name string) []byte {
	switch path.Ext(strings.TrimSuffix(strings.ToLower(name), ".gz")) {
	case ".tsv", ".tab":
		return []byte{'\t', ',', ';', '|'}
	}
	return []byte{',', ';', '\t', '|'}
}
