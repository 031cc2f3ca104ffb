package number

import (
	"strconv"
	"strings"
)

// ParseDuration reads a length of time in seconds: a plain number of seconds,
// 1:02:03 or 1:02:03.5, or words as in "1h 2m 3s". A time with one colon is
// refused, since 12:30 may be minutes or hours. Errors are of type [*Error].
func ParseDuration(text []byte, style Style) (Number, error) {
	if len(text) > maxText {
		return Number{}, &Error{Kind: Malformed, Text: string(text)}
	}
	symbols := string(normalize(string(text)))
	if !strings.ContainsAny(symbols, ":dhmsDHMS") || isAbsent([]rune(symbols)) {
		return Parse(text, style)
	}
	unsigned, negative := strings.CutPrefix(symbols, "-")
	seconds, ok := clockSeconds(unsigned)
	if !ok {
		seconds, ok = wordSeconds(unsigned)
	}
	if !ok {
		kind := Malformed
		if strings.Count(unsigned, ":") == 1 {
			kind = AmbiguousTime
		}
		return Number{}, &Error{Kind: kind, Text: string(text)}
	}
	if negative {
		seconds = "-" + seconds
	}
	return Parse([]byte(seconds), Style{Point: PointDot, Round: style.Round})
}

const (
	minute = 60
	hour   = 60 * minute
	day    = 24 * hour
)

// clockSeconds reads h:mm:ss with an optional fraction of seconds, as a decimal
// text. Minutes and seconds have two digits and are below 60.
func clockSeconds(text string) (string, bool) {
	fields := strings.Split(text, ":")
	if len(fields) != 3 {
		return "", false
	}
	seconds, fraction, _ := cutFraction(fields[2])
	for _, sixty := range []string{fields[1], seconds} {
		if len(sixty) != 2 || sixty[0] > '5' {
			return "", false
		}
	}
	return sumSeconds([]string{fields[0], fields[1], seconds}, []int64{hour, minute, 1}, fraction)
}

var timeWords = map[string]int64{
	"d": day, "h": hour, "hr": hour, "hrs": hour, "m": minute, "min": minute, "mins": minute, "s": 1, "sec": 1, "secs": 1,
}

// wordSeconds reads "1h 2m 3s", each unit at most once and from large to small.
// Only seconds may have a fraction.
func wordSeconds(text string) (string, bool) {
	rest := strings.ToLower(strings.ReplaceAll(text, " ", ""))
	var fields []string
	var units []int64
	fraction := ""
	for rest != "" {
		number, tail := cutWhile(rest, func(c byte) bool { return c < 'a' || c > 'z' })
		word, tail := cutWhile(tail, func(c byte) bool { return c >= 'a' && c <= 'z' })
		unit, known := timeWords[word]
		if !known || len(units) > 0 && unit >= units[len(units)-1] {
			return "", false
		}
		whole, behind, has := cutFraction(number)
		if has && unit != 1 {
			return "", false
		}
		fields, units, fraction, rest = append(fields, whole), append(units, unit), behind, tail
	}
	return sumSeconds(fields, units, fraction)
}

// sumSeconds adds the fields up and puts the fraction back behind them.
func sumSeconds(fields []string, units []int64, fraction string) (string, bool) {
	const longest = 9 // digits of one field, so that nothing can overflow
	var total int64
	for i, field := range fields {
		value, err := strconv.ParseUint(field, 10, 32)
		if err != nil || len(field) > longest {
			return "", false
		}
		total += int64(value) * units[i]
	}
	text := strconv.FormatInt(total, 10)
	if fraction != "" {
		text += "." + fraction
	}
	return text, len(fields) > 0
}

// cutFraction splits seconds at a decimal point or comma.
func cutFraction(seconds string) (whole, fraction string, found bool) {
	if i := strings.IndexAny(seconds, ".,"); i >= 0 {
		return seconds[:i], seconds[i+1:], true
	}
	return seconds, "", false
}

func cutWhile(text string, in func(byte) bool) (head, tail string) {
	i := 0
	for i < len(text) && in(text[i]) {
		i++
	}
	return text[:i], text[i:]
}
