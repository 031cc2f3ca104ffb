package report

import (
	"github.com/roictl/roictl/config"
	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/engine"
)

type versionEvent struct {
	RoictlVersion string `json:"roictl_version"`
}

type diagnosticEvent struct {
	Diagnostic diagnosticJSON `json:"diagnostic"`
}

type connectorEvent struct {
	Connector string `json:"connector"`
}

type queryStartEvent struct {
	ID        string          `json:"id"`
	Connector string          `json:"connector"`
	Query     connector.Query `json:"query"`
}

type progressEvent struct {
	ID        string   `json:"id"`
	Connector string   `json:"connector"`
	Done      int64    `json:"done"`
	Total     *int64   `json:"total"` // null when unknown
	Unit      optional `json:"unit"`
}

type queryCompleteEvent struct {
	Connector  string `json:"connector"`
	DurationMS int64  `json:"duration_ms"`
	queryJSON
}

// kpiEvent is the figure of a KPI before its verdict.
type kpiEvent struct {
	KPI kpiValueJSON `json:"kpi"`
}

type kpiValueJSON struct {
	Address  string        `json:"address"`
	Period   *periodJSON   `json:"period"`
	Actual   amountJSON    `json:"actual"`
	Reason   string        `json:"reason,omitempty"`
	Unit     optional      `json:"unit"`
	Currency optional      `json:"currency"`
	N        numberJSON    `json:"n"`
	Segments []segmentJSON `json:"segments"`
}

func valueOf(k kpiJSON) kpiValueJSON {
	return kpiValueJSON{k.Address, k.Period, k.Actual, reasonFor(k.Actual.value), k.Unit, k.Currency, k.N, k.Segments}
}

type verdictEvent struct {
	KPI kpiJSON `json:"kpi"`
}

type summaryEvent struct {
	AsOf      string                `json:"as_of"`
	Summary   map[engine.Status]int `json:"summary"`
	ExitCode  int                   `json:"exit_code"`
	Campaigns []campaignJSON        `json:"campaigns"`
	Changes   []changeJSON          `json:"changes"`
}

// ConnectorStarted writes that a connector is being started.
func (e *Events) ConnectorStarted(address config.Address) {
	e.write(levelInfo, "connector_start", "starting "+address.String(), connectorEvent{address.String()})
}

// ConnectorReady writes that a connector has taken its settings.
func (e *Events) ConnectorReady(address config.Address) {
	e.write(levelInfo, "connector_ready", address.String()+" is ready", connectorEvent{address.String()})
}

// QueryStarted writes what is asked of whom.
func (e *Events) QueryStarted(q *engine.PlannedQuery) {
	e.write(levelInfo, "query_start", "asking "+q.Source.String(), queryStartEvent{q.ID, q.Source.String(), q.Query})
}

// QueryProgress writes how far a query has come.
func (e *Events) QueryProgress(q *engine.PlannedQuery, p connector.Progress) {
	progress := progressEvent{ID: q.ID, Connector: q.Source.String(), Done: p.Done, Unit: optional(p.Unit)}
	if p.Total > 0 {
		progress.Total = &p.Total
	}
	message := p.Message
	if message == "" {
		message = "reading from " + q.Source.String()
	}
	e.write(levelDebug, "query_progress", message, progress)
}

// QueryDone writes what came back, or why nothing did.
func (e *Events) QueryDone(q *engine.PlannedQuery, r engine.QueryResult) {
	level, message := levelInfo, counted(int(r.Rows), "row", "rows")+" from "+q.Source.String()
	if r.Failed != "" {
		level, message = levelError, q.Source.String()+" failed: "+r.Failed
	}
	e.write(level, "query_complete", message, queryCompleteEvent{q.Source.String(), r.Duration.Milliseconds(), queryToJSON(r)})
}
