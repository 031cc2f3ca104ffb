// Package hostlog is the form in which a connector process logs to its host: one
// JSON object a line on the original standard error, with the keys of hclog. It
// knows neither what is logged nor who shows it.
package hostlog

import (
	"io"
	"log/slog"
	"strings"
)

// The keys of a line. All others are attributes.
const (
	keyTime    = "@timestamp"
	keyLevel   = "@level"
	keyMessage = "@message"
)

const timeFormat = "2006-01-02T15:04:05.000000Z07:00"

// NewHandler returns a handler that writes records of at least the level to out.
func NewHandler(out io.Writer, level slog.Leveler) slog.Handler {
	return slog.NewJSONHandler(out, &slog.HandlerOptions{Level: level, ReplaceAttr: rename})
}

func rename(groups []string, attr slog.Attr) slog.Attr {
	if len(groups) > 0 {
		return attr
	}
	switch attr.Key {
	case slog.TimeKey:
		return slog.String(keyTime, attr.Value.Time().Format(timeFormat))
	case slog.LevelKey:
		return slog.String(keyLevel, strings.ToLower(attr.Value.String()))
	case slog.MessageKey:
		attr.Key = keyMessage
	}
	return attr
}

// ParseLevel reads the name of a level in any case. Hclog's "trace" lies below
// slog's "debug". An unknown name gives the fallback.
func ParseLevel(name string, fallback slog.Level) slog.Level {
	if strings.EqualFold(name, "trace") {
		return slog.LevelDebug - 4
	}
	var level slog.Level
	if err := level.UnmarshalText([]byte(name)); err != nil {
		return fallback
	}
	return level
}
