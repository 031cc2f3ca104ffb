package report

import (
	"github.com/roictl/roictl/config"
	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/engine"
)

type kpiJSON struct {
	Address    string        `json:"address"`
	Goal       string        `json:"goal"`
	Name       string        `json:"name"`
	Status     engine.Status `json:"status"`
	Reason     optional      `json:"reason"`
	Period     *periodJSON   `json:"period"`
	Actual     amountJSON    `json:"actual"`
	Unit       optional      `json:"unit"`
	Currency   optional      `json:"currency"`
	N          numberJSON    `json:"n"`
	Previous   *previousJSON `json:"previous"`
	Target     *targetJSON   `json:"target"`
	Attainment numberJSON    `json:"attainment"`
	Pace       *paceJSON     `json:"pace"`
	Segments   []segmentJSON `json:"segments"`
	Flags      []string      `json:"flags"`
	Sources    []string      `json:"sources"`
	OnMiss     config.OnMiss `json:"on_miss"`
	Required   bool          `json:"required"`
	DeclaredAt *placeJSON    `json:"declared_at"`
}

// previousJSON is the period before.
type previousJSON struct {
	Period *periodJSON `json:"period"`
	Actual amountJSON  `json:"actual"`
	Reason string      `json:"reason,omitempty"`
	Note   string      `json:"note,omitempty"` // that it is of a part of the period
}

type targetJSON struct {
	Kind           config.TargetKind `json:"kind"`
	Declared       optional          `json:"declared"`
	Value          amountJSON        `json:"value"`
	Low            amountJSON        `json:"low"`
	High           amountJSON        `json:"high"`
	Reason         string            `json:"reason,omitempty"`
	Versus         optional          `json:"versus"`
	Baseline       amountJSON        `json:"baseline"`
	BaselinePeriod *periodJSON       `json:"baseline_period"`
}

type paceJSON struct {
	Shape       string            `json:"shape"`
	ElapsedDays int               `json:"elapsed_days"`
	TotalDays   int               `json:"total_days"`
	Expected    amountJSON        `json:"expected"`
	Forecast    amountJSON        `json:"forecast"`
	Required    amountJSON        `json:"required_per_day"`
	Reasons     map[string]string `json:"reasons,omitempty"`
}

type segmentJSON struct {
	By     map[string]*string `json:"by"`
	Actual amountJSON         `json:"actual"`
	Reason string             `json:"reason,omitempty"`
	N      numberJSON         `json:"n"`
	Flags  []string           `json:"flags,omitempty"`
}

func kpiToJSON(k *engine.KPIResult) kpiJSON {
	reason := k.Reason
	if reason == "" && !k.Actual.IsKnown() {
		reason = reasonFor(k.Actual)
	}
	return kpiJSON{
		Address:    k.KPI.Address.String(),
		Goal:       goalName(k.KPI.Address),
		Name:       nameInGoal(k.KPI.Address),
		Status:     k.Status,
		Reason:     optional(reason),
		Period:     periodToJSON(k.Period),
		Actual:     amountJSON{k.Actual},
		Unit:       optional(k.Actual.Unit),
		Currency:   optional(k.Actual.Currency),
		N:          numberJSON{k.N},
		Previous:   previousToJSON(k),
		Target:     targetToJSON(k.Target),
		Attainment: numberJSON{k.Attainment},
		Pace:       paceToJSON(k.Pace),
		Segments:   each(k.Segments, segmentToJSON),
		Flags:      texts(k.Flags),
		Sources:    each(k.Sources, config.Address.String),
		OnMiss:     k.KPI.OnMiss,
		Required:   k.KPI.Required,
		DeclaredAt: placeToJSON(k.KPI.Range),
	}
}

func previousToJSON(k *engine.KPIResult) *previousJSON {
	if k.Previous == nil {
		return nil
	}
	return &previousJSON{periodToJSON(k.PreviousPeriod), amountJSON{*k.Previous}, reasonFor(*k.Previous), k.PreviousNote}
}

func targetToJSON(t *engine.TargetResult) *targetJSON {
	if t == nil {
		return nil
	}
	target := &targetJSON{
		Kind:           t.Kind,
		Declared:       optional(t.Declared),
		Value:          amountJSON{t.Value},
		Low:            amountJSON{t.Low},
		High:           amountJSON{t.High},
		Versus:         optional(t.Versus),
		BaselinePeriod: periodToJSON(t.BaselinePeriod),
	}
	if t.Baseline != nil {
		target.Baseline = amountJSON{*t.Baseline}
	}
	if !t.Value.IsKnown() && !t.Low.IsKnown() {
		target.Reason = reasonFor(t.Value)
	}
	return target
}

func paceToJSON(p *engine.Pace) *paceJSON {
	if p == nil {
		return nil
	}
	return &paceJSON{
		Shape:       p.Shape,
		ElapsedDays: p.ElapsedDays,
		TotalDays:   p.TotalDays,
		Expected:    amountJSON{p.Expected},
		Forecast:    amountJSON{p.Forecast},
		Required:    amountJSON{p.Required},
		Reasons:     reasonsFor(named{"expected", p.Expected}, named{"forecast", p.Forecast}, named{"required_per_day", p.Required}),
	}
}

func segmentToJSON(s engine.Segment) segmentJSON {
	by := make(map[string]*string, len(s.By))
	for _, key := range s.By {
		by[key.Dimension] = textToJSON(key.Value)
	}
	return segmentJSON{By: by, Actual: amountJSON{s.Actual}, Reason: reasonFor(s.Actual), N: numberJSON{s.N}, Flags: s.Flags}
}

// textToJSON tells a value that the source does not give from an empty one.
func textToJSON(t connector.Text) *string {
	if t.Null {
		return nil
	}
	return &t.Value
}
