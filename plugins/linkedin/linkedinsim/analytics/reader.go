package analytics

import (
	"slices"
	"time"

	"github.com/roictl/roictl/plugins/linkedin/linkedinsim/world"
)

// Reader answers requests for one member at one time.
type Reader struct {
	World *world.World
	// Now decides which facts are known yet.
	Now time.Time
	// Accounts are those that the member has a role on. Others contribute
	// nothing, and nothing says so.
	Accounts map[int64]bool
	// Cap is the number of elements after which the answer silently ends.
	Cap int
	// Noise moves demographic counts by up to this many units; none below 1.
	Noise int
}

// Result is the elements of an answer.
type Result struct {
	Elements []any
	// Values is the volume that LinkedIn's limit on data counts: metrics asked
	// for times rows answered.
	Values int64
}

// Read answers a request.
func (r *Reader) Read(q *Request) Result {
	q = r.widened(q)
	rows := r.collect(q)
	r.protect(q, rows)
	if q.wantsReach() {
		r.reach(rows)
	}
	ordered := make([]*row, 0, len(rows))
	for _, row := range rows {
		row.byCampaign = len(q.Pivots) == 1 && q.Pivots[0] == "CAMPAIGN"
		ordered = append(ordered, row)
	}
	q.arrange(ordered)
	result := Result{Elements: []any{}}
	for _, row := range ordered {
		if len(result.Elements) == r.Cap {
			break
		}
		if element, some := q.element(row); some {
			result.Elements = append(result.Elements, element)
		}
	}
	result.Values = int64(len(q.Metrics)) * int64(len(result.Elements))
	return result
}

// Retention of what LinkedIn reports, and from how long ago on demographics of
// a whole period come in whole months.
const (
	performanceYears  = 10
	demographicYears  = 2
	demographicMonths = 6
)

// widened silently widens a request to whole months where LinkedIn has no days
// any more.
func (r *Reader) widened(q *Request) *Request {
	kept := *q
	if q.Pivots[0].member() && q.Granularity == All && q.From < world.DayOf(r.Now.AddDate(0, -demographicMonths, 0)) {
		kept.From, kept.To = q.From.MonthStart(), q.To.MonthEnd()
	}
	return &kept
}

// oldest is the first day that LinkedIn still has.
func (r *Reader) oldest(q *Request) world.Day {
	years := performanceYears
	if q.Pivots[0].member() {
		years = demographicYears
	}
	return world.DayOf(r.Now.AddDate(-years, 0, 0))
}

// collect adds up all facts that the request is about.
func (r *Reader) collect(q *Request) map[key]*row {
	rows := make(map[key]*row)
	audience := slices.ContainsFunc(q.Pivots, Pivot.audience)
	first, last := max(q.From, r.oldest(q)), min(q.To, world.DayOf(r.Now))
	for i := range r.World.Creatives {
		creative := &r.World.Creatives[i]
		campaign := r.World.Campaign(creative.Campaign)
		if !r.Accounts[campaign.Account] || !r.matches(q, creative, campaign) {
			continue
		}
		sum := &sums{reader: r, request: q, rows: rows, creative: creative, currency: r.World.Account(campaign.Account).Currency}
		if !sum.fix() {
			continue
		}
		if audience {
			sum.byProfile(first, last)
		} else {
			sum.plain(first, last)
		}
	}
	return rows
}

// matches says whether a creative passes all facets and filters.
func (r *Reader) matches(q *Request, creative *world.Creative, campaign *world.Campaign) bool {
	for name, urns := range q.facets {
		var own string
		switch name {
		case "accounts":
			own = urn("sponsoredAccount", campaign.Account)
		case "campaignGroups":
			own = urn("sponsoredCampaignGroup", campaign.Group)
		case "campaigns":
			own = urn("sponsoredCampaign", campaign.ID)
		case "creatives":
			own = urn("sponsoredCreative", creative.ID)
		case "shares":
			own = creative.Content.Reference
		case "companies":
			own = urn("organization", r.World.Account(campaign.Account).Organization)
		}
		if !slices.Contains(urns, own) {
			return false
		}
	}
	if len(q.types) > 0 && !slices.Contains(q.types, campaign.Type) {
		return false
	}
	return q.objective == "" || q.objective == campaign.Objective
}
