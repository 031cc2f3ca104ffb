package cli_test

import (
	"encoding/csv"
	"encoding/json"
	"maps"
	"math/big"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	facebookworld "github.com/roictl/roictl/plugins/facebook/facebooksim/world"
	"github.com/roictl/roictl/plugins/ga4/ga4sim"
	analyticsworld "github.com/roictl/roictl/plugins/ga4/ga4sim/world"
	"github.com/roictl/roictl/plugins/linkedin/linkedinsim/truth"
	linkedinworld "github.com/roictl/roictl/plugins/linkedin/linkedinsim/world"
)

// blendedSession is a session with the simulators of all platforms.
type blendedSession struct {
	linkedin *linkedinSession
	meta     *metaSession
}

// figures holds the figures of examples/blended against what happened: figures
// JSON, where JSON is what check printed. They are added up from the facts of the
// simulated worlds and the rows of the CRM, one by one, and not from any answer of a
// simulator.
func (b *blendedSession) figures(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: figures JSON")
	}
	type campaign struct{ Address, Cost, Revenue, Return, ROI string }
	var document struct {
		KPIs      []struct{ Address, Actual string }
		Campaigns []campaign
	}
	ts.Check(json.Unmarshal([]byte(ts.ReadFile(args[0])), &document))
	got := make(map[string]string)
	for _, kpi := range document.KPIs {
		got[kpi.Address] = kpi.Actual
	}
	for _, c := range document.Campaigns {
		got[c.Address+".cost"], got[c.Address+".revenue"], got[c.Address+".return"], got[c.Address+".roi"] = c.Cost, c.Revenue, c.Return, c.ROI
	}
	truths := b.truths(ts)
	for _, address := range slices.Sorted(maps.Keys(truths)) {
		want := truths[address]
		figure, ok := new(big.Rat).SetString(got[address])
		if !ok {
			ts.Fatalf("%s is %q, want %s", address, got[address], want.FloatString(6))
		}
		// Quotients are written with 16 digits, sums in full.
		off := new(big.Rat).Sub(figure, want)
		if bound := new(big.Rat).Mul(new(big.Rat).Abs(want), big.NewRat(1, 1_000_000_000_000)); off.Abs(off).Cmp(bound) > 0 {
			ts.Fatalf("%s is %s, want %s", address, got[address], want.FloatString(12))
		}
	}
}

// truths are the figures of May, and of the campaigns from March to May.
func (b *blendedSession) truths(ts *testscript.TestScript) map[string]*big.Rat {
	may, season := b.facts(ts, "2026-05-01", "2026-05-31"), b.facts(ts, "2026-03-01", "2026-05-31")
	spend := add(may.facebook, may.linkedin)
	paidLeads := add(may.leads["Facebook"], may.leads["LinkedIn"])

	// Both platforms bear what they have in common by what they spent on media: 3,600
	// for content, three months of tools at 89, and 40 minutes at 45 an hour on each of
	// the 65 weekdays from March to May.
	common := big.NewRat(3600+3*89+65*30, 1)
	media := add(season.facebook, season.linkedin)
	figures := map[string]*big.Rat{
		"goal.leads.leads":                  may.leads[""],
		"goal.leads.cost_per_lead":          divide(spend, paidLeads),
		"goal.leads.cost_per_lead_facebook": divide(may.facebook, may.leads["Facebook"]),
		"goal.leads.cost_per_lead_linkedin": divide(may.linkedin, may.leads["LinkedIn"]),
		"goal.leads.cost_per_lead_blended":  divide(spend, may.leads[""]),
		"goal.leads.accepted_facebook":      divide(may.leads["Facebook"], may.facebookForms),
		"goal.leads.accepted_linkedin":      divide(may.leads["LinkedIn"], may.linkedinForms),
		"goal.budget.spend":                 spend,
		"goal.budget.spend_facebook":        may.facebook,
		"goal.budget.spend_linkedin":        may.linkedin,
		"goal.sales.visits":                 may.visits,
		"goal.sales.claimed_orders":         divide(may.claimed, may.facebookOrders),
		"goal.sales.efficiency":             divide(add(may.shop, may.deals[""]), spend),
		"goal.attention.impressions":        may.impressions,
		"goal.attention.organic_facebook":   may.facebookOrganic,
		"goal.attention.organic_linkedin":   may.linkedinOrganic,
		"goal.attention.follows":            may.follows,
	}
	for platform, part := range map[string]struct{ media, orders, deals *big.Rat }{
		"spring":   {media, add(season.facebookRevenue, season.linkedinRevenue), add(season.deals["Facebook"], season.deals["LinkedIn"])},
		"facebook": {season.facebook, season.facebookRevenue, season.deals["Facebook"]},
		"linkedin": {season.linkedin, season.linkedinRevenue, season.deals["LinkedIn"]},
	} {
		cost := add(part.media, multiply(common, divide(part.media, media)))
		margin := add(multiply(part.orders, big.NewRat(60, 100)), multiply(part.deals, big.NewRat(45, 100)))
		figures["campaign."+platform+".cost"] = cost
		figures["campaign."+platform+".revenue"] = add(part.orders, part.deals)
		figures["campaign."+platform+".return"] = margin
		figures["campaign."+platform+".roi"] = divide(new(big.Rat).Sub(margin, cost), cost)
	}
	return figures
}

// facts are what happened on some days, in euros.
type facts struct {
	facebook, facebookForms, claimed, linkedin, linkedinForms, impressions *big.Rat
	facebookOrganic, linkedinOrganic, follows                              *big.Rat
	visits, facebookOrders, facebookRevenue, linkedinRevenue, shop         *big.Rat
	leads, deals                                                           map[string]*big.Rat // by source of the lead, and of all
}

