package report

import (
	"math/big"
	"strings"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/engine"
	"github.com/roictl/roictl/engine/calendar"
	"github.com/roictl/roictl/engine/value"
	"github.com/roictl/roictl/report/screen"
)

// tree writes a part and below it the parts it is made of. The first line gets
// one prefix, all others, of its children too, another.
func (e *explainer) tree(t *engine.Trace, first, rest string) {
	room := max(least, e.width-screen.Width(rest))
	children := t.Children
	again := e.shown.again(t)
	if again {
		children = nil
	}
	text := e.label(t) + " = " + exactText(t.Value)
	for i, line := range screen.Wrap(text, room) {
		prefix := first
		if i > 0 {
			prefix = rest
		}
		e.print(prefix + line)
	}
	stem := rest + "   "
	if len(children) > 0 {
		stem = rest + "│  "
	}
	for _, line := range screen.Flow(partFacts(t, again), phraseGap, max(least, e.width-screen.Width(stem))) {
		e.print(stem + e.paint.In(screen.Faint, line))
	}
	for i, child := range children {
		if i == len(children)-1 {
			e.tree(child, rest+"└─ ", rest+"   ")
		} else {
			e.tree(child, rest+"├─ ", rest+"│  ")
		}
	}
}

// shownParts are the parts of an explanation that were shown already.
type shownParts map[string]bool

// again says whether the part was shown before with all its parts, and
// remembers it: a formula may use a metric many times.
func (s shownParts) again(t *engine.Trace) bool {
	if len(t.Children) == 0 {
		return false
	}
	key := t.Label + "\x00" + place(t.Place) + "\x00" + exactText(t.Value)
	if t.Window != nil {
		key += "\x00" + t.Window.String()
	}
	if s[key] {
		return true
	}
	s[key] = true
	return false
}

// label is what a part is called. Operators inside a formula are shown as the
// text that they stand in.
func (e *explainer) label(t *engine.Trace) string {
	label := screen.Cut(t.Label, longestReason)
	if strings.Contains(label, ".") || strings.Contains(label, " ") {
		return label
	}
	file := e.doc.Files.File(t.Place.Filename)
	if file == nil || t.Place.Start.Line != t.Place.End.Line || !t.Place.CanSliceBytes(file.Bytes) {
		return label
	}
	if source := string(t.Place.SliceBytes(file.Bytes)); strings.Contains(source, label) {
		return screen.Cut(source, longestReason)
	}
	return label
}

// partFacts are the circumstances of a part: where it is declared, which days
// it covers, which queries it came from, and how it was converted.
func partFacts(t *engine.Trace, again bool) []string {
	var facts []string
	if !t.Value.IsKnown() && t.Value.Reason != "" {
		facts = append(facts, screen.Cut(t.Value.Reason, longestReason))
		if at := place(t.Value.Place); at != "" && t.Value.Place != t.Place {
			facts = append(facts, "at "+at)
		}
	}
	if at := place(t.Place); at != "" {
		facts = append(facts, at)
	}
	if t.Window != nil {
		facts = append(facts, days(*t.Window))
	}
	for _, id := range t.Queries {
		facts = append(facts, screen.Text(id))
	}
	if t.Note != "" {
		facts = append(facts, screen.Cut(t.Note, longestReason))
	}
	if again {
		facts = append(facts, "its parts are shown above")
	}
	return facts
}

// exactText writes a value, and where that is rounded also the exact number:
// whoever checks a figure by hand needs all of it.
func exactText(v value.Value) string {
	text := v.Format(value.Style{})
	if v.State != value.Known || v.Unit == connector.UnitDuration {
		return text
	}
	shown := v.Low
	if v.Unit == connector.UnitPercent {
		shown = new(big.Rat).Mul(shown, big.NewRat(100, 1))
	}
	digits, _, _ := strings.Cut(strings.ReplaceAll(v.Format(value.Style{Bare: true}), ",", ""), noBreak)
	if written, err := value.ParseExact(digits); err == nil && written.Cmp(shown) == 0 {
		return text
	}
	return text + " (" + value.Decimal(shown) + ")"
}

// periodText names a period and says how much of it counts.
func periodText(p calendar.Period, asOf connector.Date) string {
	if p.Name == "" {
		return ""
	}
	return screen.Text(p.Name) + " (" + days(p.Interval) + ")" + progress(p, asOf)
}
