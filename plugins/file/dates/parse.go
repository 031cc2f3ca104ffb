package dates

import (
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/plugins/file/script"
)

// Kind says why a text is no date.
type Kind uint8

// The kinds of errors.
const (
	// Mismatch does not look like the format.
	Mismatch Kind = iota + 1
	// NoSuchDay looks like the format but is not in the calendar, such as
	// 31 February or week 53 of a year with 52.
	NoSuchDay
	// ImplausibleYear lies outside 1970 to 2199: a typing error, or a date of
	// another calendar, such as 1403 of the Iranian one.
	ImplausibleYear
)

// Error says why a text is no date.
type Error struct{ Kind Kind }

// Error says it in one clause, without the text, which callers show themselves.
func (e *Error) Error() string {
	switch e.Kind {
	case NoSuchDay:
		return "there is no such day"
	case ImplausibleYear:
		return "the year lies outside 1970 to 2199"
	default:
		return "it does not have the declared format"
	}
}

// One value each, since a wrong format fails on every row of a file.
var (
	errMismatch  = &Error{Kind: Mismatch}
	errNoSuchDay = &Error{Kind: NoSuchDay}
	errYear      = &Error{Kind: ImplausibleYear}
)

const firstYear, lastYear = 1970, 2199

// fields are what the steps have read.
type fields struct {
	year, month, day, week, quarter int
	hour, minute, second            int
	half                            byte // 'a' or 'p' behind a time of twelve hours; 0 when there is none
	offset                          int  // seconds east of UTC
	unix                            int64
}

// Parse reads the text of a cell. An instant (a format with an offset, unix) is
// cut into days in the zone; other dates name their day themselves. Errors are
// of type [*Error].
func (f Format) Parse(text []byte, zone *time.Location) (connector.Date, error) {
	var found fields
	rest := text
	for _, s := range f.steps {
		var ok bool
		if rest, ok = s.read(rest, &found); !ok {
			return 0, errMismatch
		}
	}
	if len(rest) > 0 || len(f.steps) == 0 {
		return 0, errMismatch
	}
	return found.date(f, zone)
}

func (d fields) date(f Format, zone *time.Location) (connector.Date, error) {
	if p := f.steps[0].part; p == partUnix || p == partUnixMilli {
		return plausible(connector.DateIn(time.Unix(d.unix, 0), zone))
	}
	if d.year < firstYear || d.year > lastYear {
		return 0, errYear
	}
	switch f.cover {
	case Week:
		return isoWeek(d.year, d.week)
	case Quarter:
		if d.quarter < 1 || d.quarter > 4 {
			return 0, errNoSuchDay
		}
		return connector.DateOf(d.year, time.Month(3*d.quarter-2), 1), nil
	case Year:
		return connector.DateOf(d.year, time.January, 1), nil
	case Month:
		d.day = 1
	}
	if d.month < 1 || d.month > 12 || d.day < 1 || d.day > daysIn(d.year, time.Month(d.month)) ||
		d.hour > 23 || d.minute > 59 || d.second > 60 || d.half != 0 && (d.hour < 1 || d.hour > 12) {
		return 0, errNoSuchDay
	}
	if !f.zoned {
		return connector.DateOf(d.year, time.Month(d.month), d.day), nil
	}
	hour := d.hour
	if d.half != 0 {
		hour %= 12
		if d.half == 'p' {
			hour += 12
		}
	}
	instant := time.Date(d.year, time.Month(d.month), d.day, hour, d.minute, d.second-d.offset, 0, time.UTC)
	return plausible(connector.DateIn(instant, zone))
}

func plausible(date connector.Date) (connector.Date, error) {
	if year := date.Time().Year(); year < firstYear || year > lastYear {
		return 0, errYear
	}
	return date, nil
}

// isoWeek returns the Monday of an ISO 8601 week: week 1 is the one with 4
// January in it.
func isoWeek(year, week int) (connector.Date, error) {
	fourth := connector.DateOf(year, time.January, 4)
	monday := fourth - connector.Date((int(fourth.Time().Weekday())+6)%7) + connector.Date(7*(week-1))
	if y, w := monday.Time().ISOWeek(); week < 1 || y != year || w != week {
		return 0, errNoSuchDay
	}
	return monday, nil
}

// clean brings a cell with other than ASCII characters to ASCII digits and plain
// spaces, without marks. It returns the text itself where there is nothing to do.
func clean(text []byte) []byte {
	ascii := true
	for _, c := range text {
		ascii = ascii && c < utf8.RuneSelf
	}
	if ascii {
		return text
	}
	cleaned := make([]byte, 0, len(text))
	for len(text) > 0 {
		r, size := utf8.DecodeRune(text)
		text = text[size:]
		if digit, ok := script.Digit(r); ok {
			cleaned = append(cleaned, digit)
		} else if unicode.IsSpace(r) {
			cleaned = append(cleaned, ' ')
		} else if !script.IsDirectionMark(r) {
			cleaned = utf8.AppendRune(cleaned, r)
		}
	}
	return cleaned
}
