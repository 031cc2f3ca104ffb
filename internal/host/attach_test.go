package host_test

import (
	"bufio"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"regexp"
	"runtime"
	"strings"
	"syscall"
	"testing"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/internal/host"
)

// TestReattach uses one connector that an author runs in a debugger, twice, as
// two runs of roictl do, and with two blocks each time.
func TestReattach(t *testing.T) {
	t.Parallel()
	cmd, running := debugged(t)
	for range 2 {
		h := newHost(t, host.Options{Reattach: running, Bundled: map[string]connector.Connector{}})
		for _, address := range []string{"connector.actor.a", "connector.actor.b"} {
			handle, err := h.Start(t.Context(), "actor", address)
			if err != nil {
				t.Fatal(err)
			}
			if _, err := handle.Configure(t.Context(), connector.Settings{Config: json.RawMessage(`{"act": "answer"}`)}); err != nil {
				t.Fatal(err)
			}
			var sink words
			if trailer, diags, err := handle.Query(t.Context(), oneWord, &sink); err != nil || len(diags) > 0 || trailer.Rows != 1 {
				t.Error(trailer, diags, err)
			}
		}
		if _, err := h.Shared(t.Context(), "actor"); err != nil {
			t.Error(err)
		}
		if err := h.Close(t.Context()); err != nil {
			t.Error(err)
		}
	}

	h := newHost(t, host.Options{Reattach: running})
	handle, err := h.Start(t.Context(), "actor", "connector.actor.a")
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	if err := cmd.Wait(); err != nil {
		t.Errorf("an interrupt did not end it well: %v", err)
	}
	_, err = handle.Describe(t.Context())
	wantFault(t, err, "Connector is gone", "--debug", connector.EnvReattach)
}

// debugged starts a connector with --debug.
func debugged(t *testing.T) (*exec.Cmd, map[string]connector.Reattach) {
	t.Helper()
	if runtime.GOOS == "windows" {
		t.Skip("a process cannot be interrupted")
	}
	cmd := exec.CommandContext(t.Context(), executable(t), "__connector", "debugged")
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	running, err := connector.ParseReattach(printedReattach(t, bufio.NewScanner(stdout)))
	if err != nil {
		t.Fatal(err)
	}
	return cmd, running
}

// An author ends the connector with whatever signal is at hand: it leaves nothing
// behind.
func TestDebuggedConnectorTidiesUp(t *testing.T) {
	t.Parallel()
	for _, signal := range []os.Signal{os.Interrupt, syscall.SIGTERM} {
		cmd, running := debugged(t)
		socket := running["actor"].Address.Address
		if _, err := os.Stat(socket); err != nil {
			t.Fatal(err)
		}
		if err := cmd.Process.Signal(signal); err != nil {
			t.Fatal(err)
		}
		if err := cmd.Wait(); err != nil {
			t.Errorf("%s did not end it well: %v", signal, err)
		}
		if _, err := os.Stat(socket); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("after %s its socket is still there: %v", signal, err)
		}
	}
}

// A connector in a debugger may die while it is asked. Who asked is told, in words
// of this trade; closing the host then is no failure of its own.
func TestDebuggedConnectorDies(t *testing.T) {
	t.Parallel()
	cmd, running := debugged(t)
	h := newHost(t, host.Options{Reattach: running, Bundled: map[string]connector.Connector{}})
	handle, err := h.Start(t.Context(), "actor", "connector.actor.a")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := handle.Configure(t.Context(), connector.Settings{Config: json.RawMessage(`{"act": "pid, then wait"}`)}); err != nil {
		t.Fatal(err)
	}
	progress := make(chan string, 1)
	go func() {
		<-progress
		if err := cmd.Process.Kill(); err != nil {
			t.Error(err)
		}
	}()
	_, _, err = handle.Query(t.Context(), oneWord, &words{progress: progress})
	wantFault(t, err, "Connector is gone", "does not answer Query any more")
	if strings.Contains(err.Error(), "rpc error") {
		t.Errorf("error %q, want it in words", err)
	}
	if err := h.Close(t.Context()); err != nil {
		t.Errorf("closing: %v", err)
	}
	_ = cmd.Wait() // killed, as it should be
}

// printedReattach finds the variable in what a connector prints with --debug.
func printedReattach(t *testing.T, lines *bufio.Scanner) string {
	t.Helper()
	variable := regexp.MustCompile(`export ` + connector.EnvReattach + `='(.*)'$`)
	for lines.Scan() {
		if match := variable.FindStringSubmatch(lines.Text()); match != nil {
			return match[1]
		}
	}
	t.Fatal("the connector printed no way to attach to it")
	return ""
}

func TestReattachNeedsTheSameProtocol(t *testing.T) {
	t.Parallel()
	h := newHost(t, host.Options{Reattach: map[string]connector.Reattach{"actor": {Protocol: "grpc", ProtocolVersion: 9}}})
	_, err := h.Start(t.Context(), "actor", "connector.actor.a")
	wantFault(t, err, "Incompatible connector", "speaks version 9", "speaks version 1")
}
