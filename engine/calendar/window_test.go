package calendar_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/roictl/roictl/engine/calendar"
)

func TestRollingEnding(t *testing.T) {
	t.Parallel()
	want := calendar.Period{Every: calendar.Rolling, Interval: interval(t, "2026-04-23", "2026-05-20"), Name: "2026-04-23..2026-05-20"}
	got := iso.RollingEnding(28, date(t, "2026-05-20"))
	if diff := cmp.Diff(want, got); diff != "" || got.Days() != 28 {
		t.Errorf("%d days (-want +got):\n%s", got.Days(), diff)
	}
}

func TestNeighboursOfWindowsHaveTheirLength(t *testing.T) {
	t.Parallel()
	for _, p := range []calendar.Period{
		iso.RollingEnding(28, date(t, "2026-05-20")),
		calendar.Between(interval(t, "2026-03-01", "2026-05-31")),
		{Every: calendar.Campaign, Interval: interval(t, "2026-03-01", "2026-05-31"), Name: "2026-03-01..2026-05-31"},
	} {
		before, after := iso.Previous(p), iso.Next(p)
		if before.Days() != p.Days() || after.Days() != p.Days() || before.End+1 != p.Start || after.Start != p.End+1 {
			t.Errorf("%v lies between %v and %v", p, before, after)
		}
		if iso.Next(before) != p || iso.Previous(after) != p {
			t.Errorf("the neighbours of %v lead elsewhere", p)
		}
	}
}

func TestLastClosed(t *testing.T) {
	t.Parallel()
	tests := []struct {
		every      calendar.Every
		asOf, want string
	}{
		{calendar.Month, "2026-05-20", "2026-04"},
		{calendar.Month, "2026-05-31", "2026-04"}, // the 31st is not complete
		{calendar.Month, "2026-06-01", "2026-05"},
		{calendar.Day, "2026-05-20", "2026-05-19"},
		{calendar.Week, "2027-01-04", "2026-W53"},
		{calendar.Quarter, "2026-05-20", "2026-Q1"},
		{calendar.Year, "2026-05-20", "2025"},
	}
	for _, test := range tests {
		got := iso.LastClosed(test.every, date(t, test.asOf))
		if got.Name != test.want || !got.Closed(date(t, test.asOf)) {
			t.Errorf("last closed %s on %s is %v, want %s", test.every, test.asOf, got, test.want)
		}
	}
}

func TestLastWithin(t *testing.T) {
	t.Parallel()
	tests := []struct {
		every       calendar.Every
		outer, want string // "" for none
	}{
		{calendar.Month, "2026-Q2", "2026-06"},
		{calendar.Week, "2026-05", "2026-W22"}, // ends on Sunday 31 May
		{calendar.Week, "2026-04", "2026-W17"}, // W18 ends in May
		{calendar.Day, "2026-05", "2026-05-31"},
		{calendar.Month, "2026-05", "2026-05"},
		{calendar.Quarter, "2026-06", "2026-Q2"}, // ends inside, though it began before
		{calendar.Quarter, "2026-05", ""},
		{calendar.Year, "2026-W21", ""},
		{calendar.Week, "2026-05-20", ""},
		{calendar.Week, "2026-05-24", "2026-W21"},
		{calendar.Rolling, "2026-05", ""},
	}
	for _, test := range tests {
		outer, err := iso.Parse(test.outer)
		if err != nil {
			t.Fatal(err)
		}
		got, ok := iso.LastWithin(test.every, outer)
		if ok != (test.want != "") || ok && got.Name != test.want {
			t.Errorf("last %s within %s is %v, %t; want %q", test.every, test.outer, got, ok, test.want)
		}
	}
}

func TestPeriods(t *testing.T) {
	t.Parallel()
	var names []string
	for _, p := range iso.Periods(calendar.Month, interval(t, "2026-03-31", "2026-06-01")) {
		names = append(names, p.Name)
	}
	if diff := cmp.Diff([]string{"2026-03", "2026-04", "2026-05", "2026-06"}, names); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if got := iso.Periods(calendar.Month, interval(t, "2026-05-02", "2026-05-01")); got != nil {
		t.Errorf("an empty interval shares days with %v", got)
	}
	if got := iso.Periods(calendar.Rolling, interval(t, "2026-05-01", "2026-05-02")); got != nil {
		t.Errorf("rolling windows do not tile time, yet there are %v", got)
	}
}

func TestElapsed(t *testing.T) {
	t.Parallel()
	may := iso.Containing(calendar.Month, date(t, "2026-05-20"))
	for asOf, want := range map[string]int{"2026-04-20": 0, "2026-05-01": 0, "2026-05-02": 1, "2026-05-31": 30, "2026-06-01": 31, "2027-01-01": 31} {
		if got := may.Elapsed(date(t, asOf)); got != want {
			t.Errorf("on %s, %d days of May are complete, want %d", asOf, got, want)
		}
	}
}
