package analytics

import (
	"context"
	"errors"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/plugins/linkedin/platform"
)

// ElementCap is how many elements LinkedIn answers at most. It has no further pages,
// and does not say that it cut anything.
const ElementCap = 15_000

// Reader asks adAnalytics.
type Reader struct {
	Client *platform.Client
	Cap    int // ElementCap, unless a test has it smaller
}

// Divider makes questions smaller.
type Divider interface {
	// Most is how many rows a day can have; 0 when that is not known. It may ask
	// LinkedIn only where it is told to find out.
	Most(ctx context.Context, find bool) (int, error)
	// Divide splits the entities of a question in two or more; it returns none where
	// there is only one.
	Divide(ctx context.Context, q Question) ([]Question, error)
}

// errCut says that LinkedIn may have cut an answer.
var errCut = errors.New("the answer has as many elements as LinkedIn sends at most")

// Read reads the rows of a question in a window, and hands them over in parts as
// they come. An error is a *platform.Problem, or what yield returned.
func (r *Reader) Read(ctx context.Context, q Question, window connector.Interval, divider Divider, yield func([]Row) error) error {
	if !q.Daily {
		rows, err := r.divided(ctx, q, window, divider)
		if err != nil {
			return err
		}
		return yield(rows)
	}
	most, err := divider.Most(ctx, false)
	if err != nil {
		return err
	}
	pace := newPace(r.Cap, window.Days(), most)
	for from := window.Start; from <= window.End; {
		part := connector.Interval{Start: from, End: min(window.End, from+connector.Date(pace.days)-1)}
		read := r.joined
		if part.Days() == 1 {
			read = func(ctx context.Context, q Question, day connector.Interval) ([]Row, error) {
				return r.divided(ctx, q, day, divider)
			}
		}
		rows, err := read(ctx, q, part)
		switch {
		case errors.Is(err, errCut):
			if most, err = divider.Most(ctx, true); err != nil {
				return err
			}
			pace.cut(part.Days(), most)
			continue
		case err != nil:
			return err
		}
		if err := yield(rows); err != nil {
			return err
		}
		pace.fits(part.Days(), len(rows))
		from = part.End + 1
	}
	return nil
}

// divided reads a window that cannot be made shorter: where it is cut, it is read by
// parts of the entities.
func (r *Reader) divided(ctx context.Context, q Question, window connector.Interval, divider Divider) ([]Row, error) {
	rows, err := r.joined(ctx, q, window)
	if !errors.Is(err, errCut) {
		return rows, err
	}
	parts, err := divider.Divide(ctx, q)
	if err != nil {
		return nil, err
	}
	if len(parts) == 0 {
		return nil, incomplete(window, r.Cap)
	}
	for _, part := range parts {
		more, err := r.divided(ctx, part, window, divider)
		if err != nil {
			return nil, err
		}
		rows = append(rows, more...)
	}
	return rows, nil
}

// joined reads all metrics of a window, in as many requests as that takes.
func (r *Reader) joined(ctx context.Context, q Question, window connector.Interval) ([]Row, error) {
	t := newTable()
	for i, metrics := range q.chunks() {
		var answer struct {
			Elements []element `json:"elements"`
		}
		if problem := r.Client.Get(ctx, "adAnalytics", q.query(metrics, window), "", &answer); problem != nil {
			return nil, problem
		}
		if len(answer.Elements) >= r.Cap {
			return nil, errCut
		}
		if err := t.add(answer.Elements, metrics, i*maxMetrics, len(q.Metrics)); err != nil {
			return nil, notAnAnswer(err)
		}
	}
	return within(t.rows, q, window)
}

// within keeps what was asked for. Rows of other days are left out; totals over more
// days than were asked for cannot be used.
func within(rows []Row, q Question, window connector.Interval) ([]Row, error) {
	kept := rows[:0]
	for _, row := range rows {
		switch {
		case row.Start >= window.Start && row.End <= window.End:
			kept = append(kept, row)
		case !q.Daily:
			return nil, widened(window, connector.Interval{Start: row.Start, End: row.End})
		}
	}
	return kept, nil
}

// Probe asks a question for nothing but whether LinkedIn answers it.
func (r *Reader) Probe(ctx context.Context, q Question, window connector.Interval) *platform.Problem {
	var answer struct {
		Elements []element `json:"elements"`
	}
	return r.Client.Get(ctx, "adAnalytics", q.query(q.Metrics, window), "", &answer)
}
