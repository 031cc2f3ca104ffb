package dates

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/roictl/roictl/connector"
)

func TestParse(t *testing.T) {
	t.Parallel()
	berlin := zone(t, "Europe/Berlin")
	for _, tt := range []struct {
		format, text, want string
		cover              Cover
	}{
		{"YYYY-MM-DD", "2026-05-31", "2026-05-31", Day},
		{"DD-MM-YYYY", "31-08-2023", "2023-08-31", Day},
		{"M/D/YYYY", "9/1/2026", "2026-09-01", Day},
		{"M/D/YYYY", "12/31/2026", "2026-12-31", Day},
		{"D.M.YYYY", "1.2.2026", "2026-02-01", Day},
		{"YYYYMMDD", "20260229", "", Day},
		{"YYYYMMDD", "20240229", "2024-02-29", Day},
		{"DD.MM.YY", "31.12.25", "2025-12-31", Day},
		{"DD.MM.YY", "31.12.71", "1971-12-31", Day},
		{"D MMM YYYY", "3 May 2026", "2026-05-03", Day},
		{"D MMM YYYY", "3 sept. 2026", "2026-09-03", Day},
		{"D MMM YYYY", "3 février 2026", "2026-02-03", Day},
		{"D. MMMM YYYY", "3. März 2026", "2026-03-03", Day},
		{"MMM D, YYYY", "Jan 31, 2026", "2026-01-31", Day},
		{"D de MMM de YYYY", "10 de diciembre de 2025", "2025-12-10", Day},
		{"ddd, MMM D, YYYY", "Sat, Jan 31, 2026", "2026-01-31", Day},
		{"YYYY-MM", "2026-05", "2026-05-01", Month},
		{"MMM YYYY", "May 2026", "2026-05-01", Month},
		{"YYYY-Qq", "2026-Q3", "2026-07-01", Quarter},
		{"YYYY", "2026", "2026-01-01", Year},
		// ISO 8601: week 1 of 2026 begins on Monday 29 December 2025, and 2026 has 53.
		{"YYYY-Www", "2026-W01", "2025-12-29", Week},
		{"YYYY-Www", "2026-W53", "2026-12-28", Week},
		{"YYYY-Www", "2025-W53", "", Week},
		{"YYYY-MM-DD HH:mm:ss", "2014-03-08 23:59:59", "2014-03-08", Day},
		{"YYYY-MM-DD HH:mm:ss", "2014-03-08 23:59:59.123456", "2014-03-08", Day},
		// 22:30 UTC is half past midnight in Berlin in summer, half past eleven in winter.
		{"YYYY-MM-DDTHH:mm:ssZ", "2026-05-31T22:30:00Z", "2026-06-01", Day},
		{"YYYY-MM-DDTHH:mm:ssZ", "2026-01-31T22:30:00Z", "2026-01-31", Day},
		{"YYYY-MM-DDTHH:mm:ssZ", "2026-05-31T23:30:00+02:00", "2026-05-31", Day},
		{"YYYY-MM-DDTHH:mm:ssZ", "2026-05-31T20:30:00-0700", "2026-06-01", Day},
		{"YYYY-MM-DD HH:mm:ss Z", "2026-05-31 22:30:00 UTC", "2026-06-01", Day},
		{"M/D/YYYY H:mm A", "5/31/2026 12:30 AM", "2026-05-31", Day},
		{"M/D/YYYY H:mm A Z", "5/31/2026 11:30 PM -0400", "2026-06-01", Day},
		// date -u -d 2026-05-31T22:30:00 +%s is 1780266600.
		{"unix", "1780266600", "2026-06-01", Day},
		{"unix", "1780266600.75", "2026-06-01", Day},
		{"unix_ms", "1780266600000", "2026-06-01", Day},
		{"unix", "1780266600000", "", Day},
		{"unix_ms", "1780266600", "", Day},
		{"DD-MM-YYYY", "08-31-2023", "", Day},
		{"DD-MM-YYYY", "1-8-2023", "", Day},
		{"YYYY-MM-DD", "2026-05-31x", "", Day},
		{"YYYY-MM-DD", "2026-05", "", Day},
		{"YYYY-MM-DD", "", "", Day},
		{"YYYY-MM-DD HH:mm", "2026-05-31 24:00", "", Day},
		{"YYYY-Qq", "2026-Q5", "", Quarter},
	} {
		t.Run(tt.format+" "+tt.text, func(t *testing.T) {
			t.Parallel()
			format, err := Compile(tt.format)
			if err != nil {
				t.Fatal(err)
			}
			if format.Cover() != tt.cover {
				t.Errorf("covers a %s, want a %s", format.Cover(), tt.cover)
			}
			got, err := format.Parse([]byte(tt.text), berlin)
			if tt.want == "" {
				if err == nil {
					t.Errorf("reads as %s, want an error", got)
				}
				return
			}
			if err != nil || got.String() != tt.want {
				t.Errorf("reads as %s (%v), want %s", got, err, tt.want)
			}
		})
	}
}

