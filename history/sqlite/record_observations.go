package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"

	"github.com/roictl/roictl/history"
)

var cellBatch = batch{
	before:  `INSERT INTO cells (address, segment, every, first_day, last_day) VALUES`,
	after:   `ON CONFLICT DO NOTHING`,
	columns: 5,
}

// lastBatch finds each cell and what was last recorded of it, up to an as-of
// day that comes last among the arguments.
var lastBatch = batch{
	before: `WITH wanted (position, address, segment, every, first_day, last_day) AS (VALUES`,
	after: `)
		SELECT wanted.position, cells.id, observations.run, runs.id, observations.state,
			observations.low, observations.high, observations.unit, observations.currency
		FROM wanted
		JOIN cells USING (address, segment, every, first_day, last_day)
		LEFT JOIN observations ON observations.id = (
			SELECT o.id FROM observations AS o
			WHERE o.cell = cells.id AND o.as_of <= ?
			ORDER BY o.as_of DESC, o.run DESC LIMIT 1)
		LEFT JOIN runs ON runs.seq = observations.run`,
	columns: 6,
}

var observationBatch = batch{
	before: `INSERT INTO observations (run, cell, as_of, state, low, high, reason, unit, currency, n,
		observed_at, fingerprint, flags, final, supersedes) VALUES`,
	columns: 15,
}

// cell is where an observation goes, and what it replaces there.
type cell struct {
	id           int64
	superseded   sql.NullInt64 // the run whose observation has another value
	supersededID string
}

// insertObservations writes the observations of a run and returns, for each,
// the identifier of the run that it supersedes.
func insertObservations(ctx context.Context, tx *sql.Tx, seq int64, run *history.Run) ([]string, error) {
	observations := run.Observations
	err := cellBatch.exec(ctx, tx, len(observations), func(i int, args []any) []any {
		c := observations[i].Cell
		return append(args, c.Address, c.Segment, c.Every, c.Start, c.End)
	})
	if err != nil {
		return nil, err
	}
	cells, err := findCells(ctx, tx, run.AsOf, observations)
	if err != nil {
		return nil, err
	}
	flags := make([]string, len(observations))
	for i, o := range observations {
		text, err := json.Marshal(append([]string{}, o.Flags...))
		if err != nil {
			return nil, fmt.Errorf("write flags of %s: %w", o.Cell, err)
		}
		flags[i] = string(text)
	}
	err = observationBatch.exec(ctx, tx, len(observations), func(i int, args []any) []any {
		o := observations[i]
		return append(args, seq, cells[i].id, run.AsOf, o.State, o.Low, o.High, o.Reason, o.Unit, o.Currency, o.N,
			history.FormatTime(o.ObservedAt), o.Fingerprint, flags[i], o.Final, cells[i].superseded)
	})
	if err != nil {
		return nil, err
	}
	supersedes := make([]string, len(observations))
	for i := range cells {
		supersedes[i] = cells[i].supersededID
	}
	return supersedes, nil
}

// findCells returns the cell of each observation, with what it supersedes: the
// last observation of the cell if that has another value.
func findCells(ctx context.Context, tx *sql.Tx, asOf string, observations []history.Observation) ([]cell, error) {
	cells := make([]cell, len(observations))
	err := lastBatch.run(ctx, tx, len(observations), func(i int, args []any) []any {
		c := observations[i].Cell
		return append(args, i, c.Address, c.Segment, c.Every, c.Start, c.End)
	}, func(statement *sql.Stmt, args []any) error {
		rows, err := statement.QueryContext(ctx, append(args, asOf)...)
		return eachRow(rows, err, func() error {
			var position int
			var found cell
			var last struct{ run, state, low, high, unit, currency sql.NullString }
			var seq sql.NullInt64
			if err := rows.Scan(&position, &found.id, &seq, &last.run, &last.state,
				&last.low, &last.high, &last.unit, &last.currency); err != nil {
				return err
			}
			before := history.Observation{State: last.state.String, Low: last.low.String, High: last.high.String,
				Unit: last.unit.String, Currency: last.currency.String}
			if seq.Valid && !observations[position].SameValue(before) {
				found.superseded, found.supersededID = seq, last.run.String
			}
			cells[position] = found
			return nil
		})
	})
	return cells, err
}
