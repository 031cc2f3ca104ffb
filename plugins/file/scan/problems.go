package scan

import (
	"fmt"
	"slices"
	"strings"

	"github.com/roictl/roictl/connector"
)

// fault is what is wrong with a cell or a row.
type fault struct {
	code, summary, detail, hint string
	path                        []connector.PathStep
	alike                       string // what, besides code, summary and path, rows that fail alike have in common
}

// problems collects what is wrong with rows. Rows that fail alike are told of
// together, however many they are: a wrong format is one mistake, not a million.
type problems struct {
	skip   bool
	groups []*group
	rows   int64
	last   rowID
}

// rowID tells rows apart, since a row may have several faults.
type rowID struct {
	file string
	row  int64
}

// group is the rows that fail alike.
type group struct {
	fault fault
	of    *int64                // rows that might have failed so
	shown connector.Diagnostics // for the first rows
	rows  int64
	files int // in which they stand
	last  rowID
	lines lineSet // behind the first, in its file
}

// maxShown is up to how many rows that fail alike are shown one by one.
const maxShown = 2

// add notes a fault of a row. What of points to counts the rows that might have
// it, so that a fault of all of them is known for what it is.
func (p *problems) add(f fault, of *int64, at *connector.Location, row int64) {
	id := rowID{at.File, row}
	if id != p.last || p.rows == 0 {
		p.last = id
		p.rows++
	}
	p.group(f, of).add(f, id, at)
}

// group returns the group that a fault belongs to.
func (p *problems) group(f fault, of *int64) *group {
	for _, g := range p.groups {
		if g.fault.code == f.code && g.fault.summary == f.summary && g.fault.alike == f.alike && slices.Equal(g.fault.path, f.path) {
			return g
		}
	}
	g := &group{fault: f, of: of}
	p.groups = append(p.groups, g)
	return g
}

func (g *group) add(f fault, id rowID, at *connector.Location) {
	if g.rows > 0 && id == g.last {
		return // two cells of one row
	}
	if g.rows == 0 || id.file != g.last.file {
		g.files++
	}
	g.last = id
	g.rows++
	if g.rows <= maxShown {
		d := connector.NewError(f.code, f.summary, f.detail)
		d.Hint, d.Path, d.Location = f.hint, f.path, at
		g.shown = append(g.shown, d)
	}
	if g.rows > 1 && at.File == g.shown[0].Location.File {
		g.lines.add(at.Line)
	}
}

// all says whether every row that might have failed so has. A single row or two
// say nothing about the others that there could be.
func (g *group) all() bool { return g.rows > maxShown && g.rows == *g.of }

// report returns what there is to tell at the end: errors, or with skip a
// warning. What all cells together say about the decimal sign and the format of
// dates is added where it helps.
func (p *problems) report(decimal, dates string) connector.Diagnostics {
	if p.rows == 0 {
		return nil
	}
	// To leave out every row is to say that nothing happened.
	nothingLeft := func(g *group) bool { return g.rows == *g.of }
	if p.skip && !slices.ContainsFunc(p.groups, nothingLeft) {
		return connector.Diagnostics{p.skipped()}
	}
	var diags connector.Diagnostics
	for _, g := range p.groups {
		if p.skip && !nothingLeft(g) {
			continue
		}
		for _, d := range g.report() {
			switch {
			case d.Code == "FILE_NUMBER_AMBIGUOUS":
				d.Hint += decimal
			case d.Code == "FILE_DATE_FORMAT" && d.Hint == "":
				d.Hint = dates
			}
			if p.skip {
				d.Detail += "\n\nThe block says to leave such rows out, but then there would be none, and no rows would pass for zero."
				if strings.Contains(d.Hint, "on_bad_row") {
					d.Hint = "Correct the cells, or what the block says about them."
				}
			}
			diags = append(diags, d)
		}
	}
	return diags
}

// report tells of one group: of a few rows one by one, of many by the first.
func (g *group) report() connector.Diagnostics {
	if g.rows <= maxShown {
		return g.shown
	}
	d := g.shown[0]
	if g.all() {
		d.Detail += fmt.Sprintf("\n\nAll %s rows fail alike, so that probably not the rows are wrong, but what the block says about them.", thousands(g.rows))
		return connector.Diagnostics{d}
	}
	more := fmt.Sprintf("\n\n%s more rows are like it", thousands(g.rows-1))
	switch inFile := g.lines.text(); {
	case g.files == 1:
		d.Detail += fmt.Sprintf("%s (%s).", more, inFile)
	case inFile == "":
		d.Detail += fmt.Sprintf("%s, in other files.", more)
	default:
		d.Detail += fmt.Sprintf("%s (%s, and in other files).", more, inFile)
	}
	return connector.Diagnostics{d}
}

// skipped says how many rows were left out, and gives examples.
func (p *problems) skipped() connector.Diagnostic {
	const examples = 3
	var places []string
	for _, g := range p.groups[:min(examples, len(p.groups))] {
		d := g.shown[0]
		place := fmt.Sprintf("%s, line %d: %s", d.Location.File, d.Location.Line, strings.ToLower(d.Summary[:1])+d.Summary[1:])
		if d.Location.Text != "" {
			place += fmt.Sprintf(" (%q)", d.Location.Text)
		}
		if g.rows > 1 {
			place += fmt.Sprintf(" and %s more like it", thousands(g.rows-1))
		}
		places = append(places, place)
	}
	w := connector.NewWarning("FILE_ROWS_SKIPPED", "Rows were left out",
		fmt.Sprintf("%s rows cannot be read and were left out, so that sums may be too low: %s.", thousands(p.rows), strings.Join(places, "; ")))
	w.Path = connector.Path("on_bad_row")
	w.Location = p.groups[0].shown[0].Location
	return w
}
