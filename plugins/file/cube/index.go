package cube

// Index numbers the cells of a result: the combinations of a slot (a day or an
// interval) and codes of dimensions that occur. It belongs to one goroutine.
//
// It is a hash table with open addressing over small whole numbers, which the
// texts of a general map cannot compete with: every row of a file looks into it.
type Index struct {
	width int      // numbers of one key: the slot and the codes
	keys  []uint32 // of the cells, one after the other
	table []int32  // cell + 1 by hash; 0 is free; its length is a power of two
	cells int
	last  int
}

// NewIndex returns an index over so many dimensions.
func NewIndex(dimensions int) *Index {
	const initial = 1 << 10
	return &Index{width: dimensions + 1, table: make([]int32, initial), last: -1}
}

// Cell returns the number of a cell, which is new when the combination is.
func (x *Index) Cell(slot uint32, codes []uint32) int {
	if x.last >= 0 && x.is(x.last, slot, codes) {
		return x.last // rows of one cell often follow one another
	}
	x.last = x.find(slot, codes)
	return x.last
}

func (x *Index) find(slot uint32, codes []uint32) int {
	mask := len(x.table) - 1
	for at := int(hash(slot, codes)) & mask; ; at = (at + 1) & mask {
		cell := int(x.table[at]) - 1
		if cell >= 0 && !x.is(cell, slot, codes) {
			continue
		}
		if cell < 0 {
			cell = x.cells
			x.cells++
			x.keys = append(append(x.keys, slot), codes...)
			x.table[at] = int32(cell + 1)
			if 2*x.cells > len(x.table) {
				x.grow()
			}
		}
		return cell
	}
}

// grow doubles the table.
func (x *Index) grow() {
	x.table = make([]int32, 2*len(x.table))
	mask := len(x.table) - 1
	for cell := range x.cells {
		at := int(hash(x.Key(cell))) & mask
		for x.table[at] != 0 {
			at = (at + 1) & mask
		}
		x.table[at] = int32(cell + 1)
	}
}

// hash mixes a key: multiplication by odd constants, as in MurmurHash3's final
// step, so that neighbouring codes land far from one another.
func hash(slot uint32, codes []uint32) uint32 {
	h := uint64(slot) * 0x9e3779b97f4a7c15
	for _, code := range codes {
		h = (h ^ h>>29 ^ uint64(code)) * 0xbf58476d1ce4e5b9
	}
	return uint32(h >> 32)
}

// is says whether a cell has the slot and codes.
func (x *Index) is(cell int, slot uint32, codes []uint32) bool {
	key := x.keys[cell*x.width : (cell+1)*x.width]
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

// Len is the number of cells.
func (x *Index) Len() int { return x.cells }

// Key returns the slot and the codes of a cell.
func (x *Index) Key(cell int) (slot uint32, codes []uint32) {
	key := x.keys[cell*x.width : (cell+1)*x.width]
	return key[0], key[1:]
}
