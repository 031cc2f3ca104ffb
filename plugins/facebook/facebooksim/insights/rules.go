package insights

import (
	"net/http"

	"github.com/roictl/roictl/plugins/facebook/facebooksim/graph"
	"github.com/roictl/roictl/plugins/facebook/facebooksim/world"
)

// Rules are what Meta does not document, or documents without figures.
type Rules struct {
	// PageCells is how many fields times rows a page may hold, before Meta asks to
	// reduce the amount of data (code 1). 0 is 25,000.
	PageCells int
	// SyncFacts is how many days of ads times cells of a breakdown a synchronous
	// request may touch before it times out (code 100/1504018). 0 is 2,000,000.
	SyncFacts int
	// CallFacts is the same for what Meta refuses at once (code 100/1487534).
	// 0 is 20,000,000.
	CallFacts int
	// AsyncFacts is the same for a report in the background (code -3/1504045).
	// 0 is 40,000,000.
	AsyncFacts int
	// IllegalBreakdowns is the error for sets of breakdowns that do not go together.
	// nil is code 100; Meta is also known to answer 2/1504041.
	IllegalBreakdowns *graph.Error
}

// orDefault returns a limit or what stands for 0.
func orDefault(limit, usual int) int {
	if limit == 0 {
		return usual
	}
	return limit
}

// checkPage refuses a page that is too heavy.
func (rules Rules) checkPage(q *Query, limit, rows int) *graph.Error {
	if min(limit, rows)*len(q.Fields) <= orDefault(rules.PageCells, 25_000) {
		return nil
	}
	return &graph.Error{
		Status: http.StatusInternalServerError, Code: 1,
		Message: "Please reduce the amount of data you're asking for, then retry your request",
	}
}

// checkFacts refuses a request that touches too many facts.
func (rules Rules) checkFacts(q *Query, facts int) *graph.Error {
	switch {
	case q.async && facts > orDefault(rules.AsyncFacts, 40_000_000):
		return &graph.Error{Code: -3, Subcode: 1504045, Message: "The report is too large. Please reduce the amount of data you're asking for."}
	case q.async:
		return nil
	case facts > orDefault(rules.CallFacts, 20_000_000):
		return &graph.Error{
			Code: 100, Subcode: 1487534, Message: "(#100) Too much data was requested",
			UserTitle: "Data per call limit reached", UserMsg: "The query was too large. Please reduce the date range or the number of fields.",
		}
	case facts > orDefault(rules.SyncFacts, 2_000_000):
		return &graph.Error{
			Code: 100, Subcode: 1504018, Message: "(#100) The request timed out",
			UserTitle: "Your request timed out", UserMsg: "Please try a smaller date range, fetch less data, or use asynchronous jobs.",
		}
	}
	return nil
}

// facts counts the days of ads that a report touches, times the cells of its
// breakdown.
func (r *Report) facts() int {
	total := 0
	for _, o := range r.objects {
		for _, ad := range o.ads {
			for _, span := range r.query.Ranges {
				days := int(min(span.Until, ad.Last, r.seen.Today) - max(span.Since, ad.First) + 1)
				total += max(days, 0) * max(len(ad.Split(r.query.family, span.Since, world.Moment{}).Cells), 1)
			}
		}
	}
	return total
}
