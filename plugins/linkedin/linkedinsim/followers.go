package linkedinsim

import (
	"github.com/roictl/roictl/plugins/linkedin/linkedinsim/world"
)

// audiencePart is how a page's audience is told apart in one dimension: the
// name of its key, the values, and their weights.
type audiencePart struct {
	key     string
	values  []string
	weights []int64
}

var (
	seniorities  = audiencePart{"seniority", urns("seniority", 1, 2, 3, 4, 5, 6), []int64{2, 5, 9, 8, 4, 1}}
	functions    = audiencePart{"function", urns("function", 8, 15, 25, 13), []int64{7, 4, 3, 1}}
	industries   = audiencePart{"industry", urns("industry", 4, 55, 135), []int64{3, 2, 1}}
	geographies  = audiencePart{"geo", urns("geo", 101282230, 103644278, 106693272), []int64{6, 3, 1}}
	associations = audiencePart{"associationType", []string{"EMPLOYEE"}, []int64{1}}
	staff        = audiencePart{"staffCountRange", world.Sizes, []int64{1, 2, 4, 5, 3, 2, 2, 1, 1}}
)

func urns(kind string, ids ...int64) []string {
	all := make([]string, len(ids))
	for i, id := range ids {
		all[i] = urn(kind, id)
	}
	return all
}

// split shares a number out by weight and adds the dimension's key to each part.
func (a audiencePart) split(n int64, part func(int64) object) []any {
	var total, before int64
	for _, w := range a.weights {
		total += w
	}
	parts := make([]any, len(a.values))
	for i, value := range a.values {
		after := before + a.weights[i]
		o := part(n*after/total - n*before/total)
		o[a.key] = value
		parts[i] = o
		before = after
	}
	return parts
}

// followerStatistics answers gains by time, or without timeIntervals who the
// followers are. There LinkedIn counts all of them as organic.
func (c *call) followerStatistics() (any, error) {
	organization, err := c.entity("organizationalEntity")
	if err != nil {
		return nil, err
	}
	cut, lifetime, err := c.intervals("DAY", "WEEK", "MONTH")
	if err != nil {
		return nil, err
	}
	entity := urn("organization", organization.ID)
	if lifetime {
		followers := c.server.world.Followers(*organization, world.DayOf(c.now)-1)
		counts := func(n int64) object {
			return object{"followerCounts": object{"organicFollowerCount": n, "paidFollowerCount": 0}}
		}
		element := object{"organizationalEntity": entity}
		for name, part := range map[string]audiencePart{"Seniority": seniorities, "Function": functions, "Industry": industries,
			"StaffCountRange": staff, "GeoCountry": geographies, "Geo": geographies} {
			element["followerCountsBy"+name] = part.split(followers, counts)
		}
		element["followerCountsByAssociationType"] = associations.split(followers/200, counts)
		return indexed([]any{element}, 0, 10), nil
	}
	elements := []any{}
	for _, i := range cut {
		p := c.server.world.Page(organization.ID, i.from, i.to)
		elements = append(elements, object{"organizationalEntity": entity, "timeRange": i.timeRange(),
			"followerGains": object{"organicFollowerGain": p.OrganicGain, "paidFollowerGain": p.PaidGain}})
	}
	return indexed(elements, 0, 10), nil
}
