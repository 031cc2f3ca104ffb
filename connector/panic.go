package connector

import (
	"context"
	"fmt"
	"runtime/debug"
)

// call runs the author's code with a masked logger and turns its panic into a
// diagnostic. The stack goes to the log only: it means nothing to a user.
func (s *session) call(ctx context.Context, name string, run func(context.Context)) (crash Diagnostics) {
	ctx = withMaskedLogger(ctx, s.secrets)
	defer func() {
		reason := recover()
		if reason == nil {
			return
		}
		Logger(ctx).ErrorContext(ctx, "the connector panicked", "call", name, "panic", fmt.Sprint(reason), "stack", string(debug.Stack()))
		d := NewError(CodePanic, "Connector crashed", fmt.Sprintf("The connector's code panicked in %s: %v.", name, reason))
		d.Hint = "This is a fault of the connector, not of your configuration. Report it to the connector's author, with the log (ROICTL_LOG=debug shows where it happened)."
		crash = Diagnostics{d.masked(s.secrets)}
	}()
	run(ctx)
	return nil
}

// asError is for calls that have no other way to report.
func asError(doing string, diags Diagnostics) error {
	if len(diags) == 0 {
		return nil
	}
	return fmt.Errorf("%s: %w", doing, diags)
}
