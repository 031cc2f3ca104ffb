package sqlite

import (
	"context"

	"github.com/roictl/roictl/history"
)

// Series returns the story of one figure; see [history.Store].
func (s *Store) Series(ctx context.Context, address, segment string) ([]history.SeriesPoint, error) {
	story := &story{}
	rows, err := s.db.QueryContext(ctx, `
		SELECT `+observationColumns+`, runs.seq, runs.id, o.as_of
		FROM cells
		JOIN observations AS o ON o.cell = cells.id
		JOIN runs ON runs.seq = o.run
		LEFT JOIN runs AS superseded ON superseded.seq = o.supersedes
		WHERE cells.address = ? AND cells.segment = ?
		ORDER BY cells.first_day, cells.last_day, cells.every, o.as_of, o.run`, address, segment)
	err = eachRow(rows, err, func() error {
		var reading history.Reading
		var seq int64
		observation, err := scanObservation(rows, &seq, &reading.RunID, &reading.AsOf)
		if err != nil {
			return err
		}
		reading.Observation = observation
		story.add(reading, seq)
		return nil
	})
	if err != nil {
		return nil, fault(reading, s.path, err)
	}
	if segment == "" {
		if err := s.judge(ctx, address, story); err != nil {
			return nil, fault(reading, s.path, err)
		}
	}
	return story.points, nil
}

// story is a series as it is read: the runs are those of the latest readings.
type story struct {
	points []history.SeriesPoint
	runs   []int64
}

// add takes the next reading: periods in order, and within one from the earliest
// as-of day to the latest.
func (s *story) add(reading history.Reading, run int64) {
	last := len(s.points) - 1
	if last < 0 || s.points[last].Latest.Cell != reading.Cell {
		s.points = append(s.points, history.SeriesPoint{
			Every: reading.Every, Start: reading.Start, End: reading.End, Latest: reading,
		})
		s.runs = append(s.runs, run)
		return
	}
	point := &s.points[last]
	if !point.Latest.SameValue(reading.Observation) {
		point.Earlier = append(point.Earlier, point.Latest)
	}
	point.Latest, s.runs[last] = reading, run
}

// judge adds the verdicts that go with the latest readings.
func (s *Store) judge(ctx context.Context, address string, story *story) error {
	type judged struct {
		run               int64
		every, start, end string
	}
	verdicts := make(map[judged]history.Verdict)
	rows, err := s.db.QueryContext(ctx, `
		SELECT `+verdictColumns+`, run FROM verdicts WHERE address = ?`, address)
	err = eachRow(rows, err, func() error {
		var run int64
		verdict, err := scanVerdict(rows, &run)
		verdicts[judged{run, verdict.Every, verdict.Start, verdict.End}] = verdict
		return err
	})
	for i := range story.points {
		point := &story.points[i]
		if verdict, ok := verdicts[judged{story.runs[i], point.Every, point.Start, point.End}]; ok {
			point.Verdict = &verdict
		}
	}
	return err
}
