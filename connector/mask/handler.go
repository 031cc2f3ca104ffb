package mask

import (
	"context"
	"fmt"
	"log/slog"
)

// Handler returns a slog handler that passes records on without the set's
// secrets, in the message and in every attribute.
func Handler(next slog.Handler, secrets *Set) slog.Handler {
	return &handler{next: next, secrets: secrets}
}

type handler struct {
	next    slog.Handler
	secrets *Set
}

func (h *handler) Enabled(ctx context.Context, level slog.Level) bool {
	return h.next.Enabled(ctx, level)
}

func (h *handler) Handle(ctx context.Context, record slog.Record) error {
	masked := slog.NewRecord(record.Time, record.Level, h.secrets.Text(record.Message), record.PC)
	record.Attrs(func(attr slog.Attr) bool {
		masked.AddAttrs(h.attr(attr))
		return true
	})
	return h.next.Handle(ctx, masked)
}

func (h *handler) WithAttrs(attrs []slog.Attr) slog.Handler {
	masked := make([]slog.Attr, len(attrs))
	for i, attr := range attrs {
		masked[i] = h.attr(attr)
	}
	return &handler{next: h.next.WithAttrs(masked), secrets: h.secrets}
}

func (h *handler) WithGroup(name string) slog.Handler {
	return &handler{next: h.next.WithGroup(name), secrets: h.secrets}
}

func (h *handler) attr(attr slog.Attr) slog.Attr {
	value := attr.Value.Resolve()
	switch value.Kind() {
	case slog.KindString:
		return slog.String(attr.Key, h.secrets.Text(value.String()))
	case slog.KindGroup:
		members := value.Group()
		masked := make([]slog.Attr, len(members))
		for i, member := range members {
			masked[i] = h.attr(member)
		}
		return slog.Attr{Key: attr.Key, Value: slog.GroupValue(masked...)}
	case slog.KindAny:
		// What a value looks like when it is printed is all that can be masked.
		return slog.String(attr.Key, h.secrets.Text(fmt.Sprint(value.Any())))
	default:
		return attr
	}
}
