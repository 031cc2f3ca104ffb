package platform

import (
	"context"
	"time"

	"google.golang.org/api/analyticsadmin/v1beta"
	"google.golang.org/api/analyticsdata/v1beta"
)

// Facts is what the Admin API says about a property.
type Facts struct {
	DisplayName  string
	TimeZone     string // IANA
	Currency     string // ISO 4217
	ServiceLevel string // standard or 360
	Created      time.Time
}

// Facts asks the Admin API about the property. Many projects have that interface
// switched off, which the diagnostic then says.
func (c *Client) Facts(ctx context.Context) (*Facts, *Problem) {
	call := c.admin.Get(c.property.Name()).Context(counting(ctx))
	introduce(ctx, call.Header())
	found, err := call.Do()
	if err != nil {
		return nil, c.diagnose(err, c.property.Admin)
	}
	facts := &Facts{
		DisplayName:  found.DisplayName,
		TimeZone:     found.TimeZone,
		Currency:     found.CurrencyCode,
		ServiceLevel: levels[found.ServiceLevel],
	}
	if created, err := time.Parse(time.RFC3339, found.CreateTime); err == nil {
		facts.Created = created // without it, nothing is known of the first day
	}
	return facts, nil
}

var levels = map[string]string{
	"GOOGLE_ANALYTICS_STANDARD": "standard",
	"GOOGLE_ANALYTICS_360":      "360",
}

// KeyEvents asks the Admin API for the names of the property's key events.
func (c *Client) KeyEvents(ctx context.Context) ([]string, *Problem) {
	call := c.admin.KeyEvents.List(c.property.Name()).PageSize(200)
	introduce(ctx, call.Header())
	var names []string
	err := call.Pages(counting(ctx), func(page *analyticsadmin.GoogleAnalyticsAdminV1betaListKeyEventsResponse) error {
		for _, event := range page.KeyEvents {
			names = append(names, event.EventName)
		}
		return nil
	})
	if err != nil {
		return nil, c.diagnose(err, c.property.Admin)
	}
	return names, nil
}

// Names are the dimensions and metrics of a property, by name.
type Names struct {
	Dimensions map[string]*analyticsdata.DimensionMetadata
	Metrics    map[string]*analyticsdata.MetricMetadata
}

// Names asks for all dimensions and metrics of the property, custom ones included.
func (c *Client) Names(ctx context.Context) (*Names, *Problem) {
	if d := c.quota.admit(); d != nil {
		return nil, &Problem{Diagnostic: *d}
	}
	call := c.data.GetMetadata(c.property.Name() + "/metadata").Context(counting(ctx))
	introduce(ctx, call.Header())
	found, err := call.Do()
	if err != nil {
		return nil, c.diagnose(err, c.property.Data)
	}
	names := &Names{
		Dimensions: make(map[string]*analyticsdata.DimensionMetadata, len(found.Dimensions)),
		Metrics:    make(map[string]*analyticsdata.MetricMetadata, len(found.Metrics)),
	}
	for _, d := range found.Dimensions {
		names.Dimensions[d.ApiName] = d
	}
	for _, m := range found.Metrics {
		names.Metrics[m.ApiName] = m
	}
	return names, nil
}
