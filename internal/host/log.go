package host

import (
	"context"
	"encoding/json"
	"log/slog"

	"github.com/hashicorp/go-hclog"
)

// entry is a line of a child's log, in the JSON of hclog.
type entry struct {
	level   slog.Level
	message string
	attrs   map[string]any
}

// parseEntry reads a line; false when it is no log entry. A connector may be
// written by anybody, so that nothing about the line is taken for granted.
func parseEntry(line []byte) (entry, bool) {
	var fields map[string]any
	if err := json.Unmarshal(line, &fields); err != nil {
		return entry{}, false
	}
	message, ok := fields["@message"].(string)
	if !ok {
		return entry{}, false
	}
	name, _ := fields["@level"].(string)
	for _, key := range []string{"@message", "@level", "@timestamp"} {
		delete(fields, key)
	}
	return entry{level: parseLevel(name), message: message, attrs: fields}, true
}

// traceLevel is hclog's "trace", which slog does not name.
const traceLevel = slog.LevelDebug - 4

func parseLevel(name string) slog.Level {
	if name == "trace" {
		return traceLevel
	}
	var level slog.Level
	if err := level.UnmarshalText([]byte(name)); err != nil {
		return slog.LevelInfo
	}
	return level
}

// childLevel is the least level that is worth a child's while to log.
func childLevel(logger *slog.Logger) string {
	for _, level := range []slog.Level{slog.LevelDebug, slog.LevelInfo, slog.LevelWarn} {
		if logger.Enabled(context.Background(), level) {
			return level.String()
		}
	}
	return slog.LevelError.String()
}

// pluginLogger is a logger for go-plugin itself. All it says is for debugging:
// what concerns a user is told by an Error.
func pluginLogger(logger *slog.Logger) hclog.Logger {
	if !logger.Enabled(context.Background(), slog.LevelDebug) {
		return hclog.NewNullLogger()
	}
	l := hclog.NewInterceptLogger(&hclog.LoggerOptions{Level: hclog.Off})
	l.RegisterSink(debugSink{logger})
	return l
}

type debugSink struct{ logger *slog.Logger }

// Accept takes a record of go-plugin.
func (s debugSink) Accept(_ string, level hclog.Level, message string, args ...any) {
	if level >= hclog.Debug {
		s.logger.Debug(message, args...)
	}
}
