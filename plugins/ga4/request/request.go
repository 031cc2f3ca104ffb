package request

import (
	"errors"
	"fmt"
	"slices"
	"time"

	"google.golang.org/api/analyticsdata/v1beta"

	"github.com/roictl/roictl/connector"
)

// Request is one report, of as many pages as it takes.
type Request struct {
	question *Question
	Metrics  []string
	ranges   []span
}

// Days counts the days that are asked for.
func (r Request) Days() int {
	days := 0
	for _, s := range r.ranges {
		days += s.Days()
	}
	return days
}

// Ranges are the days that are asked for.
func (r Request) Ranges() []connector.Interval {
	ranges := make([]connector.Interval, len(r.ranges))
	for i, s := range r.ranges {
		ranges[i] = s.Interval
	}
	return ranges
}

// Divide takes metrics out into a request of their own; in halves where none or
// all of the request's are named.
func (r Request) Divide(metrics []string) (rest, taken Request) {
	rest, taken = r, r
	rest.Metrics, taken.Metrics = nil, nil
	for _, name := range r.Metrics {
		if slices.Contains(metrics, name) {
			taken.Metrics = append(taken.Metrics, name)
		} else {
			rest.Metrics = append(rest.Metrics, name)
		}
	}
	if len(rest.Metrics) == 0 || len(taken.Metrics) == 0 {
		middle := len(r.Metrics) / 2
		rest.Metrics, taken.Metrics = r.Metrics[:middle], r.Metrics[middle:]
	}
	return rest, taken
}

// The dimensions that requests have beside those of the question.
const (
	dateDimension  = "date"
	rangeDimension = "dateRange" // which Google adds where there are several ranges
)

// Body is the request for the page that begins at a row. Rows are put in a total
// order: without one Google sorts by the first metric, ties come as they like, and
// pages overlap. Rows whose metrics are all zero are left out, since Google makes
// some up where there are several ranges.
func (r Request) Body(offset, limit int64) *analyticsdata.RunReportRequest {
	body := &analyticsdata.RunReportRequest{
		DimensionFilter:     r.question.Filter,
		CurrencyCode:        r.question.Currency,
		Offset:              offset,
		Limit:               limit,
		ReturnPropertyQuota: true,
	}
	for i, s := range r.ranges {
		body.DateRanges = append(body.DateRanges, &analyticsdata.DateRange{StartDate: s.Start.String(), EndDate: s.End.String(), Name: rangeName(i)})
	}
	for _, name := range r.requested() {
		body.Dimensions = append(body.Dimensions, &analyticsdata.Dimension{Name: name})
	}
	for _, name := range r.Dimensions() {
		body.OrderBys = append(body.OrderBys, &analyticsdata.OrderBy{
			Dimension: &analyticsdata.DimensionOrderBy{DimensionName: name, OrderType: "ALPHANUMERIC"},
		})
	}
	for _, name := range r.Metrics {
		body.Metrics = append(body.Metrics, &analyticsdata.Metric{Name: name})
	}
	return body
}

func rangeName(i int) string { return fmt.Sprintf("range%d", i) }

// requested are the dimensions that a request names.
func (r Request) requested() []string {
	if !r.question.Daily {
		return r.question.Dimensions
	}
	return append([]string{dateDimension}, r.question.Dimensions...)
}

// Dimensions are the columns of dimensions that come back, in their order.
func (r Request) Dimensions() []string {
	names := r.requested()
	if len(r.ranges) > 1 {
		names = append(names[:len(names):len(names)], rangeDimension)
	}
	return names
}

// Reasons for which a row has no place.
var (
	// ErrUndated says that the row's date is "(other)" or another text: what
	// Google could not keep apart any more.
	ErrUndated = errors.New("the row has no date")
	// ErrElsewhere says that the row is of days that nobody asked for.
	ErrElsewhere = errors.New("the row is of other days")
)

// Place finds the place of a row by the values of its dimensions: the day it is
// of, or the position of its interval, and the values that the question asked for.
func (r Request) Place(values []string) (slot int32, texts []string, err error) {
	at := 0
	if len(r.ranges) > 1 {
		last := len(values) - 1
		for at = 0; at < len(r.ranges) && rangeName(at) != values[last]; at++ {
		}
		if at == len(r.ranges) {
			return 0, nil, fmt.Errorf("find range %q: %w", values[last], ErrElsewhere)
		}
		values = values[:last]
	}
	if !r.question.Daily {
		return r.ranges[at].slot, values, nil
	}
	parsed, err := time.Parse("20060102", values[0])
	if err != nil {
		return 0, nil, ErrUndated
	}
	day := connector.DateIn(parsed, time.UTC)
	// Google gives every range the days of the others, too, with zeros.
	if !r.ranges[at].Contains(day) || !r.question.wants(day) {
		return 0, nil, ErrElsewhere
	}
	return int32(day), values[1:], nil
}
