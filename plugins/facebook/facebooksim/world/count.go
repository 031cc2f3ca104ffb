package world

// Count names what is counted about the delivery of an ad. All of them add up
// over days, ads and the cells of a breakdown. Reach does not, and is no Count.
type Count int

// The counts.
const (
	Impressions  Count = iota
	Clicks             // all clicks on the ad
	LinkClicks         // clicks that lead to the landing page
	LandingViews       // landing pages that loaded
	Reactions
	Loves    // reactions that are not likes
	Comments // on the ad
	Shares   // of the ad
	PageLikes
	VideoPlays
	VideoViews // at least 3 seconds
	ThruPlays  // to the end, or 15 seconds
	VideoP25
	VideoP50
	VideoP75
	VideoP95
	VideoP100
	Spend // minor units of the account's currency
	Counts
)

// Delivery is what happened to an ad, or to some of its audience, on some days.
type Delivery [Counts]int64

// Add adds another delivery.
func (d *Delivery) Add(other *Delivery) {
	for i := range d {
		d[i] += other[i]
	}
}

// Any says whether anything was delivered: where it was not, Meta has no row.
func (d *Delivery) Any() bool { return d[Impressions] != 0 || d[Spend] != 0 }
