package platform

import (
	"context"
	"fmt"
	"time"

	"google.golang.org/api/analyticsdata/v1beta"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/plugins/ga4/request"
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
	recent.Newest = dayOf(page)
	return recent, nil
}

// Begun asks for the first day on which the property received anything; 0 when it
// never has. The day on which it was made says less: it may have stood idle for
// long before a website sent to it, and what nobody counted is not zero.
func (c *Client) Begun(ctx context.Context) (connector.Date, *Problem) {
	page, problem := c.run(ctx, &analyticsdata.RunReportRequest{
		DateRanges: []*analyticsdata.DateRange{{StartDate: request.FirstDay.String(), EndDate: "today"}},
		Dimensions: []*analyticsdata.Dimension{{Name: "date"}},
		Metrics:    []*analyticsdata.Metric{{Name: "eventCount"}},
		OrderBys: []*analyticsdata.OrderBy{{
			Dimension: &analyticsdata.DimensionOrderBy{DimensionName: "date", OrderType: "ALPHANUMERIC"},
		}},
		Limit:               1,
		ReturnPropertyQuota: true,
	})
	if problem != nil {
		return 0, problem
	}
	return dayOf(page), nil
}

// dayOf is the day of a report's first row; 0 when there is none, or it has none.
func dayOf(page *analyticsdata.RunReportResponse) connector.Date {
	if len(page.Rows) == 0 || len(page.Rows[0].DimensionValues) == 0 {
		return 0
	}
	day, err := time.Parse("20060102", page.Rows[0].DimensionValues[0].Value)
	if err != nil {
		return 0
	}
	return connector.DateIn(day, time.UTC)
}
