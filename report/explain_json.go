package report

import (
	"io"
	"time"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/engine"
)

type explainDocument struct {
	FormatVersion string              `json:"format_version"`
	RoictlVersion string              `json:"roictl_version"`
	AsOf          string              `json:"as_of"`
	Address       string              `json:"address"`
	KPI           *kpiJSON            `json:"kpi"`
	Campaign      *campaignJSON       `json:"campaign"`
	Explanation   []traceJSON         `json:"explanation"`
	Queries       []observedQueryJSON `json:"queries"`
}

type traceJSON struct {
	Label    string              `json:"label"`
	Value    amountJSON          `json:"value"`
	Reason   string              `json:"reason,omitempty"`
	Unit     optional            `json:"unit"`
	Currency optional            `json:"currency"`
	Place    *placeJSON          `json:"place"`
	Note     optional            `json:"note"`
	Window   *connector.Interval `json:"window"`
	Queries  []string            `json:"queries"`
	Parts    []traceJSON         `json:"parts"`
	// Repeated says that the parts are left out because the same part stands
	// above with them.
	Repeated bool `json:"repeated,omitempty"`
}

// observedQueryJSON is a query with its source and the time it was observed.
type observedQueryJSON struct {
	Source string `json:"source"`
	queryJSON
	TimeZone   optional   `json:"timezone"` // in which the source cuts its days
	ObservedAt *time.Time `json:"observed_at"`
	Flags      []flagJSON `json:"flags"`
}

// ExplainJSON writes what [Explain] does as one document. It returns the same
// errors.
func ExplainJSON(w io.Writer, doc *Document, address string) error {
	s, err := findSubject(doc, address)
	if err != nil {
		return err
	}
	document := explainDocument{
		FormatVersion: FormatVersion,
		RoictlVersion: doc.Version,
		AsOf:          doc.Result.AsOf.String(),
		Address:       s.address,
		Explanation:   each(s.traces, make(shownParts).toJSON),
		Queries:       []observedQueryJSON{},
	}
	if s.kpi != nil {
		kpi := kpiToJSON(s.kpi)
		document.KPI = &kpi
	}
	if s.campaign != nil {
		campaign := campaignToJSON(s.campaign)
		document.Campaign = &campaign
	}
	used := s.queries()
	for _, source := range doc.Result.Sources {
		for _, q := range orderedQueries(source.Queries) {
			if used[q.ID] {
				document.Queries = append(document.Queries, observedToJSON(source, q))
			}
		}
	}
	return writeJSON(w, document)
}

func observedToJSON(source *engine.SourceResult, q engine.QueryResult) observedQueryJSON {
	observed := observedQueryJSON{
		Source:    source.Address.String(),
		queryJSON: queryToJSON(q),
		TimeZone:  optional(source.TimeZone),
		Flags:     each(orderedFlags(source.Flags), flagToJSON),
	}
	if !q.ObservedAt.IsZero() {
		at := q.ObservedAt.UTC()
		observed.ObservedAt = &at
	}
	return observed
}

func (s shownParts) toJSON(t *engine.Trace) traceJSON {
	document := traceJSON{
		Label:    t.Label,
		Value:    amountJSON{t.Value},
		Reason:   reasonFor(t.Value),
		Unit:     optional(t.Value.Unit),
		Currency: optional(t.Value.Currency),
		Place:    placeToJSON(t.Place),
		Note:     optional(t.Note),
		Window:   t.Window,
		Queries:  texts(t.Queries),
		Parts:    []traceJSON{},
		Repeated: s.again(t),
	}
	if !document.Repeated {
		document.Parts = each(t.Children, s.toJSON)
	}
	return document
}
