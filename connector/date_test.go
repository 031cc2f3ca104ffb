package connector_test

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/roictl/roictl/connector"
)

func TestDates(t *testing.T) {
	t.Parallel()
	// Days since 1970-01-01: 2000-03-01 is 30 years of 365 days, 7 leap days
	// (1972-1996), 31+28 days of that year and its own leap day: 11017.
	tests := map[string]connector.Date{
		"1970-01-01": 0,
		"1969-12-31": -1,
		"2000-03-01": 11017,
		"2024-02-29": connector.DateOf(2024, time.February, 29),
	}
	for text, want := range tests {
		got, err := connector.ParseDate(text)
		if err != nil || got != want || got.String() != text {
			t.Errorf("ParseDate(%q) = %d (%s), %v; want %d", text, got, got, err, want)
		}
	}
	for _, text := range []string{"", "2026-02-29", "2026-13-01", "31.12.2026", "2026-1-1", "2026-01-01T00:00:00Z", " 2026-01-01"} {
		if got, err := connector.ParseDate(text); err == nil {
			t.Errorf("ParseDate(%q) = %s, want an error", text, got)
		}
	}
}

// TestDateIn takes the civil day of the zone, also where midnight does not exist.
func TestDateIn(t *testing.T) {
	t.Parallel()
	at := time.Date(2026, 5, 31, 22, 30, 0, 0, time.UTC)
	for zone, want := range map[string]string{"UTC": "2026-05-31", "Europe/Berlin": "2026-06-01", "America/New_York": "2026-05-31", "Pacific/Kiritimati": "2026-06-01"} {
		loc, err := time.LoadLocation(zone)
		if err != nil {
			t.Skip("no time zones on this machine: ", err)
		}
		if got := connector.DateIn(at, loc).String(); got != want {
			t.Errorf("in %s it is %s, want %s", zone, got, want)
		}
	}
}

func TestIntervals(t *testing.T) {
	t.Parallel()
	may := connector.Interval{Start: day(1), End: day(31)}
	one := connector.Interval{Start: day(7), End: day(7)}
	none := connector.Interval{Start: day(7), End: day(6)}
	if may.Days() != 31 || one.Days() != 1 || none.Days() != 0 {
		t.Errorf("days %d, %d, %d; want 31, 1, 0", may.Days(), one.Days(), none.Days())
	}
	if !may.Contains(day(1)) || !may.Contains(day(31)) || may.Contains(day(32)) || may.Contains(day(0)) || none.Contains(day(7)) {
		t.Error("an interval holds both its ends and nothing outside")
	}
	raw, err := json.Marshal(may)
	if want := `{"start":"2026-05-01","end":"2026-05-31"}`; err != nil || string(raw) != want {
		t.Errorf("JSON %s, %v; want %s", raw, err, want)
	}
	var back connector.Interval
	if err := json.Unmarshal(raw, &back); err != nil || back != may {
		t.Errorf("read back %s, %v", back, err)
	}
	if err := json.Unmarshal([]byte(`{"start":"May"}`), &back); err == nil {
		t.Error("a month is no day")
	}
}
