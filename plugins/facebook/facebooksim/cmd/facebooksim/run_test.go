package main

import (
	"bufio"
	"context"
	"io"
	"net/http"
	"strings"
	"testing"
)

func TestOnlyLoopback(t *testing.T) {
	t.Parallel()
	for _, address := range []string{"0.0.0.0:0", "[::]:0", "192.0.2.1:0", "example.com:80", ":0", "127.0.0.1"} {
		if err := run(t.Context(), []string{"--listen", address}, io.Discard); err == nil {
			t.Errorf("%s was listened on", address)
		}
	}
}

// TestServesUntilStopped reads the base URL from the first line and asks it.
func TestServesUntilStopped(t *testing.T) {
	t.Parallel()
	ctx, stop := context.WithCancel(t.Context())
	out, in := io.Pipe()
	done := make(chan error, 1)
	go func() {
		err := run(ctx, []string{"--listen", "127.0.0.1:0", "--now", "2026-04-02T00:00:00Z"}, in)
		done <- err
		in.CloseWithError(io.EOF)
	}()
	lines := bufio.NewScanner(out)
	lines.Scan()
	base := lines.Text()
	go func() {
		for lines.Scan() {
			continue // what else is printed must not block
		}
	}()
	response, err := http.Get(base + "/__sim/clock")
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil || !strings.Contains(string(body), "2026-04-02T00:00:00Z") {
		t.Errorf("the clock says %s, error %v", body, err)
	}
	stop()
	if err := <-done; err != nil {
		t.Errorf("stopped with %v", err)
	}
}
