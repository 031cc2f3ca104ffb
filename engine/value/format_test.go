package value_test

import (
	"strings"
	"testing"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/engine/value"
)

// spaced shows no-break spaces as ordinary ones, so that the tables below read.
func spaced(s string) string { return strings.ReplaceAll(s, "\u00a0", " ") }

func TestFormat(t *testing.T) {
	t.Parallel()
	in := func(unit connector.Unit, currency, number string) value.Value {
		return value.Number(rat(t, number), unit, currency)
	}
	tests := []struct {
		value value.Value
		want  string
	}{
		{in(count, "", "0"), "0"},
		{in(count, "", "1200"), "1,200"},
		{in(count, "", "-1234567"), "-1,234,567"},
		{in(count, "", "-123456"), "-123,456"},
		{in(count, "", "14.58"), "14.6"},
		{in(plain, "", "2.5"), "2.5"},
		{in(money, "EUR", "51.2"), "51.20 EUR"},
		{in(money, "EUR", "0"), "0.00 EUR"},
		{in(money, "EUR", "84300.5"), "84,300.50 EUR"},
		{in(money, "EUR", "0.0042"), "0.0042 EUR"},
		{in(money, "JPY", "120"), "120 JPY"},
		{in(money, "KWD", "1.5"), "1.500 KWD"},
		{in(money, "", "1.5"), "1.50"},
		{in(money, "XXQ", "1.5"), "1.50 XXQ"},
		{in(percent, "", "0.2"), "20 %"},
		{in(percent, "", "1/6"), "16.7 %"},
		{in(percent, "", "0.00017881"), "0.0179 %"},
		{in(percent, "", "39/11"), "354.5 %"},
		{in(percent, "", "-1"), "-100 %"},
		{in(ratio, "", "3.1"), "3.1"},
		{in(ratio, "", "26.0859"), "26.1"},
		{in(duration, "", "95"), "1 min 35 s"},
		{in(duration, "", "93784"), "26 h 3 min 4 s"},
		{in(duration, "", "12.34"), "12.3 s"},
		{in(duration, "", "-90.4"), "-1 min 30 s"},
		{in(duration, "", "0"), "0 s"},
		{in(duration, "", "1e30"), "1,000,000,000,000,000,000,000,000,000,000 s"},
		{span(t, "11000", "25000", money), "11,000.00 to 25,000.00 EUR"},
		{span(t, "1", "39/11", percent), "100 to 354.5 %"},
		{span(t, "45", "90", duration), "45 s to 1 min 30 s"},
		{value.UndefinedAt("division by zero", here), "undefined"},
		{value.Missing("no rows"), "no data"},
		{value.Value{}, "no data"},
	}
	for _, test := range tests {
		if got := spaced(test.value.Format(value.Style{})); got != test.want {
			t.Errorf("got %q, want %q", got, test.want)
		}
	}
	if got := in(money, "EUR", "51.2").Format(value.Style{Bare: true}); got != "51.20" {
		t.Errorf("bare money is %q", got)
	}
}

// A number that misses its target never looks as if it met it (domain.md §3.3).
func TestFormatPairTellsApart(t *testing.T) {
	t.Parallel()
	tests := []struct {
		a, b         value.Value
		wantA, wantB string
	}{
		{num(t, "0.1996", percent), num(t, "0.2", percent), "19.96 %", "20 %"},
		{num(t, "0.2", percent), num(t, "0.2", percent), "20 %", "20 %"},
		{num(t, "0.19999", percent), num(t, "0.2", percent), "19.999 %", "20 %"},
		{num(t, "20.004", money), num(t, "20", money), "20.004 EUR", "20.00 EUR"},
		{num(t, "9999.996", money), num(t, "10000", money), "9,999.996 EUR", "10,000.00 EUR"},
		{num(t, "1200.004", count), num(t, "1200", count), "1,200.004", "1,200"},
		{num(t, "119.6", duration), num(t, "120", duration), "119.6 s", "2 min"},
		{span(t, "0.1996", "0.3", percent), num(t, "0.2", percent), "19.96 to 30 %", "20 %"},
		{num(t, "1/3", count), num(t, "0.3333333333333333333333333333", count), "1/3", "0.3333333333333333333333333333"},
		{value.Missing("x"), num(t, "0.2", percent), "no data", "20 %"},
	}
	for _, test := range tests {
		a, b := value.FormatPair(test.a, test.b, value.Style{})
		if spaced(a) != test.wantA || spaced(b) != test.wantB {
			t.Errorf("got %q and %q, want %q and %q", spaced(a), spaced(b), test.wantA, test.wantB)
		}
	}
}

func FuzzFormatPair(f *testing.F) {
	f.Add(int64(1996), int64(10000), int64(2), int64(10), uint8(3))
	f.Add(int64(1), int64(3), int64(333333), int64(1000000), uint8(1))
	units := []connector.Unit{plain, count, money, percent, ratio, duration}
	f.Fuzz(func(t *testing.T, a, b, c, d int64, unit uint8) {
		if b == 0 || d == 0 {
			return
		}
		u := units[int(unit)%len(units)]
		x, y := num(t, "0", u), num(t, "0", u)
		x.Low.SetFrac64(a, b)
		y.Low.SetFrac64(c, d)
		textX, textY := value.FormatPair(x, y, value.Style{})
		if (textX == textY) != (x.Low.Cmp(y.Low) == 0) {
			t.Errorf("%s and %s are written %q and %q", x.Low, y.Low, textX, textY)
		}
	})
}
