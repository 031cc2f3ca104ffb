package host_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/internal/host"
)

// executable is the test binary, which plays the connectors.
func executable(t *testing.T) string {
	t.Helper()
	path, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	return path
}

// parts are the connectors and programs that TestMain can play.
var parts = map[string]connector.Connector{
	"actor": actor{}, "liar": nil, "future": nil, "silent": nil, "stranger": nil, "chatterer": nil, "stillborn": nil,
}

// newHost returns a host of the parts, which ends with the test.
func newHost(t *testing.T, options host.Options) *host.Host {
	t.Helper()
	if options.Bundled == nil {
		options.Bundled = parts
	}
	if options.Executable == "" {
		options.Executable = executable(t)
	}
	if options.Environ == nil {
		options.Environ = os.Environ()
	}
	h := host.New(options)
	t.Cleanup(func() {
		if err := h.Close(context.WithoutCancel(t.Context())); err != nil {
			t.Error(err)
		}
	})
	return h
}

// startActor starts an actor and gives it its part.
func startActor(t *testing.T, h *host.Host, config actorConfig) connector.Handle {
	t.Helper()
	handle, err := h.Start(t.Context(), "actor", "connector.actor."+t.Name())
	if err != nil {
		t.Fatal(err)
	}
	raw, err := json.Marshal(config)
	if err != nil {
		t.Fatal(err)
	}
	if diags, err := handle.Configure(t.Context(), connector.Settings{Config: raw}); err != nil || len(diags) > 0 {
		t.Fatal(err, diags)
	}
	return handle
}

// perform lets an actor do one act and returns what it said.
func perform(t *testing.T, options host.Options, config actorConfig) ([]string, error) {
	t.Helper()
	handle := startActor(t, newHost(t, options), config)
	var sink words
	_, diags, err := handle.Query(t.Context(), oneWord, &sink)
	if err == nil && diags.HasErrors() {
		err = diags
	}
	return sink.sorted(), err
}

func TestConnectorsRunInProcessesOfTheirOwn(t *testing.T) {
	t.Parallel()
	h := newHost(t, host.Options{})
	pids := make(map[string]bool)
	for _, address := range []string{"connector.actor.a", "connector.actor.b"} {
		handle, err := h.Start(t.Context(), "actor", address)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := handle.Configure(t.Context(), connector.Settings{Config: json.RawMessage(`{"act": "pid"}`)}); err != nil {
			t.Fatal(err)
		}
		var sink words
		trailer, _, err := handle.Query(t.Context(), oneWord, &sink)
		if err != nil || trailer.Rows != 1 {
			t.Fatal(trailer, err)
		}
		pids[sink.said[0]] = true
	}
	if len(pids) != 2 || pids[strconv.Itoa(os.Getpid())] {
		t.Errorf("processes %v, want two others than %d", pids, os.Getpid())
	}
}

func TestInProcessRunsBundledConnectorsHere(t *testing.T) {
	t.Parallel()
	said, err := perform(t, host.Options{InProcess: true, Executable: "/does/not/exist"}, actorConfig{Act: "pid"})
	if err != nil || !slices.Equal(said, []string{strconv.Itoa(os.Getpid())}) {
		t.Errorf("said %v, %v; want this process", said, err)
	}
}