func zone(t *testing.T, name string) *time.Location {
	t.Helper()
	loc, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return loc
}

func TestParseSaysWhy(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		format, text string
		want         Kind
	}{
		{"YYYY-MM-DD", "31.05.2026", Mismatch},
		{"YYYY-MM-DD", "2026-02-30", NoSuchDay},
		{"YYYY-MM-DD", "1403-02-11", ImplausibleYear},
		{"YYYY-MM-DD", "2569-02-11", ImplausibleYear},
		{"YYYY-Www", "2025-W53", NoSuchDay},
	} {
		_, err := MustCompile(tt.format).Parse([]byte(tt.text), time.UTC)
		var refused *Error
		if !errors.As(err, &refused) || refused.Kind != tt.want || refused.Error() == "" {
			t.Errorf("%s %q: %v, want kind %d", tt.format, tt.text, err, tt.want)
		}
	}
}

func TestCompileRefuses(t *testing.T) {
	t.Parallel()
	for source, want := range map[string]string{
		"":               "empty",
		"dd-mm-yyyy":     `Did you mean "DD-MM-YYYY"?`,
		"%d-%m-%Y":       "strftime",
		"2006-01-02":     "is an example",
		"DD-MM":          "names no year",
		"YYYY-DD":        "no month",
		"DD-MM-MM-YYYY":  "same part twice",
		"YYYY-MM-ww":     "mixes",
		"YYYY-MM-DDZ":    "no time",
		"date":           "names no year, month or day",
		"DD/mm/YYYY":     `Did you mean "DD/MM/YYYY"?`,
		"YYYY-MM-DD YYY": "same part twice",
	} {
		_, err := Compile(source)
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("Compile(%q): %v, want something about %q", source, err, want)
		}
	}
}

func TestReaderTakesOtherScripts(t *testing.T) {
	t.Parallel()
	r := NewReader(time.UTC, MustCompile("YYYY/MM/DD"))
	for _, text := range []string{"۲۰۲۶/۰۵/۳۱", "\u200f٢٠٢٦/٠٥/٣١", "2026/05/31"} {
		got, err := r.Parse([]byte(text))
		if err != nil || got.String() != "2026-05-31" {
			t.Errorf("%q reads as %s (%v)", text, got, err)
		}
	}
}

func TestReaderTriesItsFormats(t *testing.T) {
	t.Parallel()
	r := NewReader(time.UTC, ISO()...)
	for _, text := range []string{"2026-05-31", "2026-05-31 10:00", "2026-05-31T10:00:00Z", "2026-05-31", "2026-05-31 10:00:00.5 +0100"} {
		got, err := r.Parse([]byte(text))
		if err != nil || got.String() != "2026-05-31" {
			t.Errorf("%q reads as %s (%v)", text, got, err)
		}
	}
	if !r.Zoned() || NewReader(time.UTC, ISO()...).Zoned() {
		t.Error("it does not know whether the zone mattered")
	}
	for text, want := range map[string]Kind{"31.05.2026": Mismatch, "2026-02-30": NoSuchDay} {
		for range 2 { // the second time from memory
			_, err := r.Parse([]byte(text))
			var refused *Error
			if !errors.As(err, &refused) || refused.Kind != want {
				t.Errorf("%q: %v, want kind %d", text, err, want)
			}
		}
	}
	if _, err := NewReader(time.UTC).Parse([]byte("2026-05-31")); err == nil {
		t.Error("a reader without formats reads a date")
	}
}

