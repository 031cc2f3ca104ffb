package analytics

import (
	"slices"
	"time"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/plugins/linkedin/restli"
)

// Question asks for metrics of some entities.
type Question struct {
	Pivots  []string // what rows are split by: one, or up to three that are not about members
	Facet   string   // which entities, such as campaigns
	URNs    []string // of the facet
	Metrics []string
	Daily   bool // a row a day, and not one for the whole time
}

// MaxPivots is how many pivots LinkedIn's finder "statistics" takes.
const MaxPivots = 3

// maxMetrics is how many metrics a request has beside the two keys of a row:
// LinkedIn takes 20 fields (adAnalytics, "fields").
const maxMetrics = 18

// keys of a row, without which it belongs nowhere.
const (
	dateRange   = "dateRange"
	pivotValues = "pivotValues"
)

// chunks are the metrics of each request.
func (q Question) chunks() [][]string {
	return slices.Collect(slices.Chunk(q.Metrics, maxMetrics))
}

// Requests is how many requests the question takes for a window, where none is cut.
func (q Question) Requests() int { return len(q.chunks()) }

// query writes the request for some of the metrics in a window.
func (q Question) query(metrics []string, window connector.Interval) restli.Query {
	granularity := "ALL"
	if q.Daily {
		granularity = "DAILY"
	}
	finder, pivot := restli.Pair{Key: "q", Value: "analytics"}, restli.Pair{Key: "pivot", Value: restli.Text(q.Pivots[0])}
	if len(q.Pivots) > 1 {
		finder.Value, pivot = "statistics", restli.Pair{Key: "pivots", Value: restli.Texts(q.Pivots...)}
	}
	return restli.Query{
		finder,
		pivot,
		{Key: "timeGranularity", Value: restli.Text(granularity)},
		{Key: dateRange, Value: restli.Record(restli.Pair{Key: "start", Value: civil(window.Start)}, restli.Pair{Key: "end", Value: civil(window.End)})},
		{Key: q.Facet, Value: restli.Texts(q.URNs...)},
		restli.Fields(append([]string{dateRange, pivotValues}, metrics...)...),
	}
}

// civil writes a day; LinkedIn takes no leading zeros, and both ends of a range are
// in it.
func civil(day connector.Date) restli.Value {
	year, month, date := day.Time().Date()
	return restli.Record(
		restli.Pair{Key: "year", Value: restli.Int(int64(year))},
		restli.Pair{Key: "month", Value: restli.Int(int64(month))},
		restli.Pair{Key: "day", Value: restli.Int(int64(date))},
	)
}

// date is a day as LinkedIn writes it.
type date struct {
	Year  int        `json:"year"`
	Month time.Month `json:"month"`
	Day   int        `json:"day"`
}

func (d date) day() connector.Date { return connector.DateOf(d.Year, d.Month, d.Day) }
