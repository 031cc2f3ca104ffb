package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/roictl/roictl/history"
)

// withDetails reads what belongs to a run. A recorded run never changes, so
// the queries need no common snapshot.
func (s *Store) withDetails(ctx context.Context, run recorded) (*history.Run, error) {
	var err error
	if run.Observations, err = s.observationsOf(ctx, run.seq); err == nil {
		if run.Verdicts, err = s.verdictsOf(ctx, run.seq); err == nil {
			run.Declarations, err = s.declarationsOf(ctx, run.seq)
		}
	}
	if err != nil {
		return nil, fault(reading, s.path, err)
	}
	return &run.Run, nil
}

// observationColumns are what scanObservation reads.
const observationColumns = `cells.address, cells.segment, cells.every, cells.first_day, cells.last_day,
	o.state, o.low, o.high, o.reason, o.unit, o.currency, o.n, o.observed_at, o.fingerprint, o.flags, o.final,
	coalesce(superseded.id, '')`

func (s *Store) observationsOf(ctx context.Context, seq int64) ([]history.Observation, error) {
	var observations []history.Observation
	rows, err := s.db.QueryContext(ctx, `
		SELECT `+observationColumns+`
		FROM observations AS o
		JOIN cells ON cells.id = o.cell
		LEFT JOIN runs AS superseded ON superseded.seq = o.supersedes
		WHERE o.run = ? ORDER BY o.id`, seq)
	err = eachRow(rows, err, func() error {
		observation, err := scanObservation(rows)
		observations = append(observations, observation)
		return err
	})
	return observations, err
}

// scanObservation reads the observationColumns, and further columns into more.
func scanObservation(rows *sql.Rows, more ...any) (history.Observation, error) {
	var o history.Observation
	var observedAt, flags string
	targets := append([]any{&o.Address, &o.Segment, &o.Every, &o.Start, &o.End,
		&o.State, &o.Low, &o.High, &o.Reason, &o.Unit, &o.Currency, &o.N, &observedAt, &o.Fingerprint, &flags, &o.Final,
		&o.Supersedes}, more...)
	if err := rows.Scan(targets...); err != nil {
		return history.Observation{}, err
	}
	var errTime error
	o.ObservedAt, errTime = time.Parse(time.RFC3339Nano, observedAt)
	if err := errors.Join(errTime, json.Unmarshal([]byte(flags), &o.Flags)); err != nil {
		return history.Observation{}, fmt.Errorf("read observation of %s: %w", o.Cell, err)
	}
	if len(o.Flags) == 0 {
		o.Flags = nil // no flags are no flags, however they were written
	}
	return o, nil
}

// verdictColumns are what scanVerdict reads.
const verdictColumns = `address, every, first_day, last_day, status, reason,
	target_kind, target_declared, target_value, target_low, target_high, target_versus,
	actual, on_miss, required`

func (s *Store) verdictsOf(ctx context.Context, seq int64) ([]history.Verdict, error) {
	var verdicts []history.Verdict
	rows, err := s.db.QueryContext(ctx, `SELECT `+verdictColumns+` FROM verdicts WHERE run = ? ORDER BY id`, seq)
	err = eachRow(rows, err, func() error {
		verdict, err := scanVerdict(rows)
		verdicts = append(verdicts, verdict)
		return err
	})
	return verdicts, err
}

// scanVerdict reads the verdictColumns, and further columns into more.
func scanVerdict(rows *sql.Rows, more ...any) (history.Verdict, error) {
	var v history.Verdict
	err := rows.Scan(append([]any{&v.Address, &v.Every, &v.Start, &v.End, &v.Status, &v.Reason,
		&v.Target.Kind, &v.Target.Declared, &v.Target.Value, &v.Target.Low, &v.Target.High, &v.Target.Versus,
		&v.Actual, &v.OnMiss, &v.Required}, more...)...)
	return v, err
}

func (s *Store) declarationsOf(ctx context.Context, seq int64) ([]history.Declaration, error) {
	var declarations []history.Declaration
	rows, err := s.db.QueryContext(ctx, `
		SELECT address, kind, summary FROM declarations
		JOIN definitions ON definitions.id = declarations.definition
		WHERE run = ? ORDER BY position`, seq)
	err = eachRow(rows, err, func() error {
		var d history.Declaration
		err := rows.Scan(&d.Address, &d.Kind, &d.Summary)
		declarations = append(declarations, d)
		return err
	})
	return declarations, err
}
