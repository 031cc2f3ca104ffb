package world

// NotSet is what Google shows where there is no information.
const NotSet = "(not set)"

// Traffic is where a session came from: once as the link's own tags say, and
// once as Google resolves it from ad clicks, tags and referrers.
type Traffic struct {
	UTM    UTM
	Source string
	Medium string
	// Campaign, CampaignID and Platform are as resolved, NotSet where unknown.
	Campaign, CampaignID, Platform string
	Ads                            *Ads   // nil unless a Google Ads click
	Channel                        string // of the default channel group
}

// UTM is what the link was tagged with; an absent parameter is empty.
type UTM struct {
	Source, Medium, Campaign, ID, Content, Term, Platform, Format, Tactic string
}

// Ads is what auto-tagging tells of a Google Ads click.
type Ads struct {
	Campaign, CampaignID, Type, Group, GroupID, Creative, Network, Keyword, Query, CustomerID, Account string
}

// Tagged returns the traffic of a link with UTM parameters. Absent parts are NotSet.
func Tagged(utm UTM) *Traffic {
	return classified(Traffic{
		UTM: utm, Source: orNotSet(utm.Source), Medium: orNotSet(utm.Medium), Campaign: orNotSet(utm.Campaign),
		CampaignID: orNotSet(utm.ID), Platform: orNotSet(utm.Platform),
	})
}

// Untagged returns the traffic of links without parameters: direct visits, search
// engines, other sites, assistants.
func Untagged(source, medium, campaign string) *Traffic {
	return classified(Traffic{Source: source, Medium: medium, Campaign: campaign, CampaignID: NotSet, Platform: NotSet})
}

// Clicked returns the traffic of a click on a Google ad whose link may carry UTM
// parameters too: the click wins in what Google resolves, and the tags stay as they are.
func Clicked(ads Ads, utm UTM) *Traffic {
	medium := "cpc"
	if ads.Network == crossNetwork {
		medium = "cross-network"
	}
	return classified(Traffic{
		UTM: utm, Source: "google", Medium: medium, Campaign: ads.Campaign, CampaignID: ads.CampaignID,
		Platform: "Google Ads", Ads: &ads,
	})
}

func classified(t Traffic) *Traffic {
	t.Channel = Channel(&t)
	return &t
}

func orNotSet(text string) string {
	if text == "" {
		return NotSet
	}
	return text
}
