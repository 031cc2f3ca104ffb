package engine

import (
	"fmt"
	"slices"
	"strings"

	"github.com/roictl/roictl/config"
	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/engine/judge"
	"github.com/roictl/roictl/engine/value"
)

// defaultMaxAge is how many days a source's data may lag behind the last
// complete day before a verdict on them is withheld.
const defaultMaxAge = 7

// kpiResult evaluates and judges one KPI.
func (e *evaluator) kpiResult(p *PlannedKPI) *KPIResult {
	r := &KPIResult{
		KPI:            p.KPI,
		Goal:           p.kpi.goal,
		Period:         p.Period,
		PreviousPeriod: p.previous,
		Sources:        p.kpi.shape.sources,
	}
	if p.Skip != "" {
		r.Status, r.Reason = Skipped, p.Skip
		r.Actual = value.Missing(p.Skip)
		return r
	}
	ev := &evidence{}
	at := scope{window: p.window, evidence: ev}
	actual, trace := e.formula(p.KPI.Value, at)
	r.Actual, r.Trace = e.inUnit(p, actual), trace
	r.N = e.sample(p, at)
	r.Segments = e.segments(p)
	r.Flags = ev.flags
	if p.previous.Days() > 0 {
		before, _ := e.formula(p.KPI.Value, scope{window: p.previous.Interval, evidence: &evidence{}})
		before = e.inUnit(p, before)
		r.Previous = &before
	}
	if len(ev.failures) > 0 {
		r.Status, r.Reason = Errored, strings.Join(ev.failures, "; ")
		r.Target = declaredTarget(p.KPI.Target)
		return r
	}
	if p.KPI.Target == nil {
		r.Status, r.Reason = Skipped, "no target is declared"
		return r
	}
	e.judge(p, r, at, ev)
	return r
}

// judge compares the actual with the target.
func (e *evaluator) judge(p *PlannedKPI, r *KPIResult, at scope, ev *evidence) {
	input := judge.Input{
		Target:     *p.KPI.Target,
		Actual:     r.Actual,
		Currency:   e.bound.Config.Settings.Currency,
		Unit:       p.kpi.shape.unit,
		Cumulative: p.kpi.shape.cumulative,
		Falling:    p.kpi.shape.falling,
		Period:     p.Period.Interval,
		LastDay:    e.plan.Options.lastDay(),
		N:          r.N,
		SampleOf:   p.kpi.shape.denominator != nil,
		Guard:      p.KPI.Guard,
		Maturity:   p.kpi.shape.maturity,
		MaxAge:     defaultMaxAge,
	}
	if ev.hasFresh {
		input.FreshUntil = &ev.freshUntil
	}
	if ev.hasProvisional {
		input.ProvisionalFrom = &ev.provisionalFrom
	}
	if ev.hasCovered && ev.coveredFrom > p.window.Start {
		r.Flags = appendNew(r.Flags, "partial")
	}
	if numerator := p.kpi.shape.numerator; numerator != nil {
		above, _ := e.node(numerator, scope{window: at.window, evidence: &evidence{}})
		input.Numerator = &above
	}
	if p.baseline != nil {
		base := &evidence{}
		baseline, _ := e.formula(p.KPI.Value, scope{window: p.baseline.Interval, evidence: base})
		baseline = e.inUnit(p, baseline)
		if base.hasCovered && base.coveredFrom > p.baseline.Start && baseline.IsKnown() {
			baseline = value.UndefinedAt(fmt.Sprintf("the baseline %s is only partly covered: the data begin on %s", p.baseline.Name, base.coveredFrom), p.KPI.Target.Range)
		}
		input.Baseline = &baseline
	}
	verdict := judge.Judge(input)
	r.Status, r.Reason = Status(verdict.Status), verdict.Reason
	r.Attainment = verdict.Attainment
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
		r.Pace = &Pace{
			Shape:       pace.Shape,
			ElapsedDays: pace.ElapsedDays,
			TotalDays:   pace.TotalDays,
			Expected:    pace.Expected,
			Forecast:    pace.Forecast,
			Required:    pace.Required,
		}
	}
	for _, flag := range verdict.Flags {
		r.Flags = appendNew(r.Flags, flag)
	}
	if p.note != "" {
		r.Reason = join(r.Reason, p.note)
	}
	slices.Sort(r.Flags)
}

// inUnit gives a figure the unit that its KPI is shown and judged in.
func (e *evaluator) inUnit(p *PlannedKPI, v value.Value) value.Value {
	v.Unit = p.kpi.shape.unit
	if v.Unit == connector.UnitMoney && v.Currency == "" {
		v.Currency = e.bound.Config.Settings.Currency
	}
	if v.Unit != connector.UnitMoney {
		v.Currency = ""
	}
	return v
}

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
