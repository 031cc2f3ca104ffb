package inspect

import (
	"errors"
	"regexp"

	"github.com/roictl/roictl/plugins/file/dates"
	"github.com/roictl/roictl/plugins/file/number"
	"github.com/roictl/roictl/plugins/file/spec"
	"github.com/roictl/roictl/plugins/file/table"
)

// maxDistinct is how many different values of a column are remembered.
const maxDistinct = 1000

// column collects what the cells of a column are.
type column struct {
	name     string
	rows     int64 // with a value
	empty    int64
	distinct map[string]int64
	many     bool
	samples  []string

	numbers    int64 // cells that are numbers under some convention
	fractions  int64 // with digits behind the decimal sign
	percents   int64
	times      int64 // cells such as 0:01:05
	negatives  int64
	padded     int64 // whole numbers with a leading zero: codes, not numbers
	marks      map[string]int64
	proofs     map[number.Point]Place
	ambiguous  *Place
	guess      dates.Guess
	emails     int64
	currencies int64
}

func newColumn(name string) *column {
	return &column{name: name, distinct: make(map[string]int64), marks: make(map[string]int64), proofs: make(map[number.Point]Place)}
}

var email = regexp.MustCompile(`^[^@\s]+@[^@\s]+\.[A-Za-z]{2,}$`)

// add looks at a cell.
func (c *column) add(cell []byte, exact bool, line int) {
	if number.IsNull(cell[:min(len(cell), 40)]) {
		c.empty++
		return
	}
	c.rows++
	if _, known := c.distinct[string(cell)]; known || len(c.distinct) < maxDistinct {
		c.distinct[string(cell)]++
		const shown = 3
		if !known && len(c.samples) < shown {
			c.samples = append(c.samples, table.Shorten(cell))
		}
	} else {
		c.many = true
	}
	c.guess.Add(cell)
	c.addNumber(cell, exact, line)
	if email.Match(cell) {
		c.emails++
	}
	if spec.IsCurrency(string(cell)) {
		c.currencies++
	}
}

func (c *column) addNumber(cell []byte, exact bool, line int) {
	style := number.Style{}
	if exact {
		style.Point = number.PointDot
	}
	read, err := number.Parse(cell, style)
	var why *number.Error
	switch {
	case errors.As(err, &why) && (why.Kind == number.Ambiguous || why.Kind == number.TooFine):
		c.numbers++
		if why.Kind == number.Ambiguous && c.ambiguous == nil {
			c.ambiguous = &Place{Line: line, Text: table.Shorten(cell)}
		}
	case err != nil:
		if timed, err := number.ParseDuration(cell, style); err == nil && !timed.Value.Null {
			c.times++
		}
	default:
		c.numbers++
		if read.Value.Scale > 0 && !read.Percent {
			c.fractions++
		}
		if read.Value.Unscaled < 0 {
			c.negatives++
		}
		if len(cell) > 1 && cell[0] == '0' && read.Value.Scale == 0 {
			c.padded++
		}
		if read.Percent {
			c.percents++
		}
		if read.Currency != "" {
			c.marks[read.Currency]++
		}
		if _, known := c.proofs[read.Proof]; read.Proof != number.PointUnknown && !known {
			c.proofs[read.Proof] = Place{Line: line, Text: table.Shorten(cell)}
		}
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
