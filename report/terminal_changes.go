package report

import (
	"cmp"
	"slices"

	"github.com/roictl/roictl/history"
	"github.com/roictl/roictl/report/screen"
)

// changesShown is how many changes are shown without --verbose.
const changesShown = 12

// changeOrder lists the kinds of changes by what a reader must not miss: first
// moved goalposts, then other verdicts, then restated figures.
var changeOrder = []history.ChangeKind{
	history.TargetMoved, history.StatusMoved, history.Restated, history.Redefined, history.Removed, history.Added,
}

// changeRank orders changes by kind; those of single segments come last.
func changeRank(c history.Change) int {
	rank := slices.Index(changeOrder, c.Kind)
	if c.Segment != "" {
		rank += len(changeOrder)
	}
	return rank
}

// changes writes what differs from earlier runs.
func (p *page) changes(title string, changes []history.Change, all bool) {
	if len(changes) == 0 {
		return
	}
	ordered := slices.Clone(changes)
	slices.SortStableFunc(ordered, func(a, b history.Change) int {
		return cmp.Compare(changeRank(a), changeRank(b))
	})
	shown := ordered
	if len(shown) > changesShown && !all {
		shown = shown[:changesShown-1]
	}
	p.heading(title)
	for _, c := range shown {
		p.hang(spaces(indent), 2*indent, screen.Plain, changeText(c))
	}
	if rest := len(ordered) - len(shown); rest > 0 {
		p.text(indent, screen.Faint, "and "+counted(rest, "other change", "other changes")+" (--verbose shows all)")
	}
}
