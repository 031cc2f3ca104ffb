package number_test

import (
	"errors"
	"math"
	"math/big"
	"strconv"
	"testing"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/connector/number"
)

func TestParse(t *testing.T) {
	t.Parallel()
	tests := []struct {
		text string
		want connector.Decimal
	}{
		{"0", connector.Int(0)},
		{"-0", connector.Int(0)},
		{"1530", connector.Int(1530)},
		{"9223372036854775807", connector.Int(9223372036854775807)},
		{"41.5", connector.Decimal{Unscaled: 415, Scale: 1}},
		{"-12.50", connector.Decimal{Unscaled: -125, Scale: 1}},
		{"0.30000000000000004", connector.Decimal{Unscaled: 30000000000000004, Scale: 17}},
		{"1.2E7", connector.Int(12_000_000)},
		{"1e+15", connector.Int(1_000_000_000_000_000)},
		{"1.234e-05", connector.Decimal{Unscaled: 1234, Scale: 8}},
		{".5", connector.Decimal{Unscaled: 5, Scale: 1}},
		{"5.", connector.Int(5)},
		{"100.0", connector.Int(100)},
		{"0.0e999999", connector.Int(0)},
		{"5e-324", connector.Int(0)}, // the smallest float64
		{"2.5e-18", connector.Decimal{Unscaled: 2, Scale: 18}},
		{"3.5e-18", connector.Decimal{Unscaled: 4, Scale: 18}},
		{"-3.5e-18", connector.Decimal{Unscaled: -4, Scale: 18}},
		{"2.51e-18", connector.Decimal{Unscaled: 3, Scale: 18}},
		{"", connector.NullDecimal},
		{"12345.670000000000004", connector.Decimal{Unscaled: 1234567, Scale: 2}},
		{"1234567890123456.7890123", connector.Decimal{Unscaled: 1234567890123456789, Scale: 3}},
		{"9223372036854775806.5", connector.Int(9223372036854775806)},
		{"NaN", connector.NullDecimal},
		{"-Infinity", connector.NullDecimal},
	}
	for _, test := range tests {
		got, err := number.Parse(test.text)
		if err != nil || got != test.want {
			t.Errorf("%q is %v (%v), want %v", test.text, got, err, test.want)
		}
	}
}

func TestParseRefuses(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]error{
		"1e19":                  number.ErrRange,
		"9223372036854775807.5": number.ErrRange,
		"9223372036854775808":   number.ErrRange,
		"1e999999999":           number.ErrRange,
		"(other)":               number.ErrSyntax,
		"1,5":                   number.ErrSyntax,
		"1e":                    number.ErrSyntax,
		"e5":                    number.ErrSyntax,
		"--1":                   number.ErrSyntax,
		"-":                     number.ErrSyntax,
		".":                     number.ErrSyntax,
		"0x10":                  number.ErrSyntax,
		"1_000":                 number.ErrSyntax,
		" 1":                    number.ErrSyntax,
	} {
		if got, err := number.Parse(text); !errors.Is(err, want) {
			t.Errorf("%q is %v (%v), want %v", text, got, err, want)
		}
	}
}

// What binary fractions add is taken off, and nothing else.
func TestSignificant(t *testing.T) {
	t.Parallel()
	for text, want := range map[string][2]string{ // fifteen digits, six places
		"842.28000000000009":   {"842.28", "842.28"},
		"0.30000000000000004":  {"0.3", "0.3"},
		"-0.30000000000000004": {"-0.3", "-0.3"},
		"0.33333333333333331":  {"0.333333333333333", "0.333333"},
		"1234567.0000005":      {"1234567.0000005", "1234567"},
		"1234567.0000015":      {"1234567.0000015", "1234567.000002"},
		"123456789012345678":   {"123456789012345678", "123456789012345678"},
		"14.6":                 {"14.6", "14.6"},
		"NaN":                  {"null", "null"},
	} {
		d, err := number.Parse(text)
		if err != nil {
			t.Fatal(err)
		}
		if got := [2]string{number.Significant(d).String(), number.Round(d, 6).String()}; got != want {
			t.Errorf("%s becomes %v, want %v", text, got, want)
		}
	}
}

// FuzzParse holds Parse to big.Rat, which reads the same texts exactly, and to
// every float64 as platforms write it: 15 digits where they suffice, else 17.
func FuzzParse(f *testing.F) {
	for _, text := range []string{"1.2E7", "-0.1", "1e-30", "99999999999999999999", "1.e5", "+.5"} {
		f.Add(text, 0.1)
	}
	f.Fuzz(func(t *testing.T, text string, value float64) {
		google := strconv.FormatFloat(value, 'g', 15, 64)
		if back, err := strconv.ParseFloat(google, 64); err != nil || back != value {
			google = strconv.FormatFloat(value, 'g', 17, 64)
		}
		for _, text := range []string{text, google} {
			got, err := number.Parse(text)
			if err != nil || got.Null {
				continue
			}
			want, ok := new(big.Rat).SetString(text)
			if !ok {
				t.Fatalf("%q is %v, but it is no number", text, got)
			}
			off := new(big.Rat).Sub(want, got.Rat())
			places := room(want)
			if half := new(big.Rat).SetFrac(big.NewInt(1), new(big.Int).Lsh(connector.Pow10(places), 1)); off.Abs(off).Cmp(half) > 0 {
				t.Errorf("%q is %v, which is off by %v", text, got, off)
			}
		}
	})
}

// room is how many places behind the point an int64 has for a number, at most
// those of a decimal.
func room(r *big.Rat) uint8 {
	largest := new(big.Rat).SetInt64(math.MaxInt64)
	for places := uint8(connector.MaxScale); places > 0; places-- {
		scaled := new(big.Rat).SetInt(connector.Pow10(places))
		if scaled.Mul(scaled, r).Abs(scaled).Cmp(largest) <= 0 {
			return places
		}
	}
	return 0
}
