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
	known, ok := s.borrow(ctx)
	if !ok {
		return 0
	}
	defer func() { s.facts <- known }()
	b := &known.begun
	if !b.asked {
		b.day = s.made(ctx, zone)
		b.asked = ctx.Err() == nil
	}
	switch {
	case b.day != 0:
		return b.day
	case b.early != 0 && b.early <= first:
		return b.early
	case b.empty != 0 && first <= b.empty:
		return 0
	}
	switch some, certain := s.probe(ctx, first); {
	case some:
		b.early = first
		return first
	case certain:
		b.empty = first
	}
	return 0
}

// made is the day on which the property was made; 0 when the Admin API does not
// say.
func (s *source) made(ctx context.Context, zone *time.Location) connector.Date {
	property, problem := s.google.Facts(ctx)
	switch {
	case problem != nil:
		connector.Logger(ctx).DebugContext(ctx, "the Admin API does not say since when the property exists", "problem", problem.Error())
		return 0
	case property.Created.IsZero():
		return 0
	}
	return connector.DateIn(property.Created, zone)
}

// probed is how many days before a question are looked at for a sign of life.
const probed = 28

// probe asks whether anybody came in the weeks up to a day, and says whether that
// is certain.
func (s *source) probe(ctx context.Context, day connector.Date) (some, certain bool) {
	q := request.Question{Metrics: []string{"sessions"}, Intervals: []connector.Interval{{Start: day - probed + 1, End: day}}}
	for _, r := range q.Split() {
		report, problem := s.google.Read(ctx, r, func(int64, int64) {})
		if problem != nil {
			connector.Logger(ctx).DebugContext(ctx, "whether the property had data is not known", "problem", problem.Error())
			return false, false
		}
		if len(report.Part.Rows) > 0 {
			return true, true
		}
	}
	return false, true
}
