package figure_test

import (
	"math/big"
	"strings"
	"testing"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/engine/value"
	"github.com/roictl/roictl/report/figure"
)

func rat(t *testing.T, text string) *big.Rat {
	t.Helper()
	x, ok := new(big.Rat).SetString(text)
	if !ok {
		t.Fatalf("bad number %q in the test", text)
	}
	return x
}

func euros(t *testing.T, text string) value.Value {
	return value.Number(rat(t, text), connector.UnitMoney, "EUR")
}

func percent(t *testing.T, text string) value.Value {
	return value.Number(rat(t, text), connector.UnitPercent, "")
}

// ascii makes the no-break spaces of figures readable in tests.
func ascii(s string) string { return strings.ReplaceAll(s, "\u00a0", " ") }

func TestText(t *testing.T) {
	t.Parallel()
	money := connector.UnitMoney
	tests := []struct {
		name string
		in   value.Value
		want string
	}{
		{"count", value.Number(rat(t, "1200"), connector.UnitCount, ""), "1,200"},
		{"cents", euros(t, "51.2"), "51.20 EUR"},
		{"just below a thousand", euros(t, "999.5"), "999.50 EUR"},
		{"a large amount in whole units", euros(t, "61240.5"), "61,241 EUR"},
		{"a large loss", euros(t, "-1234.5"), "-1,235 EUR"},
		{"yen have no cents", value.Number(rat(t, "1200.4"), money, "JPY"), "1,200 JPY"},
		{"dinars have three digits", value.Number(rat(t, "1.5"), money, "KWD"), "1.500 KWD"},
		{"tools of R70", value.Span(rat(t, "11000"), rat(t, "25000"), money, "ILS"), "11,000 to 25,000 ILS"},
		{"a range across a thousand keeps its cents", value.Span(rat(t, "970.5"), rat(t, "1200"), money, "ILS"), "970.50 to 1,200.00 ILS"},
		{"ROI of R72", value.Span(rat(t, "1"), rat(t, "39/11"), connector.UnitPercent, ""), "100 to 354.5 %"},
		{"undefined", value.Value{State: value.Undefined}, "undefined"},
		{"nothing", value.Value{}, "no data"},
	}
	for _, test := range tests {
		if got := ascii(figure.Text(test.in)); got != test.want {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		}
	}
}

// A value that differs from what it is compared with looks different
// (domain.md §3.3), also where cents would be left out.
func TestTextTellsApart(t *testing.T) {
	t.Parallel()
	tests := []struct {
		x, y         value.Value
		wantX, wantY string
	}{
		{percent(t, "0.1996"), percent(t, "0.2"), "19.96 %", "20 %"},
		{euros(t, "20.004"), euros(t, "20"), "20.004 EUR", "20.00 EUR"},
		{euros(t, "12400.4"), euros(t, "12400"), "12,400.40 EUR", "12,400.00 EUR"},
		{euros(t, "12400.6"), euros(t, "12400"), "12,401 EUR", "12,400 EUR"},
		{euros(t, "999.996"), euros(t, "1000"), "999.996 EUR", "1,000 EUR"},
		{euros(t, "12400"), euros(t, "12400"), "12,400 EUR", "12,400 EUR"},
		{euros(t, "12400"), value.Missing(""), "12,400 EUR", "no data"},
	}
	for _, test := range tests {
		if got := ascii(figure.Text(test.x, test.y)); got != test.wantX {
			t.Errorf("%s beside %s: %q, want %q", test.x, test.y, got, test.wantX)
		}
		if got := ascii(figure.Text(test.y, test.x)); got != test.wantY {
			t.Errorf("%s beside %s: %q, want %q", test.y, test.x, got, test.wantY)
		}
	}
	between := figure.Text(percent(t, "0.1996"), percent(t, "0.1"), percent(t, "0.2"))
	if got := ascii(between); got != "19.96 %" {
		t.Errorf("beside two ends: %q, want 19.96 %%", got)
	}
}

func TestShort(t *testing.T) {
	t.Parallel()
	for want, in := range map[string]value.Value{
		"20 EUR":          euros(t, "20"),
		"20.50 EUR":       euros(t, "20.5"),
		"20 to 30.50 EUR": value.Span(rat(t, "20"), rat(t, "30.5"), connector.UnitMoney, "EUR"),
		"0.0004 EUR":      euros(t, "0.0004"),
		"1 KWD":           value.Number(rat(t, "1"), connector.UnitMoney, "KWD"),
	} {
		if got := ascii(figure.Short(in)); got != want {
			t.Errorf("Short = %q, want %q", got, want)
		}
	}
	if got := figure.ShortBare(euros(t, "280")); got != "280" {
		t.Errorf("ShortBare = %q, want 280", got)
	}
	if got := figure.Bare(euros(t, "280")); got != "280.00" {
		t.Errorf("Bare = %q, want 280.00", got)
	}
}

func TestChange(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"0.055": "+5.5 %", "-0.12": "-12 %", "-23/421": "-5.5 %", "0": "0 %", "0.00001": "+0.001 %",
	} {
		if got := ascii(figure.Change(rat(t, in))); got != want {
			t.Errorf("Change(%s) = %q, want %q", in, got, want)
		}
	}
}

// Two different amounts never print the same, whatever their size.
func FuzzTextTellsApart(f *testing.F) {
	f.Add(int64(1996), int64(10000), int64(1), int64(5), uint8(0))
	f.Add(int64(124004), int64(10), int64(124001), int64(10), uint8(1))
	f.Fuzz(func(t *testing.T, a, b, c, d int64, kind uint8) {
		if b == 0 || d == 0 {
			t.Skip()
		}
		units := []connector.Unit{connector.UnitCount, connector.UnitMoney, connector.UnitPercent, connector.UnitDuration}
		unit, currency := units[int(kind)%len(units)], ""
		if unit == connector.UnitMoney {
			currency = "EUR"
		}
		x, y := value.Number(big.NewRat(a, b), unit, currency), value.Number(big.NewRat(c, d), unit, currency)
		textX, textY := figure.Text(x, y), figure.Text(y, x)
		if (x.Low.Cmp(y.Low) == 0) != (textX == textY) {
			t.Fatalf("%s and %s print as %q and %q", x.Low, y.Low, textX, textY)
		}
	})
}
