package cells

import (
	"cmp"
	"encoding/binary"
	"slices"

	"github.com/roictl/roictl/connector"
)

// Row is the numbers of one segment on one day, or in one interval.
type Row struct {
	Slot   int32 // the day, or the interval's position
	Texts  []string
	Values []connector.Decimal
}

// Part is what one request answered: some columns of all rows.
type Part struct {
	Columns []string
	Rows    []Row
	places  map[string]int
}

// NewPart returns an empty part.
func NewPart(columns []string) *Part {
	return &Part{Columns: columns, places: make(map[string]int)}
}

// Add adds a row; false when there is one in its place already.
func (p *Part) Add(row Row) bool {
	key := keyOf(row)
	if _, taken := p.places[key]; taken {
		return false
	}
	p.places[key] = len(p.Rows)
	p.Rows = append(p.Rows, row)
	return true
}

// keyOf is equal for rows in the same place: lengths stand before texts, so that
// no two run together alike.
func keyOf(row Row) string {
	key := binary.LittleEndian.AppendUint32(nil, uint32(row.Slot))
	for _, text := range row.Texts {
		key = binary.AppendUvarint(key, uint64(len(text)))
		key = append(key, text...)
	}
	return string(key)
}

// Join returns all rows of all parts with the wanted columns, in the order of
// places. Several parts may have the same columns of different places. What no part
// has of a row is what absent says of its column.
func Join(parts []*Part, columns []string, absent func(column string) connector.Decimal) []Row {
	type origin struct {
		part   *Part
		column int
	}
	origins := make([][]origin, len(columns))
	for i, name := range columns {
		for _, part := range parts {
			if column := slices.Index(part.Columns, name); column >= 0 {
				origins[i] = append(origins[i], origin{part, column})
			}
		}
	}
	var joined []Row
	done := make(map[string]bool)
	for _, part := range parts {
		for _, row := range part.Rows {
			key := keyOf(row)
			if done[key] {
				continue
			}
			done[key] = true
			values := make([]connector.Decimal, len(columns))
			for i, from := range origins {
				values[i] = absent(columns[i])
				for _, o := range from {
					if at, ok := o.part.places[key]; ok {
						values[i] = o.part.Rows[at].Values[o.column]
						break
					}
				}
			}
			joined = append(joined, Row{Slot: row.Slot, Texts: row.Texts, Values: values})
		}
	}
	slices.SortFunc(joined, func(a, b Row) int {
		return cmp.Or(cmp.Compare(a.Slot, b.Slot), slices.Compare(a.Texts, b.Texts))
	})
	return joined
}
