package config_test

import (
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/hcl/v2"
	"github.com/rogpeppe/go-internal/txtar"

	"github.com/roictl/roictl/config"
)

var update = flag.Bool("update", false, "rewrite the golden parts of testdata/*.txtar")

const (
	wantDiagnostics = "want/diagnostics"
	wantModel       = "want/model"
)

// TestGolden loads every testdata/*.txtar: its files are the configuration, the
// comment holds settings ("var name=value", "var-file name", "env NAME=value",
// "version X"), and the files want/diagnostics and want/model say what comes out.
func TestGolden(t *testing.T) {
	t.Parallel()
	paths, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(paths) == 0 {
		t.Fatalf("no golden files: %v", err)
	}
	for _, path := range paths {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txtar"), func(t *testing.T) {
			t.Parallel()
			golden(t, path)
		})
	}
}

func golden(t *testing.T, path string) {
	archive, err := txtar.ParseFile(path)
	if err != nil {
		t.Fatal(err)
	}
	c, diags := config.Load(optionsOf(t, archive))
	got := map[string]string{wantDiagnostics: diagnosticsText(diags), wantModel: dump(c)}

	if *update {
		var kept []txtar.File
		for _, file := range archive.Files {
			if _, golden := got[file.Name]; !golden {
				kept = append(kept, file)
			}
		}
		for _, name := range []string{wantDiagnostics, wantModel} {
			if got[name] != "" && !(name == wantModel && diags.HasErrors()) {
				kept = append(kept, txtar.File{Name: name, Data: []byte(got[name])})
			}
		}
		archive.Files = kept
		if err := os.WriteFile(path, txtar.Format(archive), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if diff := cmp.Diff(fileOf(archive, wantDiagnostics), got[wantDiagnostics]); diff != "" {
		t.Errorf("diagnostics (-want +got):\n%s", diff)
	}
	if want := fileOf(archive, wantModel); want != "" || !diags.HasErrors() {
		if diff := cmp.Diff(want, got[wantModel]); diff != "" {
			t.Errorf("model (-want +got):\n%s", diff)
		}
	}
}

func fileOf(archive *txtar.Archive, name string) string {
	for _, file := range archive.Files {
		if file.Name == name {
			return string(file.Data)
		}
	}
	return ""
}

func optionsOf(t *testing.T, archive *txtar.Archive) config.Options {
	t.Helper()
	directory := fstest.MapFS{}
	for _, file := range archive.Files {
		if !strings.HasPrefix(file.Name, "want/") {
			directory[file.Name] = &fstest.MapFile{Data: file.Data}
		}
	}
	env := map[string]string{}
	options := config.Options{
		FS: directory, Directory: "/config",
		Env: func(name string) (string, bool) {
			value, ok := env[name]
			return value, ok
		},
		ReadFile: func(name string) ([]byte, error) { return fs.ReadFile(directory, name) },
	}
	for line := range strings.Lines(string(archive.Comment)) {
		word, rest, _ := strings.Cut(strings.TrimSpace(line), " ")
		name, value, _ := strings.Cut(rest, "=")
		switch word {
		case "var":
			options.Vars = append(options.Vars, config.VarAssignment{Name: name, Value: value})
		case "var-file":
			options.Vars = append(options.Vars, config.VarAssignment{File: rest})
		case "env":
			env[name] = value
		case "version":
			options.Version = rest
		}
	}
	return options
}

// load loads one file and returns everything that was said about it.
func load(t *testing.T, files map[string]string) (*config.Config, hcl.Diagnostics) {
	t.Helper()
	directory := fstest.MapFS{}
	for name, text := range files {
		directory[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return config.Load(config.Options{FS: directory, Directory: "/config"})
}

func diagnosticsText(diags hcl.Diagnostics) string {
	var out strings.Builder
	for _, d := range diags {
		severity := "error"
		if d.Severity == hcl.DiagWarning {
			severity = "warning"
		}
		place := "-"
		if r := d.Subject; r != nil {
			place = fmt.Sprintf("%s:%d,%d", r.Filename, r.Start.Line, r.Start.Column)
			if r.End.Line == r.Start.Line {
				place += fmt.Sprintf("-%d", r.End.Column)
			}
		}
		fmt.Fprintf(&out, "%s %s %s: %s\n", severity, place, config.DiagnosticCode(d), d.Summary)
		for line := range strings.Lines(d.Detail) {
			out.WriteString(strings.TrimRight("    "+line, " \n") + "\n")
		}
	}
	return out.String()
}

// TestNoConfiguration covers directories that are empty or cannot be read.
func TestNoConfiguration(t *testing.T) {
	t.Parallel()
	for name, directory := range map[string]fs.FS{"empty": fstest.MapFS{}, "unreadable": brokenFS{}} {
		c, diags := config.Load(config.Options{FS: directory, Directory: "/config"})
		if c == nil || len(diags) != 1 || config.DiagnosticCode(diags[0]) != "FILE" {
			t.Errorf("%s: got %v, want one FILE error and a configuration", name, diags)
		}
	}
}

type brokenFS struct{}

func (brokenFS) Open(string) (fs.File, error) { return nil, errors.New("disk on fire") }
