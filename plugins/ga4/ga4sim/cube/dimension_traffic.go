package cube

import (
	"strings"
	"sync"

	"github.com/roictl/roictl/plugins/ga4/ga4sim/world"
)

// attribute is something that is known of traffic. Each is a dimension three
// times: of the session, of the user's first session, and of the key event's credit.
type attribute struct {
	name, ui string // as after the prefix
	value    func(*world.Traffic) string
	old      string // ending of an earlier name
}

var attributes = []attribute{
	{"Source", "source", func(t *world.Traffic) string { return t.Source }, ""},
	{"Medium", "medium", func(t *world.Traffic) string { return t.Medium }, ""},
	{"SourceMedium", "source / medium", func(t *world.Traffic) string { return t.Source + " / " + t.Medium }, ""},
	{"CampaignName", "campaign", func(t *world.Traffic) string { return t.Campaign }, ""},
	{"CampaignId", "campaign ID", func(t *world.Traffic) string { return t.CampaignID }, ""},
	{"SourcePlatform", "source platform", func(t *world.Traffic) string { return t.Platform }, ""},
	{"DefaultChannelGroup", "default channel group", func(t *world.Traffic) string { return t.Channel }, "DefaultChannelGrouping"},
	{"PrimaryChannelGroup", "primary channel group", func(t *world.Traffic) string { return t.Channel }, ""},
	manual("ManualSource", "manual source", func(u *world.UTM) string { return u.Source }),
	manual("ManualMedium", "manual medium", func(u *world.UTM) string { return u.Medium }),
	{"ManualSourceMedium", "manual source / medium", func(t *world.Traffic) string {
		return set(t.UTM.Source) + " / " + set(t.UTM.Medium)
	}, ""},
	manual("ManualCampaignName", "manual campaign name", func(u *world.UTM) string { return u.Campaign }),
	manual("ManualCampaignId", "manual campaign ID", func(u *world.UTM) string { return u.ID }),
	manual("ManualAdContent", "manual ad content", func(u *world.UTM) string { return u.Content }),
	manual("ManualTerm", "manual term", func(u *world.UTM) string { return u.Term }),
	manual("ManualSourcePlatform", "manual source platform", func(u *world.UTM) string { return u.Platform }),
	manual("ManualCreativeFormat", "manual creative format", func(u *world.UTM) string { return u.Format }),
	manual("ManualMarketingTactic", "manual marketing tactic", func(u *world.UTM) string { return u.Tactic }),
	clicked("GoogleAdsCampaignName", "Google Ads campaign", func(a *world.Ads) string { return a.Campaign }),
	clicked("GoogleAdsCampaignId", "Google Ads campaign ID", func(a *world.Ads) string { return a.CampaignID }),
	clicked("GoogleAdsCampaignType", "Google Ads campaign type", func(a *world.Ads) string { return a.Type }),
	clicked("GoogleAdsAdGroupName", "Google Ads ad group name", func(a *world.Ads) string { return a.Group }),
	clicked("GoogleAdsAdGroupId", "Google Ads ad group ID", func(a *world.Ads) string { return a.GroupID }),
	clicked("GoogleAdsCreativeId", "Google Ads creative ID", func(a *world.Ads) string { return a.Creative }),
	clicked("GoogleAdsAdNetworkType", "Google Ads ad network type", func(a *world.Ads) string { return a.Network }),
	clicked("GoogleAdsKeyword", "Google Ads keyword text", func(a *world.Ads) string { return a.Keyword }),
	clicked("GoogleAdsQuery", "Google Ads query", func(a *world.Ads) string { return a.Query }),
	clicked("GoogleAdsCustomerId", "Google Ads customer ID", func(a *world.Ads) string { return a.CustomerID }),
	clicked("GoogleAdsAccountName", "Google Ads account name", func(a *world.Ads) string { return a.Account }),
}

// manual is an attribute of the link's own parameters: not set where there was none.
func manual(name, ui string, read func(*world.UTM) string) attribute {
	return attribute{name, ui, func(t *world.Traffic) string { return set(read(&t.UTM)) }, ""}
}

// clicked is an attribute of a click on a Google ad.
func clicked(name, ui string, read func(*world.Ads) string) attribute {
	return attribute{name, ui, func(t *world.Traffic) string {
		if t.Ads == nil {
			return world.NotSet
		}
		return set(read(t.Ads))
	}, ""}
}

func set(text string) string {
	if text == "" {
		return world.NotSet
	}
	return text
}

// trafficDimensions crosses the attributes with the three scopes that have traffic.
var trafficDimensions = sync.OnceValue(func() []Dimension {
	list := make([]Dimension, 0, 3*len(attributes))
	for _, a := range attributes {
		list = append(list,
			trafficDimension("session", "Session ", SessionScope, a, func(f *Fact) string { return a.value(f.traffic()) }),
			trafficDimension("firstUser", "First user ", UserScope, a, ofUser(func(u *world.User) string { return a.value(u.First) })),
			trafficDimension("", "", AttributionScope, a, func(f *Fact) string {
				if f.Credit.Traffic == nil {
					return world.NotSet // only key events are credited to traffic
				}
				return a.value(f.Credit.Traffic)
			}),
		)
	}
	return list
})

func trafficDimension(prefix, ui string, scope Scope, a attribute, value func(*Fact) string) Dimension {
	d := Dimension{Name: prefixed(prefix, a.name), UI: ui + a.ui, Category: "Traffic Source", Scope: scope, Value: value}
	if prefix == "" {
		d.UI = strings.ToUpper(a.ui[:1]) + a.ui[1:]
	}
	if a.old != "" {
		d.Deprecated = []string{prefixed(prefix, a.old)}
	}
	return d
}

func prefixed(prefix, name string) string {
	if prefix == "" {
		return strings.ToLower(name[:1]) + name[1:]
	}
	return prefix + name
}
