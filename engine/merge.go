package engine

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/roictl/roictl/connector"
)

// mergeNeeds turns needs into the fewest queries, in order of their first need.
//
// What adds up over days is asked by day, with every dimension that any filter
// or segment looks at, and summed here: one query then answers many KPIs. A
// source that reads everything anyway (a file) gets all of it in one pass;
// elsewhere a need joins a query only where it adds no dimension to it, since
// every dimension multiplies the rows. What does not add up (reach, users) is
// asked for the exact window, filter and segments.
func mergeNeeds(needs []need) []*group {
	buckets := make(map[bucketKey][]*group)
	var groups []*group
	for _, i := range widestFirst(needs) {
		n, key := needs[i], bucketOf(needs[i])
		g := fitting(buckets[key], n)
		if g == nil {
			g = &group{source: n.metric.source, report: n.metric.report, additive: n.additive(), dimensions: n.dimensions()}
			buckets[key] = append(buckets[key], g)
			groups = append(groups, g)
		}
		if g.report.ScanCost && g.additive {
			g.dimensions = sortedUnion(g.dimensions, n.dimensions())
		}
		g.members = append(g.members, i)
	}
	for _, g := range groups {
		slices.Sort(g.members)
		for _, i := range g.members {
			g.needs = append(g.needs, needs[i])
		}
	}
	slices.SortFunc(groups, func(a, b *group) int { return cmp.Compare(a.members[0], b.members[0]) })
	return groups
}

// group is a set of needs that one query answers.
type group struct {
	source     *source
	report     connector.Report
	additive   bool
	dimensions []string // without the currency's; sorted where the group is additive
	members    []int    // positions of the needs
	needs      []need   // in order of declaration
}

// bucketKey is equal for needs that one query can answer, as far as dimensions
// allow.
type bucketKey struct {
	source   *source
	report   string
	options  string
	additive bool
	exact    string // filter, segments and currencies of what does not add up
}

func bucketOf(n need) bucketKey {
	key := bucketKey{source: n.metric.source, report: n.metric.report.Name, options: optionsKey(n.metric.decl.Options), additive: n.additive()}
	if !key.additive {
		// A currency asked for beside money would split what is none.
		key.exact = strings.Join(append([]string{n.metric.filterKey, n.metric.currencyDimension()}, n.by...), "\x00")
	}
	return key
}

func optionsKey(options map[string]string) string {
	var text strings.Builder
	for _, name := range slices.Sorted(maps.Keys(options)) {
		text.WriteString(name + "\x00" + options[name] + "\x00")
	}
	return text.String()
}

// widestFirst orders needs by the number of their dimensions, so that each finds
// the query it fits into already there.
func widestFirst(needs []need) []int {
	order := make([]int, len(needs))
	width := make([]int, len(needs))
	for i, n := range needs {
		order[i], width[i] = i, len(n.dimensions())
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(width[b], width[a]) })
	return order
}

// fitting returns the group of a bucket that answers a need as well; nil when
// there is none.
func fitting(bucket []*group, n need) *group {
	if len(bucket) == 0 {
		return nil
	}
	if !n.additive() || n.metric.report.ScanCost {
		return bucket[0]
	}
	dimensions := n.dimensions()
	for _, g := range bucket {
		if subset(dimensions, g.dimensions) && n.addsUpOver(g.dimensions) {
			return g
		}
	}
	return nil
}

// dimensions are those that the query must return for the need: its segments,
// and for what is filtered here also the filter's.
func (n need) dimensions() []string {
	if !n.additive() {
		return n.by // in the order of the segments
	}
	names := slices.Clone(n.by)
	for _, clause := range n.metric.filter {
		for _, condition := range clause {
			names = append(names, condition.Dimension)
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// additive says whether the need can be summed from daily rows: its metric adds up,
// also over what it filters by. Sessions on any of several pages are not the sum
// of the sessions on each.
func (n need) additive() bool {
	if !n.metric.additive() || n.metric.report.ScanCost && len(n.metric.measure.Overlaps) > 0 {
		return false // one pass is split by whatever anybody needs
	}
	for _, clause := range n.metric.filter {
		for _, condition := range clause {
			if !n.addsUpOver([]string{condition.Dimension}) {
				return false
			}
		}
	}
	return true
}

// addsUpOver says whether rows that are split by these dimensions may be summed
// for the need: its metric overlaps over none that it does not ask to be split by,
// or keep to one value of.
func (n need) addsUpOver(dimensions []string) bool {
	return !slices.ContainsFunc(dimensions, func(name string) bool {
		return n.metric.overlaps(name) && !slices.Contains(n.by, name) && !n.metric.keepsTo(name)
	})
}

func subset(small, large []string) bool {
	return !slices.ContainsFunc(small, func(s string) bool { return !slices.Contains(large, s) })
}

func sortedUnion(a, b []string) []string {
	if subset(b, a) {
		return a
	}
	all := slices.Concat(a, b)
	slices.Sort(all)
	return slices.Compact(all)
}
