package facebook

import (
	"context"
	"net/http"
	"time"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/plugins/facebook/account"
	"github.com/roictl/roictl/plugins/facebook/catalogue"
	"github.com/roictl/roictl/plugins/facebook/platform"
)

// Version is the version of the connector.
const Version = "0.1.0"

// Options are the surroundings of the connector. Only Now is required.
type Options struct {
	// Now is the clock, for days that are not over and for limits that end.
	Now func() time.Time
	// Transport makes the requests; nil goes through the network.
	Transport http.RoundTripper
	// Sleep waits between attempts; nil waits in real time.
	Sleep func(ctx context.Context, d time.Duration) error
}

// New returns the connector.
func New(options Options) connector.Connector { return meta{options} }

type meta struct{ options Options }

var (
	_ connector.Connector           = meta{}
	_ connector.ConfigValidator     = meta{}
	_ connector.CredentialExchanger = meta{}
)

// userAgent names the connector to Meta.
const userAgent = "roictl-facebook/" + Version

// Describe says what the connector is.
func (meta) Describe() connector.Description {
	return connector.Description{
		Name:    "facebook",
		Version: Version,
		Title:   "Facebook and Instagram",
		Description: "Reads Meta's Ads Insights, the figures of a Facebook Page and of an Instagram account, and the links of live ads: cost, reach, clicks and conversions of ads by " +
			"campaign, audience and placement, beside what posts reached without paying.",
		Config:      account.Schema(),
		AuthSchemes: account.AuthSchemes(),
		Reports:     catalogue.Reports(),
	}
}

// ValidateConfig checks a block offline. It gives no further reports.
func (meta) ValidateConfig(_ context.Context, settings connector.Settings) ([]connector.Report, connector.Diagnostics) {
	_, diags := account.Decode(settings)
	return nil, diags
}

// Open prepares to ask. It makes no request.
func (m meta) Open(_ context.Context, settings connector.Settings) (connector.Source, connector.Diagnostics) {
	declared, diags := account.Decode(settings)
	if diags.HasErrors() {
		return nil, diags
	}
	client := platform.New(platform.Options{
		Endpoint:    declared.Endpoint,
		Version:     declared.Version,
		Now:         m.options.Now,
		MaxWait:     declared.MaxWait,
		Concurrency: settings.MaxConcurrency,
		UserAgent:   userAgent,
		Transport:   m.options.Transport,
		Sleep:       m.options.Sleep,
	})
	zone, err := time.LoadLocation(settings.TimeZone)
	if err != nil {
		zone = time.UTC // for plans only, which need not be exact to the hour
	}
	return &source{account: declared, meta: client, credential: settings.Credential, now: m.options.Now, zone: zone}, diags
}
