package ga4

import (
	"context"
	"fmt"
	"net/http"
	"time"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/plugins/ga4/catalogue"
	"github.com/roictl/roictl/plugins/ga4/platform"
	"github.com/roictl/roictl/plugins/ga4/property"
)

// Version is the version of the connector.
const Version = "0.1.0"

// Options are the surroundings of the connector. Only Now is required.
type Options struct {
	// Now is the clock, for where Google does not tell the time itself.
	Now func() time.Time
	// Transport makes the requests; nil goes through the network.
	Transport http.RoundTripper
	// Sleep waits between attempts; nil waits in real time.
	Sleep func(ctx context.Context, d time.Duration) error
	// PageRows is how many rows are asked for at a time; 100,000 when 0.
	PageRows int64
}

// New returns the connector.
func New(options Options) connector.Connector { return analytics{options} }

type analytics struct{ options Options }

var (
	_ connector.Connector       = analytics{}
	_ connector.ConfigValidator = analytics{}
)

// Describe says what the connector is.
func (analytics) Describe() connector.Description {
	return connector.Description{
		Name:    "ga4",
		Version: Version,
		Title:   "Google Analytics 4",
		Description: "Reads the core reports of a Google Analytics 4 property: sessions, users, key events, purchases and revenue by tracking code, channel, landing page, " +
			"country and device. Tracking codes are matched with what the links said (utm_source and so on), not with what Analytics attributes.",
		Config:      property.Schema(),
		AuthSchemes: property.AuthSchemes(),
		Reports:     []connector.Report{catalogue.Report()},
	}
}

// ValidateConfig checks a block offline. It gives no further reports.
func (analytics) ValidateConfig(_ context.Context, settings connector.Settings) ([]connector.Report, connector.Diagnostics) {
	_, diags := property.Decode(settings)
	return nil, diags
}

// Open prepares to ask. It makes no request.
func (a analytics) Open(ctx context.Context, settings connector.Settings) (connector.Source, connector.Diagnostics) {
	declared, diags := property.Decode(settings)
	if diags.HasErrors() {
		return nil, diags
	}
	google, err := platform.New(ctx, platform.Options{
		Property:    declared,
		Now:         a.options.Now,
		Concurrency: settings.MaxConcurrency,
		UserAgent:   "roictl-ga4/" + Version,
		Transport:   a.options.Transport,
		Sleep:       a.options.Sleep,
		PageRows:    a.options.PageRows,
	})
	if err != nil {
		return nil, append(diags, connector.NewError(property.CodeConfig, "Client cannot be prepared", fmt.Sprintf("Google's client refuses the settings: %v.", err)))
	}
	zone, err := time.LoadLocation(settings.TimeZone)
	if err != nil {
		zone = time.UTC // for plans only, which need not be exact to the hour
	}
	s := &source{property: declared, google: google, credential: settings.Credential, now: a.options.Now, zone: zone, facts: make(chan facts, 1)}
	s.facts <- facts{}
	return s, diags
}
