package scan

import (
	"fmt"
	"strings"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/plugins/file/table"
)

// told says that a row stands in another file, too.
func (v *comparison) told(t *table.Table, period connector.Interval, twin *connector.Location) *connector.Diagnostic {
	at := t.RowLocation()
	when := period.Start.String()
	if period.Start != period.End {
		when = period.String()
	}
	d := connector.NewError("FILE_OVERLAP", "Rows stand in two files",
		fmt.Sprintf("%q and %q both have a row for %s%s, so that what it says would count twice.\n\nLine %d of the first is %q, line %d of the second %q.%s",
			twin.File, at.File, when, v.rowName(t), twin.Line, twin.Text, at.Line, at.Text, v.sharing()))
	d.Hint = `Remove the file that is not needed, or say what is meant: overlap = "newest" where a later export takes the place of the days that an earlier one has, too; overlap = "add" where the files are parts that belong together, such as two accounts. A dimension for the column that tells the parts apart says so, too.`
	d.Path, d.Location = connector.Path("path"), at
	return &d
}

// rowName says what, besides its day, tells the row apart.
func (v *comparison) rowName(t *table.Table) string {
	const shown = 4
	var with []string
	for _, column := range v.by {
		if cell := t.Cell(column); len(cell) > 0 && len(with) < shown {
			with = append(with, fmt.Sprintf("%s %q", v.columns[column].Names[0], table.Shorten(cell)))
		}
	}
	switch {
	case len(with) > 0:
		return " with " + strings.Join(with, ", ")
	case len(v.by) == 0:
		return " (no dimension that both files have tells rows of a day apart)"
	default:
		return ""
	}
}

// sharing says which days several files have.
func (v *comparison) sharing() string {
	if len(v.shared.days) == 1 {
		return ""
	}
	return fmt.Sprintf(" %d days, from %s to %s, have rows in several files.", len(v.shared.days), v.shared.all.Start, v.shared.all.End)
}
