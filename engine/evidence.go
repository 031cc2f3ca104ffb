package engine

import (
	"strings"

	"github.com/roictl/roictl/connector"
)

// evidence is what the figures of one evaluation rest on.
type evidence struct {
	failures []string // of sources that could not answer
	flags    []string
	queries  []string
	// coveredFrom and freshUntil bound the days that every source covers; the
	// booleans say whether they are known.
	coveredFrom, freshUntil connector.Date
	hasCovered, hasFresh    bool
	// provisionalFrom is the first day that any source calls provisional.
	provisionalFrom connector.Date
	hasProvisional  bool
}

// rest notes that the figures rest on a query.
func (e *evidence) rest(q *PlannedQuery, o *outcome) {
	e.queries = appendNew(e.queries, q.ID)
	if o.failure != "" {
		e.failures = appendNew(e.failures, o.failure)
		return
	}
	for _, flag := range o.trailer.Flags {
		if flag.Code != connector.FlagProvisional {
			e.flags = appendNew(e.flags, strings.ToLower(string(flag.Code)))
			continue
		}
		// Whether the provisional days matter depends on the period judged.
		if flag.Since != 0 && (!e.hasProvisional || flag.Since < e.provisionalFrom) {
			e.provisionalFrom, e.hasProvisional = flag.Since, true
		}
	}
	if day := o.trailer.CoveredFrom; day != 0 && (!e.hasCovered || day > e.coveredFrom) {
		e.coveredFrom, e.hasCovered = day, true
	}
	if day := o.trailer.FreshUntil; day != 0 && (!e.hasFresh || day < e.freshUntil) {
		e.freshUntil, e.hasFresh = day, true
	}
}

func appendNew(list []string, item string) []string {
	for _, have := range list {
		if have == item {
			return list
		}
	}
	return append(list, item)
}

// join adds what other figures rest on.
func (e *evidence) join(other *evidence) {
	for _, failure := range other.failures {
		e.failures = appendNew(e.failures, failure)
	}
	for _, flag := range other.flags {
		e.flags = appendNew(e.flags, flag)
	}
	for _, query := range other.queries {
		e.queries = appendNew(e.queries, query)
	}
	if other.hasCovered && (!e.hasCovered || other.coveredFrom > e.coveredFrom) {
		e.coveredFrom, e.hasCovered = other.coveredFrom, true
	}
	if other.hasFresh && (!e.hasFresh || other.freshUntil < e.freshUntil) {
		e.freshUntil, e.hasFresh = other.freshUntil, true
	}
	if other.hasProvisional && (!e.hasProvisional || other.provisionalFrom < e.provisionalFrom) {
		e.provisionalFrom, e.hasProvisional = other.provisionalFrom, true
	}
}
