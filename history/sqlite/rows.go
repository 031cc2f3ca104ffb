package sqlite

import (
	"database/sql"
	"errors"
)

// eachRow calls read for every row and closes the rows. It takes the results of
// a query as they are, its error too.
func eachRow(rows *sql.Rows, failed error, read func() error) (err error) {
	if failed != nil {
		return failed
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		if err := read(); err != nil {
			return err
		}
	}
	return rows.Err()
}
