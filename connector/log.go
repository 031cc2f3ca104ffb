package connector

import (
	"context"
	"log/slog"

	"github.com/roictl/roictl/connector/mask"
)

// loggerKey is the context key of the logger.
type loggerKey struct{}

// Logger returns the logger of the call. It masks the credential and every
// sensitive setting; the host shows what is logged when the user asks for it
// (ROICTL_LOG). What the user has to know belongs into a [Diagnostic] instead.
func Logger(ctx context.Context) *slog.Logger {
	if logger, ok := ctx.Value(loggerKey{}).(*slog.Logger); ok {
		return logger
	}
	return slog.Default()
}

// WithLogger returns a context whose calls log to logger. A host sets it for
// connectors in its own process; for the others Serve does.
func WithLogger(ctx context.Context, logger *slog.Logger) context.Context {
	return context.WithValue(ctx, loggerKey{}, logger)
}

// withMaskedLogger puts a mask before the context's logger.
func withMaskedLogger(ctx context.Context, secrets *mask.Set) context.Context {
	return WithLogger(ctx, slog.New(mask.Handler(Logger(ctx).Handler(), secrets)))
}