func TestExternalConnectorsTakePrecedence(t *testing.T) {
	t.Parallel()
	h := newHost(t, host.Options{External: map[string]string{"actor": "/does/not/exist"}})
	for name, open := range map[string]func() (connector.Handle, error){
		"start":  func() (connector.Handle, error) { return h.Start(t.Context(), "actor", "connector.actor.a") },
		"shared": func() (connector.Handle, error) { return h.Shared(t.Context(), "actor") },
	} {
		_, err := open()
		var fault *host.Error
		if !errors.As(err, &fault) || fault.Summary != "Connector cannot be started" || !strings.Contains(fault.Detail, "/does/not/exist") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestSharedBundledConnectorsNeedNoProcess(t *testing.T) {
	t.Parallel()
	h := newHost(t, host.Options{Executable: "/does/not/exist"})
	first, err := h.Shared(t.Context(), "actor")
	if err != nil {
		t.Fatal(err)
	}
	second, err := h.Shared(t.Context(), "actor")
	if err != nil || first != second {
		t.Errorf("a second handle %v, %v", second, err)
	}
	if d, err := first.Describe(t.Context()); err != nil || d.Name != "actor" {
		t.Errorf("Describe: %+v, %v", d, err)
	}
}

func TestStartIsOncePerAddress(t *testing.T) {
	t.Parallel()
	h := newHost(t, host.Options{})
	var group sync.WaitGroup
	handles := make([]connector.Handle, 8)
	for i := range handles {
		group.Go(func() {
			handle, err := h.Start(t.Context(), "actor", "connector.actor.same")
			if err != nil {
				t.Error(err)
			}
			handles[i] = handle
		})
	}
	group.Wait()
	for _, handle := range handles {
		if handle != handles[0] {
			t.Fatal("two handles for one address")
		}
	}
	if _, err := h.Start(t.Context(), "liar", "connector.actor.same"); err == nil || !strings.Contains(err.Error(), `of type "actor" already`) {
		t.Errorf("another type at the same address: %v", err)
	}
}

func TestUnknownConnector(t *testing.T) {
	t.Parallel()
	h := newHost(t, host.Options{})
	_, err := h.Start(t.Context(), "actr", "connector.actr.a")
	var fault *host.Error
	if !errors.As(err, &fault) || fault.Hint != `Did you mean "actor"?` || !strings.Contains(fault.Detail, "actor, chatterer") {
		t.Errorf("error %v", err)
	}
}

func TestNothingStartsAfterClose(t *testing.T) {
	t.Parallel()
	h := newHost(t, host.Options{})
	if err := h.Close(t.Context()); err != nil {
		t.Fatal(err)
	}
	if _, err := h.Start(t.Context(), "actor", "connector.actor.late"); err == nil {
		t.Error("started after the end")
	}
}

func TestEnvironmentIsAnAllowList(t *testing.T) {
	t.Parallel()
	said, err := perform(t, host.Options{
		Environ: []string{
			"PATH=/bin", "HOME=/home/me", "TZ=Europe/Berlin", "https_proxy=http://proxy", "SSL_CERT_FILE=/certs",
			"AWS_SECRET_ACCESS_KEY=secret", "ROICTL_TOKEN_FACEBOOK=secret", "ROICTL_VAR_key=secret",
			"ROICTL_CLIENT_SECRET_FACEBOOK=secret", "ROICTL_PASSPHRASE=secret", "ROICTL_KEYFILE=secret", "GOOGLE_APPLICATION_CREDENTIALS=secret", "CUSTOM=mine", "CUSTOMER=not", "odd",
		},
		PassEnv: []string{"CUSTOM"},
	}, actorConfig{Act: "environment"})
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, variable := range said {
		name, _, _ := strings.Cut(variable, "=")
		names = append(names, name)
		if strings.Contains(variable, "secret") {
			t.Errorf("a secret of the user reached the child: %s", variable)
		}
	}
	want := []string{"CUSTOM", "HOME", "PATH", "PLUGIN_MAX_PORT", "PLUGIN_MIN_PORT", "PLUGIN_PROTOCOL_VERSIONS",
		"PLUGIN_UNIX_SOCKET_DIR", "ROICTL_CONNECTOR_COOKIE", "ROICTL_LOG", "SSL_CERT_FILE", "TZ", "https_proxy"}
	if diff := cmp.Diff(want, names); diff != "" && runtime.GOOS != "windows" {
		t.Errorf("environment of the child (-want +got):\n%s", diff)
	}
}

// entries returns the names in a directory.
func entries(t *testing.T, dir string) []string {
	t.Helper()
	list, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, entry := range list {
		names = append(names, entry.Name())
	}
	return names
}

func TestSocketsArePrivateAndRemoved(t *testing.T) {
	t.Parallel()
	if runtime.GOOS == "windows" {
		t.Skip("there are no sockets in files")
	}
	parent, err := os.MkdirTemp("", "t") // short: t.TempDir is too deep for a socket
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(parent) })
	h := newHost(t, host.Options{TempDir: parent})
	startActor(t, h, actorConfig{Act: "answer"})

	runs := entries(t, parent)
	if len(runs) != 1 {
		t.Fatalf("directories %v, want one for the run", runs)
	}
	run := filepath.Join(parent, runs[0])
	if info, err := os.Stat(run); err != nil || info.Mode().Perm() != 0o700 {
		t.Errorf("mode %v, %v; want 0700", info.Mode(), err)
	}
	if sockets := entries(t, run); len(sockets) != 1 {
		t.Errorf("the directory holds %v, want one socket", sockets)
	}
	if err := h.Close(t.Context()); err != nil {
		t.Fatal(err)
	}
	if left := entries(t, parent); len(left) != 0 {
		t.Errorf("left behind: %v", left)
	}
}