func TestFitting(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		texts []string
		want  []string
	}{
		{[]string{"2026-05-31"}, []string{"YYYY-MM-DD"}},
		{[]string{"01-02-2026"}, []string{"DD-MM-YYYY", "MM-DD-YYYY"}},
		{[]string{"01-02-2026", "31-08-2023"}, []string{"DD-MM-YYYY"}},
		{[]string{"9/1/2026", "9/30/2026"}, []string{"M/D/YYYY"}},
		{[]string{"1/2/2026"}, []string{"D/M/YYYY", "M/D/YYYY"}},
		{[]string{"20260531"}, []string{"YYYYMMDD"}},
		{[]string{"1780266600"}, []string{"unix"}},
		{[]string{"2026-W21"}, []string{"YYYY-Www"}},
		{[]string{"Jan 31, 2026"}, []string{"MMM D, YYYY"}},
		{[]string{"2014-03-08 00:00:00"}, []string{"YYYY-MM-DD HH:mm:ss"}},
		{[]string{"2026-05-31", "yesterday"}, []string{}},
		{nil, []string{}},
	} {
		got := []string{}
		for _, f := range Fitting(tt.texts...) {
			got = append(got, f.String())
		}
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("Fitting(%q) (-want +got):\n%s", tt.texts, diff)
		}
	}
}

func TestCoverEnd(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		cover       Cover
		start, want string
	}{
		{Day, "2026-05-31", "2026-05-31"},
		{Week, "2026-12-28", "2027-01-03"},
		{Month, "2024-02-01", "2024-02-29"},
		{Month, "2026-05-15", "2026-06-14"},
		{Month, "2026-01-31", "2026-02-27"},
		{Quarter, "2025-10-01", "2025-12-31"},
		{Quarter, "2025-11-01", "2026-01-31"},
		{Year, "2024-01-01", "2024-12-31"},
		{Year, "2024-02-29", "2025-02-27"},
	} {
		start, err := connector.ParseDate(tt.start)
		if err != nil {
			t.Fatal(err)
		}
		if got := tt.cover.End(start).String(); got != tt.want {
			t.Errorf("a %s from %s ends on %s, want %s", tt.cover, tt.start, got, tt.want)
		}
	}
}

// FuzzParse asks that reading never panics and that what is read was written:
// the standard library, which shares no code with the parser, reads the same.
func FuzzParse(f *testing.F) {
	f.Add("DD-MM-YYYY", "31-08-2023")
	f.Add("YYYY-MM-DD", "2026-02-30")
	f.Add("MMM D, YYYY", "Jan 31, 2026")
	f.Add("YYYY-Www", "2026-W53")
	f.Add("YYYY-MM-DDTHH:mm:ssZ", "2026-05-31T22:30:00+02:00")
	f.Add("unix", "1780266600")
	layouts := map[string]string{"DD-MM-YYYY": "02-01-2006", "YYYY-MM-DD": time.DateOnly, "M/D/YYYY": "1/2/2006", "YYYYMMDD": "20060102"}
	f.Fuzz(func(t *testing.T, source, text string) {
		format, err := Compile(source)
		if err != nil {
			return
		}
		got, err := format.Parse([]byte(text), time.UTC)
		if err == nil {
			if year := got.Time().Year(); year < firstYear-1 || year > lastYear {
				t.Errorf("%s %q reads as %s", source, text, got)
			}
		}
		layout, known := layouts[source]
		if !known {
			return
		}
		want, wantErr := time.Parse(layout, text)
		if wantErr == nil && (want.Year() < firstYear || want.Year() > lastYear) {
			return
		}
		if (err == nil) != (wantErr == nil) || err == nil && got != connector.DateIn(want, time.UTC) {
			t.Errorf("%s %q reads as %s (%v), the standard library says %s (%v)", source, text, got, err, want, wantErr)
		}
	})
}

func BenchmarkReader(b *testing.B) {
	r := NewReader(time.UTC, MustCompile("DD-MM-YYYY"))
	texts := [][]byte{[]byte("31-08-2023"), []byte("30-08-2023")}
	for i := 0; b.Loop(); i++ {
		if _, err := r.Parse(texts[i&1]); err != nil {
			b.Fatal(err)
		}
	}
}
