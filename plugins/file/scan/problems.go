package scan

import (
	"fmt"
	"strings"

	"github.com/roictl/roictl/connector"
)

// maxShown is how many faults of the data are told one by one.
const maxShown = 20

// problems collects what is wrong with rows: the first ones in full, the others
// as a number.
type problems struct {
	skip  bool
	shown connector.Diagnostics
	rows  int64
	last  rowID
}

// rowID tells rows apart, since a row may have several faults.
type rowID struct {
	file string
	row  int64
}

// add notes a fault of a row.
func (p *problems) add(f fault, at *connector.Location, row int64) {
	if id := (rowID{at.File, row}); id != p.last || p.rows == 0 {
		p.last = id
		p.rows++
	}
	if len(p.shown) == maxShown {
		return
	}
	d := connector.NewError(f.code, f.summary, f.detail)
	d.Hint, d.Path, d.Location = f.hint, f.path, at
	p.shown = append(p.shown, d)
}

// report returns what there is to tell at the end: errors, or with skip a
// warning. What all cells together say about the decimal sign and the format of
// dates is added where it helps.
func (p *problems) report(decimal, dates string) connector.Diagnostics {
	if p.rows == 0 {
		return nil
	}
	if p.skip {
		return connector.Diagnostics{p.skipped()}
	}
	diags := p.shown
	for i := range diags {
		switch {
		case diags[i].Code == "FILE_NUMBER_AMBIGUOUS":
			diags[i].Hint += decimal
		case diags[i].Code == "FILE_DATE_FORMAT" && diags[i].Hint == "":
			diags[i].Hint = dates
		}
	}
	if p.rows > int64(len(p.shown)) {
		d := connector.NewError("FILE_BAD_ROWS", "Further rows cannot be read",
			fmt.Sprintf("%d rows cannot be read; the first %d faults are shown.", p.rows, len(p.shown)))
		d.Hint = "Correct the declaration or the file. Rows that are not data can be left out with exclude, or with on_bad_row = \"skip\"."
		diags = append(diags, d)
	}
	return diags
}

// skipped says how many rows were left out, and gives examples.
func (p *problems) skipped() connector.Diagnostic {
	const examples = 3
	var places []string
	for _, d := range p.shown[:min(examples, len(p.shown))] {
		place := fmt.Sprintf("%s, line %d: %s", d.Location.File, d.Location.Line, strings.ToLower(d.Summary[:1])+d.Summary[1:])
		if d.Location.Text != "" {
			place += fmt.Sprintf(" (%q)", d.Location.Text)
		}
		places = append(places, place)
	}
	w := connector.NewWarning("FILE_ROWS_SKIPPED", "Rows were left out",
		fmt.Sprintf("%d rows cannot be read and were left out, so that sums may be too low: %s.", p.rows, strings.Join(places, "; ")))
	w.Path = connector.Path("on_bad_row")
	w.Location = p.shown[0].Location
	return w
}
