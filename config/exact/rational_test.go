package exact_test

import (
	"errors"
	"math/big"
	"strings"
	"testing"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"

	"github.com/roictl/roictl/config/exact"
)

// TestRational evaluates expressions as users write them; the wanted fractions
// were worked out by hand.
func TestRational(t *testing.T) {
	t.Parallel()
	long := "0." + strings.Repeat("1234567890", 10) + "1"
	tests := []struct{ expression, want string }{
		{"0", "0"},
		{"5", "5"},
		{"-12.50", "-25/2"},
		{"0.1", "1/10"},
		{"0.30", "3/10"},
		{"0.1 + 0.2", "3/10"},
		{"41.82 / 1.02", "41"},
		{"1 / 3", "1/3"},
		{"-1 / 3", "-1/3"},
		{"1 / 3 * 3", "1"},
		{"2 / 7 + 5 / 7", "1"},
		{"12.99 * 3", "3897/100"},
		{"1.2 * 1000", "1200"},
		{"100 / 1.19", "10000/119"},
		{"22 / 7", "22/7"},
		{"1e-30", "1/1" + strings.Repeat("0", 30)},
		{"1e100", "1" + strings.Repeat("0", 100)},
		{"1e300", "1" + strings.Repeat("0", 300)}, // 5^300 needs more than the 512 bits of a float
		{"123456789012345678901234567890.123456789", "123456789012345678901234567890123456789/1000000000"},
		{long, long},
	}
	for _, test := range tests {
		t.Run(test.expression, func(t *testing.T) {
			t.Parallel()
			want, ok := new(big.Rat).SetString(test.want)
			if !ok {
				t.Fatalf("bad want %q", test.want)
			}
			got, err := exact.Rational(evaluate(t, test.expression))
			if err != nil {
				t.Fatal(err)
			}
			if got.Cmp(want) != 0 {
				t.Errorf("got %s, want %s", got.RatString(), want.RatString())
			}
		})
	}
}

// TestRationalOfQuotients holds that a quotient of two decimals with cents is
// found again exactly, whichever they are.
func TestRationalOfQuotients(t *testing.T) {
	t.Parallel()
	for a := int64(1); a < 4000; a += 37 {
		for b := int64(1); b < 400; b += 7 {
			x := cty.MustParseNumberVal(big.NewRat(a, 100).FloatString(2))
			y := cty.MustParseNumberVal(big.NewRat(b, 100).FloatString(2))
			got, err := exact.Rational(x.Divide(y))
			if err != nil {
				t.Fatal(err)
			}
			if want := big.NewRat(a, b); got.Cmp(want) != 0 {
				t.Fatalf("%d/100 / %d/100: got %s, want %s", a, b, got, want)
			}
		}
	}
}

// TestRationalOfCounts covers numbers that functions such as length return,
// which carry only 64 bits.
func TestRationalOfCounts(t *testing.T) {
	t.Parallel()
	got, err := exact.Rational(cty.NumberIntVal(5).Divide(cty.NumberIntVal(3)))
	if err != nil {
		t.Fatal(err)
	}
	if want := big.NewRat(5, 3); got.Cmp(want) != 0 {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestRationalRefuses(t *testing.T) {
	t.Parallel()
	if _, err := exact.Rational(evaluate(t, "1 / 0")); !errors.Is(err, exact.ErrInfinite) {
		t.Errorf("1/0: got %v, want ErrInfinite", err)
	}
	if _, err := exact.Rational(evaluate(t, "1e400")); !errors.Is(err, exact.ErrTooLarge) {
		t.Errorf("1e400: got %v, want ErrTooLarge", err)
	}
	for _, v := range []cty.Value{cty.StringVal("5"), cty.NullVal(cty.Number), cty.UnknownVal(cty.Number), cty.NumberIntVal(1).Mark("m")} {
		if _, err := exact.Rational(v); err == nil {
			t.Errorf("%#v: no error", v)
		}
	}
}

func TestText(t *testing.T) {
	t.Parallel()
	tests := []struct{ in, want string }{
		{"3/10", "0.3"}, {"-25/2", "-12.5"}, {"7", "7"}, {"1/3", "1/3"}, {"0", "0"}, {"1/1024", "0.0009765625"}, {"1000", "1000"},
	}
	for _, test := range tests {
		r, _ := new(big.Rat).SetString(test.in)
		if got := exact.Text(r); got != test.want {
			t.Errorf("Text(%s) = %q, want %q", test.in, got, test.want)
		}
	}
}

func evaluate(t *testing.T, source string) cty.Value {
	t.Helper()
	expr, diags := hclsyntax.ParseExpression([]byte(source), "test", hcl.InitialPos)
	if diags.HasErrors() {
		t.Fatal(diags)
	}
	v, diags := expr.Value(nil)
	if diags.HasErrors() {
		t.Fatal(diags)
	}
	return v
}
