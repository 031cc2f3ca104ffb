package cube

import "github.com/roictl/roictl/connector"

// Kind is how the values of a measure combine into a cell.
type Kind string

// The kinds.
const (
	Sum      Kind = "sum"            // of the values; 0 when no row counts for it
	Count    Kind = "count"          // of the rows, or of those with a value
	Distinct Kind = "count_distinct" // of the different values
	Last     Kind = "last"           // sum on the last day with a value: a stock
	Average  Kind = "avg"            // mean of the rows' values
	Min      Kind = "min"
	Max      Kind = "max"
	// Only is the value where one single row falls into the cell, and null
	// otherwise: for what cannot be added, such as reach (domain.md F19).
	Only Kind = "only"
)

// Kinds returns all kinds, the usual ones first.
func Kinds() []Kind { return []Kind{Sum, Count, Distinct, Last, Average, Min, Max, Only} }

// Aggregation says what the host may do with the cells of such a measure.
func (k Kind) Aggregation() connector.Aggregation {
	switch k {
	case Sum, Count:
		return connector.AggregateSum
	case Last:
		return connector.AggregateLast
	case Average:
		return connector.AggregateAverage
	default:
		return connector.AggregateNone
	}
}

// Accumulator holds one measure over all cells. Cells come into being by being
// added to; Result may be asked of any. It belongs to one goroutine.
type Accumulator interface {
	// Add adds a row's value to a cell. For Distinct the value is the code of
	// the row's text.
	Add(cell int, day connector.Date, value connector.Decimal)
	// Result returns the value of a cell. It fails with [ErrRange] when that
	// cannot be held exactly.
	Result(cell int) (connector.Decimal, error)
}

// New returns an empty accumulator.
func (k Kind) New() Accumulator {
	switch k {
	case Count:
		return &counts{}
	case Distinct:
		return &distincts{}
	case Last:
		return &lasts{}
	case Average:
		return &averages{}
	case Min:
		return &extremes{sign: -1}
	case Max:
		return &extremes{sign: 1}
	case Only:
		return &onlys{}
	default:
		return &sums{}
	}
}

// grown returns the cells with at least the given one among them.
func grown[T any](cells []T, cell int) []T {
	if cell < len(cells) {
		return cells
	}
	return append(cells, make([]T, cell+1-len(cells))...)
}
