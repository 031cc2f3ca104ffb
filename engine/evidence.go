package engine

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/roictl/roictl/config"
	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/engine/calendar"
)

// evidence is what the figures of one evaluation rest on.
type evidence struct {
	failures []string // of sources that could not answer
	flags    []string
	leftOut  []string // what sources say that their figures lack, in words
	// coveredFrom and freshUntil bound the days that every source covers; nil
	// when no source says so.
	coveredFrom, freshUntil *connector.Date
	// keptFrom is the first day that every platform still keeps; nil when none
	// says so.
	keptFrom *connector.Date
	// provisionalFrom is the first day that any source calls provisional; nil
	// when none does.
	provisionalFrom *connector.Date
	rhythms         []*rhythm        // of rows that cover more than a day
	daily           bool             // some rows do not
	zones           []*time.Location // in which days are cut, other than that of the report
}

// rest notes that the figures rest on the outcome of a query to a source, of which
// one that scans knows no more than what it was given: an export's first row may
// well be the first there ever was, while a platform that begins later than it was
// asked for keeps nothing older.
func (e *evidence) rest(source config.Address, scans bool, o *outcome) {
	if o.failure != "" {
		e.failures = appendNew(e.failures, o.failure)
		return
	}
	for _, flag := range o.trailer.Flags {
		if flag.Code != connector.FlagProvisional {
			name := strings.ToLower(string(flag.Code))
			e.flags = appendNew(e.flags, name)
			if omits(flag.Code) {
				e.leftOut = appendNew(e.leftOut, fmt.Sprintf("%s leaves something out (%s)", source, name))
			}
			continue
		}
		// Whether the provisional days matter depends on the period judged.
		e.provisionalFrom = earlier(e.provisionalFrom, known(flag.Since))
	}
	e.coveredFrom = later(e.coveredFrom, known(o.trailer.CoveredFrom))
	if !scans {
		e.keptFrom = later(e.keptFrom, known(o.trailer.CoveredFrom))
	}
	fresh := o.trailer.FreshUntil
	if r := o.rhythm; r != nil {
		e.keep(r)
		fresh = max(fresh, r.reach())
	} else {
		e.daily = true
	}
	e.freshUntil = earlier(e.freshUntil, known(fresh))
	if o.zone != nil {
		e.cutIn(o.zone)
	}
}

// omits says whether a flag means that rows, or parts of them, are not there, so that
// sums are too low. A sample and a model are estimates, which may be wrong either way.
func omits(code connector.FlagCode) bool {
	return code == connector.FlagPartial || code == connector.FlagThresholded || code == connector.FlagCapped
}

// incomplete says what the sources leave out; "" when they say of nothing.
func (e *evidence) incomplete() string { return strings.Join(e.leftOut, "; ") }

// incompleteIn says what the sources leave out of a window that is judged, the days
// that a platform no longer keeps among it.
func (e *evidence) incompleteIn(window connector.Interval) string {
	lacks := e.incomplete()
	if e.keptFrom != nil && *e.keptFrom > window.Start {
		lacks = join(lacks, fmt.Sprintf("the source keeps nothing from before %s", *e.keptFrom))
	}
	return lacks
}

func (e *evidence) keep(r *rhythm) {
	if !slices.Contains(e.rhythms, r) {
		e.rhythms = append(e.rhythms, r)
	}
}

// join adds what other figures rest on.
func (e *evidence) join(other *evidence) {
	for _, failure := range other.failures {
		e.failures = appendNew(e.failures, failure)
	}
	for _, flag := range other.flags {
		e.flags = appendNew(e.flags, flag)
	}
	for _, what := range other.leftOut {
		e.leftOut = appendNew(e.leftOut, what)
	}
	e.coveredFrom = later(e.coveredFrom, other.coveredFrom)
	e.keptFrom = later(e.keptFrom, other.keptFrom)
	e.freshUntil = earlier(e.freshUntil, other.freshUntil)
	e.provisionalFrom = earlier(e.provisionalFrom, other.provisionalFrom)
	for _, r := range other.rhythms {
		e.keep(r)
	}
	e.daily = e.daily || other.daily
	for _, zone := range other.zones {
		e.cutIn(zone)
	}
}

// lacks says why the sources do not cover all days of a period; "" when they do,
// or do not say.
func (e *evidence) lacks(p calendar.Period) string {
	switch {
	case e.coveredFrom != nil && *e.coveredFrom > p.Start:
		return fmt.Sprintf("%s is only partly covered: the data begin on %s", p.Name, *e.coveredFrom)
	case e.freshUntil != nil && *e.freshUntil < p.End:
		return fmt.Sprintf("%s is only partly covered: the data end on %s", p.Name, *e.freshUntil)
	}
	return ""
}

// cuts says which edges of a period cut rows that cover several days; "" when none
// does.
func (e *evidence) cuts(period connector.Interval, lastDay connector.Date) string {
	var notes []string
	for _, r := range e.rhythms {
		if note := r.cutIn(period, lastDay); note != "" {
			notes = appendNew(notes, note)
		}
	}
	return strings.Join(notes, "; ")
}

// unpaced says why a window is no ground for a forecast; "" when it is.
func (e *evidence) unpaced(window connector.Interval) string {
	for _, r := range e.rhythms {
		if reason := r.unpaced(window); reason != "" {
			return reason
		}
	}
	return ""
}

// pacedUntil is the last day up to which all figures are those of rows that are
// over, in a window of which some row is not; nil where there is none, or where
// figures are of single days too, so that the two do not go together.
func (e *evidence) pacedUntil(window connector.Interval) *connector.Date {
	if e.daily || len(e.rhythms) == 0 {
		return nil
	}
	var until *connector.Date
	for _, r := range e.rhythms {
		end := r.over(window)
		if end == 0 || until != nil && *until != end {
			return nil
		}
		until = &end
	}
	return until
}

// quality are the flags of figures in a window that are not judged: what the
// sources say, whether days are missing, and whether figures may still change.
func (e *evidence) quality(window connector.Interval, lastDay connector.Date, maturity int) []string {
	flags := slices.Clone(e.flags)
	if e.coveredFrom != nil && *e.coveredFrom > window.Start || e.freshUntil != nil && *e.freshUntil < window.End {
		flags = appendNew(flags, "partial")
	}
	if lastDay < window.End+connector.Date(maturity) || e.provisionalFrom != nil && *e.provisionalFrom <= window.End {
		flags = appendNew(flags, "provisional")
	}
	slices.Sort(flags)
	return flags
}

// known is a day of a trailer, in which 0 means that it is not known.
func known(day connector.Date) *connector.Date {
	if day == 0 {
		return nil
	}
	return &day
}

func earlier(a, b *connector.Date) *connector.Date {
	if a == nil || b != nil && *b < *a {
		return b
	}
	return a
}

func later(a, b *connector.Date) *connector.Date {
	if a == nil || b != nil && *b > *a {
		return b
	}
	return a
}

func appendNew(list []string, item string) []string {
	if slices.Contains(list, item) {
		return list
	}
	return append(list, item)
}
