package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	sqlite3 "modernc.org/sqlite/lib"

	"github.com/roictl/roictl/history"
)

// Store is a history in a SQLite file.
type Store struct {
	db   *sql.DB
	path string // as given, for messages
}

var _ history.Store = (*Store)(nil)

// Open opens the history at path for recording, and begins one where there is
// none: its directory is created for this user only (0700), and so is the file
// (0600). An older schema is brought up to date. What is wrong with the file is
// a [*history.FileError].
func Open(ctx context.Context, path string) (*Store, error) {
	return openForRecording(ctx, path, embeddedMigrations())
}

// OpenReadOnly opens an existing history for reading and leaves it as it is,
// unless its schema is older than this program's: then it is brought up to date
// first. Without a file, or with one in which nothing was ever recorded, the
// error is [history.ErrNoHistory]; what is wrong with the file is a
// [*history.FileError].
func OpenReadOnly(ctx context.Context, path string) (*Store, error) {
	return openForReading(ctx, path, embeddedMigrations())
}

// Close releases the file.
func (s *Store) Close() error {
	if err := s.db.Close(); err != nil {
		return fault("close history", s.path, err)
	}
	return nil
}

const opening = "open history"

func openForRecording(ctx context.Context, path string, migrations fs.FS) (*Store, error) {
	isNew, err := isMissing(path)
	if err != nil {
		return nil, fault(opening, path, err)
	}
	if isNew {
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			return nil, fault(opening, path, err)
		}
	}
	return open(path, readWrite, func(db *sql.DB) error {
		have, err := schemaVersion(ctx, db)
		if err != nil {
			return err
		}
		// SQLite has created the file by now, empty. What it adds beside it
		// takes over these permissions.
		if isNew {
			if err := os.Chmod(path, 0o600); err != nil {
				return err
			}
		}
		return bringUpToDate(ctx, path, have, migrations)
	})
}

func openForReading(ctx context.Context, path string, migrations fs.FS) (*Store, error) {
	isNew, err := isMissing(path)
	if err != nil {
		return nil, fault(opening, path, err)
	}
	if isNew {
		return nil, fmt.Errorf("%s %s: %w", opening, path, history.ErrNoHistory)
	}
	want, err := latestVersion(migrations)
	if err != nil {
		return nil, fault(opening, path, err)
	}
	var have int64
	check := func(db *sql.DB) (err error) {
		have, err = schemaVersion(ctx, db)
		if err == nil && have > want {
			err = newerSchemaError{have, want}
		}
		return err
	}
	store, err := open(path, readOnly, check)
	if hasCode(err, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY) && hasNoWAL(path) {
		store, err = open(path, immutable, check)
	}
	switch {
	case err != nil:
		return nil, err
	case have == 0:
		return nil, errors.Join(fmt.Errorf("%s %s: %w", opening, path, history.ErrNoHistory), store.Close())
	case have == want:
		return store, nil
	}
	if err := store.Close(); err != nil {
		return nil, err
	}
	upgraded, err := openForRecording(ctx, path, migrations)
	if err != nil {
		return nil, err
	}
	if err := upgraded.Close(); err != nil {
		return nil, err
	}
	return open(path, readOnly, check)
}

// open connects to the file and keeps the connection only if it passes check.
func open(path string, mode mode, check func(*sql.DB) error) (*Store, error) {
	db, err := connect(path, mode)
	if err != nil {
		return nil, fault(opening, path, err)
	}
	if err := check(db); err != nil {
		err = fault(opening, path, err)
		if closing := db.Close(); closing != nil {
			err = errors.Join(err, fault("close history", path, closing))
		}
		return nil, err
	}
	return &Store{db: db, path: path}, nil
}

// isMissing says whether there is no file yet, or one that is empty, as a
// process leaves it that is killed while it creates it.
func isMissing(path string) (bool, error) {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return true, nil
	case err != nil:
		return false, err
	case info.IsDir():
		return false, errIsDirectory
	}
	return info.Size() == 0 && hasNoWAL(path), nil
}

// hasNoWAL says whether everything that was recorded is in the file itself.
func hasNoWAL(path string) bool {
	info, err := os.Stat(path + "-wal")
	return err != nil || info.Size() == 0
}
