package cli

import (
	"fmt"
	"log/slog"
	"os"
	"strings"
)

// logLevels are the values of ROICTL_LOG.
var logLevels = map[string]slog.Level{
	"trace": slog.LevelDebug - 4,
	"debug": slog.LevelDebug,
	"info":  slog.LevelInfo,
	"warn":  slog.LevelWarn,
	"error": slog.LevelError,
}

// logger returns the logger that ROICTL_LOG (the least level that is logged) and
// ROICTL_LOG_PATH (a file instead of the standard error) ask for. Without them
// only warnings and errors are logged: what connectors complain of must not
// vanish. The file stays open until the process ends.
func (s *session) logger() (*slog.Logger, error) {
	level := slog.LevelWarn
	if name := s.env("ROICTL_LOG"); name != "" {
		chosen, known := logLevels[strings.ToLower(name)]
		if !known {
			return nil, mistake("Wrong environment variable", "ROICTL_LOG is %q; it can be trace, debug, info, warn or error.", name)
		}
		level = chosen
	}
	out := s.Stderr
	if path := s.env("ROICTL_LOG_PATH"); path != "" {
		file, err := os.OpenFile(absolute(s.dir(), path), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
		if err != nil {
			return nil, fmt.Errorf("open the log file of ROICTL_LOG_PATH: %w", err)
		}
		out = file
	}
	return slog.New(slog.NewTextHandler(out, &slog.HandlerOptions{Level: level})), nil
}
