package world

// Split says how what happens to an ad falls into the cells of one family of
// breakdowns: people by age and gender, places, placements, hours, assets. Meta
// does not allow breakdowns of two families together, so that the finest cells
// of each family are enough to answer any request, and any coarser figures are
// sums of theirs.
type Split struct {
	Names   []string   // of the breakdowns
	Cells   [][]string // one value per name
	weights []int64    // how delivery falls into the cells
	people  []int64    // how conversions do
}

// newSplit sums weights up, so that both kinds of falling are look-ups.
func newSplit(names []string, cells []cell) *Split {
	s := &Split{Names: names}
	var weight, people int64
	for _, c := range cells {
		weight += c.weight
		people += c.people
		s.Cells = append(s.Cells, c.values)
		s.weights = append(s.weights, weight)
		s.people = append(s.people, people)
	}
	return s
}

// cell is a row of the tables that splits are made of.
type cell struct {
	weight, people int64
	values         []string
}

// whole is no breakdown at all.
var whole = newSplit(nil, []cell{{1, 1, nil}})

// Deal deals a delivery out to the cells, whole units each, so that the cells
// add up to it. It needs as many places as there are cells.
func (s *Split) Deal(d *Delivery, cells []Delivery) {
	if len(s.weights) == 0 {
		return
	}
	total := s.weights[len(s.weights)-1]
	for count, amount := range d {
		var dealt int64
		for i := range cells {
			upTo := int64(0)
			if total > 0 {
				upTo = amount * s.weights[i] / total
			}
			cells[i][count] = upTo - dealt
			dealt = upTo
		}
	}
}

// Cell returns the cell that a conversion falls into; the split has at least one.
func (s *Split) Cell(c *Conversion) int {
	total := s.people[len(s.people)-1]
	if total == 0 {
		return 0
	}
	at := int64(mix(c.Who, 17) % uint64(total))
	for i, upTo := range s.people {
		if at < upTo {
			return i
		}
	}
	return 0
}

// Weight returns the share of a cell in delivery, as a fraction.
func (s *Split) Weight(i int) (part, of int64) {
	part = s.weights[i]
	if i > 0 {
		part -= s.weights[i-1]
	}
	return part, s.weights[len(s.weights)-1]
}
