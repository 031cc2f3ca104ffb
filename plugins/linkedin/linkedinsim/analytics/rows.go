package analytics

import (
	"cmp"
	"slices"

	"github.com/roictl/roictl/plugins/linkedin/linkedinsim/world"
)

// key is what makes a row one row.
type key struct {
	bucket world.Day // first day
	pivots values
}

// row is a sum of facts, in the arithmetic of LinkedIn: money is binary
// floating point, added in the order of the facts, and gathers dust.
type row struct {
	key
	until  world.Day
	counts world.Counts
	local  float64
	usd    float64
	value  float64

	days       []creativeDay // what its reach is made of
	reach      int64
	byCampaign bool // the only pivot is CAMPAIGN
}

type creativeDay struct {
	creative *world.Creative
	day      world.Day
}

// residue is what LinkedIn's billing leaves behind on some days.
const residue = -2e-18

// add adds a fact whose dollar rate is known.
func (r *row) add(fact *world.Fact, ratePPM int64) {
	r.counts.Add(&fact.Counts)
	cost := float64(fact.Cents) / 100
	if fact.Residue {
		cost += residue
	}
	r.local += cost
	r.usd += cost * (float64(ratePPM) / 1e6)
	r.value += float64(fact.ValueCents) / 100
}

// bucket is the first and last day of the row that a day belongs to. Months and
// years are clipped to the range that was asked for.
func (q *Request) bucket(day world.Day) (first, last world.Day) {
	switch q.Granularity {
	case Daily:
		return day, day
	case Monthly:
		return max(q.From, day.MonthStart()), min(q.To, day.MonthEnd())
	case Yearly:
		return max(q.From, world.Date(day.Start().Year(), 1, 1)), min(q.To, day.YearEnd())
	}
	return q.From, q.To
}

// arrange puts rows in a stable order. It is by pivot first, so that nobody
// takes elements to be in the order of time.
func (q *Request) arrange(rows []*row) {
	slices.SortFunc(rows, func(a, b *row) int {
		if q.sort.metric != "" {
			x, y := q.rank(a), q.rank(b)
			if c := cmp.Compare(x, y); c != 0 {
				if q.sort.descending {
					return -c
				}
				return c
			}
		}
		return cmp.Or(slices.Compare(a.pivots[:], b.pivots[:]), cmp.Compare(a.bucket, b.bucket))
	})
}

func (q *Request) rank(r *row) float64 {
	if q.sort.metric == "costInLocalCurrency" {
		return r.local
	}
	v, _ := metrics[q.sort.metric].value(r)
	n, _ := v.(int64)
	return float64(n)
}

// element is the row as LinkedIn writes it; false where all metrics that were
// asked for are zero or absent, for then LinkedIn leaves the row out. Where
// only keys were asked for, every row stays.
func (q *Request) element(r *row) (map[string]any, bool) {
	out := make(map[string]any, len(q.Metrics)+2)
	member := q.Pivots[0].member()
	something := len(q.Metrics) == 0
	for _, name := range q.Metrics {
		v, ok := metrics[name].read(r, member)
		if !ok {
			continue
		}
		out[name] = v
		something = something || !zero(v)
	}
	if q.PivotValues {
		values := make([]any, len(q.Pivots))
		for i := range q.Pivots {
			values[i] = r.pivots[i]
		}
		out["pivotValues"] = values
	}
	if q.DateRange {
		out["dateRange"] = map[string]any{"start": civil(r.bucket), "end": civil(r.until)}
	}
	return out, something
}

func civil(day world.Day) map[string]any {
	y, m, d := day.Start().Date()
	return map[string]any{"year": y, "month": int(m), "day": d}
}
