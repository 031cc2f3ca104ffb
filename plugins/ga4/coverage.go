package ga4

import (
	"context"
	"slices"
	"time"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/plugins/ga4/cells"
	"github.com/roictl/roictl/plugins/ga4/request"
)

// beginning is what is known about the first day of a property. Before it nothing
// was counted, which is not zero.
type beginning struct {
	asked bool           // the Admin API was
	day   connector.Date // on which the property was made; 0 when not known
	// early is the earliest day on which the property is known to have had data; 0
	// when none is.
	early connector.Date
	empty connector.Date // the latest day up to which it is known to have had none
}

// since returns a day since when the property has data, as early as the question
// reaches; 0 when that is not known. Rows on the first day prove it. Else the Admin
// API says when the property was made, and where that is switched off, a report on
// the days before the question says whether anybody came.
func (s *source) since(ctx context.Context, a *answer, rows []cells.Row) connector.Date {
	first := max(a.window().Start, request.FirstDay)
	if a.Daily && slices.ContainsFunc(rows, func(r cells.Row) bool { return connector.Date(r.Slot) <= first }) {
		return first
	}
	zone, err := time.LoadLocation(a.findings.TimeZone)
	if err != nil || len(a.parts) == 0 {
		return 0
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	b := &s.begun
	if !b.asked {
		facts, problem := s.google.Facts(ctx)
		b.asked = ctx.Err() == nil
		switch {
		case problem != nil:
			connector.Logger(ctx).DebugContext(ctx, "the Admin API does not say since when the property exists", "problem", problem.Error())
		case !facts.Created.IsZero():
			b.day = connector.DateIn(facts.Created, zone)
		}
	}
	switch {
	case b.day != 0:
		return b.day
	case b.early != 0 && b.early <= first:
		return b.early
	case b.empty != 0 && first <= b.empty:
		return 0
	}
	return s.probe(ctx, first)
}

// probed is how many days before a question are looked at for a sign of life.
const probed = 28

// probe asks whether anybody came in the weeks up to a day.
func (s *source) probe(ctx context.Context, first connector.Date) connector.Date {
	q := request.Question{Metrics: []string{"sessions"}, Intervals: []connector.Interval{{Start: first - probed + 1, End: first}}}
	for _, r := range q.Split() {
		report, problem := s.google.Read(ctx, r, func(int64, int64) {})
		if problem != nil {
			connector.Logger(ctx).DebugContext(ctx, "whether the property had data is not known", "problem", problem.Error())
			return 0
		}
		if len(report.Part.Rows) > 0 {
			s.begun.early = first
			return first
		}
	}
	s.begun.empty = first
	return 0
}
