package calendar_test

import (
	"testing"

	"github.com/roictl/roictl/engine/calendar"
)

func TestParse(t *testing.T) {
	t.Parallel()
	tests := []struct {
		in         string
		every      calendar.Every
		start, end string
		name       string
	}{
		{"2026", calendar.Year, "2026-01-01", "2026-12-31", "2026"},
		{"2026-Q2", calendar.Quarter, "2026-04-01", "2026-06-30", "2026-Q2"},
		{"2026-q2", calendar.Quarter, "2026-04-01", "2026-06-30", "2026-Q2"},
		{"2026-05", calendar.Month, "2026-05-01", "2026-05-31", "2026-05"},
		{"2028-02", calendar.Month, "2028-02-01", "2028-02-29", "2028-02"},
		{"2026-W21", calendar.Week, "2026-05-18", "2026-05-24", "2026-W21"},
		{"2026-w1", calendar.Week, "2025-12-29", "2026-01-04", "2026-W01"},
		{"2026-W53", calendar.Week, "2026-12-28", "2027-01-03", "2026-W53"},
		{" 2026-05-20 ", calendar.Day, "2026-05-20", "2026-05-20", "2026-05-20"},
		{"2026-05-01..2026-05-31", calendar.Range, "2026-05-01", "2026-05-31", "2026-05-01..2026-05-31"},
		{"2026-05-01 .. 2026-05-31", calendar.Range, "2026-05-01", "2026-05-31", "2026-05-01..2026-05-31"},
	}
	for _, test := range tests {
		got, err := iso.Parse(test.in)
		want := calendar.Period{Every: test.every, Interval: interval(t, test.start, test.end), Name: test.name}
		if err != nil || got != want {
			t.Errorf("Parse(%q) = %v, %v; want %v", test.in, got, err, want)
		}
	}
}

func TestParseRefuses(t *testing.T) {
	t.Parallel()
	const forms = " is not one of the forms 2026, 2026-Q2, 2026-05, 2026-W21, 2026-05-20 and 2026-05-01..2026-05-31"
	for in, want := range map[string]string{
		"":                       `period ""` + forms,
		"may":                    `period "may"` + forms,
		"26-05":                  `period "26-05"` + forms,
		"2026-5":                 `period "2026-5"` + forms,
		"05/2026":                `period "05/2026"` + forms,
		"2026-Q0":                `period "2026-Q0": quarters go from Q1 to Q4`,
		"2026-Q5":                `period "2026-Q5": quarters go from Q1 to Q4`,
		"2026-00":                `period "2026-00": months go from 01 to 12`,
		"2026-13":                `period "2026-13": months go from 01 to 12`,
		"2025-W53":               `period "2025-W53": the weeks of 2025 go from W01 to W52`,
		"2026-W00":               `period "2026-W00": the weeks of 2026 go from W01 to W53`,
		"2026-W54":               `period "2026-W54": the weeks of 2026 go from W01 to W53`,
		"2026-02-30":             `period "2026-02-30": there is no such day`,
		"2026-05-01..":           `period "2026-05-01..": the last day "" is not a date such as 2026-05-31`,
		"..2026-05-01":           `period "..2026-05-01": the first day "" is not a date such as 2026-05-01`,
		"2026-05..2026-06":       `period "2026-05..2026-06": the first day "2026-05" is not a date such as 2026-05-01`,
		"2026-05-31..2026-05-01": `period "2026-05-31..2026-05-01": the last day is before the first; write 2026-05-01..2026-05-31`,
	} {
		if p, err := iso.Parse(in); err == nil || err.Error() != want {
			t.Errorf("Parse(%q) = %v, %v; want error %s", in, p, err, want)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"2026", "2026-Q2", "2026-05", "2026-W53", "0000-W01", "2026-05-20", "2026-05-01..2026-05-31", "9999-12-31..", "٢٠٢٦"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		p, err := iso.Parse(s)
		if err != nil {
			return
		}
		if p.Days() < 1 {
			t.Fatalf("%q is the empty period %v", s, p)
		}
		if again, err := iso.Parse(p.Name); err != nil || again != p {
			t.Errorf("%q is %v, whose name is %v, %v", s, p, again, err)
		}
	})
}
