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

var (
	percentUnit = figure.Unit{Kind: connector.UnitPercent}
	ratioUnit   = figure.Unit{Kind: connector.UnitRatio}
	zero        = new(big.Rat)
)

// amountLine is one line of a campaign's statement.
type amountLine struct {
	label  string
	amount string
	notes  []string
}

// statement is the reckoning of a campaign, from what it brought to its return
// on investment. Labels are cut to the widest width.
func statement(c *engine.CampaignResult, widest int) []amountLine {
	money := figure.Unit{Kind: connector.UnitMoney, Currency: c.Currency, Bare: true}
	lines := []amountLine{}
	if c.Basis == "margin" {
		lines = append(lines, amountLine{"revenue", money.Value(c.Revenue), reasonOf(c.Revenue)})
	}
	lines = append(lines,
		amountLine{returnLabel(c), money.Value(c.Return), append(reasonOf(c.Return), lineTexts(c.Returns, money)...)},
		amountLine{"cost", money.Value(c.Cost), append(append(reasonOf(c.Cost), lineTexts(c.Costs, money)...), coverageText(c))},
		amountLine{"net", money.Value(c.Net), reasonOf(c.Net)},
		amountLine{"ROI", percentUnit.Value(c.ROI, zero), append(reasonOf(c.ROI), roiNotes(c)...)},
		amountLine{"ROAS", timesText(c.ROAS), append(reasonOf(c.ROAS), "revenue / ad cost")},
	)
	for _, per := range c.CostPer {
		name := strings.TrimPrefix(per.Name, "metric.")
		lines = append(lines, amountLine{screen.Cut("cost per "+name, widest), money.Value(per.Amount), reasonOf(per.Amount)})
	}
	return lines
}

func returnLabel(c *engine.CampaignResult) string {
	if c.Basis == "margin" {
		return "margin"
	}
	return "revenue"
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
func lineTexts(lines []engine.Line, unit figure.Unit) []string {
	texts := make([]string, 0, len(lines))
	for _, line := range lines {
		texts = append(texts, screen.Text(line.Name)+noBreak+strings.ReplaceAll(roundNumber(unit.Value(line.Amount)), " ", noBreak))
	}
	return texts
}

// reasonOf is why a value is not known; nothing for one that is.
func reasonOf(v value.Value) []string {
	if isKnown(v) || v.Reason == "" {
		return nil
	}
	return []string{screen.Cut(v.Reason, longestReason)}
}

// timesText writes a ratio of money to money: 2.9x.
func timesText(v value.Value) string {
	text := ratioUnit.Value(v)
	if isKnown(v) {
		return text + "x"
	}
	return text
}
