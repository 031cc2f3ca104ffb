package record

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"math/big"
	"slices"
	"strings"
	"time"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/engine"
	"github.com/roictl/roictl/engine/calendar"
	"github.com/roictl/roictl/engine/value"
	"github.com/roictl/roictl/history"
)

// observations collects what a check saw, each cell once.
type observations struct {
	asOf     connector.Date
	finished time.Time
	queries  map[string]engine.QueryResult // by their identifier within the run
	seen     map[history.Cell]bool
	all      []history.Observation
	err      error // the first one
}

func newObservations(result *engine.Result) *observations {
	o := &observations{
		asOf:     result.AsOf,
		finished: result.FinishedAt,
		queries:  make(map[string]engine.QueryResult),
		seen:     make(map[history.Cell]bool),
	}
	for _, source := range result.Sources {
		for _, query := range source.Queries {
			o.queries[query.ID] = query
		}
	}
	return o
}

// figure is one value to be written down, with what is known of its quality.
type figure struct {
	address string
	period  calendar.Period
	segment string
	value   value.Value
	n       *big.Rat
	flags   []string
	trace   *engine.Trace
	final   bool
}

// add writes a figure down, unless its cell was seen already.
func (o *observations) add(f figure) {
	cell := history.Cell{
		Address: f.address,
		Every:   string(f.period.Every),
		Start:   f.period.Start.String(),
		End:     f.period.End.String(),
		Segment: f.segment,
	}
	if f.period.Every == "" || o.seen[cell] {
		return
	}
	o.seen[cell] = true
	fingerprint, observedAt := o.origin(f.trace)
	observation := history.Observation{
		Cell:        cell,
		State:       string(f.value.State),
		Reason:      f.value.Reason,
		Unit:        string(f.value.Unit),
		Currency:    f.value.Currency,
		N:           value.Exact(f.n),
		ObservedAt:  observedAt,
		Fingerprint: fingerprint,
		Flags:       f.flags,
		Final:       f.final && f.value.IsKnown(),
	}
	switch f.value.State {
	case value.Known:
		observation.Low = value.Exact(f.value.Low)
	case value.Ranged:
		observation.Low, observation.High = value.Exact(f.value.Low), value.Exact(f.value.High)
	case value.Undefined:
	default:
		observation.State = string(value.NoData)
	}
	o.all = append(o.all, observation)
}

// kpi writes down a KPI's figure, its segments, and the period before and the
// baseline that were computed beside it: they show when a source restates its
// past.
func (o *observations) kpi(k *engine.KPIResult) {
	if k.Status == engine.Skipped && !k.Actual.IsKnown() {
		return // not looked at
	}
	address := k.KPI.Address.String()
	settled := !slices.ContainsFunc(k.Flags, unsettled) && k.Status != engine.Errored && k.Status != engine.Stale
	final := settled && k.Period.End < o.asOf
	o.add(figure{address: address, period: k.Period, value: k.Actual, n: k.N, flags: k.Flags, trace: k.Trace, final: final})
	for _, s := range k.Segments {
		segment, err := segmentText(s.By)
		if err != nil {
			o.err = cmp.Or(o.err, fmt.Errorf("record segment of %s: %w", address, err))
			continue
		}
		o.add(figure{
			address: address, period: k.Period, segment: segment,
			value: s.Actual, n: s.N, flags: k.Flags, trace: k.Trace, final: final,
		})
	}
	if k.Previous != nil {
		whole := settled && !slices.ContainsFunc(k.PreviousFlags, unsettled)
		o.add(figure{address: address, period: k.PreviousPeriod, value: *k.Previous, flags: k.PreviousFlags, trace: k.Trace, final: o.earlierIsFinal(k, whole, k.PreviousPeriod)})
	}
	if k.Target != nil && k.Target.Baseline != nil {
		o.add(figure{address: address, period: k.Target.BaselinePeriod, value: *k.Target.Baseline, trace: k.Trace, final: o.earlierIsFinal(k, settled, k.Target.BaselinePeriod)})
	}
}

// earlierIsFinal says whether a period before the judged one can be taken as
// settled: the judged one has complete days, and not even those are provisional.
func (o *observations) earlierIsFinal(k *engine.KPIResult, settled bool, p calendar.Period) bool {
	return settled && p.End < k.Period.Start && k.Period.Start < o.asOf
}

// unsettled says whether a flag means that the source may still change a figure,
// or did not tell all of it.
func unsettled(flag string) bool {
	return flag == "provisional" || flag == "partial" || flag == "stale"
}

// campaign writes down the figures of a campaign. Their cell is the whole
// campaign, so that its course is one story.
func (o *observations) campaign(c *engine.CampaignResult) {
	period := calendar.Period{
		Every:    calendar.Campaign,
		Interval: connector.Interval{Start: c.Campaign.Start, End: c.Campaign.End},
	}
	final := c.Campaign.End < o.asOf && !slices.ContainsFunc(c.Flags, unsettled)
	for _, line := range []struct {
		attribute string
		value     value.Value
	}{
		{"cost", c.Cost}, {"media_cost", c.MediaCost}, {"return", c.Return},
		{"net", c.Net}, {"roi", c.ROI}, {"roas", c.ROAS},
	} {
		o.add(figure{
			address: c.Campaign.Address.String() + "." + line.attribute,
			period:  period, value: line.value, flags: c.Flags, trace: c.Traces[line.attribute], final: final,
		})
	}
}

// origin returns the fingerprint of the queries behind a figure, and when the
// last of them was answered.
func (o *observations) origin(trace *engine.Trace) (fingerprint string, observedAt time.Time) {
	var prints []string
	collect(trace, make(map[*engine.Trace]bool), func(id string) {
		query, ok := o.queries[id]
		if !ok {
			return
		}
		prints = append(prints, query.Fingerprint)
		if query.ObservedAt.After(observedAt) {
			observedAt = query.ObservedAt
		}
	})
	if observedAt.IsZero() {
		observedAt = o.finished // made of declared amounts only
	}
	if len(prints) == 0 {
		return "", observedAt
	}
	slices.Sort(prints)
	sum := sha256.Sum256([]byte(strings.Join(slices.Compact(prints), "\n")))
	return hex.EncodeToString(sum[:]), observedAt
}

// collect visits the queries of a trace and everything below it, each part once:
// metrics that several others use are shared.
func collect(trace *engine.Trace, seen map[*engine.Trace]bool, visit func(id string)) {
	if trace == nil || seen[trace] {
		return
	}
	seen[trace] = true
	for _, id := range trace.Queries {
		visit(id)
	}
	for _, child := range trace.Children {
		collect(child, seen, visit)
	}
}

// segmentText is the canonical JSON object of a segment: keys in order, null for
// what the source does not say.
func segmentText(by []engine.SegmentKey) (string, error) {
	object := make(map[string]*string, len(by))
	for _, key := range by {
		if key.Value.Null {
			object[key.Dimension] = nil
		} else {
			object[key.Dimension] = &key.Value.Value
		}
	}
	text, err := json.Marshal(object)
	return string(text), err
}
