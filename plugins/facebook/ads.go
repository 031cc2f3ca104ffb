package facebook

import (
	"context"
	"fmt"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/plugins/facebook/insights"
	"github.com/roictl/roictl/plugins/facebook/platform"
)

// ads answers with Ads Insights.
func (s *source) ads(ctx context.Context, query connector.Query, out *connector.Stream) connector.Diagnostics {
	q, diags := s.adsQuestion(query)
	if diags.HasErrors() {
		return diags
	}
	facts, problems := s.adAccount(ctx)
	if diags = append(diags, problems...); diags.HasErrors() {
		return diags
	}
	today := connector.DateIn(s.meta.Moment(), facts.Zone)
	if diags = append(diags, q.fit(today)...); diags.HasErrors() {
		return diags
	}
	a := newAdsAnswer(q, facts, today, out)
	problems = s.adsRows(ctx, a)
	if diags = append(diags, problems...); diags.HasErrors() {
		return diags
	}
	diags = append(diags, s.compareLevels(ctx, a)...)
	return append(diags, a.finish()...)
}

// adsRows reads all rows, and where there are none, finds out whether that is the
// truth.
func (s *source) adsRows(ctx context.Context, a *adsAnswer) connector.Diagnostics {
	if len(a.question.Intervals) == 0 {
		return nil // all of it lies in days to come
	}
	if problem := s.chooseObjects(ctx, a.question); problem != nil {
		return connector.Diagnostics{problem.Diagnostic}
	}
	if a.question.IDs != nil && len(a.question.IDs) == 0 {
		return nil // the filter keeps no object
	}
	if problem := s.adsRead(ctx, a, &a.question.Question); problem != nil {
		return connector.Diagnostics{problem.Diagnostic}
	}
	if a.received > 0 || a.enough() {
		s.prove()
		return nil
	}
	proven, diags := s.believe(ctx, a)
	a.dense = proven
	return diags
}

// chooseObjects looks up the objects that a filter means, which only Meta can
// apply: the names that roictl compares, exactly as they are spelled, become
// numbers.
func (s *source) chooseObjects(ctx context.Context, q *adsQuestion) *platform.Problem {
	if q.objects == nil {
		return nil
	}
	ids, problem := s.objects(ctx, q.objectsLevel, q.objectFilter())
	q.IDs, q.IDsLevel = ids, q.objectsLevel
	return problem
}

// adsRead asks a question and everything that it takes: directly first, then as a
// report in the background, then in two parts.
func (s *source) adsRead(ctx context.Context, a *adsAnswer, q *insights.Question) *platform.Problem {
	requests, err := q.Requests()
	if err != nil {
		d := connector.NewError(connector.CodeQuery, "Question cannot be written", fmt.Sprintf("The question cannot be written as Meta wants it: %v.", err))
		return &platform.Problem{Diagnostic: d}
	}
	for i, parameters := range requests {
		part := *q
		if q.Daily {
			part.Intervals = q.Intervals[i : i+1]
		}
		listing := platform.Listing{Path: s.account.Node() + "/insights", Parameters: parameters, Limit: s.account.PageSize, Least: leastPage}
		problem := s.adsList(ctx, a, listing)
		if problem != nil && (problem.Kind == platform.HeavyCall || problem.Kind == platform.HeavyPage) && a.restart() {
			problem = s.adsBackground(ctx, a, listing)
		}
		if problem != nil && problem.Kind == platform.HeavyReport && a.restart() {
			first, second, ok := part.Split()
			if !ok {
				return problem
			}
			if problem = s.adsRead(ctx, a, first); problem == nil {
				problem = s.adsRead(ctx, a, second)
			}
		}
		if problem != nil {
			return problem
		}
		if err := a.keep(); err != nil {
			return tooLarge(err)
		}
	}
	return nil
}

// leastPage is the smallest page that is asked for directly. Below it a report in
// the background costs fewer calls.
const leastPage = 25

// adsBackground has Meta make the report in the background, and reads it.
func (s *source) adsBackground(ctx context.Context, a *adsAnswer, listing platform.Listing) *platform.Problem {
	path, problem := s.meta.Background(ctx, listing.Path, listing.Parameters, func(percent int) {
		a.out.Progress(connector.Progress{Done: int64(percent), Total: 100, Unit: "percent", Message: "Meta makes the report in the background"})
	})
	if problem != nil {
		return problem
	}
	return s.adsList(ctx, a, platform.Listing{Path: path, Limit: listing.Limit})
}

// adsList reads the rows of one request.
func (s *source) adsList(ctx context.Context, a *adsAnswer, listing platform.Listing) *platform.Problem {
	problem := platform.List(ctx, s.meta, listing, a.add, a.restart)
	if a.enough() {
		return nil // the reader has enough
	}
	return problem
}

func tooLarge(err error) *platform.Problem {
	d := connector.NewError(connector.CodePlatform, "Figures are too large", fmt.Sprintf("The rows cannot be added up: %v.", err))
	d.Hint = "Split the question by the dimension that it filters by."
	return &platform.Problem{Diagnostic: d}
}
