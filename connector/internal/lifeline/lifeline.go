// Package lifeline ends a connector process whose host is gone. A host that is
// killed cannot stop its children, and they would live forever: the connection is
// the only sign of life that every operating system gives. It knows gRPC
// connections and time, and nothing of what is served over them.
package lifeline

import (
	"context"
	"sync"
	"time"

	"google.golang.org/grpc/stats"
)

// Watcher is a gRPC stats handler that counts connections and calls a function
// once there are none.
type Watcher struct {
	grace time.Duration
	alone func()

	mu    sync.Mutex
	open  int
	done  bool // alone was called, or never shall be
	timer *time.Timer
}

var _ stats.Handler = (*Watcher)(nil)

// Watch returns a watcher that calls alone, once, when nobody connects within
// the time first, and when no connection has been open for the time grace.
func Watch(first, grace time.Duration, alone func()) *Watcher {
	w := &Watcher{grace: grace, alone: alone}
	w.mu.Lock()
	defer w.mu.Unlock()
	w.timer = time.AfterFunc(first, w.expire)
	return w
}

// expire calls alone unless somebody connected at the last moment.
func (w *Watcher) expire() {
	w.mu.Lock()
	due := w.open == 0 && !w.done
	w.done = w.done || due
	w.mu.Unlock()
	if due {
		w.alone()
	}
}

// HandleConn counts a connection that begins or ends.
func (w *Watcher) HandleConn(_ context.Context, event stats.ConnStats) {
	w.mu.Lock()
	defer w.mu.Unlock()
	switch event.(type) {
	case *stats.ConnBegin:
		w.open++
		w.timer.Stop()
	case *stats.ConnEnd:
		w.open--
		if w.open == 0 {
			w.timer = time.AfterFunc(w.grace, w.expire)
		}
	}
}

// Stop ends the watch without calling anything.
func (w *Watcher) Stop() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.done = true
	w.timer.Stop()
}

// TagConn is part of [stats.Handler] and does nothing.
func (w *Watcher) TagConn(ctx context.Context, _ *stats.ConnTagInfo) context.Context { return ctx }

// TagRPC is part of [stats.Handler] and does nothing.
func (w *Watcher) TagRPC(ctx context.Context, _ *stats.RPCTagInfo) context.Context { return ctx }

// HandleRPC is part of [stats.Handler] and does nothing.
func (w *Watcher) HandleRPC(context.Context, stats.RPCStats) {}
