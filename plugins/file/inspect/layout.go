package inspect

import (
	"bytes"
	"strings"

	"github.com/roictl/roictl/plugins/file/dates"
	"github.com/roictl/roictl/plugins/file/number"
	"github.com/roictl/roictl/plugins/file/record"
)

// layout is where the header of an unknown file is and how it is cut.
type layout struct {
	delimiter byte
	line      int // from 1
	names     []string
}

// The header is looked for in so many lines, and held against so many rows.
const (
	searchedLines = 60
	comparedRows  = 20
)

// findLayout looks for the line that names as many columns as the rows below it
// have, under the delimiter that makes most of them.
func findLayout(sample []byte) (layout, bool) {
	lines := bytes.SplitAfter(sample, []byte{'\n'})
	if bytes.IndexByte(sample, '\n') < 0 {
		lines = bytes.SplitAfter(sample, []byte{'\r'})
	}
	var best layout
	score := 0
	for _, delimiter := range []byte{',', ';', '\t', '|'} {
		for i := range lines[:min(len(lines), searchedLines)] {
			names, fits := readHeader(bytes.Join(lines[i:min(len(lines), i+comparedRows)], nil), delimiter)
			// A row counts as much as a column: a wide line above a single row
			// is less of a header than a narrower one above many. Without any
			// row below, only the first line is taken for a header.
			if s := len(names) * (fits + 1); names != nil && (fits > 0 || i == 0) && s > score {
				best, score = layout{delimiter: delimiter, line: i + 1, names: names}, s
			}
		}
	}
	return best, score > 0
}

// readHeader reads the first line of a text as a header, and counts the rows
// below that have as many fields.
func readHeader(text []byte, delimiter byte) (names []string, fits int) {
	r := record.NewReader(bytes.NewReader(text), delimiter)
	if bytes.IndexByte(text, '\n') < 0 {
		r.SetNewline('\r')
	}
	if r.Next() != nil || r.Line() != 1 || r.Len() < 2 {
		return nil, 0
	}
	seen := make(map[string]bool)
	for i := range r.Len() {
		name := strings.TrimSpace(string(r.Field(i)))
		if !isName(name) || seen[name] {
			return nil, 0
		}
		seen[name] = true
		names = append(names, name)
	}
	for r.Next() == nil {
		if r.Len() == len(names) {
			fits++
		}
	}
	return names, fits
}

// isName says whether a text may name a column: it is no value.
func isName(text string) bool {
	if text == "" || strings.HasPrefix(text, "# ") || len(text) > 300 {
		return false
	}
	if n, err := number.Parse([]byte(text), number.Style{}); err == nil && !n.Value.Null {
		return false
	}
	return len(dates.Fitting(text)) == 0
}
