package world

// Ids of the company's entities, which tests and examples may rely on.
const (
	Company        int64 = 1001      // the organisation with the page
	AccountEUR     int64 = 500000001 // "Example Robotics EMEA"
	AccountUSD     int64 = 500000002 // "Example Robotics US"
	AccountForeign int64 = 500000003 // of another company: nobody here has a role on it

	GroupDACH    int64 = 600000001
	GroupNordics int64 = 600000002
	GroupUS      int64 = 600000003

	CampaignLeads       int64 = 700000001 // lead generation forms
	CampaignConversions int64 = 700000002 // website conversions
	CampaignCarousel    int64 = 700000003
	CampaignVideo       int64 = 700000004
	CampaignMessage     int64 = 700000005 // message ads
	CampaignText        int64 = 700000006 // text ads; ended on 2026-06-30
	CampaignSpotlight   int64 = 700000007
	CampaignUSLeads     int64 = 700000008
	CampaignUSDemo      int64 = 700000009
	CampaignForeign     int64 = 700000010

	RuleDemo      int64 = 104001 // demo requests on the website
	RuleDownload  int64 = 104002 // white papers
	RuleQualified int64 = 104003 // leads that sales accepted
	RuleUSDemo    int64 = 104004
)

func (w *World) company() {
	w.Organizations = []Organization{{Company, "Example Robotics", 18_400}, {1002, "Another Company", 900}}
	w.Accounts = []Account{
		{AccountEUR, "Example Robotics EMEA", "EUR", "ACTIVE", Company, false},
		{AccountUSD, "Example Robotics US", "USD", "ACTIVE", Company, false},
		{AccountForeign, "Another Company", "CHF", "ACTIVE", 1002, false},
	}
	w.Groups = []Group{
		{GroupDACH, AccountEUR, "2026 | DACH | Demand", "ACTIVE"},
		{GroupNordics, AccountEUR, "2026 | Nordics | Brand", "ACTIVE"},
		{GroupUS, AccountUSD, "2026 | US | Pipeline", "ACTIVE"},
		{600000004, AccountForeign, "Elsewhere", "ACTIVE"},
	}
	w.Campaigns = campaigns(w.config.Start)
	w.Creatives = creatives()
	w.Posts = posts()
	w.Messages = []Message{{ID: 910001, Account: AccountEUR, Subject: "An invitation", Landing: site + "/webinar?utm_source=linkedin&utm_medium=message"}}
	w.Forms = []Form{
		{900001, AccountEUR, "White paper", site + "/thanks"},
		{900002, AccountUSD, "Contact sales", site + "/us/thanks"},
	}
	w.Rules = rules()
	w.Members = []Member{
		{Admin, "Ada Example", map[int64]string{AccountEUR: "ACCOUNT_MANAGER", AccountUSD: "VIEWER"}, map[int64]string{Company: "ADMINISTRATOR"}},
		{Analyst, "Ben Example", map[int64]string{AccountEUR: "VIEWER", AccountUSD: "VIEWER"}, map[int64]string{}},
		{Outsider, "Cleo Example", map[int64]string{}, map[int64]string{}},
	}
	w.tracking()
}

