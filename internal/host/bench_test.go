package host_test

import (
	"context"
	"fmt"
	"os"
	"testing"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/internal/host"
)

// BenchmarkStart measures a connector from nothing to its first answer and its
// end; reference/hosting.md §1.3 has the figures of go-plugin alone.
func BenchmarkStart(b *testing.B) {
	for b.Loop() {
		h, handle := benchActor(b, "answer")
		if _, err := handle.TestConnection(b.Context()); err != nil {
			b.Fatal(err)
		}
		if err := h.Close(context.WithoutCancel(b.Context())); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkQuery measures rows from a child process, of one text each.
func BenchmarkQuery(b *testing.B) {
	h, handle := benchActor(b, "a million words")
	for b.Loop() {
		trailer, diags, err := handle.Query(b.Context(), oneWord, discard{})
		if err != nil || len(diags) > 0 || trailer.Rows != 1_000_000 {
			b.Fatal(trailer, diags, err)
		}
	}
	b.ReportMetric(float64(1_000_000*b.N)/b.Elapsed().Seconds(), "rows/s")
	if err := h.Close(context.WithoutCancel(b.Context())); err != nil {
		b.Fatal(err)
	}
}

func benchActor(b *testing.B, act string) (*host.Host, connector.Handle) {
	b.Helper()
	path, err := os.Executable()
	if err != nil {
		b.Fatal(err)
	}
	h := host.New(host.Options{Bundled: parts, Executable: path, Environ: os.Environ()})
	handle, err := h.Start(b.Context(), "actor", "connector.actor.a")
	if err != nil {
		b.Fatal(err)
	}
	settings := connector.Settings{Config: fmt.Appendf(nil, `{"act": %q}`, act)}
	if diags, err := handle.Configure(b.Context(), settings); err != nil || len(diags) > 0 {
		b.Fatal(diags, err)
	}
	return h, handle
}

// discard is a sink that looks at nothing.
type discard struct{}

func (discard) Header(connector.Header) error { return nil }
func (discard) Batch(*connector.Batch) error  { return nil }
func (discard) Progress(connector.Progress)   {}
