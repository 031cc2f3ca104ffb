package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"time"

	"github.com/pressly/goose/v3"
	sqlite3 "modernc.org/sqlite/lib"
)

// bringUpToDate applies the migrations that the file, whose schema has version
// have, lacks.
func bringUpToDate(ctx context.Context, path string, have int64, migrations fs.FS) error {
	want, err := latestVersion(migrations)
	switch {
	case err != nil:
		return err
	case have > want:
		return newerSchemaError{have, want}
	case have == want:
		return nil
	}
	if err := upgrade(ctx, path, migrations); err != nil {
		return fmt.Errorf("upgrade schema from version %d to %d: %w", have, want, err)
	}
	return nil
}

// upgrade applies all missing migrations in one transaction, which other
// processes wait for. Two processes that begin a history at the same time, or
// one that is killed meanwhile, never leave a part of it. goose commits each
// step by itself, so it is given a pool of a single connection, on which the
// transaction has begun already, and told to begin none.
func upgrade(ctx context.Context, path string, migrations fs.FS) (err error) {
	db, err := connect(path, readWrite)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	db.SetMaxOpenConns(1)
	if err := enableWAL(ctx, db); err != nil {
		return err
	}
	provider, err := goose.NewProvider(goose.DialectSQLite3, db, migrations,
		goose.WithTableName(versionTable),
		goose.WithDisableGlobalRegistry(true),
		goose.WithLogger(goose.NopLogger()),
		goose.WithIsolateDDL(true), // the option by which goose begins no transaction
	)
	if err != nil {
		return fmt.Errorf("prepare migrations: %w", err)
	}
	if _, err := db.ExecContext(ctx, `BEGIN IMMEDIATE`); err != nil {
		return fmt.Errorf("begin: %w", err)
	}
	if _, err := provider.Up(ctx); err != nil {
		return err // closing the only connection takes everything back
	}
	if _, err := db.ExecContext(ctx, `COMMIT`); err != nil {
		return fmt.Errorf("commit: %w", err)
	}
	return nil
}

// enableWAL is done once: the file remembers it. It cannot be part of a
// transaction, and SQLite gives up at once, without its usual patience, when two
// processes try it together; so it is tried again for as long.
func enableWAL(ctx context.Context, db *sql.DB) error {
	waiting, cancel := context.WithTimeout(ctx, busyTimeout)
	defer cancel()
	for {
		var journal string
		err := db.QueryRowContext(ctx, `PRAGMA journal_mode = WAL`).Scan(&journal)
		switch {
		case err == nil && journal == "wal":
			return nil
		case err == nil:
			return errNoWAL
		case !hasCode(err, sqlite3.SQLITE_BUSY):
			return fmt.Errorf("enable write-ahead log: %w", err)
		}
		select {
		case <-waiting.Done():
			return fmt.Errorf("enable write-ahead log: %w", err)
		case <-time.After(walRetry):
		}
	}
}

// walRetry is the time between two attempts, a little more than one takes.
const walRetry = 5 * time.Millisecond
