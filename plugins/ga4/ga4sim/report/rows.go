package report

import (
	"slices"
	"strings"

	"github.com/roictl/roictl/plugins/ga4/ga4sim/cube"
	"github.com/roictl/roictl/plugins/ga4/ga4sim/wire"
)

// reserved begins the dimension values of aggregated rows.
const reserved = "RESERVED_"

// rows returns all rows of the report in order: those that the metric filter accepts,
// and without those that are all zero unless the request keeps them.
func (p *plan) rows(result *cube.Result) []cube.Row {
	rows := result.Rows
	if p.request.KeepEmptyRows && len(p.query.Ranges) > 1 {
		rows = p.everyRange(rows)
	}
	rows = slices.DeleteFunc(rows, func(row cube.Row) bool {
		return !p.request.KeepEmptyRows && empty(row) || p.having != nil && !p.having(row)
	})
	p.sort(rows)
	return rows
}

func empty(row cube.Row) bool {
	return len(row.Values) > 0 && !slices.ContainsFunc(row.Values, func(v float64) bool { return v != 0 })
}

// everyRange gives every combination that was seen in any date range to every range.
func (p *plan) everyRange(rows []cube.Row) []cube.Row {
	seen := make(map[string]bool, len(rows))
	for _, row := range rows {
		seen[p.key(row)] = true
	}
	all := rows
	for _, row := range rows {
		for span := range p.query.Ranges {
			added := cube.Row{Range: span, Names: row.Names, Values: make([]float64, len(row.Values))}
			if key := p.key(added); !seen[key] {
				seen[key] = true
				all = append(all, added)
			}
		}
	}
	return all
}

// page returns the rows from offset on, up to the limit.
func (p *plan) page(rows []cube.Row) []cube.Row {
	limit := p.request.Limit
	if limit == 0 {
		limit = defaultLimit
	}
	limit = min(limit, maxLimit)
	offset := min(p.request.Offset, int64(len(rows)))
	if p.Paging.Repeat && offset > 0 {
		offset--
	}
	return rows[offset:min(offset+limit, int64(len(rows)))]
}

func (p *plan) dimensionHeaders() []wire.DimensionHeader {
	var headers []wire.DimensionHeader
	for _, d := range p.request.Dimensions {
		headers = append(headers, wire.DimensionHeader{Name: d.Name})
	}
	if len(p.names) > 1 {
		headers = append(headers, wire.DimensionHeader{Name: dateRange})
	}
	return headers
}

func (p *plan) metricHeaders() []wire.MetricHeader {
	var headers []wire.MetricHeader
	for _, m := range p.query.Metrics {
		if !m.Invisible {
			headers = append(headers, wire.MetricHeader{Name: m.Name, Type: m.Type})
		}
	}
	return headers
}

// line lays a row out, its date range last.
func (p *plan) line(row cube.Row) wire.Row {
	var line wire.Row
	for _, name := range row.Names {
		line.DimensionValues = append(line.DimensionValues, wire.Value{Value: name})
	}
	if len(p.names) > 1 {
		line.DimensionValues = append(line.DimensionValues, wire.Value{Value: p.names[row.Range]})
	}
	for i, m := range p.query.Metrics {
		if m.Invisible {
			continue
		}
		text := wire.Number(row.Values[i])
		if m.Type == cube.Integer {
			text = wire.Integer(row.Values[i])
		}
		line.MetricValues = append(line.MetricValues, wire.Value{Value: text})
	}
	return line
}

// aggregate adds the totals, maximums and minimums that the request wants: one row for
// every date range. A report without rows has none.
func (p *plan) aggregate(response *wire.Report, result *cube.Result, rows []cube.Row) {
	if len(rows) == 0 {
		return
	}
	for _, kind := range slices.Compact(slices.Sorted(slices.Values(p.request.MetricAggregations))) {
		switch kind {
		case "TOTAL":
			response.Totals = p.marked(result.Totals, "TOTAL")
		case "MAXIMUM":
			response.Maximums = p.marked(p.extremes(rows, func(a, b float64) float64 { return max(a, b) }), "MAX")
		case "MINIMUM":
			response.Minimums = p.marked(p.extremes(rows, func(a, b float64) float64 { return min(a, b) }), "MIN")
		}
	}
}

func (p *plan) marked(rows []cube.Row, kind string) []wire.Row {
	lines := make([]wire.Row, len(rows))
	for i, row := range rows {
		row.Names = strings.Split(strings.Repeat(reserved+kind+" ", len(p.request.Dimensions)), " ")[:len(p.request.Dimensions)]
		lines[i] = p.line(row)
	}
	return lines
}

// extremes takes the largest or smallest value of every metric, for every date range.
func (p *plan) extremes(rows []cube.Row, better func(a, b float64) float64) []cube.Row {
	found := make([]cube.Row, len(p.query.Ranges))
	for i := range found {
		found[i] = cube.Row{Range: i, Values: make([]float64, len(p.query.Metrics))}
	}
	seen := make([]bool, len(found))
	for _, row := range rows {
		for i, v := range row.Values {
			if seen[row.Range] {
				v = better(v, found[row.Range].Values[i])
			}
			found[row.Range].Values[i] = v
		}
		seen[row.Range] = true
	}
	return found
}
