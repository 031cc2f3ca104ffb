package main

import (
	"bufio"
	"bytes"
	"context"
	"io"
	"net/http"
	"strings"
	"testing"
)

// TestServesUntilItIsStopped starts the command, uses what it prints, and ends
// it as an interrupt does.
func TestServesUntilItIsStopped(t *testing.T) {
	t.Parallel()
	ctx, stop := context.WithCancel(t.Context())
	out, in := io.Pipe()
	code := make(chan int, 1)
	var complaints bytes.Buffer
	go func() { code <- run(ctx, []string{"--now", "2026-05-20T06:00:00Z"}, in, &complaints) }()
	lines := bufio.NewReader(out)
	base, err := lines.ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	token, err := lines.ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, strings.TrimSpace(base)+"/rest/adAccounts/500000001", nil)
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Authorization", "Bearer "+strings.TrimSpace(token))
	request.Header.Set("LinkedIn-Version", "202605")
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	body, err := io.ReadAll(response.Body)
	_ = response.Body.Close()
	if err != nil || response.StatusCode != http.StatusOK || !bytes.Contains(body, []byte(`"currency":"EUR"`)) {
		t.Errorf("%s: %s (%v)", response.Status, body, err)
	}
	stop()
	if got := <-code; got != 0 {
		t.Errorf("it ended with %d: %s", got, &complaints)
	}
}

func TestRefusesWhatItShould(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		args []string
		code int
		says string
	}{
		{[]string{"--listen", "0.0.0.0:0"}, 1, "not a loopback address"},
		{[]string{"--listen", "example.com:80"}, 1, "not a loopback address"},
		{[]string{"--listen", "127.0.0.1"}, 1, "missing port"},
		{[]string{"--now", "yesterday"}, 2, "2026-11-22T08:00:00Z"},
		{[]string{"--member", "nobody"}, 1, "admin, analyst and outsider"},
		{[]string{"--color"}, 2, "flag provided but not defined"},
		{[]string{"--help"}, 0, "loopback"},
	} {
		var out, complaints bytes.Buffer
		if got := run(t.Context(), tt.args, &out, &complaints); got != tt.code || !strings.Contains(complaints.String(), tt.says) || out.Len() > 0 {
			t.Errorf("%v ended with %d, %q and %q", tt.args, got, &out, &complaints)
		}
	}
}
