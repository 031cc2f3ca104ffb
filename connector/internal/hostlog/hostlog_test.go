package hostlog_test

import (
	"bytes"
	"context"
	"encoding/json"
	"log/slog"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/roictl/roictl/connector/internal/hostlog"
)

func TestHandlerWritesLinesOfHclog(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	handler := hostlog.NewHandler(&out, slog.LevelWarn).WithAttrs([]slog.Attr{slog.String("connector", "file")})
	at := time.Date(2026, 5, 20, 13, 4, 5, 600_000, time.UTC)
	record := slog.NewRecord(at, slog.LevelWarn, "slow page", 0)
	record.AddAttrs(slog.Int("rows", 12), slog.Group("page", slog.String("level", "inner"), slog.Int("number", 3)))

	if handler.Enabled(context.Background(), slog.LevelInfo) {
		t.Error("a level below the one asked for is enabled")
	}
	if err := handler.Handle(context.Background(), record); err != nil {
		t.Fatal(err)
	}
	var got map[string]any
	if err := json.Unmarshal(out.Bytes(), &got); err != nil {
		t.Fatalf("not one JSON object: %v\n%s", err, out.Bytes())
	}
	want := map[string]any{
		"@timestamp": "2026-05-20T13:04:05.000600Z",
		"@level":     "warn",
		"@message":   "slow page",
		"connector":  "file",
		"rows":       12.0,
		"page":       map[string]any{"level": "inner", "number": 3.0},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("line (-want +got):\n%s", diff)
	}
}

func TestParseLevel(t *testing.T) {
	t.Parallel()
	tests := map[string]slog.Level{
		"debug": slog.LevelDebug,
		"WARN":  slog.LevelWarn,
		"Error": slog.LevelError,
		"trace": slog.LevelDebug - 4,
		"":      slog.LevelInfo,
		"loud":  slog.LevelInfo,
	}
	for name, want := range tests {
		if got := hostlog.ParseLevel(name, slog.LevelInfo); got != want {
			t.Errorf("ParseLevel(%q) = %v, want %v", name, got, want)
		}
	}
}
