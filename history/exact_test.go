package history

import (
	"math/big"
	"testing"
)

func TestParseExact(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]*big.Rat{
		"0":                        new(big.Rat),
		"-0":                       new(big.Rat),
		"500":                      big.NewRat(500, 1),
		"-12.50":                   big.NewRat(-25, 2),
		"0.1":                      big.NewRat(1, 10),
		"1/3":                      big.NewRat(1, 3),
		"-2/4":                     big.NewRat(-1, 2),
		"007.0":                    big.NewRat(7, 1),
		"3002399751580331/3000000": big.NewRat(3002399751580331, 3000000),
	} {
		got, ok := parseExact(text)
		if !ok || got.Cmp(want) != 0 {
			t.Errorf("%q = %v, %v, want %v", text, got, ok, want)
		}
	}
	for _, text := range []string{
		"", "-", ".", "1.", ".5", "+1", "--1", "1e3", "1E-3", "0x10", "1_000", "1,5", " 1", "1 ", "1/0", "1/00", "/2", "1/", "1/-2",
		"1.5/2", "1/2/3", "NaN", "Inf", "١٢", "1e10000000000",
	} {
		if got, ok := parseExact(text); ok {
			t.Errorf("%q = %v, want a refusal", text, got)
		}
	}
}

func FuzzParseExact(f *testing.F) {
	for _, text := range []string{"0", "-12.50", "1/3", "1e9", "1/0", "٣"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		got, ok := parseExact(text)
		if !ok {
			return
		}
		// Whatever is accepted survives being written as a fraction.
		again, ok := parseExact(got.RatString())
		if !ok || again.Cmp(got) != 0 {
			t.Errorf("%q = %v, written %q = %v, %v", text, got, got.RatString(), again, ok)
		}
	})
}

func TestSameValue(t *testing.T) {
	t.Parallel()
	number := func(low string) Observation {
		return Observation{State: "number", Low: low, High: low, Unit: "money", Currency: "EUR"}
	}
	span := func(low, high string) Observation { return Observation{State: "range", Low: low, High: high} }
	dollars := number("1.5")
	dollars.Currency = "USD"
	ratio := number("1.5")
	ratio.Unit = "ratio"
	bare := number("1.5")
	bare.High = ""
	for _, test := range []struct {
		name string
		a, b Observation
		want bool
	}{
		{"as text", number("1.5"), number("1.5"), true},
		{"more digits", number("1.5"), number("1.500"), true},
		{"a fraction", number("1.5"), number("3/2"), true},
		{"no upper end", number("1.5"), bare, true},
		{"a cent more", number("1.5"), number("1.51"), false},
		{"beyond a float's precision", number("0.10000000000000000001"), number("0.1"), false},
		{"another currency", number("1.5"), dollars, false},
		{"another unit", number("1.5"), ratio, false},
		{"zero and no data", number("0"), Observation{State: "no_data", Unit: "money", Currency: "EUR"}, false},
		{"two reasons for nothing", Observation{State: "no_data", Reason: "a"}, Observation{State: "no_data", Reason: "b"}, true},
		{"undefined and no data", Observation{State: "undefined"}, Observation{State: "no_data"}, false},
		{"the same range", span("1", "3.5"), span("1.0", "7/2"), true},
		{"another upper end", span("1", "3.5"), span("1", "3.6"), false},
		{"another lower end", span("1", "3.5"), span("2", "3.5"), false},
	} {
		if got := test.a.SameValue(test.b); got != test.want {
			t.Errorf("%s: %v, want %v", test.name, got, test.want)
		}
		if got := test.b.SameValue(test.a); got != test.want {
			t.Errorf("%s, the other way round: %v, want %v", test.name, got, test.want)
		}
	}
}
