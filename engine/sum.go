package engine

import (
	"math/big"
	"math/bits"

	"github.com/roictl/roictl/connector"
)

// sum adds up decimals exactly: in an int64 as long as that is wide enough, then
// in a big.Int. Its scale grows to the finest one it has met.
type sum struct {
	narrow int64
	wide   *big.Int // in use instead of narrow when not nil
	scale  uint8
	values int64 // how many values that were not null
	last   connector.Date
}

// add adds one value.
func (s *sum) add(unscaled int64, scale uint8) {
	s.values++
	if scale == s.scale && s.wide == nil {
		if total, carry := add64(s.narrow, unscaled); !carry {
			s.narrow = total
			return
		}
	}
	s.addWide(unscaled, scale)
}

// addLast keeps the values of the latest day only: stocks such as followers.
func (s *sum) addLast(day connector.Date, unscaled int64, scale uint8) {
	switch {
	case s.values > 0 && day < s.last:
		return
	case s.values == 0 || day > s.last:
		*s = sum{last: day}
	}
	s.add(unscaled, scale)
}

func (s *sum) addWide(unscaled int64, scale uint8) {
	if s.wide == nil {
		s.wide = big.NewInt(s.narrow)
	}
	term := big.NewInt(unscaled)
	switch {
	case scale > s.scale:
		s.wide.Mul(s.wide, connector.Pow10(scale-s.scale))
		s.scale = scale
	case scale < s.scale:
		term.Mul(term, connector.Pow10(s.scale-scale))
	}
	s.wide.Add(s.wide, term)
	if s.wide.IsInt64() {
		s.narrow, s.wide = s.wide.Int64(), nil
	}
}

// rat is the exact total; nil when there was no value.
func (s *sum) rat() *big.Rat {
	if s.values == 0 {
		return nil
	}
	total := s.wide
	if total == nil {
		total = big.NewInt(s.narrow)
	}
	return new(big.Rat).SetFrac(total, connector.Pow10(s.scale))
}

// add64 adds and says whether the result does not fit.
func add64(a, b int64) (total int64, overflow bool) {
	unsigned, _ := bits.Add64(uint64(a), uint64(b), 0)
	total = int64(unsigned)
	return total, (a >= 0) == (b >= 0) && (total >= 0) != (a >= 0)
}