// journal is a log that can be read while it is written.
type journal struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

func (j *journal) Write(p []byte) (int, error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.buf.Write(p)
}

func (j *journal) String() string {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.buf.String()
}

func (j *journal) logger(level slog.Level) *slog.Logger {
	return slog.New(slog.NewTextHandler(j, &slog.HandlerOptions{Level: level}))
}

// logOf performs an act and returns the host's log after the child has ended.
func logOf(t *testing.T, level slog.Level, config actorConfig) string {
	t.Helper()
	var log journal
	h := host.New(host.Options{Bundled: parts, Executable: executable(t), Environ: os.Environ(), Logger: log.logger(level)})
	handle := startActor(t, h, config)
	if _, diags, err := handle.Query(t.Context(), oneWord, &words{}); err != nil || len(diags) > 0 {
		t.Error(err, diags)
	}
	if err := h.Close(t.Context()); err != nil {
		t.Error(err)
	}
	return log.String()
}

func TestLogsOfConnectorsReachTheHost(t *testing.T) {
	t.Parallel()
	log := logOf(t, slog.LevelInfo, actorConfig{Act: "log", Token: "canary-4711"})
	if want := `level=INFO msg="asking with (sensitive value)" connector=connector.actor.` + t.Name() + " page=3"; !strings.Contains(log, want) {
		t.Errorf("log:\n%s\nwant %s", log, want)
	}
	if strings.Contains(log, "too fine") {
		t.Errorf("a level nobody asked for:\n%s", log)
	}
	if log := logOf(t, slog.LevelDebug, actorConfig{Act: "log", Token: "canary-4711"}); strings.Contains(log, "canary-4711") ||
		!strings.Contains(log, "too fine") || !strings.Contains(log, "with (sensitive value) unmasked") {
		t.Errorf("debug log:\n%s", log)
	}
}

func TestUnexpectedOutputIsWarnedOfOnce(t *testing.T) {
	t.Parallel()
	log := logOf(t, slog.LevelInfo, actorConfig{Act: "print"})
	for _, stream := range []string{"standard output", "standard error"} {
		if n := strings.Count(log, `stream="`+stream+`"`); n != 1 {
			t.Errorf("%d warnings about %s, want 1:\n%s", n, stream, log)
		}
	}
}

func TestLongLinesOfOutputDoNoHarm(t *testing.T) {
	t.Parallel()
	said, err := perform(t, host.Options{}, actorConfig{Act: "flood"})
	if err != nil || !slices.Equal(said, []string{"flooded"}) {
		t.Errorf("said %v, %v", said, err)
	}
}

func TestCloseDoesNotWaitForConnectorsThatHang(t *testing.T) {
	t.Parallel()
	h := newHost(t, host.Options{})
	startActor(t, h, actorConfig{Act: "hang in Close"})
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	if err := h.Close(ctx); err != nil {
		t.Error(err)
	}
}

func TestCloseInterruptsAStart(t *testing.T) {
	t.Parallel()
	h := host.New(host.Options{Bundled: parts, Executable: executable(t), StartTimeout: time.Hour})
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := h.Start(ctx, "silent", "connector.silent.a"); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want that of the context", err)
	}
	if err := h.Close(t.Context()); err != nil { // returns although the start would take an hour
		t.Error(err)
	}
}
