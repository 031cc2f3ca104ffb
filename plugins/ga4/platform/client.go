package platform

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"time"

	"google.golang.org/api/analyticsadmin/v1beta"
	"google.golang.org/api/analyticsdata/v1beta"
	"google.golang.org/api/option"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/connector/httpclient"
	"github.com/roictl/roictl/plugins/ga4/property"
)

// Options say how Google is asked about a property.
type Options struct {
	Property *property.Property
	// Now is the clock that is used where Google does not tell the time itself.
	Now func() time.Time
	// Concurrency limits the requests under way; at most 4, so that dashboards on
	// the same property, which shares 10, go on working.
	Concurrency int
	UserAgent   string
	// Transport and Sleep are those of httpclient.Options.
	Transport http.RoundTripper
	Sleep     func(ctx context.Context, d time.Duration) error
	// PageRows is how many rows are asked for at a time; 100,000 when 0. Google
	// sends 250,000 at most.
	PageRows int64
}

// Client asks Google about one property. It may be used by several goroutines at
// once.
type Client struct {
	property *property.Property
	data     *analyticsdata.PropertiesService
	admin    *analyticsadmin.PropertiesService
	quota    *quota
	now      func() time.Time
	pageRows int64
	clients  []*httpclient.Client
}

// maxConcurrency is how many requests are under way at most.
const maxConcurrency = 4

// New returns a client. It makes no request.
func New(ctx context.Context, o Options) (*Client, error) {
	c := &Client{property: o.Property, quota: &quota{now: o.Now}, now: o.Now, pageRows: o.PageRows}
	if c.pageRows <= 0 {
		c.pageRows = 100_000
	}
	through := func(endpoint *url.URL, attempts int) []option.ClientOption {
		client := httpclient.New(httpclient.Options{
			Endpoint:      endpoint,
			Attempts:      attempts,
			Transport:     o.Transport,
			Judge:         c.judge,
			Concurrency:   min(max(1, o.Concurrency), maxConcurrency),
			ResponseLimit: 256 << 20, // a page of the largest report
			Sleep:         o.Sleep,
			UserAgent:     o.UserAgent,
		})
		c.clients = append(c.clients, client)
		return []option.ClientOption{
			option.WithHTTPClient(client.HTTP()),
			option.WithEndpoint(strings.TrimSuffix(endpoint.String(), "/") + "/"),
			// The generated client would log whole requests where its environment
			// says so; what there is to log, httpclient does.
			option.WithLogger(slog.New(slog.DiscardHandler)),
		}
	}
	data, err := analyticsdata.NewService(ctx, through(o.Property.Data, 5)...)
	if err != nil {
		return nil, fmt.Errorf("prepare the client of the Data API: %w", err)
	}
	// What the Admin API says can be done without, so that it is not waited for long.
	admin, err := analyticsadmin.NewService(ctx, through(o.Property.Admin, 2)...)
	if err != nil {
		return nil, fmt.Errorf("prepare the client of the Admin API: %w", err)
	}
	c.data, c.admin = data.Properties, admin.Properties
	return c, nil
}

// Close lets go of the connections.
func (c *Client) Close() {
	for _, client := range c.clients {
		client.Close()
	}
}

// quotaProjectKey is the key of a context's quota project.
type quotaProjectKey struct{}

// As returns a context whose requests carry a credential.
func As(ctx context.Context, credential connector.Credential) context.Context {
	ctx = httpclient.WithToken(ctx, credential.AccessToken)
	if project := credential.Extra[connector.ExtraQuotaProject]; project != "" {
		ctx = context.WithValue(ctx, quotaProjectKey{}, project)
	}
	return ctx
}

// introduce names the project that a request counts against, where the credential
// belongs to none of its own.
func introduce(ctx context.Context, header http.Header) {
	if project, ok := ctx.Value(quotaProjectKey{}).(string); ok {
		header.Set("X-Goog-User-Project", project)
	}
}

// moment is the time by Google's clock, which a response carries, since clocks of
// machines are wrong at times and days are those of the property.
func (c *Client) moment(header http.Header) time.Time {
	if told, err := http.ParseTime(header.Get("Date")); err == nil {
		return told
	}
	return c.now()
}
