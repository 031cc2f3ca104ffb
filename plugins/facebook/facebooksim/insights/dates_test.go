package insights

import (
	"net/url"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/roictl/roictl/plugins/facebook/facebooksim/world"
)

// TestPresets on Wednesday, 2026-05-20, with a calendar at hand.
func TestPresets(t *testing.T) {
	t.Parallel()
	today := world.Date(2026, 5, 20)
	for name, want := range map[string]string{
		"today": "2026-05-20 2026-05-20", "yesterday": "2026-05-19 2026-05-19",
		"last_3d": "2026-05-17 2026-05-19", "last_7d": "2026-05-13 2026-05-19", "last_14d": "2026-05-06 2026-05-19",
		"last_28d": "2026-04-22 2026-05-19", "last_30d": "2026-04-20 2026-05-19", "last_90d": "2026-02-19 2026-05-19",
		"this_month": "2026-05-01 2026-05-20", "last_month": "2026-04-01 2026-04-30",
		"this_quarter": "2026-04-01 2026-05-20", "last_quarter": "2026-01-01 2026-03-31",
		"this_year": "2026-01-01 2026-05-20", "last_year": "2025-01-01 2025-12-31",
		"this_week_mon_today": "2026-05-18 2026-05-20", "this_week_sun_today": "2026-05-17 2026-05-20",
		"last_week_mon_sun": "2026-05-11 2026-05-17", "last_week_sun_sat": "2026-05-10 2026-05-16",
		"maximum": "2023-04-20 2026-05-20", "data_maximum": "2023-04-20 2026-05-20",
	} {
		r := presetRange(name, today)
		if got := r.Since.String() + " " + r.Until.String(); got != want {
			t.Errorf("%s: %s, want %s", name, got, want)
		}
		if !knownPresets[name] {
			t.Errorf("%s is no preset", name)
		}
	}
	if len(knownPresets) != 20 {
		t.Errorf("%d presets", len(knownPresets))
	}
}

// TestBuckets: months are clipped at both ends of the range, and the last stretch
// of days is as short as it has to be.
func TestBuckets(t *testing.T) {
	t.Parallel()
	from, to := world.Date(2026, 1, 30), world.Date(2026, 3, 2)
	for increment, want := range map[Increment][]string{
		AllDays: {"2026-01-30 2026-03-02"},
		Monthly: {"2026-01-30 2026-01-31", "2026-02-01 2026-02-28", "2026-03-01 2026-03-02"},
		7:       {"2026-01-30 2026-02-05", "2026-02-06 2026-02-12", "2026-02-13 2026-02-19", "2026-02-20 2026-02-26", "2026-02-27 2026-03-02"},
	} {
		q := Query{Ranges: []Range{{from, to}}, Increment: increment}
		var got []string
		for _, r := range q.buckets() {
			got = append(got, r.Since.String()+" "+r.Until.String())
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%d: %s", increment, diff)
		}
	}
}

// TestLists: comma-separated and JSON are the same.
func TestLists(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"age,gender", `["age","gender"]`, " age , gender ", "[age,gender]"} {
		if diff := cmp.Diff([]string{"age", "gender"}, List(url.Values{"b": {text}}, "b")); diff != "" {
			t.Errorf("%s: %s", text, diff)
		}
	}
	if got := List(url.Values{}, "b"); got != nil {
		t.Errorf("no list is %v", got)
	}
}

func TestFilters(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		operator string
		values   []string
		text     string
		want     bool
	}{
		{"IN", []string{"a", "b"}, "b", true}, {"IN", []string{"a"}, "b", false},
		{"NOT_IN", []string{"a"}, "b", true}, {"NOT_IN", []string{"b"}, "b", false},
		{"CONTAIN", []string{"SPRING"}, "Spring Sale", true}, {"CONTAIN", []string{"autumn"}, "Spring Sale", false},
		{"NOT_CONTAIN", []string{"spring"}, "Spring Sale", false},
		{"CONTAINS_ALL", []string{"spring", "sale"}, "Spring Sale", true}, {"CONTAINS_ALL", []string{"spring", "x"}, "Spring Sale", false},
		{"STARTS_WITH", []string{"Spring"}, "Spring Sale", true}, {"ENDS_WITH", []string{"Spring"}, "Spring Sale", false},
		{"GREATER_THAN", []string{"9"}, "10", true}, {"GREATER_THAN", []string{"10"}, "10", false},
		{"GREATER_THAN_OR_EQUAL", []string{"10"}, "10", true}, {"LESS_THAN", []string{"10.01"}, "10", true},
		{"LESS_THAN_OR_EQUAL", []string{"9.99"}, "10", false},
		{"IN_RANGE", []string{"5", "10"}, "10", true}, {"NOT_IN_RANGE", []string{"5", "10"}, "11", true},
		{"GREATER_THAN", []string{"x"}, "10", false}, {"GREATER_THAN", []string{"9"}, "", false},
	} {
		if got := (filter{"f", tt.operator, tt.values}).holds(tt.text); got != tt.want {
			t.Errorf("%q %s %v is %v", tt.text, tt.operator, tt.values, got)
		}
	}
}

// FuzzRead: no parameters make the reader fail in another way than Meta does.
func FuzzRead(f *testing.F) {
	f.Add("level=ad&fields=spend&breakdowns=age,gender&time_increment=monthly")
	f.Add(`time_range={"since":"2026-04-01","until":"2026-04-02"}&filtering=[{"field":"spend","operator":"IN","value":[1,"2"]}]`)
	f.Add(`time_ranges=[{"since":"2026-04-01","until":"2026-04-02"}]&sort=actions:link_click_descending&summary=["spend"]`)
	w := world.New(world.Options{})
	f.Fuzz(func(t *testing.T, text string) {
		values, err := url.ParseQuery(text)
		if err != nil {
			return
		}
		request := Request{Values: values, Scope: Scope{Account: w.Accounts[3]}, Seen: world.Moment{Today: world.Date(2026, 5, 20), Length: 96}}
		report, failure := NewReport(request, Rules{})
		if failure == nil {
			_, failure = report.Page(values, func(limit int) int { return limit })
		}
		if failure != nil && failure.Code == 0 {
			t.Errorf("%s: error without a code: %v", text, failure)
		}
	})
}
