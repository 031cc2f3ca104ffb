package engine

import (
	"math"
	"math/big"
	"math/rand/v2"
	"testing"

	"github.com/roictl/roictl/connector"
)

// TestSumAgainstFractions adds random decimals of mixed scales, some near the
// ends of an int64, and compares with math/big.
func TestSumAgainstFractions(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(3, 4))
	for range 200 {
		var s sum
		want := new(big.Rat)
		for range 50 {
			d := connector.Decimal{Unscaled: random.Int64N(2_000_000) - 1_000_000, Scale: uint8(random.IntN(7))}
			if random.IntN(5) == 0 {
				d.Unscaled = math.MaxInt64 - random.Int64N(10)
			}
			if random.IntN(9) == 0 {
				d.Unscaled = math.MinInt64 + random.Int64N(10)
			}
			s.add(d.Unscaled, d.Scale)
			want.Add(want, d.Rat())
		}
		if got := s.rat(); got.Cmp(want) != 0 {
			t.Fatalf("sum %s, want %s", got, want)
		}
	}
}

func TestSumOfNothingIsUnknown(t *testing.T) {
	t.Parallel()
	var s sum
	if got := s.rat(); got != nil {
		t.Errorf("a sum of nothing is %s, want none: no data is not zero", got)
	}
	s.add(0, 2)
	if got := s.rat(); got == nil || got.Sign() != 0 {
		t.Errorf("a sum of a zero is %v, want 0", got)
	}
}

// TestStockTakesTheLastDay: followers of two pages on several days, out of order;
// the last day's two values count, whatever the order of rows (F21).
func TestStockTakesTheLastDay(t *testing.T) {
	t.Parallel()
	rows := []struct {
		day   connector.Date
		value int64
	}{{10, 100}, {12, 70}, {11, 999}, {12, 31}, {9, 5}}
	for rotation := range rows {
		var s sum
		for i := range rows {
			row := rows[(i+rotation)%len(rows)]
			s.addLast(row.day, row.value, 0)
		}
		if got := s.rat(); got.Cmp(big.NewRat(101, 1)) != 0 {
			t.Errorf("rotation %d: stock %s, want 101", rotation, got)
		}
	}
}
