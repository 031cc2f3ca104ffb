package wholefile

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"testing/iotest"
)

func content(t *testing.T, path string) string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func mode(t *testing.T, path string) os.FileMode {
	t.Helper()
	info, err := os.Lstat(path)
	if err != nil {
		t.Fatal(err)
	}
	return info.Mode()
}

func TestWriteNewFile(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	path, plain := filepath.Join(dir, "new"), filepath.Join(dir, "plain")
	if err := Write(path, strings.NewReader("text")); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(plain, nil, 0o666); err != nil {
		t.Fatal(err)
	}
	if got := content(t, path); got != "text" {
		t.Errorf("the file holds %q", got)
	}
	if got, want := mode(t, path), mode(t, plain); got != want {
		t.Errorf("the mode is %v, want that of any new file, %v", got, want)
	}
}

func TestWriteKeepsModeAndLink(t *testing.T) {
	t.Parallel()
	if runtime.GOOS == "windows" {
		t.Skip("no permissions and no links without privileges")
	}
	dir := t.TempDir()
	path, link := filepath.Join(dir, "file"), filepath.Join(dir, "link")
	if err := os.WriteFile(path, []byte("old"), 0o640); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("file", link); err != nil {
		t.Fatal(err)
	}
	if err := Write(link, strings.NewReader("new")); err != nil {
		t.Fatal(err)
	}
	if got := content(t, path); got != "new" {
		t.Errorf("the file behind the link holds %q", got)
	}
	if got := mode(t, path).Perm(); got != 0o640 {
		t.Errorf("the mode is %v, want -rw-r-----", got)
	}
	if mode(t, link)&os.ModeSymlink == 0 {
		t.Error("the link was replaced by a file")
	}
}

// TestWriteFailsWhole holds that content which cannot be read leaves the old
// file, and nothing beside it.
func TestWriteFailsWhole(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	path := filepath.Join(dir, "file")
	if err := os.WriteFile(path, []byte("old"), 0o600); err != nil {
		t.Fatal(err)
	}
	broken := errors.New("broken")
	if err := Write(path, io.MultiReader(strings.NewReader("half"), iotest.ErrReader(broken))); err == nil {
		t.Error("no error")
	}
	if got := content(t, path); got != "old" {
		t.Errorf("the file holds %q, want what it held", got)
	}
	entries, err := os.ReadDir(dir)
	if err != nil || len(entries) != 1 {
		t.Errorf("the directory holds %v, want the one file", entries)
	}
}

func TestWriteWithoutDirectory(t *testing.T) {
	t.Parallel()
	if err := Write(filepath.Join(t.TempDir(), "no", "file"), strings.NewReader("")); err == nil {
		t.Error("no error")
	}
}
