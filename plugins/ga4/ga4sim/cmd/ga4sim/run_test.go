package main

import (
	"bufio"
	"context"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func clock() time.Time { return time.Date(2026, time.June, 5, 8, 0, 0, 0, time.UTC) }

// TestServesUntilItIsStopped starts the command as a script does: it reads the address
// from the first line, talks to it, and stops it.
func TestServesUntilItIsStopped(t *testing.T) {
	t.Parallel()
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	key := filepath.Join(t.TempDir(), "key.json")
	reader, writer := io.Pipe()
	done := make(chan error, 1)
	go func() {
		done <- run(ctx, []string{"--sessions", "5", "--write-key", key}, writer, io.Discard, clock)
	}()
	base, err := bufio.NewReader(reader).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	base = strings.TrimSpace(base)
	response, err := http.Get(base + "/__sim/clock")
	if err != nil || response.StatusCode != 200 {
		t.Fatalf("%v, %v", response, err)
	}
	response.Body.Close()
	content, err := os.ReadFile(key)
	if err != nil || !strings.Contains(string(content), base+"/token") {
		t.Errorf("the key file does not lead to %s: %v", base, err)
	}
	stop()
	if err := <-done; err != nil {
		t.Error(err)
	}
}

// TestRefusesWhatOthersCouldReach: keys are handed out to everybody who asks.
func TestRefusesWhatOthersCouldReach(t *testing.T) {
	t.Parallel()
	for _, args := range [][]string{
		{"--listen", "0.0.0.0:0"}, {"--listen", ":0"}, {"--listen", "192.0.2.1:80"}, {"--listen", "localhost"}, {"--now", "today"}, {"extra"}, {"--nonsense"},
	} {
		if err := run(t.Context(), args, io.Discard, io.Discard, clock); err == nil {
			t.Errorf("%q is accepted", args)
		}
	}
}
