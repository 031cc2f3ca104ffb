package sqlite

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"

	"github.com/pressly/goose/v3"
)

//go:embed migrations/*.sql
var migrationFiles embed.FS

const (
	// applicationID marks a history among SQLite databases: "ROIC".
	applicationID = 0x524F4943
	// versionTable is where the applied migrations are kept.
	versionTable = "schema_version"
)

var (
	errIsDirectory = errors.New("it is a directory")
	errForeign     = errors.New("it is a database of another program")
	errNoWAL       = errors.New("the file system does not allow write-ahead logging")
)

// newerSchemaError says that a later roictl has written the file.
type newerSchemaError struct{ have, known int64 }

func (e newerSchemaError) Error() string {
	return fmt.Sprintf("its schema has version %d, this roictl knows up to version %d", e.have, e.known)
}

// embeddedMigrations are those of this binary.
func embeddedMigrations() fs.FS {
	sub, err := fs.Sub(migrationFiles, "migrations")
	if err != nil {
		return migrationFiles // unreachable: the name is valid; goose would find nothing and say so
	}
	return sub
}

// latestVersion is the schema that the migrations lead to.
func latestVersion(migrations fs.FS) (int64, error) {
	names, err := fs.Glob(migrations, "*.sql")
	if err != nil {
		return 0, fmt.Errorf("list migrations: %w", err)
	}
	var latest int64
	for _, name := range names {
		version, err := goose.NumericComponent(name)
		if err != nil {
			return 0, fmt.Errorf("read version of migration %s: %w", name, err)
		}
		latest = max(latest, version)
	}
	return latest, nil
}

// schemaVersion is the schema of the file: 0 for an empty one. It is three cheap
// queries, so that opening an up-to-date history costs no more. The tables come
// first: once they are there, so is the rest of what came with them, even when
// another process is just committing it.
func schemaVersion(ctx context.Context, db *sql.DB) (int64, error) {
	var objects, versioned, application, version int64
	err := db.QueryRowContext(ctx, `SELECT count(*), count(*) FILTER (WHERE type = 'table' AND name = ?) FROM sqlite_schema`,
		versionTable).Scan(&objects, &versioned)
	if err != nil {
		return 0, fmt.Errorf("read schema: %w", err)
	}
	if objects == 0 {
		return 0, nil
	}
	if err := db.QueryRowContext(ctx, `PRAGMA application_id`).Scan(&application); err != nil {
		return 0, fmt.Errorf("read application of the file: %w", err)
	}
	if application != applicationID || versioned == 0 {
		return 0, errForeign
	}
	if err := db.QueryRowContext(ctx, `SELECT max(version_id) FROM `+versionTable).Scan(&version); err != nil {
		return 0, fmt.Errorf("read schema version: %w", err)
	}
	return version, nil
}
