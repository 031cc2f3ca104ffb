package cube

import (
	"math/big"

	"github.com/roictl/roictl/connector"
)

// counts counts the rows with a value.
type counts struct{ cells []int64 }

func (c *counts) Add(cell int, _ connector.Date, value connector.Decimal) {
	c.cells = grown(c.cells, cell)
	if !value.Null {
		c.cells[cell]++
	}
}

func (c *counts) Result(cell int) (connector.Decimal, error) {
	if cell >= len(c.cells) {
		return connector.Int(0), nil
	}
	return connector.Int(c.cells[cell]), nil
}

// distincts counts the different values.
type distincts struct{ cells []map[int64]struct{} }

func (d *distincts) Add(cell int, _ connector.Date, value connector.Decimal) {
	d.cells = grown(d.cells, cell)
	if value.Null {
		return
	}
	if d.cells[cell] == nil {
		d.cells[cell] = make(map[int64]struct{})
	}
	d.cells[cell][value.Unscaled] = struct{}{}
}

func (d *distincts) Result(cell int) (connector.Decimal, error) {
	if cell >= len(d.cells) {
		return connector.Int(0), nil
	}
	return connector.Int(int64(len(d.cells[cell]))), nil
}

// lasts keeps the sum of the last day with a value.
type lasts struct {
	sums
	days []connector.Date
}

func (l *lasts) Add(cell int, day connector.Date, value connector.Decimal) {
	l.days = grown(l.days, cell)
	l.cells = grown(l.cells, cell)
	fresh := l.cells[cell].state != narrow && l.cells[cell].state != wide
	switch {
	case value.Null, !fresh && day < l.days[cell]:
		return
	case fresh || day > l.days[cell]:
		l.reset(cell)
		l.days[cell] = day
	}
	l.sums.Add(cell, day, value)
}

func (l *lasts) Result(cell int) (connector.Decimal, error) {
	return withoutZero(&l.sums, cell)
}

// withoutZero returns the sum of a cell, null when no value went into it: where
// nothing was measured there is no stock of 0.
func withoutZero(s *sums, cell int) (connector.Decimal, error) {
	if cell >= len(s.cells) || s.cells[cell].state == untouched {
		return connector.NullDecimal, nil
	}
	return s.Result(cell)
}

// averages computes the mean of the values.
type averages struct {
	sums
	n []int64
}

func (a *averages) Add(cell int, day connector.Date, value connector.Decimal) {
	a.n = grown(a.n, cell)
	a.sums.Add(cell, day, value)
	if !value.Null {
		a.n[cell]++
	}
}

// meanDigits is how many digits behind the point a mean has at least, where they
// fit.
const meanDigits = 9

// Result returns the mean, rounded half away from zero: a mean seldom ends.
func (a *averages) Result(cell int) (connector.Decimal, error) {
	if cell >= len(a.n) || a.n[cell] == 0 {
		return connector.NullDecimal, nil
	}
	mean := a.rat(cell)
	mean.Quo(mean, new(big.Rat).SetInt64(a.n[cell]))
	for scale := int(max(a.cells[cell].scale, meanDigits)); scale >= 0; scale-- {
		unscaled := roundRat(mean, uint8(scale))
		if unscaled.IsInt64() {
			return connector.Decimal{Unscaled: unscaled.Int64(), Scale: uint8(scale)}, nil
		}
	}
	return connector.Decimal{}, ErrRange
}

// roundRat returns r times 10^scale, rounded half away from zero.
func roundRat(r *big.Rat, scale uint8) *big.Int {
	numerator := new(big.Int).Mul(r.Num(), connector.Pow10(scale))
	// floor(|n|/d + 1/2) = (2|n| + d) / 2d
	numerator.Lsh(numerator, 1)
	negative := numerator.Sign() < 0
	numerator.Abs(numerator).Add(numerator, r.Denom())
	rounded := numerator.Quo(numerator, new(big.Int).Lsh(r.Denom(), 1))
	if negative {
		rounded.Neg(rounded)
	}
	return rounded
}

// extremes keeps the smallest or the largest value.
type extremes struct {
	cells []extreme
	sign  int // 1 for the largest, -1 for the smallest
}

type extreme struct {
	value connector.Decimal
	has   bool
}

func (e *extremes) Add(cell int, _ connector.Date, value connector.Decimal) {
	e.cells = grown(e.cells, cell)
	c := &e.cells[cell]
	if !value.Null && (!c.has || compare(value, c.value) == e.sign) {
		c.value, c.has = value, true
	}
}

func compare(a, b connector.Decimal) int {
	if a.Scale == b.Scale {
		switch {
		case a.Unscaled < b.Unscaled:
			return -1
		case a.Unscaled > b.Unscaled:
			return 1
		}
		return 0
	}
	return a.Rat().Cmp(b.Rat())
}

func (e *extremes) Result(cell int) (connector.Decimal, error) {
	if cell >= len(e.cells) || !e.cells[cell].has {
		return connector.NullDecimal, nil
	}
	return e.cells[cell].value, nil
}

// onlys keeps the value of the only row.
type onlys struct{ cells []only }

type only struct {
	value connector.Decimal
	rows  int64
}

func (o *onlys) Add(cell int, _ connector.Date, value connector.Decimal) {
	o.cells = grown(o.cells, cell)
	o.cells[cell].value = value
	o.cells[cell].rows++
}

func (o *onlys) Result(cell int) (connector.Decimal, error) {
	if cell >= len(o.cells) || o.cells[cell].rows != 1 {
		return connector.NullDecimal, nil
	}
	return o.cells[cell].value, nil
}

// Crowded says whether more than one row fell into a cell of an [Only] measure,
// so that its value is lost.
func Crowded(a Accumulator, cell int) bool {
	o, ok := a.(*onlys)
	return ok && cell < len(o.cells) && o.cells[cell].rows > 1
}
