package httpclient

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"time"

	"golang.org/x/sync/semaphore"
)

// Options say how a client behaves. Only Endpoint is required.
type Options struct {
	// Endpoint is the platform's address; its host is the only one that gets the
	// credential. ParseEndpoint makes one of a setting.
	Endpoint *url.URL
	// Transport makes the requests; nil means one of the client's own, which goes
	// through the proxy of the environment.
	Transport http.RoundTripper
	// Judge says which responses are worth another attempt; JudgeStatus when nil.
	Judge Judge
	// Hold says before each attempt how long the platform wants to be left alone
	// first, and why, in words as those of Verdict.Reason; nil never holds anything
	// back. It is for platforms that tell how much of their limit is used. Where it
	// says more than MaxWait, the request fails with a HeldError and is not sent.
	Hold func(request *http.Request) (wait time.Duration, reason string)
	// Concurrency limits the requests under way; 4 when 0. A request that waits
	// for its next attempt is not under way.
	Concurrency int
	// Attempts limits the requests made for one answer; 5 when 0.
	Attempts int
	// Timeout limits one attempt, the reading of its body included; 2 minutes
	// when 0.
	Timeout time.Duration
	// MaxWait is the longest wait before an attempt; 15 minutes when 0. Where a
	// platform asks for more, its response is returned as it is.
	MaxWait time.Duration
	// ResponseLimit is the most that is read of one body, in bytes after
	// decompression; 64 MiB when 0.
	ResponseLimit int64
	// Sleep waits for a duration or until the context is done; nil waits in real
	// time.
	Sleep func(ctx context.Context, d time.Duration) error
	// UserAgent names the connector to the platform, as "roictl-ga4/0.1.0".
	UserAgent string
}

// Client asks one platform. It may be used by several goroutines at once.
type Client struct {
	options  Options
	underway *semaphore.Weighted
}

// New returns a client. It makes no request.
func New(options Options) *Client {
	o := options
	if o.Transport == nil {
		o.Transport = newTransport()
	}
	if o.Judge == nil {
		o.Judge = JudgeStatus
	}
	if o.Concurrency <= 0 {
		o.Concurrency = 4
	}
	if o.Attempts <= 0 {
		o.Attempts = 5
	}
	if o.Timeout <= 0 {
		o.Timeout = 2 * time.Minute
	}
	if o.MaxWait <= 0 {
		o.MaxWait = 15 * time.Minute
	}
	if o.ResponseLimit <= 0 {
		o.ResponseLimit = 64 << 20
	}
	if o.Sleep == nil {
		o.Sleep = sleep
	}
	return &Client{options: o, underway: semaphore.NewWeighted(int64(o.Concurrency))}
}

// newTransport gives up on hosts that do not answer at all well before the
// attempt's own limit.
func newTransport() http.RoundTripper {
	return &http.Transport{
		Proxy:                 http.ProxyFromEnvironment,
		ForceAttemptHTTP2:     true,
		MaxIdleConnsPerHost:   8,
		IdleConnTimeout:       90 * time.Second,
		TLSHandshakeTimeout:   10 * time.Second,
		ResponseHeaderTimeout: 90 * time.Second,
	}
}

// sleep waits in real time.
func sleep(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// HTTP returns an http.Client, for generated clients, whose every request goes
// through this one. Bodies of its responses are in memory already.
func (c *Client) HTTP() *http.Client {
	return &http.Client{Transport: transport{c}, CheckRedirect: c.checkRedirect}
}

// Close lets go of the connections that are kept for further requests. Requests
// that are under way go on.
func (c *Client) Close() {
	if keeper, ok := c.options.Transport.(interface{ CloseIdleConnections() }); ok {
		keeper.CloseIdleConnections()
	}
}

// checkRedirect keeps to the platform: no interface that connectors read sends
// its callers to another host, so that one who does is not the platform.
func (c *Client) checkRedirect(request *http.Request, via []*http.Request) error {
	switch {
	case request.URL.Host != c.options.Endpoint.Host || request.URL.Scheme != c.options.Endpoint.Scheme:
		return fmt.Errorf("refused: %s sent the request on to another host, %s", c.options.Endpoint.Host, request.URL.Host)
	case len(via) >= 5:
		return fmt.Errorf("refused: %s sent the request on %d times", c.options.Endpoint.Host, len(via))
	}
	return nil
}

// Response is the platform's last word about a request.
type Response struct {
	Status int // HTTP status code
	Header http.Header
	Body   []byte
}

// Do makes a request, as often as the judge wants, and returns the last response
// whatever its status. An error means that there was none: the platform could not
// be reached, cut its answer short, answered with more than the limit, or the
// context is done.
func (c *Client) Do(request *http.Request) (Response, error) {
	response, err := c.HTTP().Do(request)
	if err != nil {
		return Response{}, fmt.Errorf("ask %s: %w", request.URL.Host, bare(err))
	}
	body, err := io.ReadAll(response.Body)
	if err != nil {
		return Response{}, fmt.Errorf("read answer of %s: %w", request.URL.Host, err)
	}
	if err := response.Body.Close(); err != nil {
		return Response{}, fmt.Errorf("read answer of %s: %w", request.URL.Host, err)
	}
	return Response{Status: response.StatusCode, Header: response.Header, Body: body}, nil
}
