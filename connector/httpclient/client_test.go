package httpclient_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/connector/httpclient"
)

// platform is a server whose answers come from a script; the last one repeats.
type platform struct {
	*httptest.Server
	mu     sync.Mutex
	seen   []string // what each request carried
	script []http.HandlerFunc
}

func serve(t *testing.T, script ...http.HandlerFunc) *platform {
	t.Helper()
	p := &platform{script: script}
	p.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		p.mu.Lock()
		n := len(p.seen)
		p.seen = append(p.seen, fmt.Sprintf("%s %s %q %s", r.Method, r.URL.Path, body, r.Header.Get("Authorization")))
		p.mu.Unlock()
		p.script[min(n, len(p.script)-1)](w, r)
	}))
	t.Cleanup(p.Close)
	return p
}

// requests returns what each request carried so far.
func (p *platform) requests() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return slices.Clone(p.seen)
}

func (p *platform) endpoint(t *testing.T) *url.URL {
	t.Helper()
	endpoint, err := httpclient.ParseEndpoint(p.URL)
	if err != nil {
		t.Fatal(err)
	}
	return endpoint
}

func answer(status int, header, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		if name, value, ok := strings.Cut(header, ": "); ok {
			w.Header().Set(name, value)
		}
		w.WriteHeader(status)
		_, _ = io.WriteString(w, body)
	}
}

// cut promises more than it sends.
func cut(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Length", "1000")
	_, _ = io.WriteString(w, "half")
	w.(http.Flusher).Flush()
	panic(http.ErrAbortHandler)
}

// waits is a Sleep in which time passes at once and is written down.
type waits struct {
	mu   sync.Mutex
	said []time.Duration
}

func (w *waits) sleep(ctx context.Context, d time.Duration) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.said = append(w.said, d)
	return ctx.Err()
}

func request(t *testing.T, ctx context.Context, method, address, body string) *http.Request {
	t.Helper()
	r, err := http.NewRequestWithContext(ctx, method, address, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestItAsksAgainUntilThePlatformAnswers(t *testing.T) {
	t.Parallel()
	p := serve(t,
		answer(503, "", "busy"), answer(429, "Retry-After: 7", "slow down"), cut, answer(502, "", "<html>"), answer(200, "", "fine"))
	var slept waits
	client := httpclient.New(httpclient.Options{Endpoint: p.endpoint(t), Sleep: slept.sleep})
	var tally httpclient.Tally
	ctx := httpclient.WithTally(httpclient.WithToken(t.Context(), "secret"), &tally)
	got, err := client.Do(request(t, ctx, http.MethodPost, p.URL+"/report", "the question"))
	if err != nil {
		t.Fatal(err)
	}
	if got.Status != 200 || string(got.Body) != "fine" {
		t.Errorf("got %d %q", got.Status, got.Body)
	}
	each := `POST /report "the question" Bearer secret`
	if diff := cmp.Diff([]string{each, each, each, each, each}, p.requests()); diff != "" {
		t.Errorf("requests (-want +got):\n%s", diff)
	}
	if tally.Calls() != 5 {
		t.Errorf("counted %d calls, made 5", tally.Calls())
	}
	if len(slept.said) != 4 || slept.said[1] != 7*time.Second {
		t.Errorf("waited %v; the second wait is the one the platform asked for", slept.said)
	}
	for i, d := range slept.said {
		limit := time.Second << i // after attempt i+1
		if i != 1 && (d < limit/2 || d >= limit) {
			t.Errorf("wait %d took %s, not from %s to %s", i+1, d, limit/2, limit)
		}
	}
}

func TestItGivesUp(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		script   http.HandlerFunc
		options  httpclient.Options
		requests int
		status   int    // 0: an error
		failure  string // in what Diagnose says
	}{
		"when a mistake stays one":            {answer(400, "", "bad"), httpclient.Options{}, 1, 400, ""},
		"after five attempts":                 {answer(500, "", "broken"), httpclient.Options{}, 5, 500, ""},
		"after as many as are allowed":        {answer(500, "", "broken"), httpclient.Options{Attempts: 2}, 2, 500, ""},
		"when the wait is too long":           {answer(429, "Retry-After: 3600", ""), httpclient.Options{}, 1, 429, ""},
		"when answers are always cut":         {cut, httpclient.Options{}, 5, 0, "were cut short"},
		"when an answer is too large":         {answer(200, "", strings.Repeat("x", 3<<20)), httpclient.Options{ResponseLimit: 2 << 20}, 1, 0, "larger than what is read at once"},
		"not at a body of exactly the limit":  {answer(200, "", strings.Repeat("x", 2<<20)), httpclient.Options{ResponseLimit: 2 << 20}, 1, 200, ""},
		"when a retry is not what it's about": {answer(200, "", "fine"), httpclient.Options{}, 1, 200, ""},
		"when nothing comes":                  {func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }, httpclient.Options{Timeout: 300 * time.Millisecond, Attempts: 2}, 2, 0, "took too long"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := serve(t, test.script)
			var slept waits
			test.options.Endpoint, test.options.Sleep = p.endpoint(t), slept.sleep
			got, err := httpclient.New(test.options).Do(request(t, t.Context(), http.MethodGet, p.URL, ""))
			if got.Status != test.status {
				t.Errorf("status %d, want %d (%v)", got.Status, test.status, err)
			}
			if len(p.requests()) != test.requests {
				t.Errorf("%d requests, want %d", len(p.requests()), test.requests)
			}
			if test.failure == "" {
				return
			}
			if err == nil {
				t.Fatal("no error")
			}
			if d := httpclient.Diagnose(err, "Example Ads", test.options.Endpoint); !strings.Contains(d.Detail, test.failure) || d.Code != connector.CodeNetwork {
				t.Errorf("diagnosed %+v, want %q", d, test.failure)
			}
		})
	}
}

