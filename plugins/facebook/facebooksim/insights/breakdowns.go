package insights

import (
	"slices"
	"strings"

	"github.com/roictl/roictl/plugins/facebook/facebooksim/graph"
	"github.com/roictl/roictl/plugins/facebook/facebooksim/world"
)

const (
	byHour         = "hourly_stats_aggregated_by_advertiser_time_zone"
	byAudienceHour = "hourly_stats_aggregated_by_audience_time_zone"
)

// permitted are the sets of breakdowns that Meta documents, each sorted and
// joined, with the family that they are cells of. device_platform works beside
// them though no page lists it.
var permitted = map[string]world.Family{
	"":           world.Whole,
	"age":        world.Audience,
	"gender":     world.Audience,
	"age,gender": world.Audience,
	"country":    world.Geography, "region": world.Geography, "comscore_market": world.Geography,
	"publisher_platform":                                     world.Placement,
	"impression_device,publisher_platform":                   world.Placement,
	"platform_position,publisher_platform":                   world.Placement,
	"impression_device,platform_position,publisher_platform": world.Placement,
	"device_platform":                                        world.Placement,
	"device_platform,publisher_platform":                     world.Placement,
	"device_platform,platform_position,publisher_platform":   world.Placement,
	byHour:            world.Hours,
	byAudienceHour:    world.Hours,
	"link_url_asset":  world.Assets,
	"body_asset":      world.Assets,
	"title_asset":     world.Assets,
	"product_id":      world.Whole,
	"frequency_value": world.Whole,
	"mmm":             world.Whole,
}

// empty are permitted breakdowns that this world has no data for.
var empty = []string{"product_id", "frequency_value", "mmm"}

// gated are breakdowns that an account has to opt in to in Ads Manager. For
// others there are no rows, and no error.
var gated = []string{"impression_device", byAudienceHour, "frequency_value"}

// geographic and hourly breakdowns drop what happened off Meta.
var offMetaBlind = []string{"region", "comscore_market", byHour, byAudienceHour}

// assetFields are the only metrics that asset breakdowns go with.
var assetFields = []string{"impressions", "clicks", "spend", "reach", "actions", "action_values"}

func (q *Query) readBreakdowns(request Request, rules Rules) *graph.Error {
	q.Breakdowns = List(request.Values, "breakdowns")
	for _, name := range q.Breakdowns {
		if name == "dma" {
			return graph.Parameter("The dma breakdown has been removed. Use comscore_market instead.")
		}
		if !knownBreakdowns[name] {
			return oneOf("breakdowns", sorted(knownBreakdowns))
		}
	}
	names := slices.Sorted(slices.Values(q.Breakdowns))
	family, ok := permitted[strings.Join(names, ",")]
	if !ok {
		if rules.IllegalBreakdowns != nil {
			return rules.IllegalBreakdowns
		}
		return graph.Parameter("Current combination of data breakdown columns (%s) is invalid", strings.Join(append([]string{"action_type"}, q.Breakdowns...), ", "))
	}
	q.family, q.blind = family, q.hasAny(offMetaBlind)
	if q.has("mmm") && !request.Async {
		return graph.Parameter("The mmm breakdown is supported in asynchronous reports only")
	}
	for _, field := range q.Fields {
		switch {
		case family == world.Hours && strings.HasPrefix(field, "video_"):
			return graph.Parameter("%s cannot be used with hourly breakdowns", field)
		case family == world.Assets && metrics[field] && !slices.Contains(assetFields, field):
			return graph.Parameter("%s cannot be used with asset breakdowns", field)
		}
	}
	return nil
}

// has says whether a breakdown was asked for.
func (q *Query) has(name string) bool { return slices.Contains(q.Breakdowns, name) }

// hasAny says whether any of the breakdowns was asked for.
func (q *Query) hasAny(names []string) bool { return slices.ContainsFunc(names, q.has) }

// silent says whether the request gets no rows and no error.
func (q *Query) silent(account *world.Account) bool {
	return q.hasAny(empty) || q.hasAny(gated) && !account.OptedIn
}

// losesReach says whether reach is left out without a word: with a breakdown, for
// a start more than thirteen months ago, unless the report is asynchronous.
func (q *Query) losesReach(today world.Day) bool {
	if q.async || len(q.Breakdowns) == 0 {
		return false
	}
	return slices.ContainsFunc(q.Ranges, func(r Range) bool { return r.Since < monthsBefore(today, 13) })
}
