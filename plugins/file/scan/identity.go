package scan

import (
	"encoding/binary"
	"hash/fnv"
	"slices"
	"strings"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/plugins/file/cube"
	"github.com/roictl/roictl/plugins/file/table"
)

// identity is a column by which rows of a day are told apart.
type identity struct {
	column   int
	standard string // standard name of its dimension; empty where it has none
}

// addIdentity needs the columns by which rows of a day are told apart: what the
// block declares as properties, and what conditions look at. Columns that nobody
// declared do not count. They hold figures that change with every export (a click
// rate, a date of generation), so that no row of it would be found again.
func (r *request) addIdentity() {
	add := func(names []string, standard string, path []connector.PathStep) {
		column := r.column(table.Column{Names: names, Optional: true, Path: path})
		if !slices.ContainsFunc(r.identity, func(id identity) bool { return id.column == column }) {
			r.identity = append(r.identity, identity{column, standard})
		}
	}
	for _, d := range r.spec.Dimensions {
		add(d.Columns, d.Standard, d.Path)
	}
	if len(r.spec.CurrencyColumns) > 0 {
		add(r.spec.CurrencyColumns, "", connector.Path("currency"))
	}
	for _, m := range r.spec.Measures {
		for _, condition := range m.Where {
			add(condition.Columns, "", condition.Path)
		}
		if m.Kind == cube.Distinct {
			add(m.Columns, "", m.Path)
		}
	}
}

// keyColumns returns the columns that are compared, of those that both files have.
// A name does not count where the identifier of the same thing does: people rename
// campaigns between two exports.
func (r *request) keyColumns(both []bool) []int {
	identified := make(map[string]bool)
	for i, id := range r.identity {
		if name, ok := strings.CutSuffix(id.standard, "_id"); ok && both[i] {
			identified[name] = true
		}
	}
	var columns []int
	for i, id := range r.identity {
		if both[i] && !identified[id.standard] {
			columns = append(columns, id.column)
		}
	}
	return columns
}

// appendKey appends what tells the row apart from others of its day: its cells in
// the columns, each behind its length, and the time of the day where the date has
// one, since two orders within a day are two.
func appendKey(key []byte, t *table.Table, dating *dating, columns []int) []byte {
	if dating.column >= 0 && dating.start.Timed() {
		key = appendCell(key, t.Cell(dating.column))
	}
	for _, column := range columns {
		key = appendCell(key, t.Cell(column))
	}
	return key
}

func appendCell(key, cell []byte) []byte {
	return append(binary.AppendUvarint(key, uint64(len(cell))), cell...)
}

// hashKey returns a short stand-in for a key. Two keys with the same one are
// compared in full before anything is told.
func hashKey(key []byte) uint64 {
	h := fnv.New64a()
	_, _ = h.Write(key) // it never fails
	return h.Sum64()
}

// hashDay returns the stand-in for a key on a day.
func hashDay(sum uint64, day connector.Date) uint64 {
	h := (sum ^ uint64(uint32(day))) * 0x9e3779b97f4a7c15 // the odd constant of Fibonacci hashing
	return h ^ h>>32
}
