package request_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/plugins/ga4/request"
)

func days(t *testing.T, texts ...string) []connector.Interval {
	t.Helper()
	var intervals []connector.Interval
	for _, text := range texts {
		from, to, _ := strings.Cut(text, "..")
		start, err := connector.ParseDate(from)
		if err != nil {
			t.Fatal(err)
		}
		end, err := connector.ParseDate(to)
		if err != nil {
			t.Fatal(err)
		}
		intervals = append(intervals, connector.Interval{Start: start, End: end})
	}
	return intervals
}

func names(n int, form string) []string {
	var all []string
	for i := range n {
		all = append(all, fmt.Sprintf(form, i))
	}
	return all
}

// asked writes requests: number of metrics, then the ranges.
func asked(q *request.Question) []string {
	var all []string
	for _, r := range q.Split() {
		body := r.Body(0, 1)
		text := fmt.Sprint(len(body.Metrics))
		for _, d := range body.DateRanges {
			text += " " + d.StartDate + ".." + d.EndDate
		}
		all = append(all, text)
	}
	return all
}

// A question becomes the fewest requests: ten metrics and four ranges each.
func TestSplit(t *testing.T) {
	t.Parallel()
	months := days(t, "2026-01-01..2026-01-31", "2026-02-01..2026-02-28", "2026-03-01..2026-03-31", "2026-04-01..2026-04-30", "2026-05-01..2026-05-31")
	apart := days(t, "2026-01-01..2026-01-31", "2026-03-01..2026-03-05", "2026-03-08..2026-03-09", "2026-05-01..2026-05-02", "2026-07-01..2026-07-01", "2026-09-01..2026-09-01")
	for name, test := range map[string]struct {
		question request.Question
		want     []string
	}{
		"as it is":              {request.Question{Metrics: names(10, "m%d"), Intervals: months[:1], Daily: true}, []string{"10 2026-01-01..2026-01-31"}},
		"dimensions only":       {request.Question{Dimensions: names(1, "d%d"), Intervals: months[:1]}, []string{"0 2026-01-01..2026-01-31"}},
		"more metrics":          {request.Question{Metrics: names(11, "m%d"), Intervals: months[:1]}, []string{"10 2026-01-01..2026-01-31", "1 2026-01-01..2026-01-31"}},
		"more ranges":           {request.Question{Metrics: names(1, "m%d"), Intervals: months}, []string{"1 2026-01-01..2026-01-31 2026-02-01..2026-02-28 2026-03-01..2026-03-31 2026-04-01..2026-04-30", "1 2026-05-01..2026-05-31"}},
		"overlapping ranges":    {request.Question{Metrics: names(1, "m%d"), Intervals: days(t, "2026-01-01..2026-01-31", "2026-01-08..2026-01-14")}, []string{"1 2026-01-01..2026-01-31 2026-01-08..2026-01-14"}},
		"days over small gaps":  {request.Question{Metrics: names(1, "m%d"), Intervals: apart, Daily: true}, []string{"1 2026-01-01..2026-03-09 2026-05-01..2026-05-02 2026-07-01..2026-07-01 2026-09-01..2026-09-01"}},
		"before Google":         {request.Question{Metrics: names(1, "m%d"), Intervals: days(t, "1986-01-01..2015-08-13"), Daily: true}, nil},
		"partly before Google":  {request.Question{Metrics: names(1, "m%d"), Intervals: days(t, "1986-01-01..2015-08-13", "2015-08-01..2015-08-31")}, []string{"1 2015-08-14..2015-08-31"}},
		"the days only of each": {request.Question{Metrics: names(1, "m%d"), Intervals: apart[:4], Daily: true}, []string{"1 2026-01-01..2026-01-31 2026-03-01..2026-03-05 2026-03-08..2026-03-09 2026-05-01..2026-05-02"}},
	} {
		if diff := cmp.Diff(test.want, asked(&test.question)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

// Every row finds the day or interval it belongs to, and rows of other days, such
// as those that Google fills in between ranges, find none.
func TestPlace(t *testing.T) {
	t.Parallel()
	daily := request.Question{Dimensions: []string{"a"}, Metrics: names(1, "m%d"), Daily: true, Intervals: days(t, "2026-01-01..2026-01-31", "2026-03-01..2026-03-05")}
	total := request.Question{Dimensions: []string{"a"}, Metrics: names(1, "m%d"), Intervals: days(t, "2010-01-01..2010-01-31", "2026-01-01..2026-01-31", "2026-01-08..2026-01-14")}
	one := request.Question{Dimensions: []string{"a"}, Metrics: names(1, "m%d"), Intervals: days(t, "2026-01-01..2026-01-31")}
	january := int32(connector.DateOf(2026, 1, 5))
	for _, test := range []struct {
		question request.Question
		values   []string
		slot     int32
		err      error
	}{
		{daily, []string{"20260105", "x", "range0"}, january, nil},
		{daily, []string{"20260301", "x", "range1"}, january + 55, nil},
		{daily, []string{"20260105", "x", "range1"}, 0, request.ErrElsewhere},
		{daily, []string{"20260201", "x", "range0"}, 0, request.ErrElsewhere},
		{daily, []string{"(other)", "x", "range0"}, 0, request.ErrUndated},
		{daily, []string{"20260105", "x", "range9"}, 0, request.ErrElsewhere},
		{total, []string{"x", "range0"}, 1, nil},
		{total, []string{"x", "range1"}, 2, nil},
		{one, []string{"x"}, 0, nil},
	} {
		r := test.question.Split()[0]
		slot, texts, err := r.Place(test.values)
		if slot != test.slot || !errors.Is(err, test.err) || err == nil && !cmp.Equal(texts, []string{"x"}) {
			t.Errorf("%v is at %d with %v (%v), want %d (%v)", test.values, slot, texts, err, test.slot, test.err)
		}
		if len(r.Dimensions()) != len(test.values) {
			t.Errorf("%v has the columns %v", test.values, r.Dimensions())
		}
	}
}

// Pages are in a total order.
func TestBodyOrdersByEveryDimension(t *testing.T) {
	t.Parallel()
	q := request.Question{Dimensions: []string{"a", "b"}, Metrics: []string{"m"}, Daily: true, Intervals: days(t, "2026-01-01..2026-01-31", "2026-03-01..2026-03-05")}
	body := q.Split()[0].Body(200, 100)
	var order []string
	for _, by := range body.OrderBys {
		order = append(order, by.Dimension.DimensionName)
	}
	if diff := cmp.Diff([]string{"date", "a", "b", "dateRange"}, order); diff != "" {
		t.Errorf("order (-want +got):\n%s", diff)
	}
	if body.Offset != 200 || body.Limit != 100 || !body.ReturnPropertyQuota {
		t.Errorf("asks for rows from %d, %d of them, with quota: %v", body.Offset, body.Limit, body.ReturnPropertyQuota)
	}
}
