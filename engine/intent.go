package engine

import "github.com/roictl/roictl/connector"

// The steps of the ladder of intent (domain.md §1.9): the more effort an action
// takes, the more it says about a purchase to come. Only their order is given
// (R38, R39); the numbers are roictl's own and mean nothing as weights.
const (
	IntentSeen       = 1 // it was on a screen
	IntentLiked      = 2 // a like or a follow
	IntentTalked     = 3 // a comment, a share, a mention
	IntentVisited    = 4 // a click that leaves the network, and what follows on the site
	IntentConsidered = 5 // a trial, a demo, a lead, a download, a cart, a checkout begun
	IntentBought     = 6 // a purchase, a contract
)

// intents places the standard measures on the ladder.
var intents = map[string]int{
	"impressions": IntentSeen, "reach": IntentSeen, "frequency": IntentSeen, "views": IntentSeen, "video_views": IntentSeen,

	"likes": IntentLiked, "follows": IntentLiked, "followers": IntentLiked, "unfollows": IntentLiked,
	"engagements": IntentLiked, // of all kinds together, so no more than the least of them

	"comments": IntentTalked, "shares": IntentTalked, "mentions": IntentTalked, "saves": IntentTalked,
	"clicks": IntentTalked, // those among them that stay on the network

	"link_clicks": IntentVisited, "landing_page_views": IntentVisited, "sessions": IntentVisited, "engaged_sessions": IntentVisited,
	"users": IntentVisited, "new_users": IntentVisited, "page_views": IntentVisited, "engagement_time": IntentVisited,

	"leads": IntentConsidered, "qualified_leads": IntentConsidered, "trials": IntentConsidered, "demos": IntentConsidered,
	"downloads": IntentConsidered, "sign_ups": IntentConsidered, "add_to_cart": IntentConsidered, "checkouts": IntentConsidered,
	"store_visits": IntentConsidered,
	"conversions":  IntentConsidered, // of all kinds together

	"purchases": IntentBought, "customers": IntentBought, "revenue": IntentBought, "refunds": IntentBought,
}

// Intent is the step of a measure on the ladder of intent, by its standard name,
// or else by its own where that is a standard one; 0 for what is on no step, such
// as spend.
func Intent(m connector.Measure) int { return intents[commonName(m)] }

// commonName is the name by which a measure is known across platforms.
func commonName(m connector.Measure) string {
	if m.Standard != "" {
		return m.Standard
	}
	return m.Name
}
