package dates

import (
	"errors"
	"fmt"
	"strings"
)

// Format is a compiled date format. The zero Format reads nothing.
type Format struct {
	source string
	steps  []step
	zoned  bool // it carries the offset from UTC, so that the day depends on a time zone
	timed  bool // it carries a time of day
	cover  Cover
}

// String returns the format as declared.
func (f Format) String() string { return f.source }

// Cover is how long a time a date in this format names: a day, unless it stops
// at the week, month, quarter or year.
func (f Format) Cover() Cover { return f.cover }

// Zoned says whether the day depends on the time zone in which it is cut.
func (f Format) Zoned() bool { return f.zoned }

// step reads one part of a date.
type step struct {
	part    part
	min     int // digits
	max     int
	literal byte // for partLiteral
}

type part uint8

const (
	partLiteral part = iota
	partYear
	partShortYear
	partMonth
	partMonthName
	partDay
	partWeek
	partQuarter
	partWeekday
	partHour
	partMinute
	partSecond
	partHalfDay
	partZone
	partUnix
	partUnixMilli
)

// tokens are what a format is written in. Longer ones stand before their own
// beginnings.
var tokens = []struct {
	text string
	step step
}{
	{"YYYY", step{part: partYear, min: 4, max: 4}},
	{"YY", step{part: partShortYear, min: 2, max: 2}},
	{"MMMM", step{part: partMonthName}},
	{"MMM", step{part: partMonthName}},
	{"MM", step{part: partMonth, min: 2, max: 2}},
	{"M", step{part: partMonth, min: 1, max: 2}},
	{"DD", step{part: partDay, min: 2, max: 2}},
	{"D", step{part: partDay, min: 1, max: 2}},
	{"dddd", step{part: partWeekday}},
	{"ddd", step{part: partWeekday}},
	{"ww", step{part: partWeek, min: 2, max: 2}},
	{"w", step{part: partWeek, min: 1, max: 2}},
	{"q", step{part: partQuarter, min: 1, max: 1}},
	{"HH", step{part: partHour, min: 2, max: 2}},
	{"H", step{part: partHour, min: 1, max: 2}},
	{"mm", step{part: partMinute, min: 2, max: 2}},
	{"ss", step{part: partSecond, min: 2, max: 2}},
	{"A", step{part: partHalfDay}},
	{"Z", step{part: partZone}},
}

// Compile reads a format such as DD-MM-YYYY.
//
//	YYYY year       YY year since 2000 (70-99: 1900)   MM month, two digits   M month, one or two
//	MMM  month name DD day, two digits                 D  day, one or two     ddd name of the weekday (ignored)
//	ww   ISO week   q  quarter                         HH mm ss A  time       Z offset such as +02:00, Z or UTC
//
// Anything else stands for itself; month names are read in English, German,
// French and Spanish. Seconds may carry a fraction. "unix" and "unix_ms" are
// seconds and milliseconds since 1970.
func Compile(source string) (Format, error) {
	f := Format{source: source, cover: Day}
	switch source {
	case "unix", "unix_ms":
		f.zoned, f.timed = true, true
		f.steps = []step{{part: partUnix}}
		if source == "unix_ms" {
			f.steps[0].part = partUnixMilli
		}
		return f, nil
	case "":
		return Format{}, errors.New("the date format is empty")
	}
	for rest := source; rest != ""; {
		size := 1
		next := step{literal: rest[0]}
		for _, token := range tokens {
			if strings.HasPrefix(rest, token.text) {
				next, size = token.step, len(token.text)
				break
			}
		}
		f.steps = append(f.steps, next)
		rest = rest[size:]
	}
	if err := f.check(); err != nil {
		return Format{}, err
	}
	return f, nil
}

// MustCompile is Compile for formats that the program itself holds.
func MustCompile(source string) Format {
	f, err := Compile(source)
	if err != nil {
		panic("compile date format " + source + ": " + err.Error())
	}
	return f
}

// check says whether the parts name a day, week, month, quarter or year.
func (f *Format) check() error {
	seen := make(map[part]bool)
	for _, s := range f.steps {
		p := s.part
		if p == partShortYear {
			p = partYear
		}
		if p == partMonthName {
			p = partMonth
		}
		if p != partLiteral && seen[p] {
			return fmt.Errorf("the date format %q names the same part twice", f.source)
		}
		seen[p] = true
	}
	f.zoned, f.timed = seen[partZone], seen[partHour]
	switch {
	case !seen[partYear] && !seen[partMonth] && !seen[partDay]:
		return notAFormat(f.source)
	case !seen[partYear]:
		return fmt.Errorf("the date format %q names no year (YYYY)%s", f.source, betterFormat(f.source))
	case seen[partDay] && seen[partMonth] && !seen[partWeek] && !seen[partQuarter]:
	case seen[partDay]:
		return fmt.Errorf("the date format %q names a day (D) but no month (M)%s", f.source, betterFormat(f.source))
	case seen[partWeek] && (seen[partMonth] || seen[partQuarter]), seen[partMonth] && seen[partQuarter]:
		return fmt.Errorf("the date format %q mixes weeks, months and quarters", f.source)
	case seen[partWeek]:
		f.cover = Week
	case seen[partMonth]:
		f.cover = Month
	case seen[partQuarter]:
		f.cover = Quarter
	default:
		f.cover = Year
	}
	if f.zoned && !seen[partHour] {
		return fmt.Errorf("the date format %q has an offset (Z) but no time", f.source)
	}
	return nil
}

// notAFormat tells users of other notations how it is done here.
func notAFormat(source string) error {
	const how = "dates are written with YYYY, MM and DD, such as DD-MM-YYYY"
	switch {
	case strings.Contains(source, "%"):
		return fmt.Errorf("the date format %q looks like one of strftime; here %s", source, how)
	case strings.ContainsAny(source, "0123456789"):
		return fmt.Errorf("the date format %q is an example; here %s", source, how)
	}
	return fmt.Errorf("the date format %q names no year, month or day%s; %s", source, betterFormat(source), how)
}

// betterFormat offers the format in capitals, which most notations forget.
func betterFormat(source string) string {
	upper := strings.ToUpper(source)
	if upper == source {
		return ""
	}
	if _, err := Compile(upper); err != nil {
		return ""
	}
	return fmt.Sprintf(". Did you mean %q?", upper)
}
