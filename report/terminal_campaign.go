package report

import (
	"slices"
	"strings"

	"github.com/roictl/roictl/engine"
	"github.com/roictl/roictl/report/figure"
	"github.com/roictl/roictl/report/screen"
)

// campaignsInFull is how many campaigns are shown with all their lines; more of
// them become one ranking (R3, R8).
const campaignsInFull = 5

// campaigns writes the return on investment of each campaign.
func (t *terminal) campaigns() {
	campaigns := t.result.Campaigns
	switch {
	case len(campaigns) == 0:
	case len(campaigns) > campaignsInFull && !t.opts.Verbose:
		t.ranking(campaigns)
	default:
		for _, c := range campaigns {
			t.campaign(c)
		}
	}
}

func (t *terminal) campaign(c *engine.CampaignResult) {
	t.gap()
	t.campaignTitle(c)
	lines := statement(c, t.width/3, t.brief)
	labels, amounts := 0, 0
	for _, line := range lines {
		labels, amounts = max(labels, screen.Width(line.label)), max(amounts, screen.Width(line.amount))
	}
	left := indent + labels + columnGap + amounts + columnGap
	for _, line := range lines {
		head := spaces(indent) + screen.PadRight(line.label, labels+columnGap) + spaces(amounts-screen.Width(line.amount)) + t.paint.In(line.tone, line.amount)
		if left+2*least > t.width {
			t.print(head)
			t.phrases(2*indent, screen.Faint, line.notes)
			continue
		}
		notes := screen.Flow(line.notes, phraseGap, t.width-left)
		if len(notes) == 0 {
			t.print(head)
		}
		for i, note := range notes {
			if i > 0 {
				head = spaces(left - columnGap)
			}
			t.print(head + spaces(columnGap) + note)
		}
	}
	t.benefits(c)
	if t.opts.Verbose {
		t.campaignLines(c)
	}
}

func (t *terminal) campaignTitle(c *engine.CampaignResult) {
	title := "RETURN " + screen.Cut(nameOf(c), t.width-len("RETURN "))
	facts := []string{days(c.Window.Interval), screen.Text(c.Currency)}
	if c.Window.Days() == 0 {
		facts[0] = "not begun"
	}
	if t.opts.Verbose && c.Campaign != nil {
		facts = append(facts, place(c.Campaign.Range))
	}
	rest := strings.Join(slices.DeleteFunc(facts, func(s string) bool { return s == "" }), phraseGap)
	if screen.Width(title)+columnGap+screen.Width(rest) <= t.width {
		t.print(t.paint.In(screen.Strong, title) + spaces(columnGap) + rest)
		return
	}
	t.print(t.paint.In(screen.Strong, title))
	t.phrases(indent, screen.Plain, facts)
}

func nameOf(c *engine.CampaignResult) string {
	if c.Campaign == nil {
		return c.Window.Name
	}
	return c.Campaign.Address.Name + c.Campaign.Address.Key.String()
}

// benefits writes the soft returns on their own line: beside, never in ROI (R10).
func (t *terminal) benefits(c *engine.CampaignResult) {
	if len(c.Benefits) == 0 {
		return
	}
	texts := make([]string, 0, len(c.Benefits))
	for _, b := range c.Benefits {
		texts = append(texts, screen.Text(b.Name)+noBreak+figure.Short(b.Amount))
	}
	t.text(indent, screen.Plain, "beside, not in ROI: "+strings.Join(texts, phraseGap))
}

// campaignLines shows how every line of cost and return came about.
func (t *terminal) campaignLines(c *engine.CampaignResult) {
	for _, group := range [][]engine.Line{c.Returns, c.Costs, c.Benefits} {
		for _, line := range group {
			t.phrases(indent, screen.Faint, []string{
				screen.Text(line.Name) + " " + figure.Text(line.Amount), screen.Text(line.Note), place(line.Place),
			})
		}
	}
}
