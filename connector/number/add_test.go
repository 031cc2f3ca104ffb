package number_test

import (
	"errors"
	"math"
	"math/big"
	"testing"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/connector/number"
)

func TestAdd(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ a, b, want connector.Decimal }{
		{connector.Int(2), connector.Int(3), connector.Int(5)},
		{connector.Int(2), connector.Int(0), connector.Int(2)},
		{connector.Decimal{Unscaled: 10, Scale: 2}, connector.Decimal{Unscaled: 2, Scale: 1}, connector.Decimal{Unscaled: 3, Scale: 1}},
		{connector.NullDecimal, connector.Int(3), connector.Int(3)},
		{connector.Int(3), connector.NullDecimal, connector.Int(3)},
		{connector.NullDecimal, connector.NullDecimal, connector.NullDecimal},
		{connector.Int(math.MaxInt64 - 1), connector.Int(1), connector.Int(math.MaxInt64)},
		{connector.Decimal{Unscaled: 5, Scale: 18}, connector.Decimal{Unscaled: -5, Scale: 18}, connector.Decimal{Scale: 18}},
	} {
		if got, err := number.Add(test.a, test.b); err != nil || got != test.want {
			t.Errorf("%v + %v is %v (%v), want %v", test.a, test.b, got, err, test.want)
		}
	}
	for _, n := range []int64{math.MaxInt64, math.MinInt64} {
		sign := connector.Int(n / math.MaxInt64)
		if got, err := number.Add(connector.Int(n), sign); !errors.Is(err, number.ErrRange) {
			t.Errorf("%d + %v is %v (%v)", n, sign, got, err)
		}
	}
}

func FuzzAdd(f *testing.F) {
	f.Add(int64(1), uint8(0), int64(2), uint8(18))
	f.Fuzz(func(t *testing.T, a int64, as uint8, b int64, bs uint8) {
		x := connector.Decimal{Unscaled: a, Scale: as % (connector.MaxScale + 1)}
		y := connector.Decimal{Unscaled: b, Scale: bs % (connector.MaxScale + 1)}
		sum, err := number.Add(x, y)
		if err != nil {
			return
		}
		if want := new(big.Rat).Add(x.Rat(), y.Rat()); want.Cmp(sum.Rat()) != 0 {
			t.Errorf("%v + %v is %v, want %v", x, y, sum, want.RatString())
		}
	})
}
