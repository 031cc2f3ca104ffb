package config_test

import (
	"math/big"
	"strings"
	"testing"

	"github.com/roictl/roictl/config"
)

func TestParseAmount(t *testing.T) {
	t.Parallel()
	tests := []struct{ in, want string }{
		{"20", "20"},
		{"-0.30", "-0.3"},
		{"+5", "5"},
		{" 1234.5 ", "1234.5"},
		{"20%", "0.2 (percent)"},
		{"12.5 %", "0.125 (percent)"},
		{"-5%", "-0.05 (percent)"},
		{"90s", "90 (seconds)"},
		{"1h30m", "5400 (seconds)"},
		{"1.5h", "5400 (seconds)"},
		{"28d", "2419200 (seconds)"},
		{"4w", "2419200 (seconds)"},
		{"-2d", "-172800 (seconds)"},
		{"20 EUR", "20 EUR"},
		{"20\u00a0EUR", "20 EUR"},
		{"EUR 20.50", "20.5 EUR"},
		{"-3ILS", "-3 ILS"},
	}
	for _, test := range tests {
		got, err := config.ParseAmount(test.in)
		if err != nil {
			t.Errorf("%q: %v", test.in, err)
			continue
		}
		if text := amount(got); text != test.want || got.Source != test.in {
			t.Errorf("%q: got %s from %q, want %s", test.in, text, got.Source, test.want)
		}
	}
}

// TestParseAmountRefuses holds that nothing ambiguous is guessed.
func TestParseAmountRefuses(t *testing.T) {
	t.Parallel()
	tests := []struct{ in, because string }{
		{"1.234,50", "separators"},
		{"1,234", "separators"},
		{"1 000", "separators"},
		{"1_000", "separators"},
		{"1'000", "separators"},
		{"1e3", "neither"},
		{"", "neither"},
		{"%", "percentage"},
		{"five", "neither"},
		{"5 months", "no unit of time"},
		{"1/3", "neither"},
		{"٣", "neither"},
		{"10 EURO", "\"10 EUR\""},
		{"€10", "\"10 EUR\""},
		{"$ 9.50", "such as \"9.50 USD\""},
		{"10 minutes", "no unit of time"},
		{"20 eur", "has to be written"},
		{"20 XQX", "no currency"},
		{strings.Repeat("9", 400), "separators"},
	}
	for _, test := range tests {
		if got, err := config.ParseAmount(test.in); err == nil {
			t.Errorf("%q: got %s, want an error", test.in, amount(got))
		} else if !strings.Contains(err.Error(), test.because) {
			t.Errorf("%q: got %q, want a message with %q", test.in, err, test.because)
		}
	}
}

func TestParsePercent(t *testing.T) {
	t.Parallel()
	got, err := config.ParsePercent("33.3%")
	if err != nil || got.Cmp(big.NewRat(333, 1000)) != 0 {
		t.Errorf("got %v, %v; want 333/1000", got, err)
	}
	if _, err := config.ParsePercent("33.3"); err == nil {
		t.Error("a number without % was taken for a percentage")
	}
}

func TestParseDays(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]int{"0d": 0, "28d": 28, "4w": 28, "1w1d": 8, "48h": 2, "0.5w12h": 4} {
		if got, err := config.ParseDays(in); err != nil || got != want {
			t.Errorf("%q: got %d, %v; want %d", in, got, err, want)
		}
	}
	for _, in := range []string{"28", "36h", "-1d", "1mo", "d", "", "999999999d", strings.Repeat("9", 100) + "w"} {
		if got, err := config.ParseDays(in); err == nil {
			t.Errorf("%q: got %d, want an error", in, got)
		}
	}
}
