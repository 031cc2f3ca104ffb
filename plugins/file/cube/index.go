package cube

import "encoding/binary"

// Index numbers the cells of a result: the combinations of a slot (a day or an
// interval) and codes of dimensions that occur. It belongs to one goroutine.
type Index struct {
	dimensions int
	cells      map[string]int
	keys       []uint32 // slot and codes of each cell, one after the other
	buffer     []byte
	last       int
}

// NewIndex returns an index over so many dimensions.
func NewIndex(dimensions int) *Index {
	return &Index{dimensions: dimensions, cells: make(map[string]int), last: -1}
}

// Cell returns the number of a cell, which is new when the combination is.
func (x *Index) Cell(slot uint32, codes []uint32) int {
	if x.last >= 0 && x.is(x.last, slot, codes) {
		return x.last
	}
	x.buffer = binary.LittleEndian.AppendUint32(x.buffer[:0], slot)
	for _, code := range codes {
		x.buffer = binary.LittleEndian.AppendUint32(x.buffer, code)
	}
	cell, known := x.cells[string(x.buffer)]
	if !known {
		cell = len(x.cells)
		x.cells[string(x.buffer)] = cell
		x.keys = append(append(x.keys, slot), codes...)
	}
	x.last = cell
	return cell
}

// is says whether a cell has the slot and codes; rows of one cell often follow
// one another.
func (x *Index) is(cell int, slot uint32, codes []uint32) bool {
	key := x.key(cell)
	if key[0] != slot {
		return false
	}
	for i, code := range codes {
		if key[i+1] != code {
			return false
		}
	}
	return true
}

func (x *Index) key(cell int) []uint32 {
	width := x.dimensions + 1
	return x.keys[cell*width : (cell+1)*width]
}

// Len is the number of cells.
func (x *Index) Len() int { return len(x.cells) }

// Key returns the slot and the codes of a cell.
func (x *Index) Key(cell int) (slot uint32, codes []uint32) {
	key := x.key(cell)
	return key[0], key[1:]
}
