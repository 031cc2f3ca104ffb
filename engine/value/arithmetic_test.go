package value_test

import (
	"math/big"
	"testing"
	"testing/quick"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/hcl/v2"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/engine/value"
)

var here = hcl.Range{Filename: "goals.roi.hcl", Start: hcl.Pos{Line: 12, Column: 3}}

func TestArithmeticOnNumbers(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name string
		got  value.Value
		want value.Value
	}{
		// A float64 gives 0.30000000000000004.
		{"cents add up", value.Add(num(t, "0.10", money), num(t, "0.20", money)), num(t, "0.30", money)},
		{"sub", value.Sub(num(t, "3", count), num(t, "5", count)), num(t, "-2", count)},
		{"mul", value.Mul(num(t, "1.1", plain), num(t, "1.1", plain)), num(t, "1.21", plain)},
		// cty holds that 41.82 / 1.02 is below 41 (dataplane.md §5).
		{"div", value.Div(num(t, "41.82", money), num(t, "1.02", plain), here), num(t, "41", money)},
		{"cost per order", value.Div(num(t, "1", money), num(t, "3", count), here), num(t, "1/3", money)},
		{"neg", value.Neg(num(t, "2", money)), num(t, "-2", money)},
		{"abs", value.Abs(num(t, "-2", money)), num(t, "2", money)},
		{"min", value.Min(num(t, "2", count), num(t, "3", count)), num(t, "2", count)},
		{"max", value.Max(num(t, "2", count), num(t, "3", count)), num(t, "3", count)},
		{"scale", value.Scale(num(t, "50", money), big.NewRat(2, 5)), num(t, "20", money)},
	}
	for _, test := range tests {
		if diff := cmp.Diff(test.want, test.got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.name, diff)
		}
	}
}

// The ends are those of interval arithmetic, worked out by hand.
func TestArithmeticOnRanges(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name string
		got  value.Value
		want value.Value
	}{
		{"add", value.Add(span(t, "1", "2", count), span(t, "10", "20", count)), span(t, "11", "22", count)},
		{"sub swaps", value.Sub(span(t, "10", "20", count), span(t, "1", "2", count)), span(t, "8", "19", count)},
		{"mul with signs", value.Mul(span(t, "-2", "3", plain), span(t, "-5", "4", plain)), span(t, "-15", "12", plain)},
		{"div swaps", value.Div(num(t, "50000", money), span(t, "11000", "25000", money), here), span(t, "2", "50/11", ratio)},
		{"div by negative", value.Div(num(t, "6", plain), span(t, "-3", "-2", plain), here), span(t, "-3", "-2", plain)},
		{"neg swaps", value.Neg(span(t, "1", "2", money)), span(t, "-2", "-1", money)},
		{"abs across zero", value.Abs(span(t, "-3", "2", count)), span(t, "0", "3", count)},
		{"abs below zero", value.Abs(span(t, "-3", "-2", count)), span(t, "2", "3", count)},
		{"min", value.Min(span(t, "1", "5", count), span(t, "2", "3", count)), span(t, "1", "3", count)},
		{"max", value.Max(span(t, "1", "5", count), span(t, "2", "3", count)), span(t, "2", "5", count)},
		{"scale by negative", value.Scale(span(t, "1", "2", count), big.NewRat(-1, 1)), span(t, "-2", "-1", count)},
		{"scale by no factor", value.Scale(num(t, "2", count), nil), value.Value{State: value.NoData, Unit: count}},
		{"a range times zero is zero", value.Mul(span(t, "1", "2", count), num(t, "0", plain)), num(t, "0", count)},
	}
	for _, test := range tests {
		if diff := cmp.Diff(test.want, test.got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.name, diff)
		}
	}
}

func TestDivisionByZeroIsUndefinedAtItsPlace(t *testing.T) {
	t.Parallel()
	for _, divisor := range []value.Value{num(t, "0", count), span(t, "0", "3", count), span(t, "-1", "1", count), span(t, "-1", "0", count)} {
		got := value.Div(num(t, "5", money), divisor, here)
		if got.State != value.Undefined || got.Place != here || got.Reason == "" || got.Unit != money {
			t.Errorf("5 / %v = %+v, want undefined at %v", divisor, got, here)
		}
	}
}

