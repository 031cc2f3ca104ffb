package insights

import (
	"iter"

	"github.com/roictl/roictl/plugins/facebook/facebooksim/world"
)

// Level is what a row is about.
type Level int

// The levels, from the widest to the narrowest.
const (
	AccountLevel Level = iota
	CampaignLevel
	AdSetLevel
	AdLevel
)

var levels = map[string]Level{"account": AccountLevel, "campaign": CampaignLevel, "adset": AdSetLevel, "ad": AdLevel}

// prefixes are how filters name what they are about.
var prefixes = [...]string{"account", "campaign", "adset", "ad"}

// Scope is the object whose insights are asked for: an account, or a campaign,
// ad set or ad of it. What is wider than the object is set, too.
type Scope struct {
	Account  *world.Account
	Campaign *world.Campaign
	AdSet    *world.AdSet
	Ad       *world.Ad
}

// Level returns the level of the object itself.
func (s Scope) Level() Level {
	switch {
	case s.Ad != nil:
		return AdLevel
	case s.AdSet != nil:
		return AdSetLevel
	case s.Campaign != nil:
		return CampaignLevel
	default:
		return AccountLevel
	}
}

// ID returns the id of the object as insights know it.
func (s Scope) ID() string {
	switch s.Level() {
	case AdLevel:
		return s.Ad.ID
	case AdSetLevel:
		return s.AdSet.ID
	case CampaignLevel:
		return s.Campaign.ID
	default:
		return "act_" + s.Account.ID
	}
}

// Ads returns all ads of the object, deleted ones too.
func (s Scope) Ads() iter.Seq[*world.Ad] {
	return func(yield func(*world.Ad) bool) {
		for ad := range s.Account.Ads() {
			inside := (s.Campaign == nil || ad.AdSet.Campaign == s.Campaign) &&
				(s.AdSet == nil || ad.AdSet == s.AdSet) && (s.Ad == nil || ad == s.Ad)
			if inside && !yield(ad) {
				return
			}
		}
	}
}

// object is what one row or several are about, and the ads that it sums.
type object struct {
	lead *world.Ad // any ad of the object: it knows the names
	ads  []*world.Ad
}

// key returns the id of the object of a level that an ad belongs to.
func (l Level) key(ad *world.Ad) string {
	switch l {
	case AdLevel:
		return ad.ID
	case AdSetLevel:
		return ad.AdSet.ID
	case CampaignLevel:
		return ad.AdSet.Campaign.ID
	default:
		return ad.Account().ID
	}
}

// status returns the effective status of the object of a level that an ad
// belongs to.
func (l Level) status(ad *world.Ad) string {
	switch l {
	case AdLevel:
		return ad.Effective()
	case AdSetLevel:
		return ad.AdSet.Effective()
	case CampaignLevel:
		return ad.AdSet.Campaign.Status
	default:
		return "ACTIVE"
	}
}

// objects groups the ads that the filters leave into the objects of the level.
// Deleted and archived objects have rows only where the request is about them or
// a filter asks for their status; what is above them always includes them.
func (q *Query) objects(scope Scope) []object {
	var all []object
	index := make(map[string]int)
	hide := q.Level > scope.Level() && !q.asksForStatus(q.Level)
	for ad := range scope.Ads() {
		if !q.keeps(ad) || hide && world.Gone(q.Level.status(ad)) {
			continue
		}
		key := q.Level.key(ad)
		at, known := index[key]
		if !known {
			at = len(all)
			index[key] = at
			all = append(all, object{lead: ad})
		}
		all[at].ads = append(all[at].ads, ad)
	}
	return all
}
