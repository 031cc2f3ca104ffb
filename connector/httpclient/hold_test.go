package httpclient_test

import (
	"context"
	"errors"
	"net/http"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/connector/httpclient"
)

// A platform that says how much of its limit is used is left alone before the
// limit is reached, and the wait is told. What would take too long is not sent.
func TestHold(t *testing.T) {
	t.Parallel()
	p := serve(t, answer(http.StatusOK, "", "fine"))
	holds := []time.Duration{0, 40 * time.Second, time.Hour}
	var slept, told []time.Duration
	client := httpclient.New(httpclient.Options{
		Endpoint: p.endpoint(t),
		MaxWait:  10 * time.Minute,
		Hold: func(*http.Request) (time.Duration, string) {
			next := holds[0]
			holds = holds[1:]
			return next, "the hour is used up"
		},
		Sleep: func(_ context.Context, d time.Duration) error { slept = append(slept, d); return nil },
	})
	ctx := httpclient.WithWaiting(t.Context(), func(left time.Duration, _ string) { told = append(told, left) })
	for range 2 {
		if _, err := client.Do(request(t, ctx, http.MethodGet, p.URL, "")); err != nil {
			t.Fatal(err)
		}
	}
	if diff := cmp.Diff([]time.Duration{30 * time.Second, 10 * time.Second}, slept); diff != "" {
		t.Errorf("waited (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]time.Duration{40 * time.Second, 10 * time.Second}, told); diff != "" {
		t.Errorf("told (-want +got):\n%s", diff)
	}
	_, err := client.Do(request(t, ctx, http.MethodGet, p.URL, ""))
	var held *httpclient.HeldError
	if !errors.As(err, &held) || held.Wait != time.Hour || len(p.requests()) != 2 {
		t.Fatalf("%v after %d requests, want to be held back for an hour after two", err, len(p.requests()))
	}
	d := httpclient.Diagnose(err, "The platform", p.endpoint(t))
	if d.Code != connector.CodeQuota || d.RetryAfter != time.Hour || d.Hint == "" || d.Detail != "Nothing was asked: the hour is used up, for 1h0m0s more." {
		t.Errorf("%+v", d)
	}
}
