package report

import (
	"slices"
	"strings"

	"github.com/roictl/roictl/engine"
	"github.com/roictl/roictl/report/figure"
	"github.com/roictl/roictl/report/screen"
)

// ranking shows many campaigns as one table, the best return first, those
// without one last.
func (t *terminal) ranking(campaigns []*engine.CampaignResult) {
	ranked := slices.Clone(campaigns)
	slices.SortStableFunc(ranked, byReturn)
	title, one := "RETURN, best ROI first", oneCurrency(ranked)
	if one && ranked[0].Currency != "" {
		title += ", in " + screen.Text(ranked[0].Currency)
	}
	t.heading(title)
	table := screen.Table{
		Header: []string{"campaign", "cost", "net", "ROI", ""},
		Right:  []bool{false, true, true, true, true},
	}
	for _, c := range ranked {
		money := figure.Text
		if one {
			money = figure.Bare
		}
		table.Rows = append(table.Rows, []string{
			nameOf(c), money(c.Cost), money(c.Net), percentText(c.ROI), costLabel(c),
		})
	}
	if table.Width() > t.width-indent {
		t.rankingLines(table)
		return
	}
	for _, line := range table.Lines(t.width - indent) {
		t.print(spaces(indent) + line)
	}
}

// rankingLines shows the ranking where the table has no room: each campaign
// with its figures below its name.
func (t *terminal) rankingLines(table screen.Table) {
	for _, row := range table.Rows {
		t.text(indent, screen.Plain, screen.Text(row[0]))
		phrases := make([]string, 0, len(row))
		for i, cell := range row[1:] {
			if cell != "" {
				phrases = append(phrases, strings.TrimSpace(table.Header[i+1]+noBreak+cell))
			}
		}
		t.phrases(2*indent, screen.Plain, phrases)
	}
}

// oneCurrency says whether all campaigns are reckoned in the same currency, so
// that the heading can name it.
func oneCurrency(campaigns []*engine.CampaignResult) bool {
	return !slices.ContainsFunc(campaigns, func(c *engine.CampaignResult) bool { return c.Currency != campaigns[0].Currency })
}

func byReturn(a, b *engine.CampaignResult) int {
	switch {
	case a.ROI.IsKnown() && b.ROI.IsKnown():
		return b.ROI.Low.Cmp(a.ROI.Low)
	case a.ROI.IsKnown():
		return -1
	case b.ROI.IsKnown():
		return 1
	default:
		return 0
	}
}
