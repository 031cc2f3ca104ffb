package file

import (
	"fmt"
	"strings"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/plugins/file/input"
	"github.com/roictl/roictl/plugins/file/inspect"
	"github.com/roictl/roictl/plugins/file/table"
)

// proposedPath is the path that a proposed block should have: the user's own, or
// the plain name of a file whose name was written as a glob that matches only it.
// A name that is no valid glob itself has to stay written so.
func (s *source) proposedPath(found []input.File) string {
	glob := s.spec.Globs[0]
	plain, ok := input.Literal(glob)
	if ok && plain == found[0].Name && input.CheckGlob(plain) == nil {
		return plain
	}
	return glob
}

// findingFacts tell what an inspection has found; none when there was none.
func findingFacts(f *inspect.Findings) []connector.Fact {
	if f == nil {
		return nil
	}
	var facts []connector.Fact
	add := func(when bool, name, format string, values ...any) {
		if when {
			facts = append(facts, connector.Fact{Name: name, Value: fmt.Sprintf(format, values...)})
		}
	}
	add(true, "encoding", "%s", f.Encoding)
	add(f.JSONLines, "format", "JSON lines")
	add(!f.JSONLines, "delimiter", "%s", delimiterName(f.Delimiter))
	add(!f.JSONLines, "header line", "%d", f.HeaderLine)
	add(f.Preset != "", "export of", "%s", f.Preset)
	add(f.Whole, "rows", "%d", f.Rows)
	add(!f.Whole && f.EndRows == 0, "rows", "the first %d of %s were looked at", f.HeadRows, Bytes(f.Size))
	add(!f.Whole && f.EndRows > 0, "rows", "the first %d and the last %d of %s were looked at", f.HeadRows, f.EndRows, Bytes(f.Size))
	add(f.TotalRows > 0, "totals", "%d", f.TotalRows)
	add(true, "columns", "%s", columnNames(f))
	add(f.Date.Column != "", "date", "%s, as %s", f.Date.Column, strings.Join(f.Date.Formats, " or "))
	dated := len(f.Date.Formats) == 1 && f.Date.Last > 0
	period := connector.Interval{Start: f.Date.First, End: f.Date.Covers.End(f.Date.Last)}
	add(dated && f.Whole, "period", "%s", period)
	add(dated && !f.Whole, "period", "at least %s", period)
	add(f.Decimal.Sign != "" && !f.Decimal.Mixed, "decimal sign", "%s (%s %s)", f.Decimal.Sign, f.Decimal.Proof.Text, f.Decimal.Proof.Where())
	add(f.Currency.Code != "", "currency", "%s", f.Currency.Code)
	add(f.Currency.Column != "", "currency", "in column %s", f.Currency.Column)
	return facts
}

func delimiterName(delimiter string) string {
	if delimiter == "" {
		return ""
	}
	return table.DelimiterName(delimiter[0])
}

func columnNames(f *inspect.Findings) string {
	const shown = 20
	var names []string
	for i, c := range f.Columns {
		if i == shown {
			names = append(names, fmt.Sprintf("and %d more", len(f.Columns)-shown))
			break
		}
		names = append(names, table.Shorten([]byte(c.Name)))
	}
	return strings.Join(names, ", ")
}

// noteDiagnostics are what an inspection leaves to the user, as warnings.
func noteDiagnostics(f *inspect.Findings) connector.Diagnostics {
	var diags connector.Diagnostics
	for _, note := range f.Notes {
		diags = append(diags, connector.NewWarning("FILE_INSPECTION", "For you to decide", note))
	}
	return diags
}
