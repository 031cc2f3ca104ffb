package ga4

import (
	"context"
	"slices"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/plugins/ga4/cells"
	"github.com/roictl/roictl/plugins/ga4/request"
)

// beginning is what is known about the first day of a property. Before it nothing
// was counted, which is not zero.
type beginning struct {
	asked bool
	day   connector.Date // on which the property received its first event; 0 when it never did
}

// since returns a day since when the property has data, as early as the question
// reaches; 0 when it has none, or that is not known. Rows on the first day prove it.
// Else a report on the property's first day of all says it, once for all questions.
func (s *source) since(ctx context.Context, a *answer, rows []cells.Row) connector.Date {
	first := max(a.window().Start, request.FirstDay)
	if a.Daily && slices.ContainsFunc(rows, func(r cells.Row) bool { return connector.Date(r.Slot) <= first }) {
		return first
	}
	if len(a.parts) == 0 {
		return 0 // nothing was asked: the days are before Google stored any
	}
	known, ok := s.borrow(ctx)
	if !ok {
		return 0
	}
	defer func() { s.facts <- known }()
	if known.begun.asked {
		return known.begun.day
	}
	day, problem := s.google.Begun(ctx)
	if problem != nil {
		connector.Logger(ctx).DebugContext(ctx, "since when the property has data is not known", "problem", problem.Error())
		return 0
	}
	known.begun = beginning{asked: true, day: day}
	return day
}
