package sqlite

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/roictl/roictl/history"
)

// assertFileError holds an error to one of the summaries, and to what every
// fault of a file must say: where, and what to do.
func assertFileError(t *testing.T, err error, summaries ...string) *history.FileError {
	t.Helper()
	var file *history.FileError
	if !errors.As(err, &file) {
		t.Errorf("%v (%T): want a FileError", err, err)
		return nil
	}
	if !slices.Contains(summaries, file.Summary) {
		t.Errorf("summary %q, want one of %q; %v", file.Summary, summaries, err)
	}
	if file.Path == "" || !strings.Contains(err.Error(), file.Path) || file.Detail == "" {
		t.Errorf("%v (detail %q): want the place and what to do", err, file.Detail)
	}
	return file
}

func TestFilesThatAreNoHistory(t *testing.T) {
	t.Parallel()
	grown := filepath.Join(t.TempDir(), "grown.db")
	store, err := Open(t.Context(), grown)
	if err != nil {
		t.Fatal(err)
	}
	mustRecord(t, store, manyObservations(2000, "2026-05-20", "1"))
	if err := store.Close(); err != nil {
		t.Fatal(err)
	}
	whole, err := os.ReadFile(grown)
	if err != nil {
		t.Fatal(err)
	}
	overwritten := slices.Clone(whole)
	copy(overwritten[4096:], bytes.Repeat([]byte{0xAA}, len(overwritten)-8192))

	const damaged, foreign = "the history is damaged", "it is not a roictl history"
	for _, test := range []struct {
		name    string
		content []byte
		want    []string
	}{
		{"one word", []byte("hello"), []string{foreign}},
		{"a text", bytes.Repeat([]byte("Date,Spend\n2026-05-20,12\n"), 400), []string{foreign}},
		{"zeros", make([]byte, 10_000), []string{foreign}},
		{"a header and no more", whole[:100], []string{foreign, damaged}},
		{"truncated in the middle", whole[:len(whole)/2], []string{damaged}},
		{"truncated in a page", whole[:5000], []string{damaged}},
		{"overwritten", overwritten, []string{damaged}},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			for name, use := range map[string]func(path string) error{
				"recording": func(path string) error {
					store, err := Open(t.Context(), path)
					if err != nil {
						return err
					}
					defer store.Close()
					return store.Record(t.Context(), manyObservations(2000, "2026-05-21", "2"))
				},
				"reading": func(path string) error {
					store, err := OpenReadOnly(t.Context(), path)
					if err != nil {
						return err
					}
					defer store.Close()
					_, err = store.Latest(t.Context())
					return err
				},
			} {
				path := filepath.Join(t.TempDir(), "history.db")
				if err := os.WriteFile(path, test.content, 0o600); err != nil {
					t.Fatal(err)
				}
				file := assertFileError(t, use(path), test.want...)
				if file != nil && !strings.Contains(file.Detail, "No check needs it") {
					t.Errorf("%s: %q does not say that deleting it is safe", name, file.Detail)
				}
			}
		})
	}
}

func TestADatabaseOfAnotherProgramIsLeftAlone(t *testing.T) {
	t.Parallel()
	for _, schema := range []string{
		"CREATE TABLE bookmarks (url TEXT)",
		"CREATE TABLE schema_version (version_id INTEGER); INSERT INTO schema_version VALUES (1)",
		"PRAGMA application_id = 0x524F4943; CREATE TABLE bookmarks (url TEXT)",
	} {
		path := filepath.Join(t.TempDir(), "history.db")
		db, err := connect(path, readWrite)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := db.ExecContext(t.Context(), schema); err != nil {
			t.Fatal(err)
		}
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
		before, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		_, err = Open(t.Context(), path)
		assertFileError(t, err, "it is not a roictl history")
		_, err = OpenReadOnly(t.Context(), path)
		assertFileError(t, err, "it is not a roictl history")
		if after, err := os.ReadFile(path); err != nil || !bytes.Equal(before, after) {
			t.Errorf("%s: the file was changed (%v)", schema, err)
		}
	}
}

func TestPathsThatAreNoFile(t *testing.T) {
	t.Parallel()
	directory := t.TempDir()
	file := filepath.Join(directory, "file")
	if err := os.WriteFile(file, []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct{ path, want string }{
		{directory, "it is not a file"},
		{filepath.Join(file, "history.db"), "the history cannot be opened"},
	} {
		_, err := Open(t.Context(), test.path)
		assertFileError(t, err, test.want)
		_, err = OpenReadOnly(t.Context(), test.path)
		assertFileError(t, err, test.want)
	}
}

// onOneConnection makes settings of a connection hold for every use.
func onOneConnection(t *testing.T, store *Store, pragma string) {
	t.Helper()
	store.db.SetMaxOpenConns(1)
	if _, err := store.db.ExecContext(t.Context(), pragma); err != nil {
		t.Fatal(err)
	}
}

// A limit on the number of pages is what a full disk looks like to SQLite.
func TestAFullDiskLosesOnlyTheNewRun(t *testing.T) {
	t.Parallel()
	store := newStore(t)
	run := fullRun()
	mustRecord(t, store, run)
	onOneConnection(t, store, "PRAGMA max_page_count = 40")

	assertFileError(t, store.Record(t.Context(), manyObservations(2000, "2026-05-21", "1")), "the disk is full")
	runs, err := store.Runs(t.Context(), 0)
	if err != nil || len(runs) != 1 || runs[0].ID != run.ID {
		t.Fatalf("%v, %v, want the run from before", runs, err)
	}
	mustRecord(t, store, fullRun()) // there is room for a small one
}

func TestAHistoryInUseIsSaidToBe(t *testing.T) {
	t.Parallel()
	store := newStore(t)
	onOneConnection(t, store, "PRAGMA busy_timeout = 0") // what has to be waited for is not the test's subject
	other, err := Open(t.Context(), store.path)
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	tx, err := other.db.BeginTx(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	assertFileError(t, store.Record(t.Context(), fullRun()), "another process holds the history")

	// Reading goes on meanwhile.
	if _, err := store.Runs(t.Context(), 0); err != nil {
		t.Error(err)
	}
	if err := tx.Rollback(); err != nil {
		t.Fatal(err)
	}
	mustRecord(t, store, fullRun())
}

func TestWaitingEndsWithTheContext(t *testing.T) {
	t.Parallel()
	store := newStore(t)
	other, err := Open(t.Context(), store.path)
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	tx, err := other.db.BeginTx(t.Context(), &sql.TxOptions{})
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := tx.Rollback(); err != nil {
			t.Error(err)
		}
	}()
	ctx, cancel := context.WithCancel(t.Context())
	result := make(chan error)
	go func() { result <- store.Record(ctx, fullRun()) }()
	cancel()
	if err := <-result; !errors.Is(err, context.Canceled) {
		t.Errorf("%v, want %v", err, context.Canceled)
	}
}
