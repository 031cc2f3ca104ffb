package host_test

import (
	"context"
	"errors"
	"log/slog"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/internal/host"
)

// wantFault checks that an error is the host's, about the address, and says what
// a user has to know.
func wantFault(t *testing.T, err error, summary string, texts ...string) {
	t.Helper()
	var fault *host.Error
	if !errors.As(err, &fault) {
		t.Fatalf("error %v, want a *host.Error", err)
	}
	if fault.Summary != summary {
		t.Errorf("summary %q, want %q", fault.Summary, summary)
	}
	if fault.Hint == "" || fault.Connector == "" || !strings.HasPrefix(err.Error(), fault.Address+": ") {
		t.Errorf("the error lacks a name or a hint: %#v", fault)
	}
	for _, text := range texts {
		if !strings.Contains(err.Error(), text) {
			t.Errorf("error %q, want %q in it", err, text)
		}
	}
}

func TestStartFailures(t *testing.T) {
	t.Parallel()
	tests := []struct {
		part, summary string
		texts         []string
	}{
		{"stranger", "Connector cannot be started", []string{"is no connector of roictl", "it said: usage: stranger FILE", "ROICTL_CONNECTOR_INPROCESS"}},
		{"chatterer", "Connector cannot be started", []string{"is no connector of roictl"}},
		{"stillborn", "Connector crashed", []string{"panic: no licence found"}},
		{"future", "Incompatible connector", []string{"speaks version 1"}},
	}
	for _, test := range tests {
		t.Run(test.part, func(t *testing.T) {
			t.Parallel()
			_, err := newHost(t, host.Options{}).Start(t.Context(), test.part, "connector."+test.part+".a")
			wantFault(t, err, test.summary, append(test.texts, "connector."+test.part+".a")...)
		})
	}
	t.Run("silent", func(t *testing.T) {
		t.Parallel()
		_, err := newHost(t, host.Options{StartTimeout: 100 * time.Millisecond}).Start(t.Context(), "silent", "connector.silent.a")
		wantFault(t, err, "Connector cannot be started", "did not answer within 100ms", "virus scanner")
	})
}

func TestDeathsAreExplained(t *testing.T) {
	t.Parallel()
	const token = "canary-4711"
	tests := []struct {
		act, summary string
		texts        []string
	}{
		{"exit", "Connector ended", []string{"while it answered Query, with exit code 3"}},
		{"exit cleanly", "Connector ended", []string{"while it answered Query, without an error of its own"}},
		{"complain and exit", "Connector ended", []string{"exit code 4; it said: cannot map the database: (sensitive value)"}},
		{"panic elsewhere", "Connector crashed", []string{"while it answered Query: panic: lost my marbles with (sensitive value)"}},
	}
	for _, test := range tests {
		t.Run(test.act, func(t *testing.T) {
			t.Parallel()
			var log journal
			h := newHost(t, host.Options{Logger: log.logger(slog.LevelError)})
			handle := startActor(t, h, actorConfig{Act: test.act, Token: token})
			_, _, err := handle.Query(t.Context(), oneWord, &words{})
			wantFault(t, err, test.summary, append(test.texts, "connector.actor."+t.Name())...)
			if _, again := handle.TestConnection(t.Context()); again == nil {
				t.Error("a dead connector answered")
			} else {
				wantFault(t, again, test.summary)
			}
			if crashed := strings.Contains(log.String(), "goroutine "); crashed != (test.summary == "Connector crashed") {
				t.Errorf("log with a stack: %v:\n%s", crashed, log.String())
			}
			if strings.Contains(log.String()+err.Error(), token) {
				t.Errorf("the secret leaked: %v\n%s", err, log.String())
			}
		})
	}
}

func TestPanicsInACallDoNotKillTheProcess(t *testing.T) {
	t.Parallel()
	handle := startActor(t, newHost(t, host.Options{}), actorConfig{Act: "panic", Token: "canary-4711"})
	_, diags, err := handle.Query(t.Context(), oneWord, &words{})
	if err != nil || len(diags) != 1 || diags[0].Code != connector.CodePanic || !strings.Contains(diags[0].Detail, "marbles with (sensitive value)") {
		t.Errorf("diagnostics %v, error %v", diags, err)
	}
	if test, err := handle.TestConnection(t.Context()); err != nil || !test.OK {
		t.Errorf("afterwards: %+v, %v", test, err)
	}
}

func TestKilledConnector(t *testing.T) {
	t.Parallel()
	handle := startActor(t, newHost(t, host.Options{}), actorConfig{Act: "pid, then wait"})
	progress := make(chan string, 1)
	go func() {
		pid, err := strconv.Atoi(<-progress)
		if err != nil {
			t.Error(err)
			return
		}
		child, err := os.FindProcess(pid)
		if err != nil {
			t.Error(err)
			return
		}
		if err := child.Kill(); err != nil {
			t.Error(err)
		}
	}()
	_, _, err := handle.Query(t.Context(), oneWord, &words{progress: progress})
	wantFault(t, err, "Connector ended", "signal: killed", "want of memory")
}

func TestLiesAreTheConnectorsFault(t *testing.T) {
	t.Parallel()
	h := newHost(t, host.Options{})
	handle, err := h.Start(t.Context(), "liar", "connector.liar.a")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := handle.Configure(t.Context(), connector.Settings{}); err != nil {
		t.Fatal(err)
	}
	_, _, err = handle.Query(t.Context(), oneWord, &words{})
	wantFault(t, err, "Connector broke the protocol", "it sent 7 rows, but 0 arrived", "report it to the connector's author")
}

func TestHangsEndWithTheContext(t *testing.T) {
	t.Parallel()
	handle := startActor(t, newHost(t, host.Options{}), actorConfig{Act: "hang"})
	ctx, cancel := context.WithCancel(t.Context())
	progress := make(chan string, 1)
	go func() {
		<-progress
		cancel()
	}()
	// The actor never returns, so that coming back at all is what is tested.
	if _, _, err := handle.Query(ctx, oneWord, &words{progress: progress}); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want the cancellation", err)
	}
}

func TestHangsEndWithTheTimeout(t *testing.T) {
	t.Parallel()
	handle := startActor(t, newHost(t, host.Options{QueryTimeout: 100 * time.Millisecond}), actorConfig{Act: "hang"})
	_, _, err := handle.Query(t.Context(), oneWord, &words{})
	wantFault(t, err, "Connector does not answer", "no answer to Query within 100ms")
	if !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("error %v is no deadline", err)
	}
}

func TestCallsEndWithTheTimeout(t *testing.T) {
	t.Parallel()
	handle := startActor(t, newHost(t, host.Options{CallTimeout: 500 * time.Millisecond}), actorConfig{Act: "hang in TestConnection"})
	_, err := handle.TestConnection(t.Context())
	wantFault(t, err, "Connector does not answer", "no answer to TestConnection within 500ms")
}

// TestErrorsOfTheReaderPassThrough: what the engine's sink says is no fault of
// the connector.
func TestErrorsOfTheReaderPassThrough(t *testing.T) {
	t.Parallel()
	handle := startActor(t, newHost(t, host.Options{}), actorConfig{Act: "answer"})
	full := errors.New("disk full")
	_, _, err := handle.Query(t.Context(), oneWord, refusing{err: full})
	var fault *host.Error
	if !errors.Is(err, full) || errors.As(err, &fault) {
		t.Errorf("error %v", err)
	}
}

type refusing struct{ err error }

func (r refusing) Header(connector.Header) error { return r.err }
func (r refusing) Batch(*connector.Batch) error  { return nil }
func (r refusing) Progress(connector.Progress)   {}
