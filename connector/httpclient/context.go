package httpclient

import (
	"context"
	"sync/atomic"
	"time"
)

type (
	tokenKey   struct{}
	tallyKey   struct{}
	waitingKey struct{}
)

// WithToken returns a context whose requests carry a bearer token (RFC 6750). The
// token goes to the client's endpoint only.
func WithToken(ctx context.Context, token string) context.Context {
	return context.WithValue(ctx, tokenKey{}, token)
}

func tokenOf(ctx context.Context) string {
	token, _ := ctx.Value(tokenKey{}).(string)
	return token
}

// Tally counts the requests of one query. It may be shared by goroutines.
type Tally struct{ calls atomic.Int64 }

// Calls is the number of requests that were sent so far, repeated ones included.
func (t *Tally) Calls() int { return int(t.calls.Load()) }

// WithTally returns a context whose requests are counted.
func WithTally(ctx context.Context, tally *Tally) context.Context {
	return context.WithValue(ctx, tallyKey{}, tally)
}

func count(ctx context.Context) {
	if tally, ok := ctx.Value(tallyKey{}).(*Tally); ok {
		tally.calls.Add(1)
	}
}

// WithWaiting returns a context whose requests tell how long they wait for their
// next attempt, and why: before the wait and then about every half minute with
// what is left, so that neither a person nor a watchdog takes it for silence. The
// function may be called by several goroutines at once.
func WithWaiting(ctx context.Context, tell func(left time.Duration, reason string)) context.Context {
	return context.WithValue(ctx, waitingKey{}, tell)
}

func waitingOf(ctx context.Context) func(time.Duration, string) {
	if tell, ok := ctx.Value(waitingKey{}).(func(time.Duration, string)); ok {
		return tell
	}
	return func(time.Duration, string) {}
}
