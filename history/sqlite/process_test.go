package sqlite

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/roictl/roictl/history"
)

// recorderPath makes this test binary a recorder, a check as far as the history
// is concerned: it records runs into the file and acknowledges each on stdout.
// recorderRuns is how many.
const (
	recorderPath = "ROICTL_TEST_RECORDER_PATH"
	recorderRuns = "ROICTL_TEST_RECORDER_RUNS"
	// recordedCells is how many observations, verdicts and declarations each of
	// its runs has: enough that most of the time passes inside a transaction.
	recordedCells = 150
)

func TestMain(m *testing.M) {
	if path := os.Getenv(recorderPath); path != "" {
		if err := record(path, os.Stdout); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

func record(path string, acknowledgements io.Writer) error {
	count, err := strconv.Atoi(os.Getenv(recorderRuns))
	if err != nil {
		return err
	}
	ctx := context.Background()
	store, err := Open(ctx, path)
	if err != nil {
		return err
	}
	for i := range count {
		run := recorderRun(i)
		if err := store.Record(ctx, run); err != nil {
			return errors.Join(err, store.Close())
		}
		fmt.Fprintln(acknowledgements, run.ID)
	}
	return store.Close()
}

func recorderRun(i int) *history.Run {
	run := manyObservations(recordedCells, "2026-05-20", strconv.Itoa(i))
	for j := range recordedCells {
		run.Verdicts = append(run.Verdicts, history.Verdict{Address: mayCPA.Address, Status: "met", Actual: strconv.Itoa(j)})
		run.Declarations = append(run.Declarations, history.Declaration{
			Address: fmt.Sprintf("metric.m%d", j), Kind: "metric", Summary: fmt.Sprintf(`{"run":%d}`, i),
		})
	}
	return run
}

// recorder is a process that records.
type recorder struct {
	*exec.Cmd
	acknowledged *bufio.Scanner
	complaints   strings.Builder
}

func startRecorder(t *testing.T, path string, runs int) *recorder {
	t.Helper()
	executable, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	r := &recorder{Cmd: exec.CommandContext(t.Context(), executable)}
	r.Env = append(os.Environ(), recorderPath+"="+path, recorderRuns+"="+strconv.Itoa(runs))
	r.Stderr = &r.complaints
	stdout, err := r.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	r.acknowledged = bufio.NewScanner(stdout)
	if err := r.Start(); err != nil {
		t.Fatal(err)
	}
	return r
}

// rest reads the acknowledgements that are still to come.
func (r *recorder) rest() []string {
	var ids []string
	for r.acknowledged.Scan() {
		ids = append(ids, r.acknowledged.Text())
	}
	return ids
}

// assertWhole holds a history to having every acknowledged run, and no half of
// any run.
func assertWhole(t *testing.T, store *Store, acknowledged []string) (runs int) {
	t.Helper()
	var verdict string
	if err := store.db.QueryRowContext(t.Context(), "PRAGMA integrity_check").Scan(&verdict); err != nil || verdict != "ok" {
		t.Errorf("integrity: %s, %v", verdict, err)
	}
	recorded, err := store.Runs(t.Context(), 0)
	if err != nil {
		t.Fatal(err)
	}
	found := make(map[string]bool)
	for _, listed := range recorded {
		found[listed.ID] = true
		run, err := store.Run(t.Context(), listed.ID)
		if err != nil {
			t.Fatal(err)
		}
		if len(run.Observations) != recordedCells || len(run.Verdicts) != recordedCells || len(run.Declarations) != recordedCells {
			t.Errorf("run %s is not whole: %d observations, %d verdicts, %d declarations",
				run.ID, len(run.Observations), len(run.Verdicts), len(run.Declarations))
		}
	}
	for _, id := range acknowledged {
		if !found[id] {
			t.Errorf("run %s was acknowledged and is lost", id)
		}
	}
	return len(recorded)
}

// Two checks at the same time both succeed, from the first moment of a history
// on, while others read it.
func TestProcessesRecordAtTheSameTime(t *testing.T) {
	t.Parallel()
	const processes, runs = 3, 5
	path := filepath.Join(t.TempDir(), ".roictl", "history.db")
	var recorders []*recorder
	for range processes {
		recorders = append(recorders, startRecorder(t, path, runs))
	}
	acknowledged := make([][]string, processes)
	var all sync.WaitGroup
	for i, recorder := range recorders {
		all.Go(func() { acknowledged[i] = recorder.rest() })
	}
	reading, stop := context.WithCancel(t.Context())
	seen := make(chan int)
	go func() { seen <- readWhile(t, reading, path) }()
	all.Wait()
	stop()
	if seen := <-seen; seen > processes*runs {
		t.Errorf("a reader saw %d runs of %d", seen, processes*runs)
	}

	var ids []string
	for i, recorder := range recorders {
		if err := recorder.Wait(); err != nil {
			t.Errorf("recorder %d: %v: %s", i, err, recorder.complaints.String())
		}
		ids = append(ids, acknowledged[i]...)
	}
	store, err := Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	if got := assertWhole(t, store, ids); got != processes*runs || len(ids) != got {
		t.Errorf("%d runs, %d acknowledged, want %d", got, len(ids), processes*runs)
	}
}

// readWhile opens and reads the history over and over, and returns the number
// of runs seen last. Runs never become fewer, and each is whole.
func readWhile(t *testing.T, ctx context.Context, path string) (seen int) {
	for ctx.Err() == nil {
		store, err := OpenReadOnly(t.Context(), path)
		if errors.Is(err, history.ErrNoHistory) {
			continue // not begun yet
		}
		if err != nil {
			t.Error(err)
			return seen
		}
		runs, err := store.Runs(t.Context(), 0)
		if err != nil || len(runs) < seen {
			t.Errorf("a reader sees %d runs after %d, %v", len(runs), seen, err)
		}
		if seen = len(runs); seen > 0 {
			run, err := store.Run(t.Context(), runs[0].ID)
			if err != nil || len(run.Observations) != recordedCells {
				t.Errorf("a reader sees half a run: %v", err)
			}
		}
		if err := store.Close(); err != nil {
			t.Error(err)
		}
	}
	return seen
}

// Goroutines of one process share a file as processes do, each with a store of
// its own or all with one.
func TestGoroutinesRecordAtTheSameTime(t *testing.T) {
	t.Parallel()
	const goroutines, runs = 3, 3
	path := filepath.Join(t.TempDir(), "history.db")
	shared := newStore(t)
	var all sync.WaitGroup
	for range goroutines {
		all.Go(func() {
			own, err := Open(t.Context(), path)
			if err != nil {
				t.Error(err)
				return
			}
			defer own.Close()
			for i := range runs {
				if err := errors.Join(own.Record(t.Context(), recorderRun(i)), shared.Record(t.Context(), recorderRun(i))); err != nil {
					t.Error(err)
				}
			}
		})
	}
	all.Wait()
	own, err := Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer own.Close()
	for name, store := range map[string]*Store{"own": own, "shared": shared} {
		if got := assertWhole(t, store, nil); got != goroutines*runs {
			t.Errorf("%s: %d runs, want %d", name, got, goroutines*runs)
		}
	}
}

// A check that is killed at any moment loses no run that was recorded before.
// The moments are random, from before the file exists to inside a commit; the
// outcome must not depend on them.
func TestKillingARecorderLosesNothing(t *testing.T) {
	t.Parallel()
	rounds := 20
	if testing.Short() {
		rounds = 5
	}
	path := filepath.Join(t.TempDir(), "history.db")
	var acknowledged []string
	for range rounds {
		victim := startRecorder(t, path, 1_000_000)
		for range rand.IntN(4) {
			if victim.acknowledged.Scan() {
				acknowledged = append(acknowledged, victim.acknowledged.Text())
			}
		}
		execution := time.AfterFunc(rand.N(20*time.Millisecond), func() {
			if err := victim.Process.Kill(); err != nil {
				t.Error(err)
			}
		})
		acknowledged = append(acknowledged, victim.rest()...)
		execution.Stop()
		if err := victim.Wait(); err == nil || victim.complaints.Len() > 0 {
			t.Errorf("the recorder ended by itself: %v: %s", err, victim.complaints.String())
		}
	}
	store, err := Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	runs := assertWhole(t, store, acknowledged)
	t.Logf("%d kills, %d runs acknowledged, %d recorded", rounds, len(acknowledged), runs)
}
