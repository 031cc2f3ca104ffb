package report

import (
	"cmp"
	"fmt"
	"math/big"
	"slices"
	"strings"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/engine"
	"github.com/roictl/roictl/history"
	"github.com/roictl/roictl/report/figure"
	"github.com/roictl/roictl/report/screen"
)

// changesShown is how many changes are shown without --verbose.
const changesShown = 12

// changeOrder lists the kinds of changes by what a reader must not miss: first
// moved goalposts and restated figures.
var changeOrder = []history.ChangeKind{
	history.TargetMoved, history.Restated, history.StatusMoved, history.Redefined, history.Removed, history.Added,
}

// changes writes what differs from earlier runs.
func (t *terminal) changes() {
	good := make(map[string]direction, len(t.result.KPIs))
	for _, k := range t.result.KPIs {
		if k.Target != nil {
			good[k.KPI.Address.String()] = directionOf(k.Target.Kind, k.Target.Declared)
		}
	}
	writeChanges(t.page, t.doc.Changes, good, t.opts.Verbose)
}

// writeChanges writes the changes, knowing for KPIs which side of a target is
// good.
func writeChanges(p *page, changes []history.Change, good map[string]direction, all bool) {
	if len(changes) == 0 {
		return
	}
	ordered := slices.Clone(changes)
	slices.SortStableFunc(ordered, func(a, b history.Change) int {
		return cmp.Compare(slices.Index(changeOrder, a.Kind), slices.Index(changeOrder, b.Kind))
	})
	shown := ordered
	if len(shown) > changesShown && !all {
		shown = shown[:changesShown-1]
	}
	p.heading("CHANGES")
	for _, c := range shown {
		writeChange(p, changeText(c)+loosened(c, good))
	}
	if rest := len(ordered) - len(shown); rest > 0 {
		p.text(indent, screen.Faint, "and "+counted(rest, "other change", "other changes")+" (--verbose shows all)")
	}
}

// writeChange writes one change, its continuation lines indented below it.
func writeChange(p *page, text string) {
	lines := screen.Wrap(text, p.width-2*indent)
	for i, line := range lines {
		if i == 0 {
			p.print(spaces(indent) + line)
		} else {
			p.print(spaces(2*indent) + line)
		}
	}
}

// changeText says one change as a sentence: what was, what is, since when.
func changeText(c history.Change) string {
	address := screen.Text(c.Address)
	if c.Period != "" {
		address += " " + periodText(c.Period)
	}
	since := ""
	if !c.Since.IsZero() {
		since = strings.ReplaceAll(c.Since.UTC().Format("2 Jan 2006"), " ", noBreak)
	}
	before, after := amounts(c)
	switch c.Kind {
	case history.TargetMoved:
		return address + " target moved: " + roundNumber(before) + phrase(" on ", since) + ", now " + roundNumber(after)
	case history.Restated:
		return address + " restated: " + before + " -> " + after + relative(c) + phrase(", since ", since)
	case history.StatusMoved:
		return address + " was " + statusText(c.Before) + phrase(" on ", since) + ", now " + statusText(c.After)
	case history.Added:
		return address + " is new"
	case history.Removed:
		return address + " is gone" + phrase(", last seen ", since)
	case history.Redefined:
		return address + " was redefined" + fromTo(before, after)
	default:
		return address + " " + screen.Text(string(c.Kind)) + fromTo(before, after)
	}
}

// periodText writes a recorded period, start..end, for people.
func periodText(period string) string {
	start, end, _ := strings.Cut(period, "..")
	from, startErr := connector.ParseDate(start)
	to, endErr := connector.ParseDate(end)
	if startErr != nil || endErr != nil {
		return screen.Text(period)
	}
	return "(" + days(connector.Interval{Start: from, End: to}) + ")"
}

func phrase(before, text string) string {
	if text == "" {
		return ""
	}
	return before + text
}

func fromTo(before, after string) string {
	if before == "" && after == "" {
		return ""
	}
	return fmt.Sprintf(": %s -> %s", before, after)
}

// loosened says whether a moved target became easier or harder to reach. It is
// silent where the numbers do not tell.
func loosened(c history.Change, good map[string]direction) string {
	side, known := good[c.Address]
	before, beforeOK := recorded(c.Before)
	after, afterOK := recorded(c.After)
	if c.Kind != history.TargetMoved || !known || side == exactly || !beforeOK || !afterOK || before.Cmp(after) == 0 {
		return ""
	}
	if (after.Cmp(before) > 0) == (side == upward) {
		return " (tightened)"
	}
	return " (loosened)"
}

// recorded reads a number from the history: exact, perhaps a fraction, or as a
// target was declared, "20%".
func recorded(text string) (*big.Rat, bool) {
	digits, percent := strings.CutSuffix(text, "%")
	x, ok := new(big.Rat).SetString(strings.TrimSpace(digits))
	if ok && percent {
		x.Quo(x, big.NewRat(100, 1))
	}
	return x, ok
}

// amounts writes the two states of a change. Numbers that differ look
// different; what is no number is shown as it was recorded.
func amounts(c history.Change) (before, after string) {
	unit := figure.Unit{Kind: connector.Unit(c.Unit), Currency: c.Currency}
	x, xok := new(big.Rat).SetString(c.Before)
	y, yok := new(big.Rat).SetString(c.After)
	before, after = screen.Cut(c.Before, longestReason), screen.Cut(c.After, longestReason)
	switch {
	case xok && yok:
		return unit.Number(x, y), unit.Number(y, x)
	case xok:
		return unit.Number(x), orNone(after)
	case yok:
		return orNone(before), unit.Number(y)
	}
	return before, after
}

func orNone(s string) string {
	if s == "" {
		return "no value"
	}
	return s
}

// relative is the size of a restatement in percent of what was.
func relative(c history.Change) string {
	x, xok := new(big.Rat).SetString(c.Before)
	y, yok := new(big.Rat).SetString(c.After)
	if !xok || !yok || x.Sign() == 0 {
		return ""
	}
	share := new(big.Rat).Sub(y, x)
	share.Quo(share, new(big.Rat).Abs(x))
	return " (" + figure.Change(share) + ")"
}

// statusText writes a recorded status as words.
func statusText(s string) string {
	return strings.ToLower(appearanceOf(engine.Status(s)).word)
}
