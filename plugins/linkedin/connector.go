package linkedin

import (
	"context"
	"net/http"
	"time"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/plugins/linkedin/advertiser"
	"github.com/roictl/roictl/plugins/linkedin/analytics"
	"github.com/roictl/roictl/plugins/linkedin/catalogue"
	"github.com/roictl/roictl/plugins/linkedin/entities"
	"github.com/roictl/roictl/plugins/linkedin/linkreport"
	"github.com/roictl/roictl/plugins/linkedin/pagereport"
	"github.com/roictl/roictl/plugins/linkedin/platform"
)

// Version is the version of the connector.
const Version = "0.1.0"

// Options are the surroundings of the connector. Only Now is required.
type Options struct {
	// Now is the clock, for where LinkedIn does not tell the time itself.
	Now func() time.Time
	// Transport makes the requests; nil goes through the network.
	Transport http.RoundTripper
	// Sleep waits between attempts; nil waits in real time.
	Sleep func(ctx context.Context, d time.Duration) error
	// ElementCap is how many elements adAnalytics sends at most; 15,000 when 0.
	ElementCap int
}

// New returns the connector.
func New(options Options) connector.Connector { return marketing{options} }

type marketing struct{ options Options }

var (
	_ connector.Connector       = marketing{}
	_ connector.ConfigValidator = marketing{}
)

// Describe says what the connector is.
func (marketing) Describe() connector.Description {
	return connector.Description{
		Name:    "linkedin",
		Version: Version,
		Title:   "LinkedIn",
		Description: "Reads LinkedIn's ads (cost, clicks, leads, conversions and video by campaign, creative and device, and who saw them), the company page (followers, posts and views), " +
			"and the links of the ads with their tracking codes.",
		Config:      advertiser.Schema(),
		AuthSchemes: advertiser.AuthSchemes(),
		Reports:     []connector.Report{catalogue.Books(catalogue.Ads).Report, catalogue.Books(catalogue.Audience).Report, pagereport.Report(), linkreport.Report()},
	}
}

// ValidateConfig checks a block offline. It gives no further reports.
func (marketing) ValidateConfig(_ context.Context, settings connector.Settings) ([]connector.Report, connector.Diagnostics) {
	_, diags := advertiser.Decode(settings)
	return nil, diags
}

// Open prepares to ask. It makes no request.
func (m marketing) Open(_ context.Context, settings connector.Settings) (connector.Source, connector.Diagnostics) {
	declared, diags := advertiser.Decode(settings)
	if diags.HasErrors() {
		return nil, diags
	}
	client := platform.New(platform.Options{
		Advertiser:  declared,
		Now:         m.options.Now,
		Concurrency: settings.MaxConcurrency,
		UserAgent:   "roictl-linkedin/" + Version,
		Transport:   m.options.Transport,
		Sleep:       m.options.Sleep,
	})
	s := &source{advertiser: declared, client: client, credential: settings.Credential, book: entities.NewBook(client)}
	s.reader = &analytics.Reader{Client: client, Cap: m.options.ElementCap}
	if s.reader.Cap <= 0 {
		s.reader.Cap = analytics.ElementCap
	}
	return s, diags
}
