package endpoint

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"time"

	"github.com/roictl/roictl/connector/mask"
)

const (
	// bodyLimit is the most that is read of a response: tokens are short.
	bodyLimit = 1 << 20
	// patience is how long one request may take.
	patience = 30 * time.Second
	// pause is the wait before another attempt, where the endpoint asks for none.
	pause = time.Second
	// longestPause is the most that an endpoint may ask for.
	longestPause = 10 * time.Second
)

// recorder makes the requests of one call and remembers how the last one ended.
type recorder struct {
	next    http.RoundTripper
	now     func() time.Time
	after   func(time.Duration) <-chan time.Time
	call    call
	secrets *mask.Set

	request  *http.Request
	response *http.Response // nil when there was none; its body is in body
	body     []byte
	broken   error // why there was no response
	received time.Time
}

// client follows no redirect: it would take the secrets along.
func (r *recorder) client() *http.Client {
	return &http.Client{Transport: r, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
}

func (r *recorder) host() string {
	if r.request == nil {
		return ""
	}
	return r.request.URL.Host
}

// RoundTrip makes a request, again where the endpoint was busy, and hands on a
// response that was read whole.
func (r *recorder) RoundTrip(request *http.Request) (*http.Response, error) {
	for attempt := 1; ; attempt++ {
		wait, err := r.once(request)
		if err != nil {
			return nil, err
		}
		if attempt >= r.call.attempts || !r.worthwhile(r.response.StatusCode) || request.GetBody == nil && request.Body != nil {
			return r.response, nil
		}
		select {
		case <-request.Context().Done():
			return nil, request.Context().Err()
		case <-r.after(wait):
		}
		if request.GetBody != nil {
			body, err := request.GetBody()
			if err != nil {
				return nil, fmt.Errorf("repeat request: %w", err)
			}
			request = request.Clone(request.Context())
			request.Body = body
		}
	}
}

// errSlow is why a request was given up.
var errSlow = errors.New("it did not answer in time")

// once makes one request and returns how long to wait before the next.
func (r *recorder) once(request *http.Request) (time.Duration, error) {
	ctx, cancel := context.WithCancelCause(request.Context())
	done := make(chan struct{})
	defer close(done)
	go func() {
		select {
		case <-r.after(patience):
			cancel(errSlow)
		case <-done:
			cancel(nil)
		}
	}()
	r.request, r.response, r.body, r.broken = request, nil, nil, nil
	response, err := r.next.RoundTrip(request.WithContext(ctx))
	if err == nil {
		r.body, err = io.ReadAll(io.LimitReader(response.Body, bodyLimit))
		err = errors.Join(err, response.Body.Close())
	}
	if err != nil {
		if cause := context.Cause(ctx); errors.Is(cause, errSlow) {
			err = cause
		}
		r.broken = err
		return 0, err
	}
	r.received = r.now()
	response.Body = io.NopCloser(bytes.NewReader(r.body))
	r.response = response
	return pauseOf(response), nil
}

// worthwhile says whether a request may be made again. A server that failed in the
// middle of one may have used up a refresh token, and many platforms take a second
// use for a theft: then only those are repeated that were not looked at.
func (r *recorder) worthwhile(status int) bool {
	if status == http.StatusTooManyRequests || status == http.StatusServiceUnavailable {
		return true
	}
	return r.call.repeatable && busy(status)
}

// busy says whether the endpoint is overloaded or broken for the moment.
func busy(status int) bool {
	switch status {
	case http.StatusTooManyRequests, http.StatusInternalServerError, http.StatusBadGateway, http.StatusServiceUnavailable, http.StatusGatewayTimeout:
		return true
	}
	return false
}

func pauseOf(response *http.Response) time.Duration {
	if n, err := strconv.Atoi(response.Header.Get("Retry-After")); err == nil && n >= 0 {
		return min(time.Duration(n)*time.Second, longestPause)
	}
	return pause
}

// tolerance is how far a clock may be off before it is blamed. Google takes
// assertions from up to some minutes ahead.
const tolerance = time.Minute

// skew is how far this machine's clock is ahead of the endpoint's; zero when that
// is little, or when the endpoint does not tell the time. Its header counts in
// seconds.
func (r *recorder) skew() time.Duration {
	date, err := http.ParseTime(r.response.Header.Get("Date"))
	if err != nil {
		return 0
	}
	ahead := r.received.Sub(date).Truncate(time.Second)
	if ahead.Abs() <= tolerance {
		return 0
	}
	return ahead
}
