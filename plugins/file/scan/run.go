package scan

import (
	"context"
	"io/fs"
	"slices"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/plugins/file/cube"
	"github.com/roictl/roictl/plugins/file/input"
	"github.com/roictl/roictl/plugins/file/overlap"
	"github.com/roictl/roictl/plugins/file/spec"
	"github.com/roictl/roictl/plugins/file/table"
)

// Stats are what a pass has found besides the result.
type Stats struct {
	Rows       int64 // rows of data
	Superseded int64 // rows whose days a newer file tells about
	Covered    connector.Interval
	HasPeriod  bool // Covered says something
	Currency   string
	TimeZone   string
	First      Layout // of the first file
}

// Layout is how a file was read.
type Layout struct {
	Name       string
	HeaderLine int  // 0 for JSON lines
	Delimiter  byte // 0 for JSON lines
	Columns    int
}

// LeftOut is how many rows were totals or excluded.
func (r *Result) LeftOut() int64 { return r.leftOut }

// Result is the outcome of one pass.
type Result struct {
	*walk
	Stats

	index *cube.Index
	cuts  int64
	cutAt *connector.Location
}

// scan is one pass that is under way. It visits rows and adds them up.
type scan struct {
	*Result

	files  []input.File
	at     int             // the file in hand
	days   []overlap.Days  // by file: of the rows that count
	latest *overlap.Latest // nil where every file counts
	parted *partedPeriod   // nil as long as there is none
	dating *dating         // of the file in hand
	slots  slots

	unmeasured    []*measure // that no row has a value for yet, although empty cells would mean zero
	wanted        int64      // rows that are asked for
	codes         []uint32
	points        pointProof
	currencyKnown []verdict // by code of the currency column
}

// Check says why a query cannot be asked. It reads no files.
func Check(s *spec.Spec, query connector.Query) connector.Diagnostics {
	_, diags := compile(s, query)
	return diags
}

// Run answers a query from the files. There is no result where there are errors.
func Run(ctx context.Context, fsys fs.FS, s *spec.Spec, files []input.File, query connector.Query, progressed func(connector.Progress)) (*Result, connector.Diagnostics) {
	r, diags := compile(s, query)
	if diags != nil {
		return nil, diags
	}
	pass := &scan{
		Result: &Result{walk: &walk{request: r, fsys: fsys, doing: "reading", progressed: progressed}, index: cube.NewIndex(len(r.dimensions))},
		files:  files, days: make([]overlap.Days, len(files)), codes: make([]uint32, len(r.dimensions)),
	}
	pass.problems.skip = s.SkipBadRows
	pass.slots.query, pass.unmeasured = query, zeroed(r.measures)
	pass.Currency, pass.TimeZone = s.Currency, s.ZoneName
	diags = pass.run(ctx)
	if diags.HasErrors() || ctx.Err() != nil {
		return nil, diags // the SDK tells of a cancellation
	}
	return pass.Result, diags
}

func (s *scan) run(ctx context.Context) connector.Diagnostics {
	var unranked connector.Diagnostics
	var faults fileFaults
	if s.spec.Overlap == overlap.Newest && len(s.files) > 1 {
		s.expect(s.files)
		s.latest, unranked = rank(ctx, s.walk, s.files)
	}
	s.expect(s.files)
	for i, file := range s.files {
		s.at = i
		wrong := s.file(ctx, file, s)
		if isChanged(wrong) {
			return wrong // what was read before it is of another moment
		}
		faults.add(file.Name, wrong)
		if ctx.Err() != nil {
			return faults.report()
		}
	}
	diags := append(faults.report(), s.points.mixed()...)
	diags = append(diags, s.problems.report(s.points.evidence(), s.unread.hint())...)
	diags = append(diags, s.parted.report()...)
	if diags.HasErrors() {
		return diags
	}
	return append(append(diags, unranked...), s.overlaps(ctx)...)
}

func isChanged(diags connector.Diagnostics) bool {
	return slices.ContainsFunc(diags, func(d connector.Diagnostic) bool { return d.Code == "FILE_CHANGED" })
}

// begin takes over what a file says about all of its rows.
func (s *scan) begin(t *table.Table, dating *dating) connector.Diagnostics {
	if diags := s.adopt(t, dating); diags != nil {
		return diags
	}
	if s.at == 0 {
		s.First = Layout{Name: t.Name, HeaderLine: t.HeaderLine, Delimiter: t.Delimiter, Columns: len(t.Header)}
	}
	s.dating = dating
	return nil
}

// visit adds one row to the result, or notes why it cannot be added.
func (s *scan) visit(t *table.Table, period connector.Interval) bool {
	if s.TimeZone == "" && s.dating.start.Zoned() {
		s.TimeZone = s.spec.Zone.String()
	}
	part := overlap.All
	if s.latest != nil {
		part = s.latest.Counts(s.at, period)
	}
	if part == overlap.None {
		s.Superseded++
		return true
	}
	s.Rows++
	s.cover(period)
	if len(s.unmeasured) > 0 {
		s.note(t)
	}
	found := s.slots.of(period)
	if s.slots.cut {
		if s.cuts == 0 {
			s.cutAt = t.RowLocation()
		}
		s.cuts++
	}
	if len(found) == 0 || !s.kept(t) {
		return true
	}
	if part == overlap.Some {
		s.parted = s.parted.add(t, period)
		return true
	}
	s.wanted++
	if !s.readDimensions(t) || !s.readMeasures(t) {
		return true
	}
	for _, m := range s.measures {
		if m.active && m.number != nil {
			m.value = m.filled(t)
		}
	}
	s.days[s.at].Add(period)
	for _, slot := range found {
		s.addTo(slot, period.Start)
	}
	return true
}

func (s *scan) cover(period connector.Interval) {
	if !s.HasPeriod {
		s.HasPeriod, s.Covered = true, period
		return
	}
	s.Covered.Start = min(s.Covered.Start, period.Start)
	s.Covered.End = max(s.Covered.End, period.End)
}

func (s *scan) readDimensions(t *table.Table) bool {
	ok := true
	for i, text := range s.dimensions {
		var read bool
		s.codes[i], read = s.code(t, text)
		ok = ok && read
	}
	return ok
}

// addTo adds the row to one cell.
func (s *scan) addTo(slot slot, day connector.Date) {
	cell := s.index.Cell(slot.number, s.codes)
	for _, m := range s.measures {
		if !m.active {
			continue
		}
		value := m.value
		if m.spec.Kind == cube.Only && !slot.whole {
			value = connector.NullDecimal // what a longer period has is not what a part of it has
		}
		m.cells.Add(cell, day, value)
	}
}
