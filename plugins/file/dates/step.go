package dates

import (
	"bytes"
	"unicode"
	"unicode/utf8"
)

// read takes its part from the front of the text.
func (s step) read(text []byte, into *fields) (rest []byte, ok bool) {
	switch s.part {
	case partLiteral:
		return text[min(1, len(text)):], len(text) > 0 && text[0] == s.literal
	case partMonthName:
		name, rest := cutLetters(text)
		into.month = monthByName(name)
		return rest, into.month > 0
	case partWeekday:
		name, rest := cutLetters(text)
		return rest, len(name) > 0
	case partHalfDay:
		return readHalfDay(text, into)
	case partZone:
		return readZone(text, into)
	case partUnix, partUnixMilli:
		return readUnix(text, s.part == partUnixMilli, into)
	case partSecond:
		rest, ok = readDigits(text, s, &into.second)
		return skipFraction(rest), ok
	}
	target := &into.day
	switch s.part {
	case partYear, partShortYear:
		target = &into.year
	case partMonth:
		target = &into.month
	case partWeek:
		target = &into.week
	case partQuarter:
		target = &into.quarter
	case partHour:
		target = &into.hour
	case partMinute:
		target = &into.minute
	}
	rest, ok = readDigits(text, s, target)
	if s.part == partShortYear {
		if into.year < 70 { // the pivot of POSIX
			into.year += 100
		}
		into.year += 1900
	}
	return rest, ok
}

func readDigits(text []byte, s step, into *int) ([]byte, bool) {
	value, n := 0, 0
	for n < len(text) && n < s.max && isDigit(text[n]) {
		value = value*10 + int(text[n]-'0')
		n++
	}
	*into = value
	return text[n:], n >= s.min
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

func skipFraction(text []byte) []byte {
	if len(text) < 2 || text[0] != '.' && text[0] != ',' || !isDigit(text[1]) {
		return text
	}
	n := 1
	for n < len(text) && isDigit(text[n]) {
		n++
	}
	return text[n:]
}

// cutLetters takes a word and a dot behind it, as in "Sept.".
func cutLetters(text []byte) (word, rest []byte) {
	n := 0
	for n < len(text) {
		r, size := utf8.DecodeRune(text[n:])
		if !unicode.IsLetter(r) {
			break
		}
		n += size
	}
	word, rest = text[:n], text[n:]
	if n > 0 && len(rest) > 0 && rest[0] == '.' {
		rest = rest[1:]
	}
	return word, rest
}

func readHalfDay(text []byte, into *fields) ([]byte, bool) {
	if len(text) < 2 || text[1]|0x20 != 'm' {
		return text, false
	}
	into.half = text[0] | 0x20
	return text[2:], into.half == 'a' || into.half == 'p'
}

// readZone takes Z, UTC, GMT, +02, +0200 or +02:00.
func readZone(text []byte, into *fields) ([]byte, bool) {
	for _, name := range []string{"Z", "z", "UTC", "GMT"} {
		if rest, ok := bytes.CutPrefix(text, []byte(name)); ok {
			if len(rest) == 0 || name == "Z" || name == "z" {
				return rest, true
			}
			text = rest // UTC+2
			break
		}
	}
	if len(text) == 0 || text[0] != '+' && text[0] != '-' {
		return text, false
	}
	negative := text[0] == '-'
	var hours, minutes int
	rest, ok := readDigits(text[1:], step{min: 1, max: 2}, &hours)
	if !ok {
		return text, false
	}
	if len(rest) > 0 {
		if rest, ok = readDigits(bytes.TrimPrefix(rest, []byte(":")), step{min: 2, max: 2}, &minutes); !ok {
			return text, false
		}
	}
	into.offset = hours*3600 + minutes*60
	if negative {
		into.offset = -into.offset
	}
	return rest, hours <= 14 && minutes <= 59
}

// readUnix takes seconds or milliseconds since 1970. The number of digits is
// checked, since one taken for the other is a date a thousand times off.
func readUnix(text []byte, milli bool, into *fields) ([]byte, bool) {
	digits, value := 0, int64(0)
	for digits < len(text) && digits < 14 && isDigit(text[digits]) {
		value = value*10 + int64(text[digits]-'0')
		digits++
	}
	into.unix = value
	least, most := 9, 10
	if milli {
		into.unix /= 1000
		least, most = 12, 13
	}
	return skipFraction(text[digits:]), digits >= least && digits <= most
}
