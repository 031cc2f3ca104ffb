package host_test

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/internal/host"
)

// playHost is a process that hosts an actor as the settings in its environment
// say, tells what the actor said, and then echoes its own standard input.
func playHost() int {
	path, err := os.Executable()
	if err != nil {
		return fail(err)
	}
	h := host.New(host.Options{Bundled: parts, Executable: path, TempDir: os.Getenv("PART_TEMP"), Environ: os.Environ()})
	ctx := context.Background()
	handle, err := h.Start(ctx, "actor", "connector.actor.a")
	if err != nil {
		return fail(err)
	}
	if _, err := handle.Configure(ctx, connector.Settings{Config: json.RawMessage(os.Getenv("PART_CONFIG"))}); err != nil {
		return fail(err)
	}
	var sink words
	if _, _, err := handle.Query(ctx, oneWord, &sink); err != nil {
		return fail(err)
	}
	fmt.Println(strings.Join(sink.said, " "))
	if _, err := io.Copy(os.Stdout, os.Stdin); err != nil {
		return fail(err)
	}
	if err := h.Close(ctx); err != nil {
		return fail(err)
	}
	return 0
}

func fail(err error) int {
	fmt.Fprintln(os.Stderr, err)
	return 1
}

// hostProcess starts a process that plays the host.
func hostProcess(t *testing.T, tempDir string, config actorConfig) *exec.Cmd {
	t.Helper()
	raw, err := json.Marshal(config)
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), executable(t), "__connector", "host")
	cmd.Env = append(os.Environ(), "PART_TEMP="+tempDir, "PART_CONFIG="+string(raw))
	cmd.Stderr = os.Stderr
	return cmd
}

func TestStandardInputStaysWithTheHost(t *testing.T) {
	t.Parallel()
	cmd := hostProcess(t, "", actorConfig{Act: "stdin"})
	cmd.Stdin = strings.NewReader("meant for the host\n")
	out, err := cmd.Output()
	if want := "0 bytes, <nil>\nmeant for the host\n"; err != nil || string(out) != want {
		t.Errorf("output %q, %v; want %q", out, err, want)
	}
}

// TestKilledHostLeavesNothing kills a host as no program can prevent and waits
// for its connector to notice. The connector holds a connection to this test,
// which the system closes when its process ends.
func TestKilledHostLeavesNothing(t *testing.T) {
	t.Parallel()
	if runtime.GOOS == "windows" {
		t.Skip("the beacon is a Unix socket")
	}
	dir, err := os.MkdirTemp("", "t") // short: t.TempDir is too deep for a socket
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	beacon, err := net.Listen("unix", filepath.Join(dir, "beacon"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = beacon.Close() }()
	sockets := filepath.Join(dir, "run")
	if err := os.Mkdir(sockets, 0o700); err != nil {
		t.Fatal(err)
	}

	cmd := hostProcess(t, sockets, actorConfig{Act: "answer", Beacon: beacon.Addr().String()})
	stdin, err := cmd.StdinPipe() // keeps the host waiting
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = stdin.Close() }()
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	child, err := beacon.Accept()
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = child.Close() }()
	if line, err := bufio.NewReader(stdout).ReadString('\n'); err != nil || line != "hello\n" {
		t.Fatalf("the host said %q, %v", line, err)
	}
	if len(entries(t, sockets)) != 1 {
		t.Fatal("no directory of sockets, so that the test proves nothing")
	}

	if err := cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = cmd.Wait() // says that it was killed
	// The connector logs to nobody now, which must not end it before it has tidied up.
	if _, err := child.Write([]byte{1}); err != nil {
		t.Fatal(err)
	}
	// Only a connector that lives on lets this time pass.
	if err := child.SetReadDeadline(time.Now().Add(time.Minute)); err != nil {
		t.Fatal(err)
	}
	if _, err := child.Read(make([]byte, 1)); err != io.EOF {
		t.Fatalf("the connector lives on: %v", err)
	}
	if left := entries(t, sockets); len(left) != 0 {
		t.Errorf("left behind: %v", left)
	}
}
