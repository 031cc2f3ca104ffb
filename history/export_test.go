package history

import (
	"bytes"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// The export is a public format: a change here is a change of what others read.
func TestExport(t *testing.T) {
	t.Parallel()
	for name, run := range map[string]*Run{
		"run.json":   sampleRun(),
		"empty.json": {ID: "01KS1ZGCVVNT8CB2V1GQEXBG11", StartedAt: started, FinishedAt: finished, AsOf: "2026-05-20", Period: "last"},
	} {
		var got bytes.Buffer
		if err := Export(&got, run); err != nil {
			t.Fatal(err)
		}
		golden := filepath.Join("testdata", name)
		if *update {
			if err := os.WriteFile(golden, got.Bytes(), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(golden)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), got.String()); diff != "" {
			t.Errorf("%s (-golden +got):\n%s", name, diff)
		}
	}
}

func TestExportSaysWhatFails(t *testing.T) {
	t.Parallel()
	if err := Export(fullDisk{}, sampleRun()); !errors.Is(err, errFull) {
		t.Errorf("%v, want %v", err, errFull)
	}
	broken := sampleRun()
	broken.Observations[0].Segment = "{"
	if err := Export(&bytes.Buffer{}, broken); err == nil {
		t.Error("a segment that is no JSON was exported")
	}
}

var errFull = errors.New("no space left")

type fullDisk struct{}

func (fullDisk) Write([]byte) (int, error) { return 0, errFull }
