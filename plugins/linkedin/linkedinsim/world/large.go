package world

import "fmt"

// How large the large world is.
const (
	LargeCampaigns = 800
	largeGroups    = 20
)

// enlarge replaces what the first account runs.
func (w *World) enlarge() {
	w.Groups = remove(w.Groups, func(g *Group) bool { return g.Account == AccountEUR })
	gone := make(map[int64]bool)
	w.Campaigns = remove(w.Campaigns, func(c *Campaign) bool {
		gone[c.ID] = c.Account == AccountEUR
		return gone[c.ID]
	})
	w.Creatives = remove(w.Creatives, func(c *Creative) bool { return gone[c.Campaign] })
	clear(w.CampaignTracking)
	rule := w.Rule(RuleDemo)
	rule.Campaigns = nil
	for g := range int64(largeGroups) {
		w.Groups = append(w.Groups, Group{610000001 + g, AccountEUR, fmt.Sprintf("Group %02d", g+1), "ACTIVE"})
	}
	for i := range int64(LargeCampaigns) {
		campaign := Campaign{ID: 710000001 + i, Account: AccountEUR, Group: 610000001 + i%largeGroups, Name: fmt.Sprintf("Campaign %03d", i+1),
			Status: "ACTIVE", Type: "SPONSORED_UPDATES", Objective: "WEBSITE_CONVERSION", Format: "SINGLE_IMAGE", CostType: "CPM",
			DailyBudgetCents: 2000, First: w.config.Start,
			rates: rates{impressions: 300 + i%7*60, cpmCents: 2500 + i%11*100, clicks: 8, landing: 800, videoStarts: 300,
				formOpens: 100, leads: 250, social: true, dwellSeconds: 300}}
		w.Campaigns = append(w.Campaigns, campaign)
		rule.Campaigns = append(rule.Campaigns, campaign.ID)
		w.Creatives = append(w.Creatives, Creative{ID: 810000001 + i, Campaign: campaign.ID, Name: fmt.Sprintf("Ad %03d", i+1),
			Status: "ACTIVE", Serving: true, Content: Content{Reference: ugc(1 + int(i%2))}})
	}
}

func remove[T any](all []T, drop func(*T) bool) []T {
	kept := all[:0]
	for i := range all {
		if !drop(&all[i]) {
			kept = append(kept, all[i])
		}
	}
	return kept
}
