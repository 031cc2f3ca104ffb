package report

import (
	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/engine"
)

type campaignJSON struct {
	Address   string            `json:"address"`
	Currency  optional          `json:"currency"`
	Window    *intervalJSON     `json:"window"`
	Cost      amountJSON        `json:"cost"`
	MediaCost amountJSON        `json:"media_cost"`
	Revenue   amountJSON        `json:"revenue"`
	Return    amountJSON        `json:"return"`
	Net       amountJSON        `json:"net"`
	ROI       amountJSON        `json:"roi"`
	ROAS      amountJSON        `json:"roas"`
	Basis     string            `json:"basis"`
	Reasons   map[string]string `json:"reasons,omitempty"`
	Coverage  coverageJSON      `json:"cost_coverage"`
	Costs     []lineJSON        `json:"costs"`
	Returns   []lineJSON        `json:"returns"`
	Benefits  []lineJSON        `json:"benefits"`
	CostPer   []lineJSON        `json:"cost_per"`
	Flags     []string          `json:"flags"`
	Declared  *placeJSON        `json:"declared_at"`
}

type intervalJSON struct {
	Start connector.Date `json:"start"`
	End   connector.Date `json:"end"`
}

// coverageJSON lists the categories of cost (domain.md F31).
type coverageJSON struct {
	Declared  []string `json:"declared"`
	Missing   []string `json:"missing"`
	MediaOnly bool     `json:"media_only"`
}

type lineJSON struct {
	Name     string     `json:"name"`
	Category optional   `json:"category"`
	Amount   amountJSON `json:"amount"`
	Reason   string     `json:"reason,omitempty"`
	Unit     optional   `json:"unit"`
	Currency optional   `json:"currency"`
	Note     optional   `json:"note"`
	Declared *placeJSON `json:"declared_at"`
}

func campaignToJSON(c *engine.CampaignResult) campaignJSON {
	document := campaignJSON{
		Address:   c.Window.Name,
		Currency:  optional(c.Currency),
		Cost:      amountJSON{c.Cost},
		MediaCost: amountJSON{c.MediaCost},
		Revenue:   amountJSON{c.Revenue},
		Return:    amountJSON{c.Return},
		Net:       amountJSON{c.Net},
		ROI:       amountJSON{c.ROI},
		ROAS:      amountJSON{c.ROAS},
		Basis:     c.Basis,
		Reasons: reasonsFor(named{"cost", c.Cost}, named{"media_cost", c.MediaCost}, named{"revenue", c.Revenue},
			named{"return", c.Return}, named{"net", c.Net}, named{"roi", c.ROI}, named{"roas", c.ROAS}),
		Coverage: coverageJSON{texts(c.Declared), texts(c.Missing), mediaOnly(c)},
		Costs:    each(c.Costs, lineToJSON),
		Returns:  each(c.Returns, lineToJSON),
		Benefits: each(c.Benefits, lineToJSON),
		CostPer:  each(c.CostPer, lineToJSON),
		Flags:    texts(c.Flags),
	}
	if c.Window.Days() > 0 {
		document.Window = &intervalJSON{c.Window.Start, c.Window.End}
	}
	if c.Campaign != nil {
		document.Address = c.Campaign.Address.String()
		document.Declared = placeToJSON(c.Campaign.Range)
	}
	return document
}

func lineToJSON(l engine.Line) lineJSON {
	return lineJSON{
		Name:     l.Name,
		Category: optional(l.Category),
		Amount:   amountJSON{l.Amount},
		Reason:   reasonFor(l.Amount),
		Unit:     optional(l.Amount.Unit),
		Currency: optional(l.Amount.Currency),
		Note:     optional(l.Note),
		Declared: placeToJSON(l.Place),
	}
}
