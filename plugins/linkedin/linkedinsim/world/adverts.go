package world

import "fmt"

// site is where the company's ads lead.
const site = "https://www.example.com"

// creatives of the company: every shape of ad, and every mistake that an audit
// of tracking codes has to find.
func creatives() []Creative {
	post := func(id, campaign int64, name string, number int, form int64) Creative {
		return Creative{ID: id, Campaign: campaign, Name: name, Status: "ACTIVE", Serving: true, Content: Content{Reference: ugc(number)}, Form: form}
	}
	all := []Creative{
		post(800000001, CampaignLeads, "White paper A", 1, 900001),
		post(800000002, CampaignLeads, "White paper B", 2, 900001),
		post(800000003, CampaignConversions, "Demo, tagged", 3, 0),
		post(800000004, CampaignConversions, "Demo, tagged twice", 4, 0),
		post(800000005, CampaignCarousel, "Robots in use", 5, 0),
		post(800000006, CampaignCarousel, "Robots in use, one card untagged", 6, 0),
		post(800000007, CampaignVideo, "Film, untagged", 7, 0),
		post(800000008, CampaignVideo, "Film, post deleted", 8, 0),
		{ID: 800000009, Campaign: CampaignMessage, Name: "Invitation", Status: "ACTIVE", Serving: true, Content: Content{Reference: "urn:li:adInMailContent:910001"}},
		{ID: 800000010, Campaign: CampaignText, Name: "Text", Status: "PAUSED", Content: Content{TextAd: site + "/robots?utm_source=linkedin&utm_medium=text"}},
		{ID: 800000011, Campaign: CampaignSpotlight, Name: "Spotlight", Status: "ACTIVE", Serving: true, Content: Content{Spotlight: site + "/spotlight?utm_source=LinkedIn&utm_medium=cpc"}},
		post(800000012, CampaignUSLeads, "Contact sales", 9, 900002),
		post(800000013, CampaignUSDemo, "US demo", 10, 0),
		post(800000014, CampaignUSDemo, "US demo, share", 0, 0),
		post(800000015, CampaignForeign, "Not yours", 11, 0),
		{ID: 800000016, Campaign: CampaignSpotlight, Name: "Follow us", Status: "ACTIVE", Serving: true, Content: Content{Follow: true}},
	}
	all[13].Content.Reference = "urn:li:share:7200000000000000001"
	return all
}

func ugc(number int) string { return fmt.Sprintf("urn:li:ugcPost:71000000000000000%02d", number) }

func posts() []Post {
	dark := func(number int, landing string) Post {
		return Post{URN: ugc(number), Organization: Company, Account: AccountEUR, Commentary: "An advertisement.", Landing: landing, Published: Date(2025, 9, 20)}
	}
	tagged := func(path, campaign string) string {
		return site + path + "?utm_source=linkedin&utm_medium=paid_social&utm_campaign=" + campaign
	}
	all := []Post{
		dark(1, tagged("/paper", "dach-leads")),
		dark(2, tagged("/paper", "dach-leads")),
		dark(3, site+"/demo"),                          // its campaign appends all codes
		dark(4, site+"/demo?utm_campaign=static-demo"), // and appends them here once more
		dark(5, ""), dark(6, ""), dark(7, site+"/film"), // no code at all
		{URN: ugc(8), Organization: Company, Account: AccountEUR, Deleted: true, Published: Date(2025, 9, 20)},
		dark(9, tagged("/us/contact", "us-leads")),
		dark(10, tagged("/us/demo", "us-demo")),
		{URN: ugc(11), Organization: 1002, Account: AccountForeign, Landing: site + "/elsewhere", Published: Date(2025, 9, 20)},
		{URN: "urn:li:share:7200000000000000001", Organization: Company, Article: site + "/us/story?utm_source=linkedin&utm_medium=social", Commentary: "Our story.", Published: Date(2025, 9, 25)},
		{URN: "urn:li:share:7200000000000000002", Organization: Company, Commentary: "Meet us at the fair: " + site + "/fair?utm_source=linkedin&utm_medium=social", Published: Date(2026, 3, 2)},
		{URN: "urn:li:share:7200000000000000003", Organization: Company, Commentary: "We are hiring.", Published: Date(2026, 9, 14)},
	}
	all[4].Cards = []string{tagged("/a", "dach-traffic"), tagged("/b", "dach-traffic")}
	all[5].Cards = []string{tagged("/a", "dach-traffic"), site + "/b"}
	all[8].Account, all[9].Account = AccountUSD, AccountUSD
	return all
}

// tracking sets what LinkedIn appends: to one campaign of the first account,
// and to all of the second.
func (w *World) tracking() {
	w.CampaignTracking = map[int64]Tracking{CampaignConversions: {
		Custom:  map[string]string{"utm_source": "linkedin", "utm_medium": "paid_social"},
		Dynamic: map[string]string{"utm_campaign": "CAMPAIGN_NAME", "utm_content": "CREATIVE_ID"},
	}}
	w.AccountTracking = map[int64]Tracking{AccountUSD: {
		Custom:  map[string]string{"utm_term": "us"},
		Dynamic: map[string]string{"utm_content": "CREATIVE_NAME"},
	}}
}
