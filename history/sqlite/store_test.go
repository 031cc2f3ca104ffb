package sqlite

import (
	"context"
	"errors"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/oklog/ulid/v2"

	"github.com/roictl/roictl/history"
)

// newStore is a store of its own for one test.
func newStore(t *testing.T) *Store {
	t.Helper()
	store, err := Open(t.Context(), filepath.Join(t.TempDir(), "history.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := store.Close(); err != nil {
			t.Error(err)
		}
	})
	return store
}

func mustRecord(t *testing.T, store *Store, runs ...*history.Run) {
	t.Helper()
	for _, run := range runs {
		if err := store.Record(t.Context(), run); err != nil {
			t.Fatal(err)
		}
	}
}

func TestARecordedRunIsReadBackExactly(t *testing.T) {
	t.Parallel()
	store := newStore(t)
	run := fullRun()
	// A time in another zone comes back as the same instant in UTC.
	run.StartedAt = run.StartedAt.In(time.FixedZone("CEST", 2*60*60))
	mustRecord(t, store, run)

	got, err := store.Run(t.Context(), run.ID)
	if err != nil {
		t.Fatal(err)
	}
	want := fullRun()
	want.ID = run.ID
	if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("read back (-recorded +read):\n%s", diff)
	}
	if got.StartedAt.Location() != time.UTC {
		t.Errorf("started at %v: want UTC", got.StartedAt)
	}
}

func TestAnIdentifierIsAssignedFromTheStart(t *testing.T) {
	t.Parallel()
	store := newStore(t)
	run := runOf("2026-05-20")
	mustRecord(t, store, run)
	id, err := ulid.ParseStrict(run.ID)
	if err != nil {
		t.Fatal(err)
	}
	if want := started.Truncate(time.Millisecond); !id.Timestamp().Equal(want) {
		t.Errorf("identifier of %v, want %v", id.Timestamp().UTC(), want)
	}

	again := runOf("2026-05-20")
	again.ID = run.ID
	if err := store.Record(t.Context(), again); !errors.Is(err, errTaken) {
		t.Errorf("recording %s twice: %v, want %v", run.ID, err, errTaken)
	}
}

func TestRunsAreNewestFirstAndWithoutDetails(t *testing.T) {
	t.Parallel()
	store := newStore(t)
	first, second, third := fullRun(), fullRun(), fullRun()
	// The order is that of recording, whatever the clock said.
	second.StartedAt = second.StartedAt.Add(-time.Hour)
	mustRecord(t, store, first, second, third)

	for _, test := range []struct {
		limit int
		want  []string
	}{
		{0, []string{third.ID, second.ID, first.ID}},
		{2, []string{third.ID, second.ID}},
		{9, []string{third.ID, second.ID, first.ID}},
	} {
		runs, err := store.Runs(t.Context(), test.limit)
		if err != nil {
			t.Fatal(err)
		}
		var ids []string
		for _, run := range runs {
			ids = append(ids, run.ID)
			if run.Observations != nil || run.Verdicts != nil || run.Declarations != nil {
				t.Errorf("limit %d: run %s comes with details", test.limit, run.ID)
			}
			if run.Summary["missed"] != 1 {
				t.Errorf("limit %d: run %s comes without its summary", test.limit, run.ID)
			}
		}
		if diff := cmp.Diff(test.want, ids); diff != "" {
			t.Errorf("limit %d (-want +got):\n%s", test.limit, diff)
		}
	}
}

func TestARunIsFoundByAUniqueBeginning(t *testing.T) {
	t.Parallel()
	store := newStore(t)
	var ids []string
	for _, id := range []string{
		"01JVN3GZ0000000000000000AA", "01JVN3GZ0000000000000000AB", "01JVN3GZ0000000000000000ZZ", "01JWWWWW0000000000000000AA",
	} {
		run := runOf("2026-05-20")
		run.ID = id
		mustRecord(t, store, run)
		ids = append(ids, id)
	}
	for _, test := range []struct{ ask, want string }{
		{ids[0], ids[0]},
		{"01JW", ids[3]},
		{" 01jw ", ids[3]},
		{"01JVN3GZ0000000000000000Z", ids[2]},
	} {
		run, err := store.Run(t.Context(), test.ask)
		if err != nil || run.ID != test.want {
			t.Errorf("Run(%q) = %v, %v, want %s", test.ask, run, err, test.want)
		}
	}
	for _, ask := range []string{"", "  ", "01JX", ids[0] + "0", "%", "*", "~", "0_"} {
		if _, err := store.Run(t.Context(), ask); !errors.Is(err, history.ErrNotFound) {
			t.Errorf("Run(%q): %v, want %v", ask, err, history.ErrNotFound)
		}
	}
	_, err := store.Run(t.Context(), "01jvn")
	var ambiguous *history.AmbiguousError
	if !errors.As(err, &ambiguous) {
		t.Fatalf("Run(01jvn): %v, want an AmbiguousError", err)
	}
	want := &history.AmbiguousError{Prefix: "01jvn", IDs: []string{ids[2], ids[1], ids[0]}}
	if diff := cmp.Diff(want, ambiguous); diff != "" {
		t.Errorf("ambiguous (-want +got):\n%s", diff)
	}
	for _, id := range want.IDs {
		if !strings.Contains(err.Error(), id) {
			t.Errorf("%q does not name %s", err, id)
		}
	}
}

