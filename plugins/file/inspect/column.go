package inspect

import (
	"github.com/roictl/roictl/plugins/file/dates"
	"github.com/roictl/roictl/plugins/file/number"
	"github.com/roictl/roictl/plugins/file/table"
)

// maxDistinct is how many different values of a column are remembered.
const maxDistinct = 1000

// column collects what the cells of a column are.
type column struct {
	name     string
	rows     int64 // with a value
	empty    int64
	distinct map[value]shape // the first different values
	many     bool            // there are more
	samples  []string

	numbers    int64 // cells that are numbers under some convention
	fractions  int64 // with digits behind the decimal sign
	percents   int64
	times      int64 // cells such as 0:01:05
	negatives  int64
	padded     int64 // whole numbers with a leading zero: codes, not numbers
	emails     int64
	currencies int64
	marks      map[string]int64 // signs and codes of currencies beside numbers
	proofs     map[number.Point]Place
	ambiguous  *Place
	guess      dates.Guess
}

// value is the text of a cell. Exact ones are numbers of the file format itself.
type value struct {
	text  string
	exact bool
}

func newColumn(name string) *column {
	return &column{name: name, distinct: make(map[value]shape), marks: make(map[string]int64), proofs: make(map[number.Point]Place)}
}

// add looks at a cell. What a value is, is found out once.
func (c *column) add(cell []byte, exact bool, line int) {
	if number.IsNull(cell[:min(len(cell), 40)]) {
		c.empty++
		return
	}
	c.rows++
	looks, known := c.distinct[value{string(cell), exact}]
	if !known {
		looks = shapeOf(cell, exact)
		c.guess.Add(cell)
		if len(c.distinct) < maxDistinct {
			c.distinct[value{string(cell), exact}] = looks
			const shown = 3
			if len(c.samples) < shown {
				c.samples = append(c.samples, table.Shorten(cell))
			}
		} else {
			c.many = true
		}
		c.addPlace(looks, cell, line)
	}
	c.count(looks)
}

// addPlace remembers where a value stands that proves something for the first
// time.
func (c *column) addPlace(looks shape, cell []byte, line int) {
	if looks.ambiguous && c.ambiguous == nil {
		c.ambiguous = &Place{Line: line, Text: table.Shorten(cell)}
	}
	if _, proved := c.proofs[looks.proof]; looks.proof != number.PointUnknown && !proved {
		c.proofs[looks.proof] = Place{Line: line, Text: table.Shorten(cell)}
	}
}

func (c *column) count(looks shape) {
	add := func(counter *int64, is bool) {
		if is {
			*counter++
		}
	}
	add(&c.numbers, looks.number)
	add(&c.fractions, looks.fraction)
	add(&c.percents, looks.percent)
	add(&c.times, looks.time)
	add(&c.negatives, looks.negative)
	add(&c.padded, looks.padded)
	add(&c.emails, looks.email)
	add(&c.currencies, looks.currency)
	if looks.mark != "" {
		c.marks[looks.mark]++
	}
}

// numeric says whether every cell with a value is a number.
func (c *column) numeric() bool { return c.rows > 0 && c.numbers == c.rows && c.padded == 0 }

// timed says whether every cell with a value is a length of time.
func (c *column) timed() bool { return c.rows > 0 && c.times == c.rows }

// whole says whether every cell is a whole number.
func (c *column) whole() bool { return c.numeric() && c.fractions == 0 && c.percents == 0 }

// formats are the date formats that fit every cell.
func (c *column) formats() []string {
	if c.rows == 0 {
		return nil
	}
	var texts []string
	for _, f := range c.guess.Formats() {
		texts = append(texts, f.String())
	}
	return texts
}
