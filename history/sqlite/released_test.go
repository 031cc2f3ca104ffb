package sqlite

import (
	"bytes"
	"database/sql"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/roictl/roictl/history"
)

// -update writes the file of a new schema version. It never touches one that is
// there: what a released roictl has written is a fact.
var update = flag.Bool("update", false, "write testdata of the latest schema version if it is missing")

// releasedRuns are in every released file.
func releasedRuns() []*history.Run {
	first, second := fullRun(), fullRun()
	first.ID = "01KS1ZGCVVNT8CB2V1GQEXBG11"
	second.ID = "01KS4HX4KVTV7ZVK8M8ZAJ7C8C"
	second.AsOf = "2026-05-21"
	second.Observations[0].Low, second.Observations[0].High = "22.9", "22.9"
	second.Observations[0].Supersedes = first.ID
	return []*history.Run{first, second}
}

func releasedFile(version int64) string {
	return filepath.Join("testdata", fmt.Sprintf("v%d.db", version))
}

// Every file that a released schema wrote opens for ever, to be read and to be
// recorded into.
func TestReleasedFilesOpen(t *testing.T) {
	t.Parallel()
	latest, err := latestVersion(embeddedMigrations())
	if err != nil {
		t.Fatal(err)
	}
	if *update {
		writeReleased(t, releasedFile(latest))
	}
	for version := int64(1); version <= latest; version++ {
		t.Run(fmt.Sprintf("v%d", version), func(t *testing.T) {
			t.Parallel()
			content, err := os.ReadFile(releasedFile(version))
			if err != nil {
				t.Fatal(err)
			}
			path := filepath.Join(t.TempDir(), "history.db")
			if err := os.WriteFile(path, content, 0o600); err != nil {
				t.Fatal(err)
			}
			reader, err := OpenReadOnly(t.Context(), path)
			if err != nil {
				t.Fatal(err)
			}
			for _, want := range releasedRuns() {
				got, err := reader.Run(t.Context(), want.ID)
				if err != nil {
					t.Fatal(err)
				}
				if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
					t.Errorf("run %s (-recorded +read):\n%s", want.ID, diff)
				}
			}
			if err := reader.Close(); err != nil {
				t.Fatal(err)
			}
			if after, err := os.ReadFile(path); err != nil || version == latest && !bytes.Equal(content, after) {
				t.Errorf("reading changed the file (%v)", err)
			}

			store, err := Open(t.Context(), path)
			if err != nil {
				t.Fatal(err)
			}
			defer store.Close()
			next := fullRun()
			next.AsOf = "2026-05-22"
			mustRecord(t, store, next)
			if got, want := next.Observations[0].Supersedes, releasedRuns()[1].ID; got != want {
				t.Errorf("a new run supersedes %q, want %s", got, want)
			}
			if diff := cmp.Diff(schemaOf(t, newStore(t)), schemaOf(t, store)); diff != "" {
				t.Errorf("schema (-of a new history +of this one):\n%s", diff)
			}
		})
	}
}

func writeReleased(t *testing.T, path string) {
	t.Helper()
	if _, err := os.Stat(path); !errors.Is(err, fs.ErrNotExist) {
		t.Logf("%s stays as it is (%v)", path, err)
		return
	}
	store, err := Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	mustRecord(t, store, releasedRuns()...)
	if err := store.Close(); err != nil {
		t.Fatal(err)
	}
}

// schemaOf is every table, index and trigger by its name.
func schemaOf(t *testing.T, store *Store) map[string]string {
	t.Helper()
	schema := make(map[string]string)
	rows, err := store.db.QueryContext(t.Context(), "SELECT name, sql FROM sqlite_schema")
	err = eachRow(rows, err, func() error {
		var name string
		var statement sql.NullString // of an index that SQLite made: none
		err := rows.Scan(&name, &statement)
		schema[name] = statement.String
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return schema
}
