package connector_test

import (
	"context"
	"math"
	"math/big"
	"testing"

	"github.com/roictl/roictl/connector"
)

func TestDecimalText(t *testing.T) {
	t.Parallel()
	tests := []struct {
		decimal connector.Decimal
		want    string
	}{
		{connector.NullDecimal, "null"},
		{connector.Int(0), "0"},
		{connector.Int(-7), "-7"},
		{connector.Decimal{Unscaled: 1250, Scale: 2}, "12.50"}, // as it came
		{connector.Decimal{Unscaled: -1250, Scale: 2}, "-12.50"},
		{connector.Decimal{Unscaled: 5, Scale: 2}, "0.05"},
		{connector.Decimal{Unscaled: -5, Scale: 2}, "-0.05"},
		{connector.Decimal{Unscaled: 0, Scale: 3}, "0.000"},
		{connector.Decimal{Unscaled: 1, Scale: 18}, "0.000000000000000001"},
		{connector.Decimal{Unscaled: math.MinInt64, Scale: 0}, "-9223372036854775808"},
		{connector.Decimal{Unscaled: math.MinInt64, Scale: 18}, "-9.223372036854775808"},
		{connector.Decimal{Unscaled: math.MaxInt64, Scale: 19}, "0.9223372036854775807"},
	}
	for _, test := range tests {
		if got := test.decimal.String(); got != test.want {
			t.Errorf("%#v is %q, want %q", test.decimal, got, test.want)
		}
		if test.decimal.Null {
			continue
		}
		want, ok := new(big.Rat).SetString(test.want)
		if !ok || test.decimal.Rat().Cmp(want) != 0 {
			t.Errorf("%s as a fraction is %s", test.want, test.decimal.Rat())
		}
	}
	if connector.NullDecimal.Rat() != nil {
		t.Error("null has a value")
	}
}

// TestTenCentsAndTwentyCents is the reason why there is no floating point.
func TestTenCentsAndTwentyCents(t *testing.T) {
	t.Parallel()
	sum := new(big.Rat).Add(connector.Decimal{Unscaled: 10, Scale: 2}.Rat(), connector.Decimal{Unscaled: 20, Scale: 2}.Rat())
	if want := (connector.Decimal{Unscaled: 3, Scale: 1}).Rat(); sum.Cmp(want) != 0 {
		t.Errorf("0.10 + 0.20 is %s, want %s", sum, want)
	}
}

// FuzzStreamNumbers sends three numbers of any size and scale: each arrives as
// it was sent, or the stream says why not.
func FuzzStreamNumbers(f *testing.F) {
	f.Add(int64(1), uint8(0), int64(15), uint8(1), int64(math.MaxInt64), uint8(18))
	f.Add(int64(math.MinInt64), uint8(0), int64(1), uint8(18), int64(0), uint8(255))
	f.Fuzz(func(t *testing.T, a int64, as uint8, b int64, bs uint8, c int64, cs uint8) {
		sent := []connector.Decimal{{Unscaled: a, Scale: as}, {Unscaled: b, Scale: bs}, {Unscaled: c, Scale: cs}}
		tooFine := false
		for _, n := range sent {
			tooFine = tooFine || n.Scale > connector.MaxScale
		}
		source := scripted{query: func(_ context.Context, _ connector.Query, out *connector.Stream) connector.Diagnostics {
			_ = out.Header(dailyHeader)
			for _, n := range sent {
				_ = out.Append(day(1), text("x"), amounts(n, connector.NullDecimal))
			}
			return nil
		}}
		var sink decimals
		_, diags, err := configured(t, connector.Direct(source)).Query(t.Context(), daily, &sink)
		if err != nil || diags.HasErrors() != tooFine {
			t.Fatalf("diagnostics %v, error %v; too fine: %v", diags, err, tooFine)
		}
		for i := 0; i < len(sent) && !tooFine; i++ {
			if got := sink.values[i]; got.Null || got.Rat().Cmp(sent[i].Rat()) != 0 {
				t.Errorf("%s arrived as %s", sent[i], got)
			}
		}
	})
}
