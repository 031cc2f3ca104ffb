package filetext_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/roictl/roictl/config/filetext"
)

func TestFile(t *testing.T) {
	t.Parallel()
	const limit = 1 << 20
	dir := t.TempDir()
	write := func(name string, size int) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, make([]byte, size), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	link := func(name, to string) string {
		path := filepath.Join(dir, name)
		if err := os.Symlink(to, path); err != nil {
			t.Skipf("no symbolic links here: %v", err)
		}
		return path
	}
	for _, test := range []struct{ name, path, why string }{
		{"a file", write("file", 5), ""},
		{"a file as large as may be", write("large", limit), ""},
		{"a file that is larger", write("larger", limit+1), "it has more than 1 MB"},
		{"a link to a file", link("good", "file"), ""},
		{"a link to itself", link("loop", "loop"), "it is a symbolic link that leads back to itself"},
		{"a link to nothing", link("dangling", "nowhere"), "it does not exist"},
		{"nothing", filepath.Join(dir, "none"), "it does not exist"},
		{"a directory", dir, "it is a directory"},
	} {
		content, err := filetext.Path(test.path, limit)
		var failure *filetext.Error
		switch {
		case test.why == "" && (err != nil || len(content) == 0):
			t.Errorf("%s: got %d bytes and %v", test.name, len(content), err)
		case test.why == "":
		case !errors.As(err, &failure) || failure.Why != test.why || failure.Todo == "":
			t.Errorf("%s: got %v, want %s", test.name, err, test.why)
		}
	}
}

// What has no size of its own is bounded while it is read.
func TestFileThatLiesAboutItsSize(t *testing.T) {
	t.Parallel()
	directory := fstest.MapFS{"a": &fstest.MapFile{Data: []byte("12345")}}
	if _, err := filetext.File(directory, "a", 4); err == nil {
		t.Error("5 bytes were read where 4 are allowed")
	}
	if content, err := filetext.File(directory, "a", 5); err != nil || string(content) != "12345" {
		t.Errorf("got %q, %v", content, err)
	}
}

// A pipe that a user names is read to its end, and no longer than the user waits.
func TestNamed(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(path, []byte("x = 1\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if content, err := filetext.Named(context.Background(), path, 100); err != nil || string(content) != "x = 1\n" {
		t.Errorf("got %q, %v", content, err)
	}
	if _, err := filetext.Named(context.Background(), path, 3); err == nil || !strings.Contains(err.Error(), "more than") {
		t.Errorf("got %v, want a refusal", err)
	}
}
