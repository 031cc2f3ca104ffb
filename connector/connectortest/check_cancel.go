package connectortest

import (
	"context"
	"time"

	"github.com/roictl/roictl/connector"
)

// patience is how long a query may go on after its context has ended.
const patience = time.Second

// checkCancellation ends queries before they start and at their first event.
func checkCancellation(ctx context.Context, r *run) {
	ctx = r.context(ctx)
	handle, end, ok := r.configured(ctx)
	if !ok {
		return
	}
	defer end()
	early, cancel := context.WithCancel(ctx)
	cancel()
	r.returns(early, "a query that was cancelled before it began", handle)

	midway, cancel := context.WithCancel(ctx)
	defer cancel()
	r.returns(midway, "a query that was cancelled when its header came", handle, cancel)
}

// returns runs the query and wants it back soon after ctx is done. The functions
// are called at the first event.
func (r *run) returns(ctx context.Context, what string, handle connector.Handle, atFirst ...func()) {
	done := make(chan struct{})
	go func() {
		defer close(done)
		// Whether it still succeeds or says that it was cancelled is the same.
		_, _, _ = handle.Query(ctx, r.query, &firstEvent{call: atFirst})
	}()
	select {
	case <-done:
		return
	case <-ctx.Done():
	}
	select {
	case <-done:
	case <-time.After(patience):
		r.problemf("%s goes on for more than %s: Query has to watch its context", what, patience)
	}
}

// firstEvent is a sink that calls functions when the first event comes.
type firstEvent struct {
	answer
	call []func()
}

func (f *firstEvent) first() {
	for _, call := range f.call {
		call()
	}
	f.call = nil
}

func (f *firstEvent) Header(h connector.Header) error {
	f.first()
	return f.answer.Header(h)
}

func (f *firstEvent) Progress(p connector.Progress) {
	f.first()
	f.answer.Progress(p)
}
