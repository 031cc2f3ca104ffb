package engine

import "github.com/roictl/roictl/connector"

// customs are what a business model makes of measures: the same measure is
// vanity here and the best there is elsewhere (domain.md §1.4, §1.9, R36, R45).
type customs struct {
	// vanity flatters without saying anything about the business.
	vanity []string
	// telling says something of the business although it is a small action, since
	// what follows cannot be seen, or earns by itself.
	telling []string
}

// models are the business models' customs.
var models = map[string]customs{
	"dtc":                 {vanity: []string{"followers", "follows", "impressions"}},
	"b2b":                 {vanity: []string{"followers", "follows", "likes", "impressions"}},
	"saas":                {vanity: []string{"followers", "follows", "likes"}},
	"considered_purchase": {vanity: []string{"likes"}},
	// The last steps are taken in the shop: who saw it tells most (R50).
	"brick_and_mortar": {vanity: []string{"page_views", "sessions"}, telling: []string{"reach", "impressions"}},
	// Traffic is what earns, by the ads beside it (R13).
	"publisher":      {telling: []string{"page_views", "views", "sessions", "users", "engagement_time"}},
	"personal_brand": {vanity: []string{"followers", "follows"}},
}

// allAmong says whether a basis is nothing but measures of a list.
func (s basis) allAmong(names []string) bool {
	if len(s.metrics) == 0 || len(s.campaigns) > 0 {
		return false
	}
	for _, m := range s.metrics {
		if !among(m.measure, names) {
			return false
		}
	}
	return true
}

// anyAmong says whether a basis has a measure of a list.
func (s basis) anyAmong(names []string) bool {
	for _, m := range s.metrics {
		if among(m.measure, names) {
			return true
		}
	}
	return false
}

func among(m connector.Measure, names []string) bool {
	for _, name := range names {
		if commonName(m) == name {
			return true
		}
	}
	return false
}