func TestNoDataIsStrongerThanUndefinedIsStrongerThanNumbers(t *testing.T) {
	t.Parallel()
	known := num(t, "0", count)
	undefined := value.UndefinedAt("division by zero", here)
	missing := value.Missing("no rows in May")
	other := value.Missing("no rows in June")
	operations := map[string]func(x, y value.Value) value.Value{
		"add": value.Add, "sub": value.Sub, "mul": value.Mul, "min": value.Min, "max": value.Max,
		"div": func(x, y value.Value) value.Value { return value.Div(x, y, hcl.Range{}) },
	}
	for name, operation := range operations {
		tests := []struct {
			x, y   value.Value
			state  value.State
			reason string
		}{
			{known, missing, value.NoData, missing.Reason},
			{missing, known, value.NoData, missing.Reason},
			{undefined, missing, value.NoData, missing.Reason},
			{missing, undefined, value.NoData, missing.Reason},
			{missing, other, value.NoData, missing.Reason},
			{known, undefined, value.Undefined, undefined.Reason},
			{undefined, known, value.Undefined, undefined.Reason},
			{known, value.Value{}, value.NoData, ""},
		}
		for _, test := range tests {
			got := operation(test.x, test.y)
			if got.State != test.state || got.Reason != test.reason {
				t.Errorf("%s(%v, %v) = %s %q, want %s %q", name, test.x, test.y, got.State, got.Reason, test.state, test.reason)
			}
			if got.State == value.Undefined && got.Place != here {
				t.Errorf("%s lost the place of the division: %v", name, got.Place)
			}
		}
	}
	for _, v := range []value.Value{undefined, missing} {
		for _, got := range []value.Value{value.Neg(v), value.Abs(v), value.Scale(v, big.NewRat(2, 1))} {
			if !got.Equal(v) {
				t.Errorf("got %+v, want it unchanged: %+v", got, v)
			}
		}
	}
}

func TestTwoCurrenciesAreNeverCombined(t *testing.T) {
	t.Parallel()
	euro, dollar, unknown := value.Number(big.NewRat(1, 1), money, "EUR"), value.Number(big.NewRat(1, 1), money, "USD"), value.Number(big.NewRat(1, 1), money, "")
	for name, got := range map[string]value.Value{
		"add": value.Add(euro, dollar), "sub": value.Sub(euro, dollar), "min": value.Min(euro, dollar),
		"roas": value.Div(euro, dollar, here), "unknown": value.Add(euro, unknown),
	} {
		if got.State != value.Undefined {
			t.Errorf("%s = %v, want undefined", name, got)
		}
	}
	const want = "two currencies, EUR and USD, need an fx block that gives a rate"
	if got := value.Add(euro, dollar); got.Reason != want {
		t.Errorf("reason %q, want %q", got.Reason, want)
	}
	if got := value.Div(euro, euro, here); got.Currency != "" || got.Unit != ratio {
		t.Errorf("EUR / EUR is %q %q, want a ratio", got.Unit, got.Currency)
	}
	if got := value.Add(num(t, "5", plain), euro); got.Currency != "EUR" {
		t.Errorf("5 + 1 EUR is in %q", got.Currency)
	}
}

func TestUnitsThatDoNotFitAreUndefined(t *testing.T) {
	t.Parallel()
	got := value.Add(num(t, "1", money), num(t, "1", count))
	if got.State != value.Undefined || got.Reason != "money and a count cannot be added" {
		t.Errorf("got %s %q", got.State, got.Reason)
	}
}

// Every point of two ranges has its result inside the range of the results, and
// operations leave their arguments alone.
func TestRangesContainTheirPoints(t *testing.T) {
	t.Parallel()
	operations := map[byte]func(x, y value.Value) value.Value{
		'+': value.Add, '-': value.Sub, '*': value.Mul, 'm': value.Min, 'M': value.Max,
		'/': func(x, y value.Value) value.Value { return value.Div(x, y, hcl.Range{}) },
	}
	point := func(low, high int16, part uint8) *big.Rat {
		width := big.NewRat((int64(high)-int64(low))*int64(part), 255)
		return width.Add(width, big.NewRat(int64(low), 1))
	}
	property := func(a, b, c, d int16, i, j uint8) bool {
		x := value.Span(big.NewRat(int64(a), 1), big.NewRat(int64(b), 1), plain, "")
		y := value.Span(big.NewRat(int64(c), 1), big.NewRat(int64(d), 1), plain, "")
		px, py := value.Number(point(a, b, i), plain, ""), value.Number(point(c, d, j), plain, "")
		before := x.Low.String() + y.High.String()
		for _, operation := range operations {
			whole, part := operation(x, y), operation(px, py)
			if !whole.IsKnown() {
				continue
			}
			if whole.Low.Cmp(part.Low) > 0 || part.High.Cmp(whole.High) > 0 {
				return false
			}
		}
		return before == x.Low.String()+y.High.String()
	}
	if err := quick.Check(property, &quick.Config{MaxCount: 2000}); err != nil {
		t.Error(err)
	}
}

func TestInRelabels(t *testing.T) {
	t.Parallel()
	got := num(t, "0.2", ratio).In(percent, "EUR")
	if got.Unit != connector.UnitPercent || got.Currency != "" {
		t.Errorf("got %q %q", got.Unit, got.Currency)
	}
	if got := num(t, "20", plain).In(money, "EUR"); !got.Equal(num(t, "20", money)) {
		t.Errorf("got %v", got)
	}
}
