package table

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/plugins/file/record"
)

// maxPreamble is how many lines may stand before the header of a table.
const maxPreamble = 200

// search looks for the header: the line that has the columns, under the
// delimiter that makes them appear.
type search struct {
	name    string
	columns []Column
	layout  Layout
	newline byte
	lines   [][]byte // with their ends
}

// candidate is a line, read as a header.
type candidate struct {
	line      int
	delimiter byte
	header    header
	matches   []match
	required  int // required columns found
	optional  int // other columns found
}

// better says whether a candidate has more of what is looked for.
func (c candidate) better(than candidate) bool {
	if c.required != than.required {
		return c.required > than.required
	}
	return c.optional > than.optional
}

func (s search) run() (candidate, connector.Diagnostics) {
	tried := delimiters(s.name)
	if declared := s.separatorLine(); declared != 0 {
		tried = []byte{declared}
	}
	if s.layout.Delimiter != 0 {
		tried = []byte{s.layout.Delimiter}
	}
	best, found := s.best(tried)
	if !found {
		return candidate{}, connector.Diagnostics{s.nothing()}
	}
	if !utf8.ValidString(strings.Join(best.header.names, "")) {
		return candidate{}, connector.Diagnostics{s.notUTF8(best)}
	}
	if diags := s.missing(best); diags != nil {
		return candidate{}, diags
	}
	return best, nil
}

// best returns the first line, under the first delimiter, that has every required
// column; where none has, the one with the most of them. It reports false for a
// file without any line.
func (s search) best(delimiters []byte) (candidate, bool) {
	var best candidate
	found := false
	for _, delimiter := range delimiters {
		for i := range s.lines {
			if i >= maxPreamble {
				break
			}
			if s.layout.HeaderLine != 0 && i+1 != s.layout.HeaderLine {
				continue
			}
			c, ok := s.read(i, delimiter)
			if ok && c.required > 0 && c.required == s.required() {
				return c, true
			}
			if ok && (!found || c.better(best) || !best.better(c) && best.required+best.optional == 0 && len(c.header.names) > len(best.header.names)) {
				best, found = c, true
			}
		}
	}
	return best, found
}

// required is how many columns must be there.
func (s search) required() int {
	n := 0
	for _, column := range s.columns {
		if !column.Optional {
			n++
		}
	}
	return n
}

// read reads a line as a header.
func (s search) read(i int, delimiter byte) (candidate, bool) {
	line := s.lines[i]
	if len(bytes.TrimSpace(line)) == 0 || s.layout.Comments && isComment(bytes.TrimSpace(line)) {
		return candidate{}, false
	}
	// A name in quotes may go on in the next lines.
	const most = 5
	reader := record.NewReader(bytes.NewReader(bytes.Join(s.lines[i:min(i+most, len(s.lines))], nil)), delimiter)
	reader.SetNewline(s.newline)
	if reader.Next() != nil {
		return candidate{}, false
	}
	names := make([]string, reader.Len())
	for j := range names {
		names[j] = string(trim(reader.Field(j)))
	}
	c := candidate{line: i + 1, delimiter: delimiter, header: newHeader(names), matches: make([]match, len(s.columns))}
	for j, column := range s.columns {
		c.matches[j] = c.header.find(column)
		switch {
		case c.matches[j].index < 0:
		case column.Optional:
			c.optional++
		default:
			c.required++
		}
	}
	return c, true
}

// separatorLine reads the line "sep=;" that tells spreadsheets the delimiter.
func (s search) separatorLine() byte {
	if len(s.lines) == 0 {
		return 0
	}
	first := bytes.TrimRight(s.lines[0], "\r\n")
	if len(first) == 5 && strings.EqualFold(string(first[:4]), "sep=") {
		return first[4]
	}
	return 0
}

// preamble returns the lines before the header.
func (s search) preamble(headerLine int) []string {
	lines := make([]string, 0, headerLine-1)
	for _, line := range s.lines[:headerLine-1] {
		lines = append(lines, strings.ToValidUTF8(strings.TrimRight(string(line), "\r\n"), "\ufffd"))
	}
	return lines
}

// nothing says that there is no line to read as a header.
func (s search) nothing() connector.Diagnostic {
	if s.layout.HeaderLine > len(s.lines) {
		d := connector.NewError("FILE_HEADER", "Header line not found", fmt.Sprintf("The header of %q should be on line %d, but the file has %d lines.", s.name, s.layout.HeaderLine, len(s.lines)))
		d.Hint = "Correct header_row, or leave it out: the header is then found by its columns."
		return d
	}
	d := connector.NewError("FILE_HEADER", "Header line not found", fmt.Sprintf("%q has no line that can be read as a header.", s.name))
	d.Hint = "The first lines of the file should name its columns."
	return d
}

// notUTF8 says that the header is in another encoding.
func (s search) notUTF8(c candidate) connector.Diagnostic {
	d := connector.NewError("FILE_ENCODING", "File is in another encoding", fmt.Sprintf("The header of %q is not text in UTF-8.", s.name))
	d.Hint = `Add the encoding: programs in Western Europe mostly write encoding = "windows-1252", in Central Europe "windows-1250". Or export the file as UTF-8.`
	d.Location = &connector.Location{File: s.name, Line: c.line, Text: Shorten([]byte(strings.Join(c.header.names, string(rune(c.delimiter)))))}
	return d
}