func TestAJudgeReadsTheBody(t *testing.T) {
	t.Parallel()
	p := serve(t, answer(200, "", "error: try again"), answer(200, "", "fine"))
	var slept waits
	client := httpclient.New(httpclient.Options{Endpoint: p.endpoint(t), Sleep: slept.sleep, Judge: func(_ *http.Response, body []byte) httpclient.Verdict {
		return httpclient.Verdict{Retry: strings.HasPrefix(string(body), "error"), After: 65 * time.Second, Reason: "it said so"}
	}})
	var told []string
	ctx := httpclient.WithWaiting(t.Context(), func(left time.Duration, reason string) { told = append(told, left.String()+" "+reason) })
	got, err := client.Do(request(t, ctx, http.MethodGet, p.URL, ""))
	if err != nil || string(got.Body) != "fine" {
		t.Fatalf("got %q, %v", got.Body, err)
	}
	if diff := cmp.Diff([]string{"1m5s it said so", "35s it said so", "5s it said so"}, told); diff != "" {
		t.Errorf("told (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]time.Duration{30 * time.Second, 30 * time.Second, 5 * time.Second}, slept.said); diff != "" {
		t.Errorf("waited (-want +got):\n%s", diff)
	}
}

func TestTheTokenStaysWithThePlatform(t *testing.T) {
	t.Parallel()
	stranger := serve(t, answer(200, "", "thanks"))
	for name, handler := range map[string]http.HandlerFunc{
		"redirect": func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, stranger.URL, http.StatusFound) },
		"loop":     func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/again", http.StatusFound) },
	} {
		p := serve(t, handler)
		client := httpclient.New(httpclient.Options{Endpoint: p.endpoint(t)})
		_, err := client.Do(request(t, httpclient.WithToken(t.Context(), "secret"), http.MethodGet, p.URL+"/?key=also-secret", ""))
		if err == nil || !strings.Contains(err.Error(), "refused") || strings.Contains(err.Error(), "secret") {
			t.Errorf("%s: %v", name, err)
		}
	}
	if len(stranger.requests()) > 0 {
		t.Errorf("the stranger was asked: %q", stranger.requests())
	}
	own := serve(t, answer(200, "", ""))
	client := httpclient.New(httpclient.Options{Endpoint: own.endpoint(t)})
	if _, err := client.Do(request(t, httpclient.WithToken(t.Context(), "secret"), http.MethodGet, stranger.URL+"/paging/next", "")); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{`GET /paging/next "" `}, stranger.requests()); diff != "" {
		t.Errorf("the stranger saw (-want +got):\n%s", diff)
	}
}

func TestACancelledRequestWaitsForNothing(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	p := serve(t, answer(503, "", ""))
	client := httpclient.New(httpclient.Options{Endpoint: p.endpoint(t), Sleep: func(ctx context.Context, _ time.Duration) error {
		cancel()
		<-ctx.Done()
		return ctx.Err()
	}})
	if _, err := client.Do(request(t, ctx, http.MethodGet, p.URL, "")); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	if len(p.requests()) != 1 {
		t.Errorf("%d requests", len(p.requests()))
	}
}

func TestNoMoreRequestsAreUnderWayThanAllowed(t *testing.T) {
	t.Parallel()
	const allowed = 2
	var (
		now, most atomic.Int64
		arrived   = make(chan struct{}, 12)
		leave     = make(chan struct{})
	)
	p := serve(t, func(http.ResponseWriter, *http.Request) {
		n := now.Add(1)
		for seen := most.Load(); n > seen && !most.CompareAndSwap(seen, n); seen = most.Load() {
		}
		arrived <- struct{}{}
		<-leave
		now.Add(-1)
	})
	client := httpclient.New(httpclient.Options{Endpoint: p.endpoint(t), Concurrency: allowed})
	var all sync.WaitGroup
	for range 12 {
		r := request(t, t.Context(), http.MethodGet, p.URL, "")
		all.Go(func() {
			if _, err := client.Do(r); err != nil {
				t.Error(err)
			}
		})
	}
	for range allowed { // as many as may are there at once, before any has left
		<-arrived
	}
	close(leave)
	all.Wait()
	if most.Load() != allowed {
		t.Errorf("%d requests at once, allowed are %d", most.Load(), allowed)
	}
}

func TestAPlatformThatIsNotThere(t *testing.T) {
	t.Parallel()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := "http://" + listener.Addr().String()
	if err := listener.Close(); err != nil {
		t.Fatal(err)
	}
	endpoint, err := httpclient.ParseEndpoint(address)
	if err != nil {
		t.Fatal(err)
	}
	var slept waits
	client := httpclient.New(httpclient.Options{Endpoint: endpoint, Sleep: slept.sleep})
	_, err = client.Do(request(t, t.Context(), http.MethodGet, address+"/?access_token=secret", ""))
	if err == nil || strings.Contains(err.Error(), "secret") {
		t.Fatalf("got %v", err)
	}
	d := httpclient.Diagnose(err, "Example Ads", endpoint)
	if !strings.Contains(d.Detail, "No connection to Example Ads") || !d.Retryable || d.Hint == "" {
		t.Errorf("diagnosed %+v", d)
	}
}
