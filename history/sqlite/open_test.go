package sqlite

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/roictl/roictl/history"
)

func TestOpenBeginsAPrivateHistory(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), ".roictl", "deep", "history.db")
	store, err := Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	mustRecord(t, store, fullRun())
	if runtime.GOOS == "windows" {
		t.Skip("permissions are not mode bits here")
	}
	for _, test := range []struct {
		path string
		want fs.FileMode
	}{
		{filepath.Dir(path), 0o700 | fs.ModeDir},
		{filepath.Dir(filepath.Dir(path)), 0o700 | fs.ModeDir},
		{path, 0o600},
		{path + "-wal", 0o600},
		{path + "-shm", 0o600},
	} {
		info, err := os.Stat(test.path)
		if err != nil {
			t.Error(err)
		} else if info.Mode() != test.want {
			t.Errorf("%s has %v, want %v", test.path, info.Mode(), test.want)
		}
	}
}

// What a recorded run's safety and company rest on.
func TestConnectionsAreDurable(t *testing.T) {
	t.Parallel()
	store := newStore(t)
	mustRecord(t, store, fullRun()) // a connection learns of the journal mode with its first use
	for pragma, want := range map[string]string{
		"journal_mode": "wal", "synchronous": "2", "foreign_keys": "1", "busy_timeout": "15000", "trusted_schema": "0",
	} {
		var got string
		if err := store.db.QueryRowContext(t.Context(), "PRAGMA "+pragma).Scan(&got); err != nil || got != want {
			t.Errorf("%s = %s, %v, want %s", pragma, got, err, want)
		}
	}
}

func TestOpenTakesAnyPath(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"plain.db", "with space.db", "a+b&c=d.db", "50%25.db", "what?mode=ro", "no#1.db", "été-יומן.db", "file:x", "a;b.db"} {
		if runtime.GOOS == "windows" && strings.ContainsAny(name, "?:") {
			continue
		}
		path := filepath.Join(t.TempDir(), name)
		store, err := Open(t.Context(), path)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		mustRecord(t, store, fullRun())
		if err := store.Close(); err != nil {
			t.Error(err)
		}
		entries, err := os.ReadDir(filepath.Dir(path))
		if err != nil || len(entries) != 1 || entries[0].Name() != name {
			t.Errorf("%s: the directory holds %v, %v", name, entries, err)
		}
		reader, err := OpenReadOnly(t.Context(), path)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if _, err := reader.Latest(t.Context()); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if err := reader.Close(); err != nil {
			t.Error(err)
		}
	}
}

func TestARelativePathIsTakenAsItIs(t *testing.T) {
	t.Chdir(t.TempDir())
	store, err := Open(t.Context(), filepath.Join(".roictl", "history.db"))
	if err != nil {
		t.Fatal(err)
	}
	if err := store.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(".roictl", "history.db")); err != nil {
		t.Error(err)
	}
}

func TestReadingNothingIsNoHistory(t *testing.T) {
	t.Parallel()
	directory := t.TempDir()
	empty := filepath.Join(directory, "empty.db")
	if err := os.WriteFile(empty, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{filepath.Join(directory, "none.db"), filepath.Join(directory, "no", "where.db"), empty} {
		if _, err := OpenReadOnly(t.Context(), path); !errors.Is(err, history.ErrNoHistory) {
			t.Errorf("%s: %v, want %v", path, err, history.ErrNoHistory)
		}
	}
	entries, err := os.ReadDir(directory)
	if err != nil || len(entries) != 1 {
		t.Errorf("looking left %v, %v", entries, err)
	}
	// What a process leaves that is killed while it begins a history.
	store, err := Open(t.Context(), empty)
	if err != nil {
		t.Fatal(err)
	}
	if err := store.Close(); err != nil {
		t.Fatal(err)
	}
}

func TestAReaderCannotRecord(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "history.db")
	writer, err := Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer writer.Close()
	reader, err := OpenReadOnly(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer reader.Close()
	assertFileError(t, reader.Record(t.Context(), fullRun()), "the history cannot be written")

	// A reader sees what is recorded after it was opened.
	mustRecord(t, writer, fullRun())
	if runs, err := reader.Runs(t.Context(), 0); err != nil || len(runs) != 1 {
		t.Errorf("%d runs, %v, want the one recorded meanwhile", len(runs), err)
	}
}

// Users other than root meet these permissions; as root there are none.
func TestWithoutWritePermission(t *testing.T) {
	t.Parallel()
	if os.Geteuid() <= 0 {
		t.Skip("needs a user whom permissions bind")
	}
	directory := t.TempDir()
	path := filepath.Join(directory, "history.db")
	store, err := Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	mustRecord(t, store, fullRun())
	if err := store.Close(); err != nil {
		t.Fatal(err)
	}
	for _, locked := range []string{path, directory} {
		info, err := os.Stat(locked)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.Chmod(locked, info.Mode().Perm()&0o500); err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() {
			if err := os.Chmod(locked, info.Mode().Perm()); err != nil {
				t.Error(err)
			}
		})
	}

	reader, err := OpenReadOnly(t.Context(), path)
	if err != nil {
		t.Fatalf("reading needs no write permission: %v", err)
	}
	if _, err := reader.Latest(t.Context()); err != nil {
		t.Error(err)
	}
	if err := reader.Close(); err != nil {
		t.Error(err)
	}
	writer, err := Open(t.Context(), path)
	if err == nil {
		err = errors.Join(writer.Record(t.Context(), fullRun()), writer.Close())
	}
	assertFileError(t, err, "the history cannot be written", "the history cannot be opened")

	_, err = Open(t.Context(), filepath.Join(directory, "new", "history.db"))
	assertFileError(t, err, "the history cannot be opened")
}

