package input

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// A file that has several names is read once, under the first of them.
func TestLinksWithinTheDirectory(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	at := func(name string) string { return filepath.Join(dir, name) }
	for _, name := range []string{"b.csv", "other.csv"} { // the same content in two files is not the same file
		if err := os.WriteFile(at(name), []byte("a,b\n"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := errors.Join(os.Symlink("b.csv", at("a.csv")), os.Link(at("b.csv"), at("c.csv"))); err != nil {
		t.Skip("no links here:", err)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	files, diags := Find(root.FS(), []string{"*.csv"})
	if diff := cmp.Diff([]File{{Name: "a.csv", Size: 4}, {Name: "other.csv", Size: 4}}, files, cmpopts.IgnoreFields(File{}, "Found")); diff != "" || diags != nil {
		t.Errorf("%v (-want +got):\n%s", diags, diff)
	}
}

// What happens to a file between finding it and having read it is seen.
func TestChangedFiles(t *testing.T) {
	t.Parallel()
	write := func(t *testing.T, path, text string) {
		t.Helper()
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for name, change := range map[string]func(t *testing.T, path string){
		"nothing": func(*testing.T, string) {},
		"longer":  func(t *testing.T, path string) { write(t, path, "a,b\n1,2\n3,4\n") },
		"written later": func(t *testing.T, path string) {
			if err := os.Chtimes(path, time.Time{}, time.Unix(1_800_000_000, 0)); err != nil {
				t.Fatal(err)
			}
		},
		"replaced by one that looks the same": func(t *testing.T, path string) {
			before, err := os.Stat(path)
			if err != nil {
				t.Fatal(err)
			}
			write(t, path+".new", "a,b\n9,9\n")
			if err := errors.Join(os.Chtimes(path+".new", time.Time{}, before.ModTime()), os.Rename(path+".new", path)); err != nil {
				t.Fatal(err)
			}
		},
	} {
		for _, opened := range []bool{false, true} {
			t.Run(fmt.Sprintf("%s, opened %v", name, opened), func(t *testing.T) {
				t.Parallel()
				dir := t.TempDir()
				path := filepath.Join(dir, "ads.csv")
				write(t, path, "a,b\n1,2\n")
				files, diags := Find(os.DirFS(dir), []string{"ads.csv"})
				if diags != nil {
					t.Fatal(diags)
				}
				if !opened {
					change(t, path)
				}
				text, d := Open(os.DirFS(dir), files[0], "")
				if d == nil {
					defer text.Close()
					if opened {
						change(t, path)
					}
					d = text.Changed()
				}
				if name == "nothing" {
					if d != nil {
						t.Errorf("%+v", d)
					}
					return
				}
				wantDiagnostic(t, d, "FILE_CHANGED", "ads.csv")
				if d != nil && !d.Retryable {
					t.Error("it is not worth another try")
				}
			})
		}
	}
}

func TestAFileThatGoesAway(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	path := filepath.Join(dir, "ads.csv")
	if err := os.WriteFile(path, []byte("a,b\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	text, d := Open(os.DirFS(dir), File{Name: "ads.csv"}, "")
	if d != nil {
		t.Fatal(d.Detail)
	}
	defer text.Close()
	if err := os.Remove(path); err != nil {
		t.Skip("an open file cannot be removed here:", err)
	}
	wantDiagnostic(t, text.Changed(), "FILE_NOT_FOUND", "was there a moment ago")
}
