package platform

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/connector/httpclient"
	"github.com/roictl/roictl/plugins/linkedin/advertiser"
	"github.com/roictl/roictl/plugins/linkedin/restli"
)

// Options say how LinkedIn is asked.
type Options struct {
	Advertiser *advertiser.Advertiser
	// Now is the clock that is used where LinkedIn does not tell the time itself.
	Now func() time.Time
	// Concurrency limits the requests under way; at most 2, since LinkedIn throttles
	// more.
	Concurrency int
	UserAgent   string
	// Transport and Sleep are those of httpclient.Options.
	Transport http.RoundTripper
	Sleep     func(ctx context.Context, d time.Duration) error
}

// Client asks LinkedIn. It may be used by several goroutines at once.
type Client struct {
	advertiser *advertiser.Advertiser
	api        *httpclient.Client
	signIn     *httpclient.Client
	now        func() time.Time
	used       usedUp

	mu      sync.Mutex
	moment  time.Time       // by LinkedIn's clock, of its last answer
	trusted map[string]bool // Authorization headers that were accepted before
}

// maxConcurrency is how many requests are under way at most.
const maxConcurrency = 2

// longestQuery is the longest query that is sent in an address, in bytes: LinkedIn
// refuses more than 4 KB (LinkedIn API, "Query Tunneling").
const longestQuery = 4000

// New returns a client. It makes no request.
func New(o Options) *Client {
	c := &Client{advertiser: o.Advertiser, now: o.Now, used: usedUp{now: o.Now}, trusted: make(map[string]bool)}
	through := func(endpoint *url.URL, judge httpclient.Judge) *httpclient.Client {
		return httpclient.New(httpclient.Options{
			Endpoint: endpoint, Transport: o.Transport, Judge: judge, Sleep: o.Sleep, UserAgent: o.UserAgent,
			Concurrency: min(max(1, o.Concurrency), maxConcurrency),
		})
	}
	c.api = through(o.Advertiser.API, c.judge)
	c.signIn = through(o.Advertiser.Auth, nil)
	return c
}

// Close lets go of the connections.
func (c *Client) Close() {
	c.api.Close()
	c.signIn.Close()
}

// Version is the version of the Marketing API that is asked.
func (c *Client) Version() string { return c.advertiser.Version }

// As returns a context whose requests carry a credential.
func As(ctx context.Context, credential connector.Credential) context.Context {
	return httpclient.WithToken(ctx, credential.AccessToken)
}

// Moment is the time by LinkedIn's clock, as of its last answer, since clocks of
// machines are wrong at times and days are LinkedIn's.
func (c *Client) Moment() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.moment.IsZero() {
		return c.now()
	}
	return c.moment
}

// Today is the UTC day of Moment: LinkedIn's days are those of UTC.
func (c *Client) Today() connector.Date { return connector.DateIn(c.Moment(), time.UTC) }

// Finder is the method of a request for a list by criteria, where LinkedIn wants it
// named.
const Finder = "FINDER"

// Get reads a resource below /rest/, whose path is encoded already, into a value. A
// method names what Rest.li is to do where a resource wants that; "" does elsewhere.
func (c *Client) Get(ctx context.Context, path string, query restli.Query, method string, into any) *Problem {
	if d := c.used.refusal(resourceOf(path)); d != nil {
		return &Problem{Diagnostic: *d, Status: http.StatusTooManyRequests}
	}
	request, err := c.request(ctx, path, query.String())
	if err != nil {
		return c.Unreached(err)
	}
	if method != "" {
		request.Header.Set("X-RestLi-Method", method)
	}
	response, err := c.api.Do(request)
	if err != nil {
		return c.Unreached(err)
	}
	c.hear(response.Header)
	if response.Status != http.StatusOK {
		return c.refused(path, response)
	}
	if err := json.Unmarshal(response.Body, into); err != nil {
		return &Problem{Diagnostic: c.notUnderstood(response.Status), Status: response.Status}
	}
	return nil
}

// Unreached says why there is no answer of the Marketing API at all.
func (c *Client) Unreached(err error) *Problem {
	return &Problem{Diagnostic: httpclient.Diagnose(err, platformName, c.advertiser.API)}
}

// request writes a request. A query that is too long for an address travels in the
// body of a POST that stands for a GET.
func (c *Client) request(ctx context.Context, path, query string) (*http.Request, error) {
	address := strings.TrimSuffix(c.advertiser.API.String(), "/") + "/rest/" + path
	method, body := http.MethodGet, ""
	if len(query) > longestQuery {
		method, body = http.MethodPost, query
	} else if query != "" {
		address += "?" + query
	}
	request, err := http.NewRequestWithContext(ctx, method, address, strings.NewReader(body))
	if err != nil {
		return nil, fmt.Errorf("write request: %w", err)
	}
	if body != "" {
		request.Header.Set("X-HTTP-Method-Override", http.MethodGet)
		request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	} else {
		request.Body = http.NoBody
	}
	request.Header.Set("LinkedIn-Version", c.advertiser.Version)
	request.Header.Set("X-Restli-Protocol-Version", "2.0.0")
	request.Header.Set("Accept", "application/json")
	return request, nil
}

// hear notes LinkedIn's time.
func (c *Client) hear(header http.Header) {
	told, err := http.ParseTime(header.Get("Date"))
	if err != nil {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.moment = told
}

// resourceOf is the resource of a path: LinkedIn's daily quotas are by resource.
func resourceOf(path string) string {
	parts := strings.Split(path, "/")
	if len(parts) >= 3 { // adAccounts/1/creatives
		return parts[2]
	}
	return parts[0]
}
