package report

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"

	"github.com/roictl/roictl/engine"
)

// FormatVersion is the version of the JSON documents and events. Fields are
// added, never changed, within 1.x.
const FormatVersion = "1.0"

// JSON writes the result of a check as one versioned document (DESIGN §4), which
// schema/check.schema.json describes. Numbers are decimal strings so that
// nothing is lost, percentages are fractions, a range is an object with low and
// high, and what has no value is null with a reason beside it. It holds no time
// of the run, so that the same inputs give the same bytes.
//
// It returns the writer's error.
func JSON(w io.Writer, doc *Document) error {
	if doc.Result == nil {
		return errNoResult
	}
	return writeJSON(w, checkJSON(doc))
}

type checkDocument struct {
	FormatVersion string                `json:"format_version"`
	RoictlVersion string                `json:"roictl_version"`
	AsOf          string                `json:"as_of"`
	Period        optional              `json:"period"`
	Currency      optional              `json:"currency"`
	TimeZone      optional              `json:"time_zone"`
	ExitCode      int                   `json:"exit_code"`
	Summary       map[engine.Status]int `json:"summary"`
	KPIs          []kpiJSON             `json:"kpis"`
	Campaigns     []campaignJSON        `json:"campaigns"`
	Sources       []sourceJSON          `json:"sources"`
	Changes       []changeJSON          `json:"changes"`
	Diagnostics   []diagnosticJSON      `json:"diagnostics"`
}

func checkJSON(doc *Document) checkDocument {
	r := doc.Result
	return checkDocument{
		FormatVersion: FormatVersion,
		RoictlVersion: doc.Version,
		AsOf:          r.AsOf.String(),
		Period:        optional(r.Period),
		Currency:      optional(r.Currency),
		TimeZone:      optional(r.TimeZone),
		ExitCode:      r.ExitCode,
		Summary:       r.Summary(),
		KPIs:          each(r.KPIs, kpiToJSON),
		Campaigns:     each(r.Campaigns, campaignToJSON),
		Sources:       each(r.Sources, sourceToJSON),
		Changes:       each(doc.Changes, changeToJSON),
		Diagnostics:   diagnosticsToJSON(r.Diagnostics, doc.Files),
	}
}

// each turns a list into a list that is never null.
func each[S any, T any](list []S, convert func(S) T) []T {
	converted := make([]T, 0, len(list))
	for _, item := range list {
		converted = append(converted, convert(item))
	}
	return converted
}

// writeJSON writes an indented document.
func writeJSON(w io.Writer, document any) error {
	var buffer bytes.Buffer
	encoder := json.NewEncoder(&buffer)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(document); err != nil {
		return fmt.Errorf("encode report: %w", err)
	}
	if _, err := w.Write(escapeInvisible(buffer.Bytes())); err != nil {
		return fmt.Errorf("write report: %w", err)
	}
	return nil
}