func (b *blendedSession) facts(ts *testscript.TestScript, first, last string) facts {
	var f facts
	b.metaFacts(ts, &f, first, last)
	b.linkedinFacts(ts, &f, first, last)
	b.shopFacts(ts, &f, first, last)
	customerFacts(ts, &f, first, last)
	return f
}

// metaFacts are those of the two spring campaigns, and of the Page.
func (b *blendedSession) metaFacts(ts *testscript.TestScript, f *facts, first, last string) {
	since, err := facebookworld.ParseDay(first)
	ts.Check(err)
	until, err := facebookworld.ParseDay(last)
	ts.Check(err)
	ads := b.meta.sim.Truth(facebookworld.Ask{Account: facebookworld.Shop, Since: since, Until: until, Keep: func(ad *facebookworld.Ad) bool {
		return strings.HasPrefix(ad.AdSet.Campaign.Name, "Spring")
	}})
	f.facebook, f.impressions = ads.Spend, whole(ads.Delivery[facebookworld.Impressions])
	f.facebookForms, f.claimed = whole(ads.Leads()), whole(ads.Conversions[facebookworld.Purchase])
	f.facebookOrganic, f.follows = new(big.Rat), new(big.Rat)
	for day := since; day <= until; day++ {
		page, _ := b.meta.sim.World().Pages[0].Day(day)
		f.facebookOrganic, f.follows = add(f.facebookOrganic, whole(page.OrganicViews)), add(f.follows, whole(page.NewFollows))
	}
}

// linkedinFacts are those of the lead generation of both accounts, the dollars of
// one at the planned rate, and of the page.
func (b *blendedSession) linkedinFacts(ts *testscript.TestScript, f *facts, first, last string) {
	from, to := linkedinDay(ts, first), linkedinDay(ts, last)
	book := b.linkedin.sim.Truth()
	of := func(campaign int64) truth.Sums {
		return book.Sum(truth.Scope{Campaigns: []int64{campaign}, From: from, To: to})
	}
	euro, dollar := of(linkedinworld.CampaignLeads), of(linkedinworld.CampaignUSLeads)
	f.linkedin = add(euro.CostLocal, multiply(dollar.CostLocal, big.NewRat(92, 100)))
	f.linkedinForms = whole(euro.Counts[linkedinworld.Leads] + dollar.Counts[linkedinworld.Leads])
	f.impressions = add(f.impressions, whole(euro.Counts[linkedinworld.Impressions]+dollar.Counts[linkedinworld.Impressions]))
	page := book.Page(linkedinworld.Company, from, to)
	f.linkedinOrganic = whole(page.Impressions)
	f.follows = add(f.follows, whole(page.OrganicGain), whole(page.PaidGain))
}

func linkedinDay(ts *testscript.TestScript, text string) linkedinworld.Day {
	day, err := time.Parse(time.DateOnly, text)
	ts.Check(err)
	return linkedinworld.Date(day.Year(), int(day.Month()), day.Day())
}

// shopFacts are those of the shop and of the visits that the tagged links brought.
func (b *blendedSession) shopFacts(ts *testscript.TestScript, f *facts, first, last string) {
	demo := b.meta.analytics.Demo()
	sum := func(keep func(*analyticsworld.Session) bool) analyticsworld.Sums {
		sums, err := demo.Sum(demo.Shop, first, last, keep)
		ts.Check(err)
		return sums
	}
	money := func(m analyticsworld.Micros) *big.Rat { return big.NewRat(int64(m), int64(analyticsworld.One)) }
	facebook, linkedin := sum(ga4sim.Campaign("facebook", "paid_social", "spring-2026")), sum(ga4sim.Campaign("linkedin", "paid_social", "spring-2026"))
	f.visits = whole(facebook.Sessions + linkedin.Sessions)
	f.facebookOrders, f.facebookRevenue, f.linkedinRevenue = whole(facebook.Purchases), money(facebook.Revenue), money(linkedin.Revenue)
	f.shop = money(sum(nil).Revenue)
}

// customerFacts are those of the CRM's export.
func customerFacts(ts *testscript.TestScript, f *facts, first, last string) {
	file, err := os.Open(ts.MkAbs("data/crm-leads.csv"))
	ts.Check(err)
	rows, err := csv.NewReader(file).ReadAll()
	ts.Check(err)
	ts.Check(file.Close())
	f.leads, f.deals = map[string]*big.Rat{"": new(big.Rat)}, map[string]*big.Rat{"": new(big.Rat)}
	for _, row := range rows[1:] { // number, day, source, stage, amount
		if row[1] < first || row[1] > last {
			continue
		}
		for _, source := range []string{row[2], ""} {
			f.leads[source] = add(f.leads[source], whole(1))
			if amount, ok := new(big.Rat).SetString(row[4]); ok && row[3] == "Won" {
				f.deals[source] = add(f.deals[source], amount)
			}
		}
	}
}

func whole(n int64) *big.Rat { return new(big.Rat).SetInt64(n) }

func add(numbers ...*big.Rat) *big.Rat {
	sum := new(big.Rat)
	for _, n := range numbers {
		if n != nil {
			sum.Add(sum, n)
		}
	}
	return sum
}

func multiply(a, b *big.Rat) *big.Rat { return new(big.Rat).Mul(a, b) }

func divide(a, b *big.Rat) *big.Rat { return new(big.Rat).Quo(a, b) }
