package overlap

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/roictl/roictl/connector"
)

// on returns the day of May 2026.
func on(day int) connector.Date { return connector.DateOf(2026, 5, day) }

// may returns the days of a file whose rows stand for these periods of May 2026,
// given by their first and last days.
func may(edges ...int) Days {
	var d Days
	for i := 0; i < len(edges); i += 2 {
		d.Add(connector.Interval{Start: on(edges[i]), End: on(edges[i+1])})
	}
	return d
}

func TestDaysCountRows(t *testing.T) {
	t.Parallel()
	d := may(1, 1, 1, 1, 2, 2, 1, 1, 2, 4)
	for day, want := range map[int]int64{1: 3, 2: 2, 3: 1, 4: 1, 5: 0} {
		if got := d.Rows(on(day)); got != want {
			t.Errorf("%d rows on day %d, want %d", got, day, want)
		}
	}
	if got := (&Days{}).Rows(on(1)); got != 0 {
		t.Errorf("a file without rows has %d", got)
	}
}

func TestShared(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name  string
		files []Days
		want  []connector.Date
	}{
		{"no files", nil, nil},
		{"one after the other", []Days{may(1, 1, 2, 2), may(3, 3)}, nil},
		{"some days", []Days{may(1, 1, 2, 2, 3, 3), may(2, 2, 3, 3, 4, 4), may(9, 9)}, []connector.Date{on(2), on(3)}},
		{"a period and days in it", []Days{may(1, 31), may(30, 30)}, []connector.Date{on(30)}},
		{"a hole", []Days{may(1, 1, 9, 9), may(2, 2, 5, 5)}, nil},
		{"a file without rows", []Days{may(1, 1), {}}, nil},
	} {
		if diff := cmp.Diff(tt.want, Shared(tt.files)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.name, diff)
		}
	}
}

func TestLatest(t *testing.T) {
	t.Parallel()
	period := func(first, last int) connector.Interval { return connector.Interval{Start: on(first), End: on(last)} }
	for _, tt := range []struct {
		name   string
		names  []string
		files  []Days
		file   int
		period connector.Interval
		want   Part
	}{
		{"a day of its own", []string{"a", "b"}, []Days{may(1, 1, 2, 2), may(2, 2, 3, 3)}, 0, period(1, 1), All},
		{"a day of the newer one", []string{"a", "b"}, []Days{may(1, 1, 2, 2), may(2, 2, 3, 3)}, 0, period(2, 2), None},
		{"the newer one", []string{"a", "b"}, []Days{may(1, 1, 2, 2), may(2, 2, 3, 3)}, 1, period(2, 2), All},
		{"the last day decides, not the name", []string{"z", "a"}, []Days{may(1, 1, 2, 2), may(2, 2, 3, 3)}, 0, period(2, 2), None},
		{"the name decides between those that reach equally far", []string{"ads.csv", "ads (1).csv"}, []Days{may(2, 2), may(2, 2)}, 0, period(2, 2), None},
		{"a day that the newer one has no rows of", []string{"a", "b"}, []Days{may(2, 2), may(1, 1, 3, 3)}, 0, period(2, 2), All},
		{"the newest of three", []string{"a", "b", "c"}, []Days{may(2, 2), may(2, 2, 4, 4), may(2, 2, 3, 3)}, 2, period(2, 2), None},
		{"a longer period in place of a shorter one", []string{"a", "b"}, []Days{may(1, 20), may(1, 31)}, 0, period(1, 20), None},
		{"periods that overlap in part", []string{"a", "b"}, []Days{may(1, 20), may(15, 31)}, 0, period(1, 20), Some},
		{"and the newer of them", []string{"a", "b"}, []Days{may(1, 20), may(15, 31)}, 1, period(15, 31), All},
	} {
		if got := NewLatest(tt.names, tt.files).Counts(tt.file, tt.period); got != tt.want {
			t.Errorf("%s: %d, want %d", tt.name, got, tt.want)
		}
	}
}

func TestNamesInOrder(t *testing.T) {
	t.Parallel()
	want := []string{
		"ads.csv", "ads (1).csv", "ads (2).csv", "ads (10).csv", "ads-2026-05.csv", "ads-2026-5-31.csv.gz", "ads-2026-05-final.csv", "ads-2026-06-01.csv", "b/a.csv",
	}
	got := slices.Clone(want)
	slices.Reverse(got)
	slices.SortFunc(got, compareNames)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if compareNames("a.csv", "a.tsv") >= 0 || compareNames("a1.csv", "a01.csv") == 0 {
		t.Error("different names are equal")
	}
}
