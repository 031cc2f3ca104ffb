package platform

import (
	"context"
	"fmt"
	"time"

	"google.golang.org/api/analyticsdata/v1beta"

	"github.com/roictl/roictl/connector"
)

// RecentDays is how many days are looked at for data.
const RecentDays = 28

// Recent is what a small report on the last days says.
type Recent struct {
	Newest   connector.Date // the last day with a session; 0 when there is none
	TimeZone string         // IANA, of the property
	Currency string         // ISO 4217, likewise
	Moment   time.Time      // when Google answered, by its clock
	Left     int64          // tokens that are left; -1 when not known
}

// Recent asks for the last day with a session. The days are Google's own words, so
// that it does not matter which clock is right.
func (c *Client) Recent(ctx context.Context) (*Recent, *Problem) {
	page, problem := c.run(ctx, &analyticsdata.RunReportRequest{
		DateRanges:          []*analyticsdata.DateRange{{StartDate: fmt.Sprintf("%ddaysAgo", RecentDays), EndDate: "today"}},
		Dimensions:          []*analyticsdata.Dimension{{Name: "date"}},
		Metrics:             []*analyticsdata.Metric{{Name: "sessions"}},
		OrderBys:            []*analyticsdata.OrderBy{{Desc: true, Dimension: &analyticsdata.DimensionOrderBy{DimensionName: "date"}}},
		Limit:               1,
		ReturnPropertyQuota: true,
	})
	if problem != nil {
		return nil, problem
	}
	recent := &Recent{Moment: c.moment(page.Header), Left: -1}
	if page.Metadata != nil {
		recent.TimeZone, recent.Currency = page.Metadata.TimeZone, page.Metadata.CurrencyCode
	}
	if _, left, known := tokens(page.PropertyQuota); known {
		recent.Left = left
	}
	if len(page.Rows) > 0 && len(page.Rows[0].DimensionValues) > 0 {
		if day, err := time.Parse("20060102", page.Rows[0].DimensionValues[0].Value); err == nil {
			recent.Newest = connector.DateIn(day, time.UTC)
		}
	}
	return recent, nil
}
