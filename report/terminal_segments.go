package report

import (
	"cmp"
	"fmt"
	"math/big"
	"slices"
	"strings"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/engine"
	"github.com/roictl/roictl/report/figure"
	"github.com/roictl/roictl/report/screen"
)

// segmentsShown is how many segments a report shows without --verbose: those
// with the most events behind them.
const segmentsShown = 5

// defaultSample is the number of events below which a ratio gives no verdict
// where its guard says nothing (domain.md §3.5).
var defaultSample = big.NewRat(30, 1)

// segments writes a KPI's segments as a small table: the largest ones, and how
// many others there are.
func (t *terminal) segments(k *engine.KPIResult, indent int) {
	if len(k.Segments) == 0 || t.opts.Quiet {
		return
	}
	segments := slices.Clone(k.Segments)
	slices.SortStableFunc(segments, bySample)
	shown := segments
	if len(shown) > segmentsShown && !t.opts.Verbose {
		shown = shown[:segmentsShown]
	}
	dimensions := len(k.KPI.By)
	table := screen.Table{Header: append(slices.Clone(k.KPI.By), "", "", "")}
	table.Right = make([]bool, dimensions+3)
	for i := dimensions; i < len(table.Right); i++ {
		table.Right[i] = true
	}
	for _, s := range shown {
		row := make([]string, 0, dimensions+3)
		for _, key := range s.By {
			row = append(row, dimensionText(key.Value))
		}
		n, mark := "", ""
		if s.N != nil {
			n = "n=" + figure.Count(s.N)
		}
		if tooFew(k, s) {
			mark = "too few"
		}
		table.Rows = append(table.Rows, append(row, atLeast(s.Actual, s.Flags)+figure.Text(s.Actual), n, mark))
	}
	for _, line := range table.Lines(t.width - indent) {
		t.print(spaces(indent) + t.paint.In(screen.Faint, line))
	}
	if rest := segments[len(shown):]; len(rest) > 0 {
		t.text(indent, screen.Faint, restText(rest))
	}
}

// bySample orders segments by the events behind them, the most first, then by name.
func bySample(a, b engine.Segment) int {
	switch {
	case a.N != nil && b.N != nil && a.N.Cmp(b.N) != 0:
		return b.N.Cmp(a.N)
	case (a.N == nil) != (b.N == nil):
		if a.N == nil {
			return 1
		}
		return -1
	}
	return cmp.Compare(segmentName(a), segmentName(b))
}

func segmentName(s engine.Segment) string {
	var b strings.Builder
	for _, key := range s.By {
		b.WriteString(key.Value.Value + "\x00")
	}
	return b.String()
}

// dimensionText shows a dimension's value. Null, where the source says nothing,
// differs from an empty text.
func dimensionText(v connector.Text) string {
	switch {
	case v.Null:
		return "(not given)"
	case screen.Clean(v.Value) == "":
		return "(empty)"
	default:
		return v.Value
	}
}

// tooFew says whether a segment rests on fewer events than the KPI's guard asks
// for. Counts need no sample: they are their own.
func tooFew(k *engine.KPIResult, s engine.Segment) bool {
	if s.N == nil {
		return false
	}
	least := k.KPI.Guard.MinSample
	if least == nil {
		if k.Actual.Unit == connector.UnitCount {
			return false
		}
		least = defaultSample
	}
	return s.N.Cmp(least) < 0
}

// restText counts the segments that are not shown.
func restText(rest []engine.Segment) string {
	text := "and " + counted(len(rest), "other segment", "other segments")
	sum := new(big.Rat)
	for _, s := range rest {
		if s.N == nil {
			return text
		}
		sum.Add(sum, s.N)
	}
	return fmt.Sprintf("%s with n=%s together", text, figure.Count(sum))
}
