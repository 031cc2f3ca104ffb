package table

import (
	"fmt"
	"strings"

	"github.com/roictl/roictl/connector"
)

// missing says which columns are not there or not clear, all at once.
func (s search) missing(best candidate) connector.Diagnostics {
	var diags connector.Diagnostics
	for i, column := range s.columns {
		switch m := best.matches[i]; {
		case m.index >= 0 && len(m.rivals) > 1:
			diags = append(diags, s.ambiguous(best, column, m))
		case m.index < 0 && !column.Optional:
			if d := s.otherDelimiter(best); d != nil {
				return connector.Diagnostics{*d}
			}
			diags = append(diags, Missing(s.name, best.line, best.header.names, column))
		}
	}
	return diags
}

// Missing says that a table lacks a column, and what its header has instead. The
// line is 0 when there is no header line.
func Missing(file string, line int, names []string, column Column) connector.Diagnostic {
	where := "Its header has"
	if line > 1 {
		where = fmt.Sprintf("Its header, on line %d, has", line)
	}
	d := connector.NewError("FILE_COLUMN_MISSING", "Column not found in the file",
		fmt.Sprintf("%q has no column %s.\n\n%s %s.", file, alternatives(column.Names), where, list(names)))
	d.Path = column.Path
	if line > 0 {
		d.Location = &connector.Location{File: file, Line: line}
	}
	for _, name := range column.Names {
		if near := connector.Suggest(name, names); near != "" {
			d.Hint = fmt.Sprintf("Did you mean %q?", Shorten([]byte(near)))
			return d
		}
	}
	d.Hint = "Add the column to the export, or correct the name."
	return d
}

// ambiguous says that several columns have the name.
func (s search) ambiguous(best candidate, column Column, m match) connector.Diagnostic {
	names := make([]string, 0, len(m.rivals))
	for _, i := range m.rivals {
		names = append(names, fmt.Sprintf("%q (column %d)", Shorten([]byte(best.header.names[i])), i+1))
	}
	d := connector.NewError("FILE_COLUMN_AMBIGUOUS", "Several columns have the name",
		fmt.Sprintf("%q has more than one column %s.\n\nThey are %s.", s.name, alternatives(column.Names), strings.Join(names, ", ")))
	d.Hint = "Write the name exactly as the header has it; columns with the same name must be renamed in the export."
	d.Path = column.Path
	d.Location = &connector.Location{File: s.name, Line: best.line}
	return d
}

// otherDelimiter says that another delimiter than the declared one makes the
// columns appear; nil when none does.
func (s search) otherDelimiter(best candidate) *connector.Diagnostic {
	if s.layout.Delimiter == 0 {
		return nil
	}
	other, found := s.best(delimiters(s.name))
	if !found || other.delimiter == s.layout.Delimiter || !other.better(best) {
		return nil
	}
	d := connector.NewError("FILE_DELIMITER", "Wrong delimiter",
		fmt.Sprintf("%q is declared to be separated by %s, but looks separated by %s.\n\nThe declared ones make %d column(s) of its header: %s.",
			s.name, DelimiterName(s.layout.Delimiter), DelimiterName(other.delimiter), len(best.header.names), list(best.header.names)))
	d.Hint = fmt.Sprintf("Leave delimiter out, or write delimiter = %q.", string(rune(other.delimiter)))
	d.Location = &connector.Location{File: s.name, Line: best.line}
	return &d
}

// DelimiterName names a delimiter for people.
func DelimiterName(delimiter byte) string {
	switch delimiter {
	case '\t':
		return "tabs"
	case ',':
		return "commas"
	case ';':
		return "semicolons"
	case '|':
		return "vertical bars"
	case ' ':
		return "spaces"
	}
	return fmt.Sprintf("%q", string(rune(delimiter)))
}

// alternatives shows the names of a column; there may be many in a preset.
func alternatives(names []string) string {
	const most = 5
	shown := len(names)
	if shown > most {
		shown = most - 1 // so that there are never "1 other spellings"
	}
	texts := make([]string, 0, shown+1)
	for _, name := range names[:shown] {
		texts = append(texts, fmt.Sprintf("%q", name))
	}
	if len(names) > shown {
		texts = append(texts, fmt.Sprintf("%d other spellings", len(names)-shown))
	}
	return strings.Join(texts, " or ")
}

// list shows names from a file, as many as a message can hold.
func list(names []string) string {
	const shown = 30
	texts := make([]string, 0, shown)
	for _, name := range names[:min(len(names), shown)] {
		texts = append(texts, fmt.Sprintf("%q", Shorten([]byte(name))))
	}
	text := strings.Join(texts, ", ")
	if len(names) > shown {
		text += fmt.Sprintf(" and %d more", len(names)-shown)
	}
	return text
}
