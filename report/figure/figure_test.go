package figure_test

import (
	"math/big"
	"strings"
	"testing"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/engine/value"
	"github.com/roictl/roictl/report/figure"
)

var (
	count    = figure.Count
	euro     = figure.Unit{Kind: connector.UnitMoney, Currency: "EUR"}
	bare     = figure.Unit{Kind: connector.UnitMoney, Currency: "EUR", Bare: true}
	yen      = figure.Unit{Kind: connector.UnitMoney, Currency: "JPY"}
	dinar    = figure.Unit{Kind: connector.UnitMoney, Currency: "KWD"}
	percent  = figure.Unit{Kind: connector.UnitPercent}
	ratio    = figure.Unit{Kind: connector.UnitRatio}
	duration = figure.Unit{Kind: connector.UnitDuration}
)

func rat(t *testing.T, text string) *big.Rat {
	t.Helper()
	x, ok := new(big.Rat).SetString(text)
	if !ok {
		t.Fatalf("bad number %q in the test", text)
	}
	return x
}

// ascii makes the no-break spaces of figures readable in tests.
func ascii(s string) string { return strings.ReplaceAll(s, "\u00a0", " ") }

func TestNumber(t *testing.T) {
	t.Parallel()
	tests := []struct {
		unit figure.Unit
		in   string
		want string
	}{
		{count, "0", "0"},
		{count, "531", "531"},
		{count, "1200", "1,200"},
		{count, "-1234567", "-1,234,567"},
		{count, "14.58", "14.6"},
		{count, "1058.6", "1,059"},
		{euro, "51.2", "51.20 EUR"},
		{euro, "20", "20.00 EUR"},
		{euro, "0", "0.00 EUR"},
		{euro, "999.5", "999.50 EUR"},
		{euro, "1234.5", "1,235 EUR"},
		{euro, "12400.37", "12,400 EUR"},
		{euro, "0.0042", "0.0042 EUR"},
		{euro, "0.5", "0.50 EUR"},
		{euro, "-0.001", "-0.001 EUR"},
		{bare, "51.2", "51.20"},
		{yen, "120", "120 JPY"},
		{dinar, "1.5", "1.500 KWD"},
		{percent, "0.2", "20 %"},
		{percent, "1/6", "16.7 %"},
		{percent, "0.024", "2.4 %"},
		{percent, "0.00017881", "0.0179 %"},
		{percent, "39/11", "354.5 %"}, // 50,000 / 11,000 - 1, R72
		{percent, "-1", "-100 %"},
		{ratio, "31/10", "3.1"},
		{ratio, "2", "2"},
		{duration, "95", "1 min 35 s"},
		{duration, "3600", "1 h"},
		{duration, "93784", "26 h 3 min 4 s"},
		{duration, "12.34", "12.3 s"},
		{duration, "0", "0 s"},
		{duration, "-90", "-1 min 30 s"},
		{duration, "1e30", "1,000,000,000,000,000,000,000,000,000,000 s"},
	}
	for _, test := range tests {
		if got := ascii(test.unit.Number(rat(t, test.in))); got != test.want {
			t.Errorf("%v %s: %q, want %q", test.unit, test.in, got, test.want)
		}
	}
}

// A number that misses its target must not look equal to it (domain.md §3.3).
func TestNumberTellsApart(t *testing.T) {
	t.Parallel()
	tests := []struct {
		unit         figure.Unit
		x, y         string
		wantX, wantY string
	}{
		{unit: percent, x: "0.1996", y: "0.2", wantX: "19.96 %", wantY: "20 %"},
		{unit: percent, x: "0.19999", y: "0.2", wantX: "19.999 %", wantY: "20 %"},
		{unit: euro, x: "20.004", y: "20", wantX: "20.004 EUR", wantY: "20.00 EUR"},
		{unit: euro, x: "12400.4", y: "12400", wantX: "12,400.40 EUR", wantY: "12,400.00 EUR"},
		{unit: euro, x: "999.996", y: "1000", wantX: "999.996 EUR", wantY: "1,000.00 EUR"},
		{unit: count, x: "1200", y: "1200.004", wantX: "1,200", wantY: "1,200.004"},
		{unit: count, x: "1199", y: "1200", wantX: "1,199", wantY: "1,200"},
		{unit: duration, x: "119.6", y: "120", wantX: "119.6 s", wantY: "2 min"},
		{unit: count, x: "1/3", y: "0.3333333333333333333333333333333333", wantX: "> 0.333", wantY: "< 0.333"},
		{unit: euro, x: "20", y: "20", wantX: "20.00 EUR", wantY: "20.00 EUR"},
	}
	for _, test := range tests {
		x, y := rat(t, test.x), rat(t, test.y)
		if got := ascii(test.unit.Number(x, y)); got != test.wantX {
			t.Errorf("%s beside %s: %q, want %q", test.x, test.y, got, test.wantX)
		}
		if got := ascii(test.unit.Number(y, x)); got != test.wantY {
			t.Errorf("%s beside %s: %q, want %q", test.y, test.x, got, test.wantY)
		}
	}
}

func TestValue(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name string
		in   value.Value
		want string
	}{
		{"number", value.Value{State: value.Known, Low: rat(t, "23.1"), High: rat(t, "23.1"), Unit: connector.UnitMoney, Currency: "EUR"}, "23.10 EUR"},
		{"range of money", value.Value{State: value.Ranged, Low: rat(t, "11000"), High: rat(t, "25000"), Unit: connector.UnitMoney, Currency: "ILS"}, "11,000 to 25,000 ILS"},
		{"range of ROI, R72", value.Value{State: value.Ranged, Low: rat(t, "1"), High: rat(t, "39/11"), Unit: connector.UnitPercent}, "100 to 354.5 %"},
		{"range of time", value.Value{State: value.Ranged, Low: rat(t, "60"), High: rat(t, "90"), Unit: connector.UnitDuration}, "1 min to 1 min 30 s"},
		{"range that is a number", value.Value{State: value.Ranged, Low: rat(t, "2"), High: rat(t, "2")}, "2"},
		{"undefined", value.Value{State: value.Undefined, Reason: "division by zero"}, "undefined"},
		{"zero value", value.Value{}, "no data"},
	}
	for _, test := range tests {
		if got := ascii(figure.Value(test.in)); got != test.want {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		}
	}
}

func TestChange(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{"0.055": "+5.5 %", "-0.12": "-12 %", "-23/421": "-5.5 %", "0": "0 %", "0.00001": "+0.001 %"} {
		if got := ascii(figure.Change(rat(t, in))); got != want {
			t.Errorf("Change(%s) = %q, want %q", in, got, want)
		}
	}
}

// Two different numbers never print the same, whatever their size and unit.
func FuzzNumberTellsApart(f *testing.F) {
	f.Add(int64(1996), int64(10000), int64(1), int64(5), uint8(0))
	f.Add(int64(1), int64(3), int64(33333), int64(100000), uint8(1))
	f.Fuzz(func(t *testing.T, a, b, c, d int64, kind uint8) {
		if b == 0 || d == 0 {
			t.Skip()
		}
		unit := []figure.Unit{count, euro, percent, ratio, duration, yen}[int(kind)%6]
		x, y := big.NewRat(a, b), big.NewRat(c, d)
		textX, textY := unit.Number(x, y), unit.Number(y, x)
		if (x.Cmp(y) == 0) != (textX == textY) {
			t.Fatalf("%s and %s print as %q and %q", x, y, textX, textY)
		}
	})
}
