package world

// Pool is how many members the ads of one account can reach.
const Pool = 60_000

// Audience calls yield with the number, from 0 to Pool-1, of every member that a
// creative reached on a day; the same member can come twice. Ads of one account
// reach the same people again and again, so that reach never adds up.
func (w *World) Audience(creative *Creative, day Day, yield func(member uint32)) {
	var impressions int64
	w.Facts(creative, day, day, func(f *Fact) bool {
		impressions += f.Counts[Impressions]
		return true
	})
	campaign := w.campaigns[creative.Campaign]
	offset := mix(uint64(campaign.ID)) % (Pool / 2)
	c := w.chance('m', uint64(creative.ID), uint64(day))
	for range impressions * 10 / 13 {
		yield(uint32((offset + uint64(c.below(Pool/2))) % Pool))
	}
}