// campaigns of the company. Their rates are those of ordinary B2B advertising:
// click rates of half a percent, a thousand impressions for 25 to 45 euros.
func campaigns(start Day) []Campaign {
	sponsored := func(id, account, group int64, name, objective, format string, r rates) Campaign {
		r.social = true
		return Campaign{ID: id, Account: account, Group: group, Name: name, Status: "ACTIVE", Type: "SPONSORED_UPDATES",
			Objective: objective, Format: format, CostType: "CPM", DailyBudgetCents: 5000, First: start, rates: r}
	}
	all := []Campaign{
		sponsored(CampaignLeads, AccountEUR, GroupDACH, "2026 | DACH | Leads", "LEAD_GENERATION", "SINGLE_IMAGE",
			rates{impressions: 1400, cpmCents: 3900, clicks: 9, landing: 120, formOpens: 700, leads: 260, dwellSeconds: 410}),
		sponsored(CampaignConversions, AccountEUR, GroupDACH, "2026 | DACH | Demo", "WEBSITE_CONVERSION", "SINGLE_IMAGE",
			rates{impressions: 1600, cpmCents: 3100, clicks: 8, landing: 820, dwellSeconds: 350}),
		sponsored(CampaignCarousel, AccountEUR, GroupDACH, "2026 | DACH | Traffic", "WEBSITE_VISIT", "CAROUSEL",
			rates{impressions: 1100, cpmCents: 2600, clicks: 11, landing: 860, carousel: true, dwellSeconds: 520}),
		sponsored(CampaignVideo, AccountEUR, GroupNordics, "2026 | Nordics | Film", "VIDEO_VIEW", "SINGLE_VIDEO",
			rates{impressions: 2400, cpmCents: 1800, clicks: 3, landing: 500, videoStarts: 930, dwellSeconds: 640}),
		{ID: CampaignMessage, Account: AccountEUR, Group: GroupNordics, Name: "2026 | Nordics | Invitation", Status: "ACTIVE",
			Type: "SPONSORED_INMAILS", Objective: "WEBSITE_VISIT", Format: "STANDARD_INMAIL", CostType: "CPM", DailyBudgetCents: 3000, First: start + 31,
			rates: rates{impressions: 180, cpmCents: 42_000, clicks: 35, landing: 900, sends: true}},
		{ID: CampaignText, Account: AccountEUR, Group: GroupNordics, Name: "2025 | Nordics | Text", Status: "PAUSED",
			Type: "TEXT_AD", Objective: "WEBSITE_VISIT", Format: "TEXT_AD", CostType: "CPC", DailyBudgetCents: 1500, First: start, Last: Date(2026, 6, 30),
			rates: rates{impressions: 5200, cpmCents: 240, clicks: 1, landing: 950, textURL: true}},
		{ID: CampaignSpotlight, Account: AccountEUR, Group: GroupNordics, Name: "2026 | Nordics | Spotlight", Status: "ACTIVE",
			Type: "DYNAMIC", Objective: "WEBSITE_VISIT", Format: "SPOTLIGHT", CostType: "CPM", DailyBudgetCents: 2000, First: start,
			rates: rates{impressions: 900, cpmCents: 900, clicks: 2, landing: 900}},
		sponsored(CampaignUSLeads, AccountUSD, GroupUS, "2026 | US | Leads", "LEAD_GENERATION", "SINGLE_IMAGE",
			rates{impressions: 2100, cpmCents: 5200, clicks: 8, landing: 110, formOpens: 680, leads: 240, dwellSeconds: 380}),
		sponsored(CampaignUSDemo, AccountUSD, GroupUS, "2026 | US | Demo", "WEBSITE_CONVERSION", "SINGLE_IMAGE",
			rates{impressions: 1900, cpmCents: 4700, clicks: 7, landing: 840, dwellSeconds: 330}),
		sponsored(CampaignForeign, AccountForeign, 600000004, "Not yours", "WEBSITE_VISIT", "SINGLE_IMAGE",
			rates{impressions: 500, cpmCents: 3000, clicks: 6, landing: 800}),
	}
	return all
}

func rules() []Rule {
	return []Rule{
		{ID: RuleDemo, Account: AccountEUR, Name: "Demo request", Type: "LEAD", Method: "INSIGHT_TAG_URL_MATCH_RULES", Attribution: "LAST_TOUCH_BY_CAMPAIGN",
			ClickDays: 30, ViewDays: 7, Campaigns: []int64{CampaignConversions, CampaignCarousel, CampaignSpotlight}, ValueCents: 12_000, shareOfClicks: 90},
		{ID: RuleDownload, Account: AccountEUR, Name: "White paper", Type: "DOWNLOAD", Method: "INSIGHT_TAG_JAVASCRIPT_EVENT", Attribution: "LAST_TOUCH_BY_CAMPAIGN",
			ClickDays: 30, ViewDays: 7, Campaigns: []int64{CampaignConversions, CampaignCarousel}, ValueCents: 2_550, shareOfClicks: 140},
		{ID: RuleQualified, Account: AccountEUR, Name: "Qualified lead", Type: "QUALIFIED_LEAD", Method: "CONVERSIONS_API", Attribution: "LAST_TOUCH_BY_CONVERSION",
			ClickDays: 90, ViewDays: 30, Campaigns: []int64{CampaignLeads}, CRM: true, shareOfClicks: 300},
		{ID: RuleUSDemo, Account: AccountUSD, Name: "Demo request", Type: "LEAD", Method: "INSIGHT_TAG_URL_MATCH_RULES", Attribution: "LAST_TOUCH_BY_CAMPAIGN",
			ClickDays: 30, ViewDays: 7, Campaigns: []int64{CampaignUSDemo}, ValueCents: 15_000, shareOfClicks: 100},
	}
}
