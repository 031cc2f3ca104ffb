package insights

import (
	"encoding/json"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/plugins/facebook/catalogue"
)

// Question is what is asked of Ads Insights.
type Question struct {
	Level      catalogue.Level
	Fields     []string
	Breakdowns []string
	Windows    catalogue.Windows
	// Intervals are the windows to answer for; by day they are disjoint.
	Intervals []connector.Interval
	Daily     bool
	// IDs limits the objects of a level to these; nil does not. The level need not be
	// that of the rows.
	IDs      []string
	IDsLevel catalogue.Level
}

// ranged writes an interval as Meta does: both ends are in it.
type ranged struct {
	Since string `json:"since"`
	Until string `json:"until"`
}

// condition is one condition of the parameter filtering.
type condition struct {
	Field    string   `json:"field"`
	Operator string   `json:"operator"`
	Value    []string `json:"value"`
}

// statuses are all that objects of a level may have. Meta leaves archived and
// deleted objects out of rows unless they are asked for, though it counts them in
// rows of what they belong to.
var statuses = map[catalogue.Level][]string{
	catalogue.CampaignLevel: {"ACTIVE", "ARCHIVED", "DELETED", "IN_PROCESS", "PAUSED", "WITH_ISSUES"},
	catalogue.AdSetLevel:    {"ACTIVE", "ARCHIVED", "CAMPAIGN_PAUSED", "DELETED", "IN_PROCESS", "PAUSED", "WITH_ISSUES"},
	catalogue.AdLevel: {"ACTIVE", "ADSET_PAUSED", "ARCHIVED", "CAMPAIGN_PAUSED", "DELETED", "DISAPPROVED", "IN_PROCESS", "PAUSED",
		"PENDING_BILLING_INFO", "PENDING_REVIEW", "PREAPPROVED", "WITH_ISSUES"},
}

// Statuses are the effective statuses that objects of a level may have, those of
// deleted ones too.
func Statuses(level catalogue.Level) []string { return statuses[level] }

// Requests are the parameters of the requests that answer the question: by day one
// for each interval, else one for all of them together, since Meta has no list of
// windows by day.
func (q *Question) Requests() ([]url.Values, error) {
	if !q.Daily {
		request, err := q.parameters(q.Intervals)
		return []url.Values{request}, err
	}
	var all []url.Values
	for _, interval := range q.Intervals {
		request, err := q.parameters([]connector.Interval{interval})
		if err != nil {
			return nil, err
		}
		all = append(all, request)
	}
	return all, nil
}

func (q *Question) parameters(intervals []connector.Interval) (url.Values, error) {
	p := url.Values{"level": {q.Level.String()}, "fields": {strings.Join(q.Fields, ",")}}
	if q.Daily {
		p.Set("time_increment", "1")
	}
	write := func(name string, value any) error {
		text, err := json.Marshal(value)
		p.Set(name, string(text))
		return err
	}
	var ranges []ranged
	for _, i := range intervals {
		if r := (ranged{i.Start.String(), i.End.String()}); !slices.Contains(ranges, r) {
			ranges = append(ranges, r)
		}
	}
	var err error
	if len(ranges) == 1 {
		err = write("time_range", ranges[0])
	} else {
		err = write("time_ranges", ranges)
	}
	if err != nil {
		return nil, err
	}
	if len(q.Breakdowns) > 0 {
		if err := write("breakdowns", q.Breakdowns); err != nil {
			return nil, err
		}
	}
	if len(q.Windows) > 0 {
		if err := write("action_attribution_windows", q.Windows); err != nil {
			return nil, err
		}
	}
	var conditions []condition
	if q.Level != catalogue.AccountLevel {
		conditions = append(conditions, condition{q.Level.String() + ".effective_status", "IN", statuses[q.Level]})
	}
	if q.IDs != nil {
		conditions = append(conditions, condition{q.IDsLevel.String() + ".id", "IN", q.IDs})
	}
	if len(conditions) > 0 {
		if err := write("filtering", conditions); err != nil {
			return nil, err
		}
	}
	return p, nil
}

// Slots are the places in the answer that a row belongs to: its day, or the
// intervals that are its window, of which several may be the same.
func (q *Question) Slots(row Row) ([]int32, error) {
	start, err := connector.ParseDate(row.text("date_start"))
	if err != nil {
		return nil, err
	}
	stop, err := connector.ParseDate(row.text("date_stop"))
	if err != nil {
		return nil, err
	}
	window := connector.Interval{Start: start, End: stop}
	if q.Daily {
		if start != stop {
			return nil, errorf("a row of %s is not of a day", window)
		}
		if !slices.ContainsFunc(q.Intervals, func(i connector.Interval) bool { return i.Contains(start) }) {
			return nil, errorf("a row of %s lies in no window that was asked for", start)
		}
		return []int32{int32(start)}, nil
	}
	var slots []int32
	for i, interval := range q.Intervals {
		if interval == window {
			slots = append(slots, int32(i))
		}
	}
	if slots == nil {
		return nil, errorf("a row of %s is of no window that was asked for", window)
	}
	return slots, nil
}

// Split cuts every window of a question by day into two, for what is too large as a
// whole; false where it cannot be cut.
func (q *Question) Split() (first, second *Question, ok bool) {
	if !q.Daily {
		return nil, nil, false
	}
	days := 0
	for _, i := range q.Intervals {
		days += i.Days()
	}
	if days < 2 {
		return nil, nil, false
	}
	a, b := *q, *q
	a.Intervals, b.Intervals = nil, nil
	left := days / 2
	for _, i := range q.Intervals {
		switch n := i.Days(); {
		case left >= n:
			a.Intervals = append(a.Intervals, i)
		case left <= 0:
			b.Intervals = append(b.Intervals, i)
		default:
			cut := i.Start + connector.Date(left) - 1
			a.Intervals = append(a.Intervals, connector.Interval{Start: i.Start, End: cut})
			b.Intervals = append(b.Intervals, connector.Interval{Start: cut + 1, End: i.End})
		}
		left -= i.Days()
	}
	return &a, &b, true
}

// String tells the question to people.
func (q *Question) String() string {
	text := "insights of " + q.Level.String() + "s: " + strings.Join(q.Fields, ", ")
	if len(q.Breakdowns) > 0 {
		text += " by " + strings.Join(q.Breakdowns, ", ")
	}
	if q.Daily {
		text += ", day by day"
	}
	if q.IDs != nil {
		text += ", of " + strconv.Itoa(len(q.IDs)) + " objects"
	}
	return text
}
