package world

import (
	"fmt"
	"time"
)

// Tags as a marketer would write them for the campaign of spring 2026.
const (
	springURL  = "https://shop.example.com/spring"
	springTags = "utm_source=facebook&utm_medium=paid_social&utm_campaign=spring-2026&utm_content={{ad.id}}"
	springLink = springURL + "?utm_source=facebook&utm_medium=paid_social&utm_campaign=spring-2026"
	always     = "2027-12-31" // ads without an end
)

// fillShop makes the account of the examples: a spring campaign whose links
// carry utm_campaign=spring-2026, one for leads, one for the brand, and what is
// left of autumn.
func fillShop(a *Account, m *maker) {
	from, until := date("2026-03-01"), date("2026-05-31")
	sales := m.campaign(a, "Spring Sale 2026", "OUTCOME_SALES", "2026-02-20")
	women := m.adSet(sales, "Women 25-54", ClickAndView)
	m.ad(women, "Spring link", linkAd(springURL, springTags), from, until, 9000)
	m.ad(women, "Spring carousel", carousel("", springLink, springURL+"/dresses", springLink), from, until, 6000)
	m.ad(women, "Spring video", video(springLink, "utm_content={{ad.name}}"), from, until, 7000)
	broad := m.adSet(sales, "Broad", ClickOnly)
	m.ad(broad, "Spring choice", feed(springTags,
		Asset{springURL + "/a", "Body A", "Title A"}, Asset{springURL + "/b", "Body B", "Title B"}), from, until, 5000)
	m.ad(broad, "Spring site links", siteLinks(springURL, springTags, springURL+"/new", springLink), from, until, 3000)
	m.ad(broad, "Spring conflict", linkAd(springURL+"?utm_campaign=spring26", springTags), from, until, 2000)
	m.ad(broad, "Spring catalogue", product(springURL, springTags), from, until, 4000)

	leads := m.campaign(a, "Spring Leads 2026", "OUTCOME_LEADS", "2026-02-20")
	forms := m.adSet(leads, "Catalogue", ClickAndView)
	m.ad(forms, "Catalogue form", leadForm(), from, until, 6000)
	m.ad(forms, "Catalogue page", linkAd("https://shop.example.com/catalogue", springTags), from, until, 5000)
	engaged := m.adSet(leads, "Catalogue video", ClickViewEngage)
	m.ad(engaged, "Catalogue boosted reel", boosted("178000000000101", "https://shop.example.com/catalogue?utm_campaign=spring-2026"), from, until, 4000)

	brand := m.campaign(a, "Brand always on", "OUTCOME_AWARENESS", "2025-01-01")
	reach := m.adSet(brand, "Reach", ClickAndView)
	m.ad(reach, "Brand photo", photo(), date("2025-01-01"), date(always), 8000)
	m.ad(reach, "Brand post", existingPost("910000000000002", ""), date("2025-01-01"), date(always), 6000)
	paused := m.ad(reach, "Brand paused", linkAd("https://shop.example.com/brand", ""), date("2025-01-01"), date("2026-01-31"), 6000)
	paused.Status = "PAUSED"

	autumn := m.campaign(a, "Autumn 2025", "OUTCOME_SALES", "2025-08-20")
	kept := m.adSet(autumn, "Coats", ClickAndView)
	m.ad(kept, "Coats", linkAd("https://shop.example.com/coats?utm_campaign=autumn-2025", ""), date("2025-09-01"), date("2025-11-30"), 5000)
	deleted := m.ad(kept, "Coats, deleted", linkAd("https://shop.example.com/coats", ""), date("2025-09-01"), date("2025-10-15"), 5000)
	deleted.Status = "DELETED"
	autumn.Status = "PAUSED"
	summer := m.campaign(a, "Summer 2025", "OUTCOME_SALES", "2025-05-20")
	m.ad(m.adSet(summer, "Shoes", ClickAndView), "Shoes", linkAd("https://shop.example.com/shoes", ""), date("2025-06-01"), date("2025-08-31"), 5000)
	summer.Status = "ARCHIVED"
}

// fillAmerica makes an account whose days are New York's.
func fillAmerica(a *Account, m *maker) {
	c := m.campaign(a, "US Prospecting", "OUTCOME_SALES", "2025-01-01")
	s := m.adSet(c, "Lookalike", ClickAndView)
	m.ad(s, "US link", linkAd("https://us.shop.example.com/?utm_source=facebook&utm_campaign=us-prospecting", ""), date("2025-01-01"), date(always), 9000)
}

// fillJapan makes an account whose money has no smaller unit.
func fillJapan(a *Account, m *maker) {
	c := m.campaign(a, "JP Launch", "OUTCOME_SALES", "2025-06-01")
	s := m.adSet(c, "Tokyo", ClickAndView)
	m.ad(s, "JP link", linkAd("https://jp.shop.example.com/?utm_source=facebook&utm_campaign=jp-launch", ""), date("2025-06-01"), date(always), 9000)
}

// fillLarge makes 2,000 ads that each delivered for two months of the last
// thirteen.
func fillLarge(a *Account, m *maker, now time.Time) {
	const campaigns, sets, ads, days = 40, 5, 10, 60
	end := DayOf(now.In(a.Zone))
	year, month, dom := end.Civil()
	start := Date(year, month-13, dom)
	a.Audience = 4_000_000
	number := 0
	for i := range campaigns {
		c := m.campaign(a, fmt.Sprintf("Large %02d", i+1), "OUTCOME_SALES", start.String())
		for j := range sets {
			s := m.adSet(c, fmt.Sprintf("Large %02d.%d", i+1, j+1), ClickAndView)
			for k := range ads {
				first := start + Day(number%int(end-start-days+1))
				link := fmt.Sprintf("https://shop.example.com/large/%d?utm_campaign=large-%02d", number, i+1)
				m.ad(s, fmt.Sprintf("Large %02d.%d.%02d", i+1, j+1, k+1), linkAd(link, ""), first, first+days-1, 3000)
				number++
			}
		}
	}
}
