package cells

import (
	"cmp"
	"encoding/binary"
	"slices"
	"strings"

	"github.com/roictl/roictl/connector"
)

// Row is the numbers of one segment on one day, or in one interval.
type Row struct {
	Slot   int32 // the day, or the interval's position
	Texts  []connector.Text
	Values []connector.Decimal
}

// Table collects rows.
type Table struct {
	adds   []connector.Aggregation // by column
	rows   []Row
	places map[string]int
	clash  []bool // by column
}

// NewTable returns an empty table whose columns combine in these ways.
func NewTable(columns []connector.Aggregation) *Table {
	return &Table{adds: columns, places: make(map[string]int), clash: make([]bool, len(columns))}
}

// Add adds a row, which the table keeps. In a place where there is one already,
// what adds up is added up; what does not has no value there, since nobody but the
// platform could combine it.
func (t *Table) Add(row Row) error {
	key := keyOf(row)
	at, taken := t.places[key]
	if !taken {
		t.places[key] = len(t.rows)
		t.rows = append(t.rows, row)
		return nil
	}
	into := t.rows[at].Values
	for i, value := range row.Values {
		if !t.adds[i].Additive() {
			t.clash[i] = t.clash[i] || !value.Null || !into[i].Null
			into[i] = connector.NullDecimal
			continue
		}
		sum, err := Sum(into[i], value)
		if err != nil {
			return err
		}
		into[i] = sum
	}
	return nil
}

// Rows returns the rows in the order of their places.
func (t *Table) Rows() []Row {
	slices.SortFunc(t.rows, func(a, b Row) int {
		return cmp.Or(cmp.Compare(a.Slot, b.Slot), slices.CompareFunc(a.Texts, b.Texts, compareTexts))
	})
	return t.rows
}

// Clashed says whether two values of a column met that do not add up.
func (t *Table) Clashed(column int) bool { return t.clash[column] }

func compareTexts(a, b connector.Text) int {
	if a.Null != b.Null {
		if a.Null {
			return -1
		}
		return 1
	}
	return strings.Compare(a.Value, b.Value)
}

// keyOf is equal for rows in the same place: lengths stand before texts, so that no
// two run together alike, and 0 stands for no text at all.
func keyOf(row Row) string {
	key := binary.LittleEndian.AppendUint32(nil, uint32(row.Slot))
	for _, text := range row.Texts {
		if text.Null {
			key = append(key, 0)
			continue
		}
		key = binary.AppendUvarint(key, uint64(len(text.Value))+1)
		key = append(key, text.Value...)
	}
	return string(key)
}

// Put puts one value into its place, where a row begins with no values if there is
// none yet. What is there already is added to, or has no value any more where the
// column does not add up.
func (t *Table) Put(slot int32, texts []connector.Text, column int, value connector.Decimal) error {
	place := Row{Slot: slot, Texts: texts}
	at, taken := t.places[keyOf(place)]
	if !taken {
		place.Values = make([]connector.Decimal, len(t.adds))
		for i := range place.Values {
			place.Values[i] = connector.NullDecimal
		}
		at = len(t.rows)
		t.places[keyOf(place)] = at
		t.rows = append(t.rows, place)
	}
	into := &t.rows[at].Values[column]
	if !into.Null && !t.adds[column].Additive() {
		t.clash[column], *into = true, connector.NullDecimal
		return nil
	}
	sum, err := Sum(*into, value)
	if err == nil {
		*into = sum
	}
	return err
}
