package value_test

import (
	"math/big"
	"testing"

	"github.com/roictl/roictl/engine/value"
)

func TestDecimalAndExact(t *testing.T) {
	t.Parallel()
	tests := []struct{ in, decimal, exact string }{
		{"0", "0", "0"},
		{"-0.50", "-0.5", "-0.5"},
		{"1300", "1300", "1300"},
		{"1/8", "0.125", "0.125"},
		{"1/3", "0.3333333333333333", "1/3"},
		{"-2/3", "-0.6666666666666667", "-2/3"},
		{"39/11", "3.545454545454545", "39/11"},
		{"20000000000000000000000/3", "6666666666666667000000", "20000000000000000000000/3"},
		{"1/3000", "0.0003333333333333333", "1/3000"},
		{"1e-30", "0.000000000000000000000000000001", "0.000000000000000000000000000001"},
		{"1e-31", "0.0000000000000000000000000000001", "1/10000000000000000000000000000000"},
		// Seventeen digits that end in a five behind the sixteenth: half to even.
		{"0.00000000000000010000000000000005", "0.0000000000000001", "2000000000000001/20000000000000000000000000000000"},
		{"0.00000000000000010000000000000015", "0.0000000000000001000000000000002", "2000000000000003/20000000000000000000000000000000"},
		// Rounding up to a new digit leaves no zeros behind.
		{"2999999999999999999999/3000000000000000000000", "1", "2999999999999999999999/3000000000000000000000"},
		{"12345678901234567890.5", "12345678901234567890.5", "12345678901234567890.5"},
	}
	for _, test := range tests {
		r := rat(t, test.in)
		if got := value.Decimal(r); got != test.decimal {
			t.Errorf("Decimal(%s) = %q, want %q", test.in, got, test.decimal)
		}
		if got := value.Exact(r); got != test.exact {
			t.Errorf("Exact(%s) = %q, want %q", test.in, got, test.exact)
		}
	}
	if got := value.Decimal(nil) + value.Exact(nil); got != "" {
		t.Errorf("nil is written %q", got)
	}
}

func TestParseExactRefuses(t *testing.T) {
	t.Parallel()
	for _, s := range []string{"", "-", "+1", "1e9", "0x10", "1_000", "1.", ".5", "1/0", "1/-3", "1/2/3", "1.5/2", " 1", "Inf", "--1", "١"} {
		if r, err := value.ParseExact(s); err == nil {
			t.Errorf("ParseExact(%q) = %v, want an error", s, r)
		}
	}
}

func FuzzExact(f *testing.F) {
	for _, s := range []string{"0", "-12.50", "1/3", "1e9", "1/0", "00.10", "-0"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		r, err := value.ParseExact(s)
		if err != nil {
			return
		}
		again, err := value.ParseExact(value.Exact(r))
		if err != nil || again.Cmp(r) != 0 {
			t.Errorf("%q was written %q and read as %v, %v", s, value.Exact(r), again, err)
		}
		near, err := value.ParseExact(value.Decimal(r))
		if err != nil {
			t.Fatalf("%q was written %q: %v", s, value.Decimal(r), err)
		}
		if r.Sign() == 0 {
			return
		}
		// Sixteen significant digits are within half a unit of the sixteenth.
		off := new(big.Rat).Sub(near, r)
		off.Quo(off.Abs(off), new(big.Rat).Abs(r))
		if off.Cmp(big.NewRat(1, 1_000_000_000_000_000)) > 0 {
			t.Errorf("Decimal(%q) = %s is off by %s", s, near, off)
		}
	})
}
