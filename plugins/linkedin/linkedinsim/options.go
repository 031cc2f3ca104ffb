package linkedinsim

import (
	"time"

	"github.com/roictl/roictl/plugins/linkedin/linkedinsim/oauth"
	"github.com/roictl/roictl/plugins/linkedin/linkedinsim/world"
)

// Options configure a [Server]. The zero value is LinkedIn on 22 November 2026
// with the company of the examples.
type Options struct {
	// Now starts the virtual clock, which stands still until it is moved.
	Now time.Time
	// Versions are the values of LinkedIn-Version that are active.
	Versions []string
	// Sunsets end versions at the midnight (UTC) of a day.
	Sunsets map[string]time.Time
	// World chooses what happened.
	World world.Config
	// Clients are the registered applications; [DemoClient] where there is none.
	Clients []oauth.Client
	// TokenDelay is for how long a new token is refused as if it were revoked.
	TokenDelay time.Duration

	// Cap is the number of elements of adAnalytics past which the answer
	// silently ends; 15,000 where 0.
	Cap int
	// DataVolume is how many metric values adAnalytics gives an application in
	// five minutes; 45 million where 0.
	DataVolume int64
	// DailyApplication and DailyMember limit calls a UTC day, by resource, of an
	// application and of one member's tokens of it; 0 for no limit.
	DailyApplication, DailyMember int
	// DemographicNoise moves each count of a demographic row by up to so many
	// units; LinkedIn says three, which is meant by 0. Below 0 there is none.
	DemographicNoise int

	// MappedAccounts limits an application of the development tier to the
	// accounts that were mapped to it by hand; nil for no limit.
	MappedAccounts []int64
	// SearchWithPageToken allows search and pageToken together on adAccounts.
	SearchWithPageToken bool
	// EmptyPages puts an empty page, with a token, after the first of each
	// cursor-paged listing.
	EmptyPages bool
	// ForwardCompatible adds an unknown field to every object, as a later
	// version of the API may.
	ForwardCompatible bool
}

// DemoClient is the application that a [Server] knows unless told otherwise.
func DemoClient() oauth.Client {
	return oauth.Client{ID: "86demo0client", Secret: "demo-client-secret", Refresh: true,
		Redirects: []string{"http://127.0.0.1:8765/callback", "http://localhost:8765/callback", "https://example.com/callback"},
		Scopes:    AllScopes()}
}

// AllScopes are those that LinkedIn's marketing products have.
func AllScopes() []string {
	return []string{"r_ads", "rw_ads", "r_ads_reporting", "r_organization_social", "r_organization_admin", "rw_organization_admin",
		"r_marketing_leadgen_automation", "rw_conversions", "r_basicprofile", "openid", "profile"}
}

// ReadScopes are what reading advertising, posts, the page and leads needs.
func ReadScopes() []string {
	return []string{"r_ads", "r_ads_reporting", "r_organization_social", "rw_organization_admin", "r_marketing_leadgen_automation"}
}

// DefaultVersions are the versions that were active on 22 November 2026.
func DefaultVersions() []string {
	return []string{"202601", "202602", "202603", "202604", "202605", "202606", "202607", "202608"}
}

// DefaultSunsets are the published days on which versions end.
func DefaultSunsets() map[string]time.Time {
	sunsets := make(map[string]time.Time)
	for version, day := range map[string]world.Day{
		"202601": world.Date(2027, 1, 15), "202602": world.Date(2027, 2, 15), "202603": world.Date(2027, 3, 16), "202604": world.Date(2027, 4, 15),
		"202605": world.Date(2027, 5, 15), "202606": world.Date(2027, 6, 15), "202607": world.Date(2027, 7, 15),
	} {
		sunsets[version] = day.Start()
	}
	return sunsets
}

func (o Options) withDefaults() Options {
	if o.Now.IsZero() {
		o.Now = time.Date(2026, 11, 22, 8, 0, 0, 0, time.UTC)
	}
	if o.Versions == nil {
		o.Versions = DefaultVersions()
	}
	if o.Sunsets == nil {
		o.Sunsets = DefaultSunsets()
	}
	if len(o.Clients) == 0 {
		o.Clients = []oauth.Client{DemoClient()}
	}
	if o.Cap == 0 {
		o.Cap = 15_000
	}
	if o.DemographicNoise == 0 {
		o.DemographicNoise = 3
	}
	if o.DataVolume == 0 {
		o.DataVolume = 45_000_000
	}
	return o
}
