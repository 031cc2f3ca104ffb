package httpclient

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/url"
	"time"

	"github.com/roictl/roictl/connector"
)

// transport makes each request as often as it needs.
type transport struct{ client *Client }

// RoundTrip returns the last response, with its body in memory.
func (t transport) RoundTrip(request *http.Request) (*http.Response, error) {
	sent, err := bodyOf(request)
	if err != nil {
		return nil, err
	}
	for attempt := 1; ; attempt++ {
		if err := t.client.hold(request); err != nil {
			return nil, err
		}
		response, body, err := t.client.attempt(request, sent)
		verdict := t.client.judge(request, response, body, err)
		wait := verdict.After
		if wait == 0 {
			wait = backoff(attempt)
		}
		if !verdict.Retry || attempt == t.client.options.Attempts || wait > t.client.options.MaxWait {
			return response, err
		}
		if waitErr := t.client.Wait(request.Context(), wait, verdict.Reason); waitErr != nil {
			return nil, waitErr
		}
	}
}

// hold waits until the platform may be asked.
func (c *Client) hold(request *http.Request) error {
	if c.options.Hold == nil {
		return nil
	}
	wait, reason := c.options.Hold(request)
	if wait > c.options.MaxWait {
		return &HeldError{Wait: wait, Reason: reason}
	}
	return c.Wait(request.Context(), wait, reason)
}

// bodyOf reads the request's body, which every attempt sends anew; nil when it
// has none.
func bodyOf(request *http.Request) ([]byte, error) {
	if request.Body == nil || request.Body == http.NoBody {
		return nil, nil
	}
	body, err := io.ReadAll(request.Body)
	if err != nil {
		return nil, fmt.Errorf("read request body: %w", err)
	}
	if err := request.Body.Close(); err != nil {
		return nil, fmt.Errorf("close request body: %w", err)
	}
	return body, nil
}

// attempt makes a request once and reads its answer.
func (c *Client) attempt(request *http.Request, sent []byte) (*http.Response, []byte, error) {
	if err := c.underway.Acquire(request.Context(), 1); err != nil {
		return nil, nil, err
	}
	defer c.underway.Release(1)
	ctx, cancel := context.WithTimeoutCause(request.Context(), c.options.Timeout, errSlow)
	defer cancel()
	began := time.Now()
	try := request.Clone(ctx)
	if sent != nil {
		try.Body = io.NopCloser(bytes.NewReader(sent))
	}
	c.introduce(try)
	response, body, err := c.exchange(try)
	log := connector.Logger(ctx).With("method", request.Method, "host", request.URL.Host, "path", request.URL.Path, "took", time.Since(began))
	if err != nil {
		if errors.Is(context.Cause(ctx), errSlow) {
			err = errSlow
		}
		log.DebugContext(ctx, "request failed", "error", bare(err))
		return nil, nil, err
	}
	log.DebugContext(ctx, "request answered", "status", response.StatusCode, "bytes", len(body))
	return response, body, nil
}

// exchange sends a request and reads the whole answer, within the limit.
func (c *Client) exchange(request *http.Request) (*http.Response, []byte, error) {
	count(request.Context())
	response, err := c.options.Transport.RoundTrip(request)
	if err != nil {
		return nil, nil, err
	}
	body, err := io.ReadAll(io.LimitReader(response.Body, c.options.ResponseLimit+1))
	closeErr := response.Body.Close()
	switch {
	case err != nil:
		return nil, nil, fmt.Errorf("%w: %w", errCut, err)
	case int64(len(body)) > c.options.ResponseLimit:
		return nil, nil, fmt.Errorf("%w of %d MiB", ErrTooLarge, c.options.ResponseLimit>>20)
	case closeErr != nil:
		return nil, nil, fmt.Errorf("%w: %w", errCut, closeErr)
	}
	response.Body = io.NopCloser(bytes.NewReader(body))
	return response, body, nil
}

// introduce adds the token, for the platform's own host only, and the name of who
// asks.
func (c *Client) introduce(request *http.Request) {
	if token := tokenOf(request.Context()); token != "" && sameOrigin(request.URL, c.options.Endpoint) {
		request.Header.Set("Authorization", "Bearer "+token)
	}
	if c.options.UserAgent != "" {
		request.Header.Set("User-Agent", c.options.UserAgent)
	}
}

func sameOrigin(a, b *url.URL) bool { return a.Scheme == b.Scheme && a.Host == b.Host }

// judge asks the platform's judge about a response, and judges failures itself.
func (c *Client) judge(request *http.Request, response *http.Response, body []byte, err error) Verdict {
	switch {
	case err == nil:
		return c.options.Judge(response, body)
	case request.Context().Err() != nil || !passing(err):
		return Verdict{}
	}
	return Verdict{Retry: true, Reason: "the platform cannot be reached"}
}

// reminder is the time between two words about a wait.
const reminder = 30 * time.Second

// Wait lets time pass and tells how much is left, as before an attempt. It is for
// connectors that have to come back later by themselves, for a report that is being
// made.
func (c *Client) Wait(ctx context.Context, d time.Duration, reason string) error {
	tell := waitingOf(ctx)
	for left := d; left > 0; left -= reminder {
		tell(left, reason)
		if err := c.options.Sleep(ctx, min(left, reminder)); err != nil {
			return err
		}
	}
	return nil
}

// backoff is the wait after a number of attempts: up to a second at first, twice
// as much each time, at random in its upper half.
func backoff(attempt int) time.Duration {
	limit := time.Second << min(attempt-1, 5)
	return limit/2 + rand.N(limit/2)
}
