package connector

import (
	"fmt"
	"math"
	"strings"
)

// A batch is sent when it has so many rows or so many bytes. The figures are
// from measurements of throughput over a pipe: larger batches gain little and
// cost memory and latency.
const (
	maxBatchRows  = 8192
	maxBatchBytes = 512 << 10
)

// batchBuilder turns rows into the columns of one batch after the other. It
// reuses its slices; only the dictionaries grow.
type batchBuilder struct {
	grain      Grain
	rows       int
	bytes      int
	rowBytes   int // of one row without new dictionary entries, about
	positions  []int32
	dimensions []textBuilder
	measures   []decimalBuilder
	result     Batch
}

// textBuilder codes one dimension.
type textBuilder struct {
	name       string
	indexes    []uint32
	dictionary []string
	known      map[string]uint32
}

// decimalBuilder collects one measure at one scale.
type decimalBuilder struct {
	name     string
	unscaled []int64
	nulls    []bool
	anyNull  bool
	scale    uint8
	largest  uint64 // magnitude of the largest unscaled value so far
	values   int    // values so far that are not null
}

func newBatchBuilder(h Header) *batchBuilder {
	b := &batchBuilder{
		grain:      h.Grain,
		dimensions: make([]textBuilder, len(h.Dimensions)),
		measures:   make([]decimalBuilder, len(h.Measures)),
		rowBytes:   4 + 3*len(h.Dimensions) + 5*len(h.Measures),
	}
	for i, column := range h.Dimensions {
		b.dimensions[i] = textBuilder{name: column.Name, dictionary: []string{""}, known: make(map[string]uint32)}
	}
	for i, column := range h.Measures {
		b.measures[i].name = column.Name
	}
	b.result.Dimensions = make([]TextColumn, len(h.Dimensions))
	b.result.Measures = make([]DecimalColumn, len(h.Measures))
	return b
}

// check says what is wrong with a row, in words that continue "the connector".
func (b *batchBuilder) check(dimensions []Text, measures []Decimal) string {
	if len(dimensions) != len(b.dimensions) {
		return fmt.Sprintf("wrote a row with %d dimensions under a header with %d", len(dimensions), len(b.dimensions))
	}
	if len(measures) != len(b.measures) {
		return fmt.Sprintf("wrote a row with %d measures under a header with %d", len(measures), len(b.measures))
	}
	for i, m := range measures {
		if m.Scale > MaxScale && !m.Null {
			return fmt.Sprintf("wrote a number with %d digits behind the point in column %q, where at most %d fit", m.Scale, b.measures[i].name, MaxScale)
		}
	}
	return ""
}

// fits says whether the row's numbers can share one scale per column with the
// rows before it. A row that does not fit starts a new batch, so that a large
// amount beside a finely divided one is exact and not an overflow.
func (b *batchBuilder) fits(measures []Decimal) bool {
	for i, m := range measures {
		if !b.measures[i].fits(m) {
			return false
		}
	}
	return true
}

func (b *batchBuilder) append(position int32, dimensions []Text, measures []Decimal) {
	b.positions = append(b.positions, position)
	for i := range dimensions {
		b.bytes += b.dimensions[i].append(dimensions[i])
	}
	for i, m := range measures {
		b.measures[i].append(m)
	}
	b.rows++
	b.bytes += b.rowBytes
}

func (b *batchBuilder) full() bool { return b.rows >= maxBatchRows || b.bytes >= maxBatchBytes }

// batch returns the collected rows; it is valid until reset.
func (b *batchBuilder) batch() *Batch {
	b.result.Rows = b.rows
	switch b.grain {
	case GrainDay:
		b.result.Dates = b.result.Dates[:0]
		for _, p := range b.positions {
			b.result.Dates = append(b.result.Dates, Date(p))
		}
	default:
		b.result.Intervals = b.positions
	}
	for i := range b.dimensions {
		b.result.Dimensions[i] = TextColumn{Indexes: b.dimensions[i].indexes, Dictionary: b.dimensions[i].dictionary}
	}
	for i := range b.measures {
		b.result.Measures[i] = b.measures[i].column()
	}
	return &b.result
}

