package report

import (
	"io"

	"github.com/roictl/roictl/config"
	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/engine"
)

type planDocument struct {
	FormatVersion string             `json:"format_version"`
	RoictlVersion string             `json:"roictl_version"`
	AsOf          string             `json:"as_of"`
	Period        optional           `json:"period"`
	Currency      optional           `json:"currency"`
	TimeZone      optional           `json:"time_zone"`
	Summary       planSummaryJSON    `json:"summary"`
	KPIs          []plannedKPIJSON   `json:"kpis"`
	Campaigns     []string           `json:"campaigns"`
	Queries       []plannedQueryJSON `json:"queries"`
	Changes       []changeJSON       `json:"changes"`
	Diagnostics   []diagnosticJSON   `json:"diagnostics"`
}

type planSummaryJSON struct {
	KPIs      int `json:"kpis"`
	Skipped   int `json:"skipped"`
	Campaigns int `json:"campaigns"`
	Sources   int `json:"sources"`
	Queries   int `json:"queries"`
	APICalls  int `json:"estimated_api_calls"`
}

type plannedKPIJSON struct {
	Address    string              `json:"address"`
	Goal       string              `json:"goal"`
	Name       string              `json:"name"`
	Period     *periodJSON         `json:"period"`
	Skip       optional            `json:"skip"`
	Target     *declaredTargetJSON `json:"target"`
	By         []string            `json:"by"`
	DeclaredAt *placeJSON          `json:"declared_at"`
}

// declaredTargetJSON is a target whose baseline is not known yet.
type declaredTargetJSON struct {
	Kind     config.TargetKind `json:"kind"`
	Declared string            `json:"declared"`
	Value    numberJSON        `json:"value"`
	Low      numberJSON        `json:"low"`
	High     numberJSON        `json:"high"`
	Versus   optional          `json:"versus"`
}

type plannedQueryJSON struct {
	ID       string          `json:"id"`
	Source   string          `json:"source"`
	Query    connector.Query `json:"query"`
	Needs    []string        `json:"needs"`
	Estimate *estimateJSON   `json:"estimate"` // null when nobody was asked
}

type estimateJSON struct {
	PushedDown      []string `json:"pushed_down"`
	APICalls        int      `json:"api_calls"`
	Rows            *int64   `json:"rows"` // null when unknown
	QuotaUnits      int64    `json:"quota_units"`
	ProvisionalFrom dayJSON  `json:"provisional_from"`
	Steps           []string `json:"steps"`
}

// PlanJSON writes a plan as one versioned document, with the conventions of
// [JSON]. It returns the writer's error.
func PlanJSON(w io.Writer, doc *PlanDocument) error {
	if doc.Plan == nil {
		return errNoPlan
	}
	return writeJSON(w, planDocument{
		FormatVersion: FormatVersion,
		RoictlVersion: doc.Version,
		AsOf:          doc.Plan.Options.AsOf.String(),
		Period:        optional(doc.Plan.Options.Period),
		Currency:      optional(doc.Settings.Currency),
		TimeZone:      optional(doc.Settings.TimeZone),
		Summary:       summaryOf(doc),
		KPIs:          each(doc.Plan.KPIs, plannedKPIToJSON),
		Campaigns:     each(doc.Plan.Campaigns, func(c *config.Campaign) string { return c.Address.String() }),
		Queries:       each(doc.Plan.Queries, func(q *engine.PlannedQuery) plannedQueryJSON { return plannedQueryToJSON(q, doc.Estimated) }),
		Changes:       each(doc.Changes, changeToJSON),
		Diagnostics:   diagnosticsToJSON(doc.Diagnostics, doc.Files),
	})
}

func plannedKPIToJSON(k *engine.PlannedKPI) plannedKPIJSON {
	planned := plannedKPIJSON{
		Address:    k.KPI.Address.String(),
		Goal:       goalName(k.KPI.Address),
		Name:       nameInGoal(k.KPI.Address),
		Period:     periodToJSON(k.Period),
		Skip:       optional(k.Skip),
		By:         texts(k.KPI.By),
		DeclaredAt: placeToJSON(k.KPI.Range),
	}
	if t := k.KPI.Target; t != nil {
		planned.Target = &declaredTargetJSON{
			Kind: t.Kind, Declared: declaredText(t), Versus: optional(t.Versus.Kind),
			Value: numberJSON{t.Value.Value}, Low: numberJSON{t.Low.Value}, High: numberJSON{t.High.Value},
		}
	}
	return planned
}

func plannedQueryToJSON(q *engine.PlannedQuery, estimated bool) plannedQueryJSON {
	planned := plannedQueryJSON{
		ID: q.ID, Source: q.Source.String(), Query: q.Query,
		Needs: each(q.Needs, config.Address.String),
	}
	if !estimated {
		return planned
	}
	planned.Estimate = &estimateJSON{
		PushedDown: texts(q.Cost.PushedDown), APICalls: q.Cost.EstimatedCalls, QuotaUnits: q.Cost.QuotaUnits,
		ProvisionalFrom: dayJSON(q.Cost.ProvisionalTo), Steps: texts(q.Cost.Steps),
	}
	if q.Cost.EstimatedRows >= 0 {
		planned.Estimate.Rows = &q.Cost.EstimatedRows
	}
	return planned
}
