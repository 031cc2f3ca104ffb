package platform

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"sync/atomic"
	"time"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/connector/httpclient"
)

// Options say how Meta is asked.
type Options struct {
	Endpoint *url.URL
	Version  string // such as v26.0
	// Now is the clock by which rate limits end.
	Now func() time.Time
	// MaxWait is the longest wait for a rate limit.
	MaxWait time.Duration
	// Concurrency limits the requests under way.
	Concurrency int
	UserAgent   string
	// Transport and Sleep are those of httpclient.Options.
	Transport http.RoundTripper
	Sleep     func(ctx context.Context, d time.Duration) error
}

// Client asks Meta. It may be used by several goroutines at once.
type Client struct {
	endpoint *url.URL
	version  string
	http     *httpclient.Client
	limits   *limits
	now      func() time.Time
	served   atomic.Pointer[served]
	ahead    atomic.Int64 // nanoseconds that Meta's clock is ahead of the machine's
}

// served is what Meta says about the version that it answered in.
type served struct {
	version string // empty when it does not say
	warning string // that the version ends soon; likewise
}

// maxConcurrency is how many requests are under way at most: Meta counts
// complexity as well as calls.
const maxConcurrency = 4

// New returns a client. It makes no request.
func New(o Options) *Client {
	c := &Client{endpoint: o.Endpoint, version: o.Version, limits: &limits{now: o.Now}, now: o.Now}
	c.http = httpclient.New(httpclient.Options{
		Endpoint:      o.Endpoint,
		Transport:     o.Transport,
		Judge:         c.judge,
		Hold:          c.limits.hold,
		Concurrency:   min(max(1, o.Concurrency), maxConcurrency),
		MaxWait:       max(o.MaxWait, transientWait),
		ResponseLimit: 256 << 20, // a page of the largest report
		Sleep:         o.Sleep,
		UserAgent:     o.UserAgent,
	})
	return c
}

// Close lets go of the connections.
func (c *Client) Close() { c.http.Close() }

// Version is the version that is asked.
func (c *Client) Version() string { return c.version }

// credentialKey is the key of a context's credential.
type credentialKey struct{}

// As returns a context whose requests carry a credential.
func As(ctx context.Context, credential connector.Credential) context.Context {
	return context.WithValue(httpclient.WithToken(ctx, credential.AccessToken), credentialKey{}, credential)
}

// asToken returns a context whose requests carry another token of the same app.
func asToken(ctx context.Context, token string) context.Context {
	credential := credentialOf(ctx)
	credential.AccessToken = token
	return As(ctx, credential)
}

func credentialOf(ctx context.Context) connector.Credential {
	credential, _ := ctx.Value(credentialKey{}).(connector.Credential)
	return credential
}

// Proof is the proof that whoever holds a token also holds the app's secret, which
// apps may demand of every request (Graph API, "Secure Graph API calls"): the
// HMAC-SHA256 of the token under the secret, in hexadecimal.
func Proof(secret, token string) string {
	mac := hmac.New(sha256.New, []byte(secret))
	mac.Write([]byte(token)) // a hash never fails
	return hex.EncodeToString(mac.Sum(nil))
}

// proofOf is the proof of a context's token; empty where the secret is not known.
func proofOf(ctx context.Context) string {
	credential := credentialOf(ctx)
	secret := credential.Extra[connector.ExtraClientSecret]
	if secret == "" || credential.AccessToken == "" {
		return ""
	}
	return Proof(secret, credential.AccessToken)
}

// Get reads an object or a list.
func (c *Client) Get(ctx context.Context, path string, parameters url.Values, into any) *Problem {
	return c.do(ctx, http.MethodGet, path, parameters, into)
}

// Post sends a form.
func (c *Client) Post(ctx context.Context, path string, parameters url.Values, into any) *Problem {
	return c.do(ctx, http.MethodPost, path, parameters, into)
}

func (c *Client) do(ctx context.Context, method, path string, parameters url.Values, into any) *Problem {
	form := make(url.Values, len(parameters)+1)
	for name, values := range parameters {
		form[name] = values
	}
	if proof := proofOf(ctx); proof != "" {
		form.Set("appsecret_proof", proof)
	}
	target, body := c.endpoint.JoinPath(c.version, path), ""
	if method == http.MethodGet {
		target.RawQuery = form.Encode()
	} else {
		body = form.Encode()
	}
	request, err := http.NewRequestWithContext(counting(ctx), method, target.String(), strings.NewReader(body))
	if err != nil {
		return c.diagnose(err)
	}
	if body != "" {
		request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	response, err := c.http.Do(request)
	if err != nil {
		return c.diagnose(err)
	}
	c.note(response.Header)
	if refused := errorIn(response.Status, response.Body); refused != nil {
		return c.refusal(refused, response.Header)
	}
	if err := json.Unmarshal(response.Body, into); err != nil {
		return c.notUnderstood(response.Status)
	}
	return nil
}

// note remembers what an answer says about the time and the version.
func (c *Client) note(header http.Header) {
	if told, err := http.ParseTime(header.Get("Date")); err == nil {
		c.ahead.Store(int64(told.Sub(c.now().Truncate(time.Second))))
	}
	said := served{version: header.Get("Facebook-Api-Version"), warning: header.Get("X-Ad-Api-Version-Warning")}
	if said != (served{}) {
		c.served.Store(&said)
	}
}

// Moment is the time by Meta's clock, as its answers tell it, since clocks of
// machines are wrong and Meta decides which day it is; before any answer that of the
// machine.
func (c *Client) Moment() time.Time { return c.now().Add(time.Duration(c.ahead.Load())) }

// Served is the version that Meta answered in last, and its warning that the
// version ends; empty where it says neither.
func (c *Client) Served() (version, warning string) {
	if said := c.served.Load(); said != nil {
		return said.version, said.warning
	}
	return "", ""
}

// Used is how much of the limit that is used most is used, in percent.
func (c *Client) Used() int64 { return int64(c.limits.most()) }
