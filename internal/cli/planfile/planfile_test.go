package planfile

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"errors"
	"io/fs"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/roictl/roictl/connector"
)

// spring is a plan with something in every field.
func spring() (Plan, map[string][]byte) {
	may := connector.Interval{Start: connector.DateOf(2026, time.May, 1), End: connector.DateOf(2026, time.May, 19)}
	plan := Plan{
		RoictlVersion:      "0.1.0",
		Directory:          "/shop",
		AsOf:               connector.DateOf(2026, time.May, 20),
		Period:             "current",
		Targets:            []string{"goal.sales"},
		Excludes:           []string{"goal.sales.cpa"},
		Variables:          map[string]json.RawMessage{"rate": json.RawMessage(`10.50`)},
		SensitiveVariables: []string{"token"},
		ConfigDigest:       strings.Repeat("a", 64),
		Queries: []Query{{ID: "q1", Source: "connector.file.crm", Query: connector.Query{
			Report: "rows", Measures: []string{"spend"}, Intervals: []connector.Interval{may}, Grain: connector.GrainDay,
		}}},
	}
	return plan, map[string][]byte{"goals.roi.hcl": []byte("goal \"sales\" {}\n"), "more.roi.hcl.json": []byte("{}")}
}

// written is the archive of a plan.
func written(t *testing.T) []byte {
	t.Helper()
	var out bytes.Buffer
	plan, sources := spring()
	if err := Write(&out, plan, sources); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func read(archive []byte) (Plan, fs.FS, error) {
	return Read(bytes.NewReader(archive), int64(len(archive)))
}

func TestRoundTrip(t *testing.T) {
	t.Parallel()
	archive := written(t)
	if !bytes.Equal(archive, written(t)) {
		t.Error("the same plan was written as different bytes")
	}
	got, snapshot, err := read(archive)
	if err != nil {
		t.Fatal(err)
	}
	want, sources := spring()
	want.FormatVersion, want.SnapshotDigest = FormatVersion, got.SnapshotDigest
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	for name, content := range sources {
		found, err := fs.ReadFile(snapshot, name)
		if err != nil || !bytes.Equal(found, content) {
			t.Errorf("%s is %q with %v, want %q", name, found, err, content)
		}
	}
	entries, err := fs.ReadDir(snapshot, ".")
	if err != nil || len(entries) != len(sources) {
		t.Errorf("the snapshot lists %v with %v", entries, err)
	}
}

// TestExactNumbersSurvive holds that a variable's number is not rounded to a float.
func TestExactNumbersSurvive(t *testing.T) {
	t.Parallel()
	plan, _, err := read(written(t))
	if err != nil {
		t.Fatal(err)
	}
	if got := string(plan.Variables["rate"]); got != "10.50" {
		t.Errorf("the rate is %s, want 10.50", got)
	}
}

// rewrite returns the archive with its files changed.
func rewrite(t *testing.T, change func(files map[string][]byte)) []byte {
	t.Helper()
	archive := written(t)
	in, err := zip.NewReader(bytes.NewReader(archive), int64(len(archive)))
	if err != nil {
		t.Fatal(err)
	}
	files := make(map[string][]byte)
	for _, entry := range in.File {
		content, err := fs.ReadFile(in, entry.Name)
		if err != nil {
			t.Fatal(err)
		}
		files[entry.Name] = content
	}
	change(files)
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for name, content := range files {
		if err := add(w, name, content); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestReadRefuses(t *testing.T) {
	t.Parallel()
	replaceInPlan := func(old, now string) func(map[string][]byte) {
		return func(files map[string][]byte) {
			files[planName] = bytes.Replace(files[planName], []byte(old), []byte(now), 1)
		}
	}
	tests := []struct {
		name    string
		archive []byte
		want    error
	}{
		{"an empty file", nil, ErrNotAPlan},
		{"something else", []byte("goal \"sales\" {}\n"), ErrNotAPlan},
		{"a file that was cut off", written(t)[:200], ErrNotAPlan},
		{"an archive without a plan", rewrite(t, func(files map[string][]byte) { delete(files, planName) }), ErrNotAPlan},
		{"a plan that is no JSON", rewrite(t, func(files map[string][]byte) { files[planName] = []byte("{") }), ErrNotAPlan},
		{"a plan with a date that is none", rewrite(t, replaceInPlan("2026-05-20", "2026-05-40")), ErrNotAPlan},
		{"a changed source", rewrite(t, func(files map[string][]byte) { files["config/goals.roi.hcl"] = []byte("x") }), ErrTampered},
		{"an added source", rewrite(t, func(files map[string][]byte) { files["config/new.roi.hcl"] = []byte("x") }), ErrTampered},
		{"a removed source", rewrite(t, func(files map[string][]byte) { delete(files, "config/goals.roi.hcl") }), ErrTampered},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			if _, _, err := read(tt.archive); !errors.Is(err, tt.want) {
				t.Errorf("got %v, want %v", err, tt.want)
			}
		})
	}
	for _, format := range []string{"2.0", "10.0", "", "1"} {
		_, _, err := read(rewrite(t, replaceInPlan(`"format_version": "1.0"`, `"format_version": "`+format+`"`)))
		var newer *NewerError
		if !errors.As(err, &newer) || newer.Format != format || newer.Version != "0.1.0" {
			t.Errorf("format %q: got %v, want a *NewerError that names it and roictl 0.1.0", format, err)
		}
	}
}

// TestReadTakesLaterMinors holds that fields and files may be added within a
// major version.
func TestReadTakesLaterMinors(t *testing.T) {
	t.Parallel()
	archive := rewrite(t, func(files map[string][]byte) {
		files[planName] = bytes.Replace(files[planName], []byte(`"format_version": "1.0"`), []byte(`"format_version": "1.7", "new": 1`), 1)
		files["new.json"] = []byte("{}")
	})
	if _, _, err := read(archive); err != nil {
		t.Error(err)
	}
}

// FuzzRead holds that no bytes make reading panic, and that whatever is taken is
// whole.
func FuzzRead(f *testing.F) {
	var out bytes.Buffer
	plan, sources := spring()
	if err := Write(&out, plan, sources); err != nil {
		f.Fatal(err)
	}
	f.Add(out.Bytes())
	f.Add([]byte("PK\x03\x04"))
	f.Fuzz(func(t *testing.T, archive []byte) {
		plan, snapshot, err := read(archive)
		if err == nil && (snapshot == nil || plan.FormatVersion == "") {
			t.Errorf("took %d bytes without a snapshot or a format", len(archive))
		}
	})
}