func (b *batchBuilder) reset() {
	b.rows, b.bytes, b.positions = 0, 0, b.positions[:0]
	for i := range b.dimensions {
		b.dimensions[i].indexes = b.dimensions[i].indexes[:0]
	}
	for i := range b.measures {
		b.measures[i].reset()
	}
}

// append codes a text and returns the bytes that it adds to the dictionary.
func (t *textBuilder) append(text Text) int {
	if text.Null {
		t.indexes = append(t.indexes, 0)
		return 0
	}
	if last := len(t.indexes) - 1; last >= 0 && t.indexes[last] != 0 && t.dictionary[t.indexes[last]] == text.Value {
		t.indexes = append(t.indexes, t.indexes[last])
		return 0
	}
	index, seen := t.known[text.Value]
	if !seen {
		index = t.learn(text.Value)
	}
	t.indexes = append(t.indexes, index)
	if seen {
		return 0
	}
	return len(text.Value) + 2
}

// learn adds a text that was not seen before to the dictionary. Bytes that are
// no UTF-8 cannot travel and are replaced.
func (t *textBuilder) learn(text string) uint32 {
	// A copy, since the text may be a slice of a whole page of a response.
	text = strings.Clone(text)
	valid := strings.ToValidUTF8(text, "\uFFFD")
	index, seen := t.known[valid]
	if !seen {
		index = uint32(len(t.dictionary))
		t.dictionary = append(t.dictionary, valid)
		t.known[valid] = index
	}
	t.known[text] = index
	return index
}

func (d *decimalBuilder) fits(m Decimal) bool {
	if m.Null || d.values == 0 || m.Scale == d.scale {
		return true
	}
	if m.Scale > d.scale {
		return scalable(d.largest, m.Scale-d.scale)
	}
	return scalable(magnitude(m.Unscaled), d.scale-m.Scale)
}

func (d *decimalBuilder) append(m Decimal) {
	d.nulls = append(d.nulls, m.Null)
	if m.Null {
		d.anyNull = true
		d.unscaled = append(d.unscaled, 0)
		return
	}
	value := m.Unscaled
	switch {
	case d.values == 0:
		d.scale = m.Scale
	case m.Scale > d.scale:
		factor := powersOfTen[m.Scale-d.scale]
		for i := range d.unscaled {
			d.unscaled[i] *= factor
		}
		d.largest *= uint64(factor)
		d.scale = m.Scale
	case m.Scale < d.scale:
		value *= powersOfTen[d.scale-m.Scale]
	}
	d.unscaled = append(d.unscaled, value)
	d.largest = max(d.largest, magnitude(value))
	d.values++
}

func (d *decimalBuilder) column() DecimalColumn {
	column := DecimalColumn{Unscaled: d.unscaled, Scale: d.scale}
	if d.anyNull {
		column.Nulls = d.nulls
	}
	return column
}

func (d *decimalBuilder) reset() {
	d.unscaled, d.nulls, d.anyNull = d.unscaled[:0], d.nulls[:0], false
	d.scale, d.largest, d.values = 0, 0, 0
}

// powersOfTen are the factors between scales; all fit an int64.
var powersOfTen = func() (powers [MaxScale + 1]int64) {
	powers[0] = 1
	for i := 1; i < len(powers); i++ {
		powers[i] = 10 * powers[i-1]
	}
	return powers
}()

// scalable says whether a magnitude times 10^n still fits an int64.
func scalable(magnitude uint64, n uint8) bool {
	return magnitude <= math.MaxInt64/uint64(powersOfTen[n])
}

// magnitude is the absolute value, right for the smallest int64 too.
func magnitude(n int64) uint64 {
	if n < 0 {
		return -uint64(n)
	}
	return uint64(n)
}
