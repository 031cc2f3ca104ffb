package engine

import (
	"fmt"

	"github.com/roictl/roictl/engine/judge"
)

// defaultMaxAge is how many days a source's data may lag behind the last
// complete day before a verdict on them is withheld.
const defaultMaxAge = 7

// judge compares the actual with the target.
func (e *evaluator) judge(p *PlannedKPI, r *KPIResult, at *scope) {
	s, ev := p.kpi.shape, at.evidence
	input := judge.Input{
		Target:          *p.KPI.Target,
		Actual:          r.Actual,
		Unit:            s.unit,
		Currency:        e.reporting(),
		Cumulative:      s.cumulative,
		Falling:         s.falling,
		Period:          p.Period.Interval,
		LastDay:         e.lastDay,
		N:               r.N,
		SampleOf:        s.denominator != nil,
		Guard:           p.KPI.Guard,
		Maturity:        s.maturity,
		MaxAge:          defaultMaxAge,
		FreshUntil:      ev.freshUntil,
		ProvisionalFrom: ev.provisionalFrom,
		Unpaced:         ev.unpaced(p.window),
		Incomplete:      ev.incompleteIn(p.window),
	}
	if s.numerator != nil {
		above, _ := e.node(s.numerator, at)
		input.Numerator = &above
	}
	if input.Unpaced != "" && s.cumulative {
		input.Ground = e.ground(p, ev)
	}
	cut := ""
	if p.baseline != nil {
		baseline, note, incomplete, err := e.baseline(p)
		if err != nil {
			r.Status, r.Reason = Errored, err.Error()
			r.Target = declaredTarget(p.KPI.Target)
			return
		}
		input.Baseline, cut, input.BaselineIncomplete = &baseline, note, incomplete
	}
	verdict := judge.Judge(input)
	r.Status, r.Reason, r.Attainment, r.Lack = Status(verdict.Status), verdict.Reason, verdict.Attainment, Lack(verdict.Lack)
	r.Target = &TargetResult{
		Kind:     p.KPI.Target.Kind,
		Value:    verdict.Value,
		Low:      verdict.Low,
		High:     verdict.High,
		Declared: declaredText(p.KPI.Target),
		Versus:   p.KPI.Target.Versus.Kind,
		Baseline: input.Baseline,
	}
	if p.baseline != nil {
		r.Target.BaselinePeriod = *p.baseline
	}
	if pace := verdict.Pace; pace != nil {
		r.Pace = (*Pace)(pace)
	}
	r.Flags = append(append(r.Flags, ev.flags...), verdict.Flags...)
	if ev.coveredFrom != nil && *ev.coveredFrom > p.window.Start && r.Actual.IsKnown() {
		r.Flags = append(r.Flags, "partial")
		r.Reason = join(r.Reason, fmt.Sprintf("the data begin on %s, after the period does", *ev.coveredFrom))
	}
	if cut != "" {
		r.Flags = append(r.Flags, flagCut)
	}
	r.Flags = withoutRepeats(r.Flags)
	r.Reason = join(join(r.Reason, p.note), cut)
}

// ground is what a pace rests on where the last rows of an open period are not over:
// the sum of those that are; nil where that is not known.
func (e *evaluator) ground(p *PlannedKPI, ev *evidence) *judge.Ground {
	until := ev.pacedUntil(p.window)
	if until == nil {
		return nil
	}
	at := e.at(frame{period: p.Period.Interval, window: p.window, currency: e.reporting(), until: *until})
	sum, _ := e.formula(p.KPI.Value, at)
	if !sum.IsKnown() {
		return nil
	}
	return &judge.Ground{Value: e.inUnit(p, sum), Until: *until}
}

func withoutRepeats(list []string) []string {
	var distinct []string
	for _, item := range list {
		distinct = appendNew(distinct, item)
	}
	return distinct
}
