package cube

import (
	"slices"
	"strings"
	"time"

	"github.com/roictl/roictl/plugins/ga4/ga4sim/world"
)

// Query asks for the rows of a set of dimensions and metrics.
type Query struct {
	Property   *world.Property
	At         time.Time // sees only what has been processed by then
	Ranges     []Range
	Dimensions []DimensionColumn
	Metrics    []MetricColumn
	Where      *Condition                                 // nil accepts everything
	Rate       func(world.Day, world.Micros) world.Micros // converts money; nil where it stays
	Sample     float64                                    // share of the sessions that is read; 0 and 1 read all
	Since      world.Day                                  // earlier days cannot be served
	Combos     int                                        // above so many combinations the rest becomes (other); 0 has no limit
}

// Range is a closed interval of days.
type Range struct{ First, Last world.Day }

// Days returns how many days the range has.
func (r Range) Days() int { return int(r.Last-r.First) + 1 }

// DimensionColumn is a dimension under the name that the request gives it, or an expression of several.
type DimensionColumn struct {
	Name  string
	Of    []Dimension
	Value func(*Fact) string
}

// Column returns a dimension as a column of its own.
func (d Dimension) Column() DimensionColumn {
	return DimensionColumn{Name: d.Name, Of: []Dimension{d}, Value: d.Value}
}

// Lower returns the dimension in lower case, under another name.
func (d Dimension) Lower(name string) DimensionColumn {
	return DimensionColumn{Name: name, Of: []Dimension{d}, Value: func(f *Fact) string { return strings.ToLower(d.Value(f)) }}
}

// Upper returns the dimension in upper case, under another name.
func (d Dimension) Upper(name string) DimensionColumn {
	return DimensionColumn{Name: name, Of: []Dimension{d}, Value: func(f *Fact) string { return strings.ToUpper(d.Value(f)) }}
}

// Concatenate joins dimensions under another name.
func Concatenate(name, delimiter string, of []Dimension) DimensionColumn {
	return DimensionColumn{Name: name, Of: of, Value: func(f *Fact) string {
		values := make([]string, len(of))
		for i, d := range of {
			values[i] = d.Value(f)
		}
		return strings.Join(values, delimiter)
	}}
}

// MetricColumn is a metric or an expression of metrics under the name that the request gives it.
type MetricColumn struct {
	Name, Type string
	Invisible  bool
	Of         []Metric
	value      func([]float64) float64 // over the values of Of; nil takes the first
}

// Column returns a metric as a column of its own.
func (m Metric) Column() MetricColumn {
	return MetricColumn{Name: m.Name, Type: m.Type, Of: []Metric{m}}
}

// Condition accepts facts. Of names the dimensions that it looks at.
type Condition struct {
	Of     []Dimension
	Accept func(*Fact) bool
}

// Row is one line of a result.
type Row struct {
	Range  int // which of the query's ranges
	Names  []string
	Values []float64
	Users  int // people behind the row
}

// Result is what a query finds.
type Result struct {
	Rows   []Row   // in no particular order
	Totals []Row   // one for every range, over all that the condition accepts
	Folded bool    // some combinations became (other)
	Read   []int64 // events that were read, for every range
	Space  []int64 // events that there were
}

// involves says whether a dimension of a scope is a column or is filtered by.
func (q *Query) involves(scope Scope) bool {
	is := func(d Dimension) bool { return d.Scope == scope }
	for _, column := range q.Dimensions {
		if slices.ContainsFunc(column.Of, is) {
			return true
		}
	}
	return q.Where != nil && slices.ContainsFunc(q.Where.Of, is)
}

// wantsCost says whether what advertising cost is asked for.
func (q *Query) wantsCost() bool {
	for _, column := range q.Metrics {
		if slices.ContainsFunc(column.Of, func(m Metric) bool { return m.Scope == CostScope }) {
			return true
		}
	}
	return false
}

// differs says whether columns differ between the events of one session.
func differs(columns []DimensionColumn) bool {
	return slices.ContainsFunc(columns, func(c DimensionColumn) bool {
		return slices.ContainsFunc(c.Of, func(d Dimension) bool { return d.ofEvent() })
	})
}
