package engine

import (
	"fmt"
	"slices"
	"strings"

	"github.com/roictl/roictl/config"
	"github.com/roictl/roictl/engine/calendar"
	"github.com/roictl/roictl/engine/value"
)

// kpiResult evaluates and judges one KPI.
func (e *evaluator) kpiResult(p *PlannedKPI) *KPIResult {
	r := &KPIResult{
		KPI:     p.KPI,
		Goal:    p.kpi.goal,
		Period:  p.Period,
		Sources: p.kpi.shape.sources(),
	}
	if p.Skip != "" {
		r.Status, r.Reason, r.Actual = Skipped, p.Skip, value.Missing(p.Skip)
		if p.kpi.fault != "" {
			r.Status = Errored
		}
		r.Target = declaredTarget(p.KPI.Target)
		return r
	}
	at := e.in(p.Period.Interval, e.reporting())
	actual, trace := e.formula(p.KPI.Value, at)
	r.Actual, r.Trace = e.inUnit(p, actual), trace
	r.N = e.sample(p, at)
	r.Segments = e.segments(p)
	if p.previous != nil {
		before, rests := e.earlier(p, *p.previous)
		r.Previous, r.PreviousPeriod = &before, *p.previous
		if before.IsKnown() {
			r.notePrevious(rests.lacks(*p.previous), rests.cuts(p.previous.Interval, e.lastDay))
			if bounded := p.kpi.shape.bounded(rests); bounded {
				r.PreviousFlags = append(r.PreviousFlags, flagLowerBound)
			}
			if left := rests.incomplete(); left != "" {
				r.PreviousNote = join(r.PreviousNote, left)
			}
		}
	}
	switch {
	case len(at.evidence.failures) > 0:
		r.Status, r.Reason = Errored, strings.Join(at.evidence.failures, "; ")
		r.Target = declaredTarget(p.KPI.Target)
	case p.KPI.Target == nil:
		r.Status, r.Reason = Skipped, "no target is declared"
		r.Flags = at.evidence.quality(p.window, e.lastDay, p.kpi.maturity())
		if r.Actual.IsKnown() && p.kpi.shape.bounded(at.evidence) {
			r.Flags = append(r.Flags, flagLowerBound)
		}
	default:
		e.judge(p, r, at)
	}
	e.flagCuts(p, r, at.evidence)
	if r.Actual.IsKnown() && at.evidence.shifts(p.window, e.bound.Config.Settings.Location) {
		r.Flags = append(r.Flags, flagZone)
	}
	slices.Sort(r.Flags)
	return r
}

// notePrevious tells of the period before what its sources lack, and which rows
// its edges cut.
func (r *KPIResult) notePrevious(lacking, cut string) {
	r.PreviousNote = join(lacking, cut)
	if lacking != "" {
		r.PreviousFlags = append(r.PreviousFlags, "partial")
	}
	if cut != "" {
		r.PreviousFlags = append(r.PreviousFlags, flagCut)
	}
}

// flagCuts tells of rows that an edge of the judged period cuts.
func (e *evaluator) flagCuts(p *PlannedKPI, r *KPIResult, ev *evidence) {
	if note := ev.cuts(p.Period.Interval, e.lastDay); note != "" && r.Actual.IsKnown() {
		r.Flags = appendNew(r.Flags, flagCut)
		r.Reason = join(r.Reason, note)
	}
}

// flagLowerBound is the flag of a sum of which a source leaves something out, so that
// the whole is at least what it says.
const flagLowerBound = "lower_bound"

// bounded says whether a value of this character is a lower bound of the whole, as
// sums are of which sources leave something out.
func (c character) bounded(rests *evidence) bool {
	return len(rests.leftOut) > 0 && c.cumulative && !c.falling
}

// flagCut is the flag of figures with rows that lie across an edge of the period.
const flagCut = "cut"

// maturity is how many days the KPI's sources go on changing a day, unless the
// KPI says otherwise.
func (k *kpi) maturity() int {
	if k.decl.Guard.Maturity != nil {
		return *k.decl.Guard.Maturity
	}
	return k.shape.maturity
}

// earlier evaluates a KPI in a whole period before the judged one, and says what
// the figure rests on.
func (e *evaluator) earlier(p *PlannedKPI, period calendar.Period) (value.Value, *evidence) {
	at := e.in(period.Interval, e.reporting())
	before, _ := e.formula(p.KPI.Value, at)
	return e.inUnit(p, before), at.evidence
}

// baseline evaluates what the target compares with. A period that is not over, or
// that the sources do not cover, is no data: a part of it would look like less,
// and be passed too easily. The note tells of rows that its edges cut, and
// incomplete what sources leave out of it. An error names the sources that failed.
func (e *evaluator) baseline(p *PlannedKPI) (figure value.Value, note, incomplete string, err error) {
	period := *p.baseline
	if period.End > e.lastDay {
		return e.inUnit(p, value.Missing(fmt.Sprintf("%s is not complete before %s", period.Name, period.End+1))), "", "", nil
	}
	figure, rests := e.earlier(p, period)
	if len(rests.failures) > 0 {
		return figure, "", "", fmt.Errorf("the baseline could not be fetched: %s", strings.Join(rests.failures, "; "))
	}
	if lacking := rests.lacks(period); lacking != "" && figure.IsKnown() {
		figure = e.inUnit(p, value.Missing(lacking))
	}
	if !figure.IsKnown() {
		return figure, "", "", nil
	}
	if note = rests.cuts(period.Interval, e.lastDay); note != "" {
		note = fmt.Sprintf("of the baseline, %s, %s", period.Name, note)
	}
	return figure, note, rests.incomplete(), nil
}

// inUnit gives a figure the unit that its KPI is shown and judged in.
func (e *evaluator) inUnit(p *PlannedKPI, v value.Value) value.Value {
	currency := v.Currency
	if currency == "" {
		currency = e.reporting()
	}
	return v.In(p.kpi.shape.unit, currency)
}

// declaredTarget is the target before it has been resolved.
func declaredTarget(t *config.Target) *TargetResult {
	if t == nil {
		return nil
	}
	return &TargetResult{Kind: t.Kind, Declared: declaredText(t), Versus: t.Versus.Kind}
}

// declaredText is the target's number as it stands in the file.
func declaredText(t *config.Target) string {
	if t.Kind == config.Between {
		return t.Low.Source + " to " + t.High.Source
	}
	return t.Value.Source
}