// later is a schema that some later roictl may have.
func later(t *testing.T, statement string) fs.FS {
	t.Helper()
	migrations := fstest.MapFS{
		"00002_later.sql": {Data: []byte("-- +goose Up\n" + statement)},
	}
	first, err := fs.ReadFile(embeddedMigrations(), "00001_history.sql")
	if err != nil {
		t.Fatal(err)
	}
	migrations["00001_history.sql"] = &fstest.MapFile{Data: first}
	return migrations
}

func TestAnOlderHistoryIsBroughtUpToDate(t *testing.T) {
	t.Parallel()
	upgrade := later(t, "ALTER TABLE runs ADD COLUMN host TEXT NOT NULL DEFAULT '';")
	for name, open := range map[string]func(path string) (*Store, error){
		"by a check":  func(path string) (*Store, error) { return openForRecording(t.Context(), path, upgrade) },
		"by a reader": func(path string) (*Store, error) { return openForReading(t.Context(), path, upgrade) },
	} {
		path := filepath.Join(t.TempDir(), "history.db")
		store, err := Open(t.Context(), path)
		if err != nil {
			t.Fatal(err)
		}
		run := fullRun()
		mustRecord(t, store, run)
		if err := store.Close(); err != nil {
			t.Fatal(err)
		}
		upgraded, err := open(path)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if _, err := upgraded.Run(t.Context(), run.ID); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if version, err := schemaVersion(t.Context(), upgraded.db); err != nil || version != 2 {
			t.Errorf("%s: version %d, %v, want 2", name, version, err)
		}
		if err := upgraded.Close(); err != nil {
			t.Error(err)
		}

		// And this roictl then refuses it, reading or recording.
		for _, refuse := range []func() (*Store, error){
			func() (*Store, error) { return Open(t.Context(), path) },
			func() (*Store, error) { return OpenReadOnly(t.Context(), path) },
		} {
			_, err := refuse()
			file := assertFileError(t, err, "the history was written by a newer roictl")
			if file != nil && (!strings.Contains(file.Detail, "version 2") || !strings.Contains(file.Detail, "up to version 1")) {
				t.Errorf("%q does not name both versions", file.Detail)
			}
		}
	}
}

func TestAFailedUpgradeChangesNothing(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "history.db")
	store, err := Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	run := fullRun()
	mustRecord(t, store, run)
	if err := store.Close(); err != nil {
		t.Fatal(err)
	}
	broken := later(t, "CREATE TABLE half (x TEXT) STRICT;\nALTER TABLE unheard_of ADD COLUMN y TEXT;")
	if _, err := openForRecording(t.Context(), path, broken); err == nil || !strings.Contains(err.Error(), "unheard_of") {
		t.Fatalf("%v, want the cause", err)
	}

	store, err = Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	got, err := store.Run(t.Context(), run.ID)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(run.Verdicts, got.Verdicts); diff != "" {
		t.Errorf("after the failed upgrade:\n%s", diff)
	}
	var tables int
	if err := store.db.QueryRowContext(t.Context(), "SELECT count(*) FROM sqlite_schema WHERE name = 'half'").Scan(&tables); err != nil || tables != 0 {
		t.Errorf("%d tables of the failed upgrade, %v", tables, err)
	}
}
