package number

import (
	"math/big"
	"regexp"
	"strings"
	"testing"

	"github.com/roictl/roictl/connector"
)

var (
	ungrouped = regexp.MustCompile(`^-?[0-9]+(\.[0-9]+)?$`)
	grouped   = regexp.MustCompile(`^-?[1-9][0-9]{0,2}(,[0-9]{3})+(\.[0-9]+)?$`)
)

// FuzzParse holds the parser against math/big, which shares no code with it, and
// holds the three ways to declare a decimal sign against one another.
func FuzzParse(f *testing.F) {
	for _, seed := range []string{
		"", "-", "0", "1234", "12.50", "1.234", "1,234.50", "1.234.567", "12,34,567", "(1,234.50)", "$-12", "R$ 1.234,56",
		"1\u00a0234,5", "1'234.50", "١٬٢٣٤٫٥٠", "۱۲.۵", "12.5 %", "1.5E+03", "1e-30", "0.1234567890123456789", "−3", "12-", "\xff1",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > maxText {
			return
		}
		dot, dotErr := Parse([]byte(text), Style{Point: PointDot})
		comma, commaErr := Parse([]byte(text), Style{Point: PointComma})
		either, eitherErr := Parse([]byte(text), Style{})

		// What reads without a declaration reads the same with the one it proves.
		if eitherErr == nil {
			for _, declared := range []struct {
				point Point
				got   Number
				err   error
			}{{PointDot, dot, dotErr}, {PointComma, comma, commaErr}} {
				if either.Proof != declared.point && either.Proof != PointUnknown {
					if declared.err == nil && !sameValue(declared.got.Value, either.Value) {
						t.Errorf("%q: read as %v without a decimal sign, but %q also reads it, as %v", text, either.Value, declared.point, declared.got.Value)
					}
					continue
				}
				if declared.err != nil || !sameValue(declared.got.Value, either.Value) {
					t.Errorf("%q: %v without a decimal sign, %v (%v) with %q", text, either.Value, declared.got.Value, declared.err, declared.point)
				}
			}
		}

		// The convention of programmers and of English, read by math/big.
		plain := text
		if grouped.MatchString(text) {
			plain = strings.ReplaceAll(text, ",", "")
		} else if !ungrouped.MatchString(text) {
			return
		}
		want, ok := new(big.Rat).SetString(plain)
		if !ok {
			t.Fatalf("math/big does not read %q", plain)
		}
		if dotErr != nil {
			// Only what does not fit may be refused.
			digits := strings.TrimLeft(strings.NewReplacer("-", "", ".", "").Replace(plain), "0")
			if len(digits) <= maxPlainDigits && len(plain)-strings.IndexByte(plain+".", '.') <= connector.MaxScale {
				t.Errorf("%q is refused: %v", text, dotErr)
			}
			return
		}
		if dot.Value.Rat().Cmp(want) != 0 {
			t.Errorf("%q reads as %v, math/big says %s", text, dot.Value, want.FloatString(20))
		}
	})
}

func sameValue(a, b connector.Decimal) bool {
	if a.Null || b.Null {
		return a.Null == b.Null
	}
	return a.Rat().Cmp(b.Rat()) == 0
}

// FuzzParseDuration only asks that nothing panics and that lengths of time are
// never silently something else.
func FuzzParseDuration(f *testing.F) {
	for _, seed := range []string{"1:02:03", "1h 2m 3s", "12:30", "45s", "1.234", "-", ":::", "9999999999h"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		got, err := ParseDuration([]byte(text), Style{Point: PointDot})
		if err == nil && got.Value.Null != IsNull([]byte(text)) {
			t.Errorf("%q: null is %v, want %v", text, got.Value.Null, IsNull([]byte(text)))
		}
	})
}

// TestWrittenNumbersComeBack writes numbers in the ways of several languages and
// reads them again.
func TestWrittenNumbersComeBack(t *testing.T) {
	t.Parallel()
	persian := strings.NewReplacer("0", "۰", "1", "۱", "2", "۲", "3", "۳", "4", "۴", "5", "۵", "6", "۶", "7", "۷", "8", "۸", "9", "۹")
	styles := []struct {
		group, point string
		declared     Point
	}{
		{",", ".", PointDot}, {".", ",", PointComma}, {"\u00a0", ",", PointComma}, {"\u202f", ",", PointComma},
		{"’", ".", PointDot}, {"٬", "٫", PointUnknown}, {"", ".", PointDot},
	}
	unscaled := int64(1)
	for range 2000 {
		unscaled = unscaled*6364136223846793005 + 1442695040888963407 // Knuth's MMIX generator: any spread of digits will do
		want := connector.Decimal{Unscaled: (unscaled >> 8) % 1e15, Scale: uint8(uint64(unscaled) % 7)}
		for _, style := range styles {
			text := write(want, style.group, style.point)
			if style.point == "٫" {
				text = persian.Replace(text)
			}
			got, err := Parse([]byte(text), Style{Point: style.declared})
			if err != nil || !sameValue(got.Value, want) {
				t.Fatalf("%q reads as %v (%v), want %v", text, got.Value, err, want)
			}
		}
	}
}

// write formats a number with thousands and decimal signs.
func write(d connector.Decimal, group, point string) string {
	text := d.String()
	sign := ""
	if text[0] == '-' {
		sign, text = "-", text[1:]
	}
	whole, fraction, found := strings.Cut(text, ".")
	var grouped string
	for len(whole) > 3 {
		grouped = group + whole[len(whole)-3:] + grouped
		whole = whole[:len(whole)-3]
	}
	text = sign + whole + grouped
	if found {
		text += point + fraction
	}
	return text
}

func BenchmarkParse(b *testing.B) {
	for _, text := range []string{"7350", "1.429999948", "1234.50", "1.234,50 €", "۱٬۲۳۴٫۵"} {
		b.Run(text, func(b *testing.B) {
			cell := []byte(text)
			for b.Loop() {
				if _, err := Parse(cell, Style{}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
