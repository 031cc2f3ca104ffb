package truth

import "github.com/roictl/roictl/plugins/linkedin/linkedinsim/world"

// Page adds up what happened on a company page from one day to another, both
// inclusive. Its Unique… fields are sums of days and no truth over more than one.
func (b Book) Page(organization int64, from, to world.Day) world.PageDay {
	return b.world.Page(organization, from, to)
}

// Followers is how many followers a page has at the end of a day, 0 where there
// is no such page.
func (b Book) Followers(organization int64, day world.Day) int64 {
	page := b.world.Organization(organization)
	if page == nil {
		return 0
	}
	return b.world.Followers(*page, day)
}
