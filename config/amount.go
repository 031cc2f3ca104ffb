package config

import (
	"errors"
	"fmt"
	"math/big"
	"regexp"
	"strings"

	"golang.org/x/text/currency"
)

// decimalPattern is a plain decimal number. Digits are bounded so that no text
// can make a number too large to compute with.
const decimalPattern = `[+-]?[0-9]{1,100}(?:\.[0-9]{1,100})?`

var (
	plainNumber   = regexp.MustCompile(`^(` + decimalPattern + `)$`)
	percentNumber = regexp.MustCompile(`^(` + decimalPattern + `)[ \x{a0}]?%$`)
	moneyAfter    = regexp.MustCompile(`^(` + decimalPattern + `)[ \x{a0}]?([A-Za-z]{3})$`)
	moneyBefore   = regexp.MustCompile(`^([A-Za-z]{3})[ \x{a0}]?(` + decimalPattern + `)$`)
	namedAfter    = regexp.MustCompile(`^(` + decimalPattern + `)[ \x{a0}]*([\p{L}\p{Sc}]+)$`)
	namedBefore   = regexp.MustCompile(`^([\p{L}\p{Sc}]+)[ \x{a0}]*(` + decimalPattern + `)$`)
	durationForm  = regexp.MustCompile(`^[+-]?(?:[0-9]{1,100}(?:\.[0-9]{1,100})?[smhdw])+$`)
	durationPart  = regexp.MustCompile(`([0-9.]+)([smhdw])`)
	separators    = regexp.MustCompile(`^[+-]?[0-9][0-9,._' \x{a0}]*[0-9]`)
)

// secondsPer are the units of durations. A month and a year have no fixed length
// and are none.
var secondsPer = map[string]int64{"s": 1, "m": 60, "h": 3600, "d": secondsPerDay, "w": 7 * secondsPerDay}

const secondsPerDay = 24 * 60 * 60

// ParseAmount reads a number as people write it in a target: "20", "20%", "28d",
// "1h30m" or "20 EUR". Percentages become fractions, durations seconds.
func ParseAmount(text string) (Amount, error) {
	trimmed := strings.TrimSpace(text)
	amount := Amount{Source: text}
	switch {
	case plainNumber.MatchString(trimmed):
		amount.Value = mustDecimal(trimmed)
		return amount, nil
	case strings.HasSuffix(trimmed, "%"):
		value, err := ParsePercent(trimmed)
		amount.Value, amount.Percent = value, true
		return amount, err
	case durationForm.MatchString(trimmed):
		value, err := ParseDuration(trimmed)
		amount.Value, amount.Duration = value, true
		return amount, err
	}
	for _, form := range []struct {
		pattern      *regexp.Regexp
		number, code int
	}{{moneyAfter, 1, 2}, {moneyBefore, 2, 1}} {
		if match := form.pattern.FindStringSubmatch(trimmed); match != nil {
			code, err := parseCurrency(match[form.code])
			amount.Value, amount.Currency = mustDecimal(match[form.number]), code
			return amount, err
		}
	}
	for _, form := range []struct {
		pattern      *regexp.Regexp
		number, name int
	}{{namedAfter, 1, 2}, {namedBefore, 2, 1}} {
		if match := form.pattern.FindStringSubmatch(trimmed); match != nil {
			return amount, currencyByName(text, match[form.number], match[form.name])
		}
	}
	if separators.MatchString(trimmed) {
		return amount, fmt.Errorf("%q cannot be read for certain: write numbers without separators of thousands and with a point, such as 1234.5", text)
	}
	return amount, fmt.Errorf("%q is neither a number, a percentage (\"20%%\"), a duration (\"28d\") nor money (\"20 EUR\")", text)
}

// ParsePercent reads a percentage such as "20%" as a fraction.
func ParsePercent(text string) (*big.Rat, error) {
	match := percentNumber.FindStringSubmatch(strings.TrimSpace(text))
	if match == nil {
		return nil, fmt.Errorf("%q is no percentage: write it as \"20%%\"", text)
	}
	return new(big.Rat).Quo(mustDecimal(match[1]), big.NewRat(100, 1)), nil
}

// ParseDuration reads a duration such as "90s", "1h30m" or "28d" in seconds. The
// units are s, m (minutes), h, d and w.
func ParseDuration(text string) (*big.Rat, error) {
	trimmed := strings.TrimSpace(text)
	if !durationForm.MatchString(trimmed) {
		return nil, fmt.Errorf("%q is no duration: write a number and one of s, m (minutes), h, d, w, such as \"28d\" or \"1h30m\"", text)
	}
	total := new(big.Rat)
	for _, part := range durationPart.FindAllStringSubmatch(trimmed, -1) {
		seconds := new(big.Rat).SetInt64(secondsPer[part[2]])
		total.Add(total, seconds.Mul(seconds, mustDecimal(part[1])))
	}
	if strings.HasPrefix(trimmed, "-") {
		total.Neg(total)
	}
	return total, nil
}

// maxDays is about 270 years, more than any configuration means.
const maxDays = 100_000

// ParseDays reads a duration that is a whole number of days, such as "28d" or "4w".
func ParseDays(text string) (int, error) {
	seconds, err := ParseDuration(text)
	if err != nil {
		return 0, fmt.Errorf("%q is no number of days: write it as \"28d\"", text)
	}
	days := seconds.Quo(seconds, big.NewRat(secondsPerDay, 1))
	if !days.IsInt() || days.Sign() < 0 {
		return 0, fmt.Errorf("%q is no whole number of days", text)
	}
	if days.Cmp(big.NewRat(maxDays, 1)) > 0 {
		return 0, fmt.Errorf("%q is more than %d days", text, maxDays)
	}
	return int(days.Num().Int64()), nil
}

// mustDecimal reads a number that a pattern above has matched.
func mustDecimal(text string) *big.Rat {
	value, ok := new(big.Rat).SetString(text)
	if !ok {
		return new(big.Rat)
	}
	return value
}

// currencyNames are words for currencies that people write. Dollars, pounds and
// francs are those of many countries.
var currencyNames = map[string]string{
	"€": "EUR", "euro": "EUR", "euros": "EUR", "yen": "JPY", "₹": "INR", "rupees": "INR", "₪": "ILS", "shekel": "ILS", "shekels": "ILS",
	"$": "USD", "dollar": "USD", "dollars": "USD", "£": "GBP", "pound": "GBP", "pounds": "GBP", "franc": "CHF", "francs": "CHF", "franken": "CHF",
}

// currencyByName says how to write money whose currency is no code.
func currencyByName(text, number, name string) error {
	code, example := currencyNames[strings.ToLower(name)], "such as"
	if code == "" {
		code, example = "EUR", "as in"
	}
	return fmt.Errorf("%q is neither an amount of money nor a duration: %q is no code of a currency and no unit of time. Money is written with a code of three capital letters by ISO 4217, %s \"%s %s\"", text, name, example, number, code)
}

var errCurrency = errors.New("a currency is a code of three capital letters by ISO 4217, such as EUR")

// parseCurrency checks a currency code.
func parseCurrency(code string) (string, error) {
	upper := strings.ToUpper(code)
	switch _, err := currency.ParseISO(upper); {
	case err != nil:
		return "", fmt.Errorf("%q is no currency: %w", code, errCurrency)
	case upper != code:
		return "", fmt.Errorf("%q has to be written %q: %w", code, upper, errCurrency)
	}
	return code, nil
}

// sentence starts an error's text with a capital, for the detail of a diagnostic.
func sentence(err error) string {
	text := err.Error()
	return strings.ToUpper(text[:1]) + text[1:]
}