func TestAnAmbiguousBeginningNamesTenAtMost(t *testing.T) {
	t.Parallel()
	store := newStore(t)
	for range history.MaxListed + 1 {
		mustRecord(t, store, runOf("2026-05-20"))
	}
	_, err := store.Run(t.Context(), "0")
	var ambiguous *history.AmbiguousError
	if !errors.As(err, &ambiguous) || len(ambiguous.IDs) != history.MaxListed || !ambiguous.More {
		t.Errorf("%v, want %d runs and more", err, history.MaxListed)
	}
}

func TestTheLatestRun(t *testing.T) {
	t.Parallel()
	store := newStore(t)
	if _, err := store.Latest(t.Context()); !errors.Is(err, history.ErrNoHistory) {
		t.Errorf("latest of nothing: %v, want %v", err, history.ErrNoHistory)
	}
	current, last := fullRun(), fullRun()
	last.Period = "last"
	mustRecord(t, store, current, last)
	for _, test := range []struct {
		name string
		got  func() (*history.Run, error)
		want string
	}{
		{"of all", func() (*history.Run, error) { return store.Latest(t.Context()) }, last.ID},
		{"of last", func() (*history.Run, error) { return store.LatestOf(t.Context(), "last") }, last.ID},
		{"of current", func() (*history.Run, error) { return store.LatestOf(t.Context(), "current") }, current.ID},
	} {
		run, err := test.got()
		if err != nil {
			t.Fatalf("%s: %v", test.name, err)
		}
		if run.ID != test.want || len(run.Observations) != 3 || len(run.Verdicts) != 2 || len(run.Declarations) != 2 {
			t.Errorf("%s: %s with %d observations, want %s with everything", test.name, run.ID, len(run.Observations), test.want)
		}
	}
	if _, err := store.LatestOf(t.Context(), "2026-05"); !errors.Is(err, history.ErrNoHistory) {
		t.Errorf("latest of 2026-05: %v, want %v", err, history.ErrNoHistory)
	}
}

// The batches are of 200 rows: every way to fill the last one.
func TestRunsOfAnySizeAreWhole(t *testing.T) {
	t.Parallel()
	store := newStore(t)
	for _, count := range []int{0, 1, batchRows - 1, batchRows, batchRows + 1, 2 * batchRows, 2*batchRows + 7} {
		run := manyObservations(count, "2026-05-20", "1")
		for _, o := range run.Observations {
			run.Verdicts = append(run.Verdicts, history.Verdict{Address: o.Address, Status: "met", Reason: o.Segment})
			run.Declarations = append(run.Declarations, history.Declaration{Address: "metric." + o.Segment, Kind: "metric", Summary: `{}`})
		}
		mustRecord(t, store, run)
		got, err := store.Run(t.Context(), run.ID)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(run, got, cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("%d (-recorded +read):\n%s", count, diff)
		}
	}
}

func TestAFailedRecordLeavesNothing(t *testing.T) {
	t.Parallel()
	store := newStore(t)
	cancelled, cancel := context.WithCancel(t.Context())
	cancel()
	run := fullRun()
	if err := store.Record(cancelled, run); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v, want %v", err, context.Canceled)
	}
	if run.ID != "" {
		t.Errorf("a run that was not recorded is called %s", run.ID)
	}
	invalid := fullRun()
	invalid.Observations[2].Low = "0"
	if err := store.Record(t.Context(), invalid); err == nil || !strings.Contains(err.Error(), "goal.sales.roi") {
		t.Errorf("undefined with a value: %v, want an error that names goal.sales.roi", err)
	}
	if runs, err := store.Runs(t.Context(), 0); err != nil || len(runs) != 0 {
		t.Errorf("%d runs, %v, want none", len(runs), err)
	}
}

// What is the same in every run is kept once.
func TestDefinitionsAndCellsAreKeptOnce(t *testing.T) {
	t.Parallel()
	store := newStore(t)
	changed := fullRun()
	changed.Declarations[1].Summary = `{"value":"metric.spend / metric.leads"}`
	mustRecord(t, store, fullRun(), fullRun(), changed)
	for table, want := range map[string]int{"cells": 3, "definitions": 3, "declarations": 6, "observations": 9} {
		var got int
		if err := store.db.QueryRowContext(t.Context(), "SELECT count(*) FROM "+table).Scan(&got); err != nil {
			t.Fatal(err)
		}
		if got != want {
			t.Errorf("%d %s, want %d", got, table, want)
		}
	}
}

func TestRowsAreNeverChangedOrDeleted(t *testing.T) {
	t.Parallel()
	store := newStore(t)
	mustRecord(t, store, fullRun(), fullRun())
	rows, err := store.db.QueryContext(t.Context(), `
		SELECT m.name, (SELECT c.name FROM pragma_table_info(m.name) AS c LIMIT 1)
		FROM sqlite_schema AS m
		WHERE m.type = 'table' AND m.name <> ? AND m.name NOT LIKE 'sqlite_%'`, versionTable)
	var statements []string
	err = eachRow(rows, err, func() error {
		var table, column string
		err := rows.Scan(&table, &column)
		statements = append(statements, "UPDATE "+table+" SET "+column+" = "+column, "DELETE FROM "+table)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(statements) != 12 {
		t.Fatalf("%d statements, want those of six tables", len(statements))
	}
	for _, statement := range statements {
		if _, err := store.db.ExecContext(t.Context(), statement); err == nil || !strings.Contains(err.Error(), "append-only") {
			t.Errorf("%s: %v, want a refusal", statement, err)
		}
	}
}
