package record

import (
	"strings"

	"github.com/roictl/roictl/config"
)

// campaignSummaries digests a campaign and each of its lines.
func campaignSummaries(c *config.Campaign) []declared {
	blocks := []declared{{c.Address, summary{
		"start": c.Start.String(), "end": c.End.String(), "currency": c.Currency, "tracking": trackingNames(c.Tracking),
	}}}
	for _, cost := range c.Costs {
		blocks = append(blocks, declared{cost.Address, costSummary(cost)})
	}
	for _, r := range c.Returns {
		s := summary{"value": formulaText(r.Value), "margin": ratText(r.Margin)}
		if r.Recurring {
			s["recurring"] = true
		}
		blocks = append(blocks, declared{r.Address, s})
	}
	for _, b := range c.Benefits {
		blocks = append(blocks, declared{b.Address, summary{"value": formulaText(b.Value)}})
	}
	return blocks
}

func costSummary(c *config.Cost) summary {
	var shared []string
	for _, address := range c.SharedWith {
		shared = append(shared, address.String())
	}
	return summary{
		"category": c.Category, "value": formulaText(c.Value),
		"amount": spanText(c.Amount), "currency": c.Currency,
		"hourly_rate": spanText(c.HourlyRate), "hours": spanText(c.Hours), "people": ratText(c.People),
		"every": string(c.Every), "year": string(c.Year),
		"shared_with": strings.Join(shared, ", "), "allocate_by": string(c.AllocateBy),
	}
}
