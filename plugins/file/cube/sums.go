package cube

import (
	"errors"
	"math"
	"math/big"
	"math/bits"

	"github.com/roictl/roictl/connector"
)

// ErrRange says that a value needs more than 18 digits.
var ErrRange = errors.New("the value has more digits than can be held exactly (18)")

// sums adds values up.
type sums struct {
	cells []sum
	wide  map[int]*big.Int // sums beyond int64, at the scale of their cell
}

type sum struct {
	value int64
	scale uint8
	state state
}

type state uint8

const (
	untouched state = iota
	onlyNulls
	narrow
	wide
)

func (s *sums) Add(cell int, _ connector.Date, value connector.Decimal) {
	s.cells = grown(s.cells, cell)
	c := &s.cells[cell]
	switch {
	case value.Null:
		if c.state == untouched {
			c.state = onlyNulls
		}
	case c.state == narrow:
		if !c.add(value) {
			s.widen(cell)
			s.addWide(cell, value)
		}
	case c.state == wide:
		s.addWide(cell, value)
	default:
		c.value, c.scale, c.state = value.Unscaled, value.Scale, narrow
	}
}

// add adds in int64 and reports whether that was possible.
func (c *sum) add(value connector.Decimal) bool {
	a, b, scale := c.value, value.Unscaled, c.scale
	if c.scale != value.Scale {
		var ok bool
		if c.scale < value.Scale {
			a, ok = scaled(a, value.Scale-c.scale)
			scale = value.Scale
		} else {
			b, ok = scaled(b, c.scale-value.Scale)
		}
		if !ok {
			return false
		}
	}
	total := a + b
	if (total > a) != (b > 0) && b != 0 {
		return false
	}
	c.value, c.scale = total, scale
	return true
}

// scaled returns n times 10^places.
func scaled(n int64, places uint8) (int64, bool) {
	if places > connector.MaxScale {
		return 0, false
	}
	magnitude := uint64(n)
	if n < 0 {
		magnitude = -magnitude
	}
	high, low := bits.Mul64(magnitude, powers[places])
	if high != 0 || low > math.MaxInt64 {
		return 0, false
	}
	return n * int64(powers[places]), true
}

var powers = func() (p [connector.MaxScale + 1]uint64) {
	p[0] = 1
	for i := 1; i < len(p); i++ {
		p[i] = 10 * p[i-1]
	}
	return p
}()

func (s *sums) widen(cell int) {
	if s.wide == nil {
		s.wide = make(map[int]*big.Int)
	}
	s.wide[cell] = big.NewInt(s.cells[cell].value)
	s.cells[cell].state = wide
}

func (s *sums) addWide(cell int, value connector.Decimal) {
	c, total, addend := &s.cells[cell], s.wide[cell], big.NewInt(value.Unscaled)
	switch {
	case c.scale < value.Scale:
		total.Mul(total, connector.Pow10(value.Scale-c.scale))
		c.scale = value.Scale
	case c.scale > value.Scale:
		addend.Mul(addend, connector.Pow10(c.scale-value.Scale))
	}
	total.Add(total, addend)
}

func (s *sums) Result(cell int) (connector.Decimal, error) {
	if cell >= len(s.cells) {
		return connector.Int(0), nil
	}
	c := s.cells[cell]
	switch c.state {
	case untouched:
		return connector.Int(0), nil
	case onlyNulls:
		return connector.NullDecimal, nil
	case wide:
		return narrowed(s.wide[cell], c.scale)
	default:
		return connector.Decimal{Unscaled: c.value, Scale: c.scale}, nil
	}
}

// narrowed brings a wide sum back into a decimal where it fits, if need be
// without zeros at its end.
func narrowed(total *big.Int, scale uint8) (connector.Decimal, error) {
	rest, ten, digit := new(big.Int).Set(total), big.NewInt(10), new(big.Int)
	for !rest.IsInt64() && scale > 0 {
		rest.QuoRem(rest, ten, digit)
		if digit.Sign() != 0 {
			return connector.Decimal{}, ErrRange
		}
		scale--
	}
	if !rest.IsInt64() {
		return connector.Decimal{}, ErrRange
	}
	return connector.Decimal{Unscaled: rest.Int64(), Scale: scale}, nil
}

// reset forgets a cell.
func (s *sums) reset(cell int) {
	s.cells[cell] = sum{}
	delete(s.wide, cell)
}

// rat returns the sum of a cell as a fraction; nil when it has no value.
func (s *sums) rat(cell int) *big.Rat {
	c := s.cells[cell]
	switch c.state {
	case narrow:
		return connector.Decimal{Unscaled: c.value, Scale: c.scale}.Rat()
	case wide:
		return new(big.Rat).SetFrac(s.wide[cell], connector.Pow10(c.scale))
	default:
		return nil
	}
}
