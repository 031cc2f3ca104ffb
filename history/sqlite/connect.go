package sqlite

import (
	"database/sql"
	"net/url"
	"path/filepath"
	"strconv"
	"time"

	"modernc.org/sqlite"
)

// busyTimeout is how long a process waits for another one that is recording,
// which takes well under a second.
const busyTimeout = 15 * time.Second

// mode is how a file is opened.
type mode int

const (
	readWrite mode = iota
	readOnly
	// immutable is read-only without locks and without the companion files of
	// WAL, which a directory that cannot be written has no room for.
	immutable
)

// connect prepares a pool of connections; nothing is opened before the first
// one is used.
func connect(path string, mode mode) (*sql.DB, error) {
	connector, err := sqlite.NewConnector(dataSource(path, mode))
	if err != nil {
		return nil, err
	}
	return sql.OpenDB(connector), nil
}

// dataSource is the URI of a file. A path with '?', '#' or '%' stays a path.
func dataSource(path string, mode mode) string {
	options := url.Values{
		"_busy_timeout": {strconv.FormatInt(busyTimeout.Milliseconds(), 10)},
		"_error_rc":     {"1"},                 // the error of this operation, never of the one before
		"_dqs":          {"0"},                 // a misspelt column is an error, not text
		"_defensive":    {"1"},                 // no statement can corrupt the file,
		"_pragma":       {"trusted_schema(0)"}, // nor one hidden in a file from elsewhere do harm
	}
	switch mode {
	case readWrite:
		options.Set("mode", "rwc")
		options.Set("_txlock", "immediate") // a writer waits at its beginning, not in the middle
		options.Set("_synchronous", "FULL") // a commit is on the disk when it returns
		options.Set("_foreign_keys", "1")
	case readOnly:
		options.Set("mode", "ro")
	case immutable:
		options.Set("mode", "ro")
		options.Set("immutable", "1")
	}
	escaped := (&url.URL{Path: filepath.ToSlash(path)}).EscapedPath()
	return (&url.URL{Scheme: "file", Opaque: escaped, RawQuery: options.Encode()}).String()
}
