package engine

import (
	"context"
	"sync"

	"github.com/hashicorp/hcl/v2"

	"github.com/roictl/roictl/connector"
)

// opening starts a connector once, whoever asks first.
type opening struct {
	mu     sync.Mutex
	handle connector.Handle // nil until it is open
	login  bool             // whether it was opened with a credential
	failed hcl.Diagnostics  // why it could not be opened, once that is certain
}

// once returns the handle, which start opens at the first call. What start has to
// say belongs to that call; an error is repeated to everybody, but for that of an
// interrupted start, which may be tried again. What was opened without a
// credential is opened again for who has one.
func (o *opening) once(ctx context.Context, login bool, start func() (connector.Handle, hcl.Diagnostics)) (connector.Handle, hcl.Diagnostics) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if login && !o.login {
		o.close(ctx)
	}
	if o.handle != nil || o.failed != nil {
		return o.handle, o.failed
	}
	handle, diags := start()
	switch {
	case !diags.HasErrors():
		o.handle, o.login = handle, login
	case ctx.Err() == nil:
		o.failed = diags
	}
	return o.handle, diags
}

// undo has the next caller open the connector anew, whether it could be opened or
// not: the credential that it was opened with is good no longer.
func (o *opening) undo(ctx context.Context) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.close(ctx)
	o.failed = nil
}

// close ends what was opened. The caller has the lock.
func (o *opening) close(ctx context.Context) {
	if o.handle == nil {
		return
	}
	// Configuring it again says what is wrong, should closing it fail.
	_ = o.handle.Close(ctx)
	o.handle = nil
}
