package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/roictl/roictl/history"
)

const reading = "read history"

const selectRun = `SELECT seq, id, started_at, finished_at, as_of, period, roictl_version,
	config_digest, git_commit, exit_code, summary, connectors FROM runs `

// recorded is a run with its place in the order of recording.
type recorded struct {
	history.Run
	seq int64
}

// Runs lists the latest runs; see [history.Store].
func (s *Store) Runs(ctx context.Context, limit int) ([]history.Run, error) {
	if limit <= 0 {
		limit = -1 // SQLite's "all"
	}
	found, err := s.selectRuns(ctx, `ORDER BY seq DESC LIMIT ?`, limit)
	if err != nil {
		return nil, err
	}
	runs := make([]history.Run, len(found))
	for i := range found {
		runs[i] = found[i].Run
	}
	return runs, nil
}

// Run returns one run with everything in it; see [history.Store].
func (s *Store) Run(ctx context.Context, idOrPrefix string) (*history.Run, error) {
	prefix := strings.ToUpper(strings.TrimSpace(idOrPrefix))
	if prefix == "" {
		return nil, fmt.Errorf("find run %q: %w", idOrPrefix, history.ErrNotFound)
	}
	// '~' sorts behind every letter and digit of a ULID.
	found, err := s.selectRuns(ctx, `WHERE id >= ?1 AND id < ?1 || '~' ORDER BY seq DESC LIMIT ?2`,
		prefix, history.MaxListed+1)
	switch {
	case err != nil:
		return nil, err
	case len(found) == 0:
		return nil, fmt.Errorf("find run %q: %w", idOrPrefix, history.ErrNotFound)
	case len(found) == 1:
		return s.withDetails(ctx, found[0])
	}
	ambiguous := &history.AmbiguousError{Prefix: idOrPrefix, More: len(found) > history.MaxListed}
	for _, run := range found[:min(len(found), history.MaxListed)] {
		ambiguous.IDs = append(ambiguous.IDs, run.ID)
	}
	return nil, ambiguous
}

// Latest returns the run recorded last; see [history.Store].
func (s *Store) Latest(ctx context.Context) (*history.Run, error) {
	return s.newest(ctx, `ORDER BY seq DESC LIMIT 1`)
}

// LatestOf returns the run of a selection recorded last; see [history.Store].
func (s *Store) LatestOf(ctx context.Context, period string) (*history.Run, error) {
	return s.newest(ctx, `WHERE period = ? ORDER BY seq DESC LIMIT 1`, period)
}

func (s *Store) newest(ctx context.Context, clause string, args ...any) (*history.Run, error) {
	found, err := s.selectRuns(ctx, clause, args...)
	if err != nil {
		return nil, err
	}
	if len(found) == 0 {
		return nil, fmt.Errorf("%s %s: %w", reading, s.path, history.ErrNoHistory)
	}
	return s.withDetails(ctx, found[0])
}

func (s *Store) selectRuns(ctx context.Context, clause string, args ...any) ([]recorded, error) {
	var runs []recorded
	rows, err := s.db.QueryContext(ctx, selectRun+clause, args...)
	err = eachRow(rows, err, func() error {
		run, err := scanRun(rows)
		runs = append(runs, run)
		return err
	})
	return runs, fault(reading, s.path, err)
}

func scanRun(rows *sql.Rows) (recorded, error) {
	var run recorded
	var started, finished, summary, connectors string
	err := rows.Scan(&run.seq, &run.ID, &started, &finished, &run.AsOf, &run.Period, &run.RoictlVersion,
		&run.ConfigDigest, &run.GitCommit, &run.ExitCode, &summary, &connectors)
	if err != nil {
		return recorded{}, err
	}
	var errStarted, errFinished error
	run.StartedAt, errStarted = time.Parse(time.RFC3339Nano, started)
	run.FinishedAt, errFinished = time.Parse(time.RFC3339Nano, finished)
	err = errors.Join(errStarted, errFinished,
		json.Unmarshal([]byte(summary), &run.Summary),
		json.Unmarshal([]byte(connectors), &run.Connectors))
	if err != nil {
		return recorded{}, fmt.Errorf("read run %s: %w", run.ID, err)
	}
	return run, nil
}
