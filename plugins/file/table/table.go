package table

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"path"
	"strings"
	"unicode/utf8"

	"github.com/roictl/roictl/connector"
)

// Layout says how a file is laid out, as far as it was declared.
type Layout struct {
	Delimiter  byte // between the fields; 0 means whichever makes the columns appear
	HeaderLine int  // on which the header stands, from 1; 0 means wherever it is
	// Comments says that lines beginning with "#" are not data, and that such a
	// line or an empty one ends the table: a file may hold several.
	Comments bool
}

// Table is a file that is being read. It belongs to one goroutine. What it
// returns for a row is valid until the next one.
type Table struct {
	Name       string   // of the file
	Header     []string // names of all columns; for JSON lines those met first
	HeaderLine int      // 0 for JSON lines
	Delimiter  byte     // 0 for JSON lines
	Preamble   []string // the lines before the header
	Currencies []string // by column: the currency that the header says

	columns []Column
	cells   [][]byte
	source  rows
}

// rows is one way of storing rows.
type rows interface {
	// next fills the cells of the next row.
	next(cells [][]byte) error
	place(column int) (line, position int)
	raw() []byte
	edges() (first, last []byte)
	// exact says whether the cell is a number in the notation of the format
	// itself, in which the decimal sign is a point.
	exact(column int) bool
	finish() connector.Diagnostics
}

// sampled is how much of a file is searched for its header.
const sampled = 256 << 10

// Open finds the columns in a file. The name decides about the format only where
// the content leaves it open.
func Open(text io.Reader, name string, layout Layout, columns []Column) (*Table, connector.Diagnostics) {
	t := &Table{Name: name, columns: columns, cells: make([][]byte, len(columns)), Currencies: make([]string, len(columns))}
	buffered := bufio.NewReaderSize(text, sampled)
	// What keeps the sample from being read comes again when the rows are read.
	sample, _ := buffered.Peek(sampled)
	if isJSON(name, sample) {
		return t.openLines(buffered, sample)
	}
	return t.openDelimited(buffered, sample, layout)
}

// isJSON says whether a file holds JSON lines. A file called .csv never does.
func isJSON(name string, sample []byte) bool {
	switch path.Ext(strings.TrimSuffix(strings.ToLower(name), ".gz")) {
	case ".jsonl", ".ndjson", ".json":
		return true
	case ".csv", ".tsv", ".tab":
		return false
	}
	return bytes.HasPrefix(bytes.TrimLeft(sample, " \t\r\n"), []byte(`{"`))
}

// RowError says that a row has not the form of the others. The cells that it has
// can be read all the same, and reading can go on.
type RowError struct {
	Code   string
	Reason string
	Line   int
	Column int
}

// Error says where and why.
func (e *RowError) Error() string { return fmt.Sprintf("read row: line %d: %s", e.Line, e.Reason) }

// Next reads the next row. It returns io.EOF at the end, a [*RowError] for a row
// that can be skipped, and anything else when reading cannot go on.
func (t *Table) Next() error { return t.source.next(t.cells) }

// Finish says what is known only after the last row: columns of JSON lines that
// none of them had.
func (t *Table) Finish() connector.Diagnostics { return t.source.finish() }

// Cell returns the text of a column, without space around it; nil when the row or
// the table has none.
func (t *Table) Cell(column int) []byte { return t.cells[column] }

// Has says whether the table has the column.
func (t *Table) Has(column int) bool {
	d, ok := t.source.(*delimited)
	return !ok || d.at[column] >= 0
}

// ColumnName returns the name that the table has for a column; empty when it
// lacks the column or has no header.
func (t *Table) ColumnName(column int) string {
	if d, ok := t.source.(*delimited); ok && d.at[column] >= 0 {
		return t.Header[d.at[column]]
	}
	return ""
}

// Exact says whether the cell is a number of the format itself (JSON), which has
// a decimal point whatever was declared for texts.
func (t *Table) Exact(column int) bool { return t.HeaderLine == 0 && t.source.exact(column) }

// Edges returns the first and the last field of the row, whatever columns they
// are: where exports write "Total".
func (t *Table) Edges() (first, last []byte) { return t.source.edges() }

// Line returns the line that the row begins on.
func (t *Table) Line() int {
	line, _ := t.source.place(-1)
	return line
}

// Location returns the place of a cell, for diagnostics.
func (t *Table) Location(column int) *connector.Location {
	line, position := t.source.place(column)
	return &connector.Location{File: t.Name, Line: line, Column: position, Text: Shorten(t.cells[column])}
}

// RowLocation returns the place of the row.
func (t *Table) RowLocation() *connector.Location {
	return &connector.Location{File: t.Name, Line: t.Line(), Text: Shorten(t.source.raw())}
}

// Shorten cuts a text from a file to what a message can show.
func Shorten(text []byte) string {
	const longest = 80
	valid := strings.ToValidUTF8(string(text[:min(len(text), 4*longest)]), "\ufffd")
	if utf8.RuneCountInString(valid) <= longest && len(text) <= 4*longest {
		return valid
	}
	runes := []rune(valid)
	return string(runes[:min(len(runes), longest-1)]) + "…"
}

// trim cuts the space around a cell.
func trim(cell []byte) []byte {
	if n := len(cell); n == 0 || isInk(cell[0]) && isInk(cell[n-1]) {
		return cell
	}
	return bytes.TrimFunc(cell, isBlank)
}

// isInk says whether a byte is certainly no part of a space.
func isInk(c byte) bool { return c > ' ' && c < utf8.RuneSelf }

func isBlank(r rune) bool {
	switch r {
	case ' ', '\t', '\r', '\n', '\v', '\f', '\u0085', '\u00a0', '\u200b', '\ufeff', '\u3000':
		return true
	}
	return r >= '\u2000' && r <= '\u200a' || r == '\u202f' || r == '\u205f'
}
