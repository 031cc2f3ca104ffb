package report

import (
	"fmt"
	"math/big"
	"strings"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/engine"
	"github.com/roictl/roictl/engine/value"
	"github.com/roictl/roictl/report/figure"
	"github.com/roictl/roictl/report/screen"
)

// amountLine is one line of a campaign's statement.
type amountLine struct {
	label  string
	amount string
	notes  []string
	tone   screen.Tone
}

// statement is the reckoning of a campaign, from what it brought to its return
// on investment. Labels are cut to the widest width. Why something is not known is
// said once, in brief, however many figures need it.
func statement(c *engine.CampaignResult, widest int, brief func(string) string) []amountLine {
	var lines []amountLine
	told := make(map[string]bool)
	reasonOf := func(v value.Value) []string {
		if v.IsKnown() || v.Reason == "" || told[v.Reason] {
			return nil
		}
		told[v.Reason] = true
		return []string{screen.Cut(brief(v.Reason), longestReason)}
	}
	if c.Basis == "margin" {
		lines = append(lines, amountLine{label: "revenue", amount: figure.Bare(c.Revenue), notes: reasonOf(c.Revenue)})
	}
	lines = append(lines,
		amountLine{label: returnLabel(c), amount: figure.Bare(c.Return), notes: append(reasonOf(c.Return), lineTexts(c.Returns)...)},
		amountLine{label: "cost", amount: figure.Bare(c.Cost), notes: append(append(reasonOf(c.Cost), lineTexts(c.Costs)...), coverageText(c))},
		amountLine{label: "net", amount: figure.Bare(c.Net), notes: reasonOf(c.Net)},
		amountLine{label: "ROI", amount: percentText(c.ROI), notes: append(reasonOf(c.ROI), roiNotes(c)...), tone: roiTone(c.ROI)},
		amountLine{label: "ROAS", amount: timesText(c.ROAS), notes: append(reasonOf(c.ROAS), "revenue / ad cost")},
	)
	for _, per := range c.CostPer {
		name := strings.TrimPrefix(per.Name, "metric.")
		lines = append(lines, amountLine{label: screen.Cut("cost per "+name, widest), amount: figure.Bare(per.Amount), notes: reasonOf(per.Amount)})
	}
	return lines
}

func returnLabel(c *engine.CampaignResult) string {
	if c.Basis == "margin" {
		return "margin"
	}
	return "revenue"
}

// roiTone is good from 0 % on, which pays (R2), and a warning where a range
// lies on both sides.
func roiTone(roi value.Value) screen.Tone {
	switch {
	case !roi.IsKnown():
		return screen.Unknown
	case roi.Low.Sign() >= 0:
		return screen.Good
	case roi.High.Sign() < 0:
		return screen.Bad
	default:
		return screen.Warn
	}
}

// roiNotes label a return on investment: what it is computed on, and what its
// cost leaves out (domain.md F31).
func roiNotes(c *engine.CampaignResult) []string {
	notes := []string{"on " + screen.Text(c.Basis), costLabel(c)}
	return append(notes, flagWords(c.Flags, "")...)
}

// costLabel says what is wrong with the cost below a return on investment;
// nothing where every category is declared.
func costLabel(c *engine.CampaignResult) string {
	switch {
	case mediaOnly(c):
		return "media-only"
	case len(c.Missing) > 0:
		return "costs incomplete"
	default:
		return ""
	}
}

// mediaOnly says whether advertising is the only cost that is declared.
func mediaOnly(c *engine.CampaignResult) bool {
	return len(c.Declared) == 1 && c.Declared[0] == "ads"
}

// coverageText says how many of the categories of cost are declared, and which
// are not (domain.md F31).
func coverageText(c *engine.CampaignResult) string {
	total := len(c.Declared) + len(c.Missing)
	if total == 0 {
		return ""
	}
	text := fmt.Sprintf("coverage %d/%d", len(c.Declared), total)
	if len(c.Missing) > 0 {
		text += ": no " + screen.Text(strings.Join(c.Missing, ", "))
	}
	return text
}

// lineTexts names the lines that a sum is made of.
func lineTexts(lines []engine.Line) []string {
	texts := make([]string, 0, len(lines))
	for _, line := range lines {
		texts = append(texts, screen.Text(line.Name)+noBreak+strings.ReplaceAll(figure.ShortBare(line.Amount), " ", noBreak))
	}
	return texts
}

// percentText writes a fraction as a percentage, which differs from 0 % where
// the fraction does from 0.
func percentText(v value.Value) string {
	return figure.Text(v.In(connector.UnitPercent, ""), value.Number(new(big.Rat), connector.UnitPercent, ""))
}

// timesText writes a ratio of money to money: 2.9x.
func timesText(v value.Value) string {
	text := figure.Text(v.In(connector.UnitRatio, ""))
	if v.IsKnown() {
		return text + "x"
	}
	return text
}
