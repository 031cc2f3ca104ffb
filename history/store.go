package history

import (
	"context"
	"errors"
	"fmt"
	"strings"
)

// Store keeps runs for ever: there is no way to change or delete one.
// It is safe for use by several goroutines and by several processes at once.
type Store interface {
	// Record adds a finished run, wholly or not at all. It assigns a ULID when
	// the run has none, and sets Supersedes of each observation whose value
	// differs from what was last recorded of its cell. "Last" is the observation
	// with the latest as-of day up to this run's own, so that repeating an old
	// --as-of never supersedes what is known of later days. The run is changed
	// only if it was recorded. Errors: an invalid run (see [Run.Validate]), an
	// identifier that is taken, a [*FileError].
	Record(ctx context.Context, run *Run) error

	// Runs lists the latest recorded runs without their observations, verdicts
	// and declarations, newest first; all of them when limit is not positive.
	Runs(ctx context.Context, limit int) ([]Run, error)

	// Run returns a run with everything in it, by its identifier or a unique
	// beginning of it in either case of letters. Errors: [ErrNotFound],
	// [*AmbiguousError].
	Run(ctx context.Context, idOrPrefix string) (*Run, error)

	// Latest returns the run recorded last, with everything in it, or
	// [ErrNoHistory].
	Latest(ctx context.Context) (*Run, error)

	// LatestOf returns the run recorded last with this selection of periods
	// (Run.Period), or [ErrNoHistory]. A schedule that alternates "current" and
	// "last" compares each with its own kind.
	LatestOf(ctx context.Context, period string) (*Run, error)

	// Series returns the story of one figure, oldest period first: segment is
	// the canonical JSON of its dimensions, "" for the whole. It is empty for an
	// address that was never recorded.
	Series(ctx context.Context, address, segment string) ([]SeriesPoint, error)

	// Close releases the store. What was recorded is already safe.
	Close() error
}

// SeriesPoint is one period of a figure's story.
type SeriesPoint struct {
	Every string // month, rolling, …
	Start string // ISO date
	End   string // ISO date

	// Latest is what is known now: of the latest as-of day, and of those on it
	// the one recorded last.
	Latest Reading
	// Earlier are the other values it had, oldest first, each as it was seen
	// last. One that is Final was restated afterwards; the others are the course
	// of a period that was still open.
	Earlier []Reading

	// Verdict is the judgement that goes with the latest reading; nil when the
	// period was not judged, and for segments.
	Verdict *Verdict
}

// Reading is an observation with the run that made it.
type Reading struct {
	Observation
	RunID string
	AsOf  string // ISO date
}

var (
	// ErrNotFound says that no run has the identifier asked for.
	ErrNotFound = errors.New("no such run")
	// ErrNoHistory says that nothing has been recorded yet. It is no fault.
	ErrNoHistory = errors.New("nothing recorded yet")
)

// AmbiguousError says that several runs begin with what was asked for.
type AmbiguousError struct {
	Prefix string
	IDs    []string // newest first; at most [MaxListed]
	More   bool     // there are others beside IDs
}

// MaxListed is how many runs an [AmbiguousError] names.
const MaxListed = 10

// Error names the runs to choose from.
func (e *AmbiguousError) Error() string {
	list := strings.Join(e.IDs, ", ")
	if e.More {
		list += " and others"
	}
	return fmt.Sprintf("several runs begin with %q: %s", e.Prefix, list)
}

// FileError says what is wrong with the file that holds the history.
type FileError struct {
	Op      string // what was tried: "open history", "record run", "read history"
	Path    string // of the file
	Summary string // short and stable, such as "the history is damaged"
	Detail  string // whole sentences: why, and what to do next
	Err     error  // the cause; nil when the summary says all
}

// Error joins what was tried, where, what is wrong and why.
func (e *FileError) Error() string {
	text := fmt.Sprintf("%s %s: %s", e.Op, e.Path, e.Summary)
	if e.Err != nil {
		text += ": " + e.Err.Error()
	}
	return text
}

// Unwrap returns the cause.
func (e *FileError) Unwrap() error { return e.Err }
