package sqlite

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
)

// batchRows is how many rows one statement carries: many more make it no faster,
// and SQLite allows 32766 parameters.
const batchRows = 200

// batch is a statement over many rows at once, such as INSERT INTO t VALUES
// (?,?),(?,?): once for as many full batches as there are, once for the rest.
type batch struct {
	before  string // of the row tuples
	after   string
	columns int
}

// run calls use for each batch of count rows with a prepared statement and its
// arguments; row appends those of one row.
func (b batch) run(
	ctx context.Context, tx *sql.Tx, count int,
	row func(i int, args []any) []any,
	use func(statement *sql.Stmt, args []any) error,
) error {
	full := count / batchRows * batchRows
	if err := b.runPart(ctx, tx, 0, full, batchRows, row, use); err != nil {
		return err
	}
	return b.runPart(ctx, tx, full, count, count-full, row, use)
}

func (b batch) runPart(
	ctx context.Context, tx *sql.Tx, from, to, size int,
	row func(i int, args []any) []any,
	use func(statement *sql.Stmt, args []any) error,
) (err error) {
	if from == to {
		return nil
	}
	tuple := ",(?" + strings.Repeat(",?", b.columns-1) + ")"
	statement, err := tx.PrepareContext(ctx, b.before+" "+strings.Repeat(tuple, size)[1:]+" "+b.after)
	if err != nil {
		return err
	}
	defer func() {
		if closing := statement.Close(); err == nil {
			err = closing
		}
	}()
	for start := from; start < to; start += size {
		args := make([]any, 0, size*b.columns)
		for i := start; i < start+size; i++ {
			args = row(i, args)
		}
		if len(args) != size*b.columns {
			return fmt.Errorf("%d arguments for %d rows of %d columns", len(args), size, b.columns)
		}
		if err := use(statement, args); err != nil {
			return err
		}
	}
	return nil
}

// exec runs the batches of a statement that returns no rows.
func (b batch) exec(ctx context.Context, tx *sql.Tx, count int, row func(i int, args []any) []any) error {
	return b.run(ctx, tx, count, row, func(statement *sql.Stmt, args []any) error {
		_, err := statement.ExecContext(ctx, args...)
		return err
	})
}
