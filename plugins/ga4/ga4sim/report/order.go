package report

import (
	"cmp"
	"fmt"
	"hash/fnv"
	"slices"
	"strconv"
	"strings"

	"github.com/roictl/roictl/plugins/ga4/ga4sim/cube"
	"github.com/roictl/roictl/plugins/ga4/ga4sim/wire"
)

// less compares two rows by one criterion.
type less = func(a, b cube.Row) int

// orders resolves the criteria of order. Only what is requested can be ordered by.
func (p *plan) orders() *wire.Error {
	for _, by := range p.request.OrderBys {
		criterion, problem := p.criterion(by)
		if problem != nil {
			return problem
		}
		if by.Desc {
			ascending := criterion
			criterion = func(a, b cube.Row) int { return ascending(b, a) }
		}
		p.order = append(p.order, criterion)
	}
	return nil
}

func (p *plan) criterion(by wire.OrderBy) (less, *wire.Error) {
	switch {
	case by.Metric != nil:
		at := slices.IndexFunc(p.request.Metrics, func(m wire.Metric) bool { return m.Name == by.Metric.MetricName })
		if at < 0 {
			return nil, notRequested(by.Metric.MetricName)
		}
		return func(a, b cube.Row) int { return cmp.Compare(a.Values[at], b.Values[at]) }, nil
	case by.Dimension != nil && by.Dimension.DimensionName == dateRange && len(p.names) > 1:
		return func(a, b cube.Row) int { return cmp.Compare(p.names[a.Range], p.names[b.Range]) }, nil
	case by.Dimension != nil:
		at := slices.IndexFunc(p.request.Dimensions, func(d wire.Dimension) bool { return d.Name == by.Dimension.DimensionName })
		if at < 0 {
			return nil, notRequested(by.Dimension.DimensionName)
		}
		compare := comparison(by.Dimension.OrderType)
		return func(a, b cube.Row) int { return compare(a.Names[at], b.Names[at]) }, nil
	}
	return nil, wire.Invalid("An OrderBy requires one of metric, dimension or pivot.")
}

func notRequested(name string) *wire.Error {
	return wire.Invalid(fmt.Sprintf("Field %s exists in OrderBy but is not defined in input Dimensions/Metrics list", name))
}

func comparison(kind string) func(a, b string) int {
	switch kind {
	case "CASE_INSENSITIVE_ALPHANUMERIC":
		return func(a, b string) int { return cmp.Compare(strings.ToLower(a), strings.ToLower(b)) }
	case "NUMERIC":
		return numerically
	}
	return cmp.Compare[string]
}

// numerically puts what is no number below all numbers.
func numerically(a, b string) int {
	x, errX := strconv.ParseFloat(a, 64)
	y, errY := strconv.ParseFloat(b, 64)
	switch {
	case errX != nil && errY != nil:
		return 0
	case errX != nil:
		return -1
	case errY != nil:
		return 1
	}
	return cmp.Compare(x, y)
}

// sort orders rows as requested, else by the first metric, largest first. The order
// of rows that compare equal is nobody's promise: it follows a hash, which a
// request without orderBys finds changed on every page if paging is unstable.
func (p *plan) sort(rows []cube.Row) {
	order, salt := p.order, int64(0)
	if len(order) == 0 {
		if len(p.request.Metrics) > 0 {
			order = []less{func(a, b cube.Row) int { return cmp.Compare(b.Values[0], a.Values[0]) }}
		}
		if p.Paging.Unstable {
			salt = p.request.Offset
		}
	}
	ranked := make([]rankedRow, len(rows))
	for i, row := range rows {
		ranked[i] = rankedRow{row, tie(p.key(row), salt)}
	}
	slices.SortFunc(ranked, func(a, b rankedRow) int {
		for _, criterion := range order {
			if c := criterion(a.row, b.row); c != 0 {
				return c
			}
		}
		return cmp.Compare(a.tie, b.tie)
	})
	for i := range ranked {
		rows[i] = ranked[i].row
	}
}

// rankedRow is a row with what decides where it stands among equals.
type rankedRow struct {
	row cube.Row
	tie uint64
}

func (p *plan) key(row cube.Row) string {
	return strconv.Itoa(row.Range) + "\x00" + strings.Join(row.Names, "\x00")
}

func tie(key string, salt int64) uint64 {
	hash := fnv.New64a()
	fmt.Fprint(hash, key, salt)
	return hash.Sum64()
}
