package sqlite

import (
	"context"
	"crypto/rand"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/oklog/ulid/v2"
	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"github.com/roictl/roictl/history"
)

const recording = "record run in"

// Record adds a run; see [history.Store].
func (s *Store) Record(ctx context.Context, run *history.Run) error {
	if err := run.Validate(); err != nil {
		return fmt.Errorf("record run: %w", err)
	}
	id := run.ID
	if id == "" {
		assigned, err := ulid.New(ulid.Timestamp(run.StartedAt), rand.Reader)
		if err != nil {
			return fmt.Errorf("record run: assign identifier: %w", err)
		}
		id = assigned.String()
	}
	supersedes, err := s.record(ctx, id, run)
	if errors.Is(err, errTaken) {
		return fmt.Errorf("record run %s: %w", id, err)
	}
	if err != nil {
		return fault(recording, s.path, err)
	}
	run.ID = id
	for i := range run.Observations {
		run.Observations[i].Supersedes = supersedes[i]
	}
	return nil
}

// errTaken says that a run with this identifier is there already.
var errTaken = errors.New("a run with this identifier is recorded already")

// record writes everything in one transaction and returns the identifier of the
// run that each observation supersedes, "" for none.
func (s *Store) record(ctx context.Context, id string, run *history.Run) (supersedes []string, err error) {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return nil, err
	}
	defer func() {
		if err == nil {
			return
		}
		// After a failed commit, or when the context ended it, there is no
		// transaction to take back.
		if rollback := tx.Rollback(); rollback != nil && !errors.Is(rollback, sql.ErrTxDone) {
			err = errors.Join(err, rollback)
		}
	}()
	seq, err := insertRun(ctx, tx, id, run)
	if err != nil {
		return nil, err
	}
	supersedes, err = insertObservations(ctx, tx, seq, run)
	if err != nil {
		return nil, fmt.Errorf("write observations: %w", err)
	}
	if err := insertVerdicts(ctx, tx, seq, run.Verdicts); err != nil {
		return nil, fmt.Errorf("write verdicts: %w", err)
	}
	if err := insertDeclarations(ctx, tx, seq, run.Declarations); err != nil {
		return nil, fmt.Errorf("write declarations: %w", err)
	}
	return supersedes, tx.Commit()
}

func insertRun(ctx context.Context, tx *sql.Tx, id string, run *history.Run) (int64, error) {
	summary, err := json.Marshal(orEmpty(run.Summary))
	if err != nil {
		return 0, fmt.Errorf("write summary: %w", err)
	}
	connectors, err := json.Marshal(orEmpty(run.Connectors))
	if err != nil {
		return 0, fmt.Errorf("write connectors: %w", err)
	}
	result, err := tx.ExecContext(ctx, `
		INSERT INTO runs (id, started_at, finished_at, as_of, period, roictl_version,
			config_digest, git_commit, exit_code, summary, connectors)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		id, history.FormatTime(run.StartedAt), history.FormatTime(run.FinishedAt), run.AsOf, run.Period,
		run.RoictlVersion, run.ConfigDigest, run.GitCommit, run.ExitCode, string(summary), string(connectors))
	if isTaken(err) {
		return 0, errTaken
	}
	if err != nil {
		return 0, err
	}
	return result.LastInsertId()
}

// orEmpty makes an absent map the empty JSON object.
func orEmpty[V any](values map[string]V) map[string]V {
	if values == nil {
		return map[string]V{}
	}
	return values
}

func isTaken(err error) bool {
	var database *sqlite.Error
	return errors.As(err, &database) && database.Code() == sqlite3.SQLITE_CONSTRAINT_UNIQUE
}

var verdictBatch = batch{
	before: `INSERT INTO verdicts (run, address, every, first_day, last_day, status, reason,
		target_kind, target_declared, target_value, target_low, target_high, target_versus,
		actual, on_miss, required) VALUES`,
	columns: 16,
}

func insertVerdicts(ctx context.Context, tx *sql.Tx, seq int64, verdicts []history.Verdict) error {
	return verdictBatch.exec(ctx, tx, len(verdicts), func(i int, args []any) []any {
		v := verdicts[i]
		return append(args, seq, v.Address, v.Every, v.Start, v.End, v.Status, v.Reason,
			v.Target.Kind, v.Target.Declared, v.Target.Value, v.Target.Low, v.Target.High, v.Target.Versus,
			v.Actual, v.OnMiss, v.Required)
	})
}
