package linkedinsim

import (
	"slices"
	"strings"

	"github.com/roictl/roictl/plugins/linkedin/linkedinsim/problem"
	"github.com/roictl/roictl/plugins/linkedin/linkedinsim/world"
)

// shareMonths is how far back share statistics reach.
const shareMonths = 12

// shareStatistics answers what the page's own posts did, without ads.
func (c *call) shareStatistics() (any, error) {
	organization, err := c.entity("organizationalEntity")
	if err != nil {
		return nil, err
	}
	if c.query.Has("shares") || c.query.Has("ugcPosts") {
		return c.postStatistics(organization)
	}
	cut, lifetime, err := c.intervals("DAY", "MONTH")
	if err != nil {
		return nil, err
	}
	oldest := world.DayOf(c.now.AddDate(0, -shareMonths, 0))
	elements := []any{}
	for _, i := range cut {
		if i.to < oldest {
			continue
		}
		i.from = max(i.from, oldest)
		p := c.server.world.Page(organization.ID, i.from, i.to)
		element := object{"organizationalEntity": urn("organization", organization.ID), "totalShareStatistics": object{
			"impressionCount": p.Impressions, "uniqueImpressionsCount": i.different(p.UniqueImpressions), "clickCount": p.Clicks,
			"likeCount": p.Likes, "commentCount": p.Comments, "shareCount": p.Shares, "shareMentionsCount": 0, "commentMentionsCount": 0,
			"engagement": share(p.Clicks+p.Likes+p.Comments+p.Shares, p.Impressions)}}
		if !lifetime {
			element["timeRange"] = i.timeRange()
		}
		elements = append(elements, element)
	}
	return indexed(elements, 0, 10), nil
}

// entity begins a finder of the same name as its parameter.
func (c *call) entity(name string) (*world.Organization, error) {
	if c.query.Text("q") != name {
		return nil, problem.Invalid("q")
	}
	return c.organization(name)
}

func share(part, whole int64) float64 {
	if whole == 0 {
		return 0
	}
	return float64(part) / float64(whole)
}

// postStatistics answers the lifetime of single posts.
func (c *call) postStatistics(organization *world.Organization) (any, error) {
	elements := []any{}
	for _, param := range []string{"shares", "ugcPosts"} {
		kind := strings.TrimSuffix(param, "s")
		if !c.query.Has(param) {
			continue
		}
		ids, ok := c.query.List(param)
		if !ok {
			return nil, problem.Invalid(param)
		}
		for _, id := range ids {
			i := slices.IndexFunc(c.server.world.Posts, func(p world.Post) bool {
				return p.URN == id && p.Organization == organization.ID && strings.HasPrefix(id, "urn:li:"+kind+":")
			})
			if i < 0 {
				continue
			}
			likes, comments := c.server.world.Applause(&c.server.world.Posts[i])
			elements = append(elements, object{"organizationalEntity": urn("organization", organization.ID), kind: id, "totalShareStatistics": object{
				"impressionCount": likes * 40, "uniqueImpressionsCount": likes * 30, "clickCount": likes / 2, "likeCount": likes, "commentCount": comments,
				"shareCount": likes / 9, "engagement": share(likes/2+likes+comments+likes/9, likes*40)}})
		}
	}
	return indexed(elements, 0, 10), nil
}

// pageStatistics answers who looked at the page.
func (c *call) pageStatistics() (any, error) {
	organization, err := c.entity("organization")
	if err != nil {
		return nil, err
	}
	cut, lifetime, err := c.intervals("DAY", "MONTH")
	if err != nil {
		return nil, err
	}
	elements := []any{}
	for _, i := range cut {
		p := c.server.world.Page(organization.ID, i.from, i.to)
		all := p.DesktopViews + p.MobileViews
		view := func(n, unique int64) object { return object{"pageViews": n, "uniquePageViews": i.different(unique)} }
		element := object{"organization": urn("organization", organization.ID), "totalPageStatistics": object{
			"views": object{"allPageViews": view(all, p.UniqueAll), "allDesktopPageViews": view(p.DesktopViews, p.UniqueDesktop),
				"allMobilePageViews": view(p.MobileViews, p.UniqueMobile), "overviewPageViews": view(p.OverviewViews, p.OverviewViews*8/10),
				"careersPageViews": view(p.CareersViews, p.CareersViews*8/10)},
			"clicks": object{"mobileCustomButtonClickCounts": []any{}, "desktopCustomButtonClickCounts": []any{}}}}
		if lifetime {
			for name, parts := range map[string]audiencePart{"pageStatisticsBySeniority": seniorities, "pageStatisticsByFunction": functions} {
				element[name] = parts.split(all, func(n int64) object {
					return object{"pageStatistics": object{"views": object{"allPageViews": object{"pageViews": n}}}}
				})
			}
		} else {
			element["timeRange"] = i.timeRange()
		}
		elements = append(elements, element)
	}
	return indexed(elements, 0, 10), nil
}
