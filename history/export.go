package history

import (
	"encoding/json"
	"fmt"
	"io"
	"time"
)

// ExportFormatVersion is the version of the document that [Export] writes.
// Within 1.x fields are added, never changed.
const ExportFormatVersion = "1.0"

// Export writes a run as one JSON document, as exact as it was recorded:
// numbers are text (decimals, or fractions such as "1/3" where no decimal is
// exact), a range is {"low", "high"}, what has no value is null with a reason,
// times are UTC in RFC 3339 with nanoseconds, days are ISO 8601.
func Export(w io.Writer, run *Run) error {
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(newExportedRun(run)); err != nil {
		return fmt.Errorf("export run %s: %w", run.ID, err)
	}
	return nil
}

type exportedRun struct {
	FormatVersion string                `json:"format_version"`
	ID            string                `json:"id"`
	StartedAt     string                `json:"started_at"`
	FinishedAt    string                `json:"finished_at"`
	AsOf          string                `json:"as_of"`
	Period        string                `json:"period"`
	RoictlVersion string                `json:"roictl_version"`
	ConfigDigest  string                `json:"config_digest"`
	GitCommit     string                `json:"git_commit"`
	ExitCode      int                   `json:"exit_code"`
	Summary       map[string]int        `json:"summary"`
	Connectors    map[string]string     `json:"connectors"`
	Observations  []exportedObservation `json:"observations"`
	Verdicts      []exportedVerdict     `json:"verdicts"`
	Declarations  []exportedDeclaration `json:"declarations"`
}

type exportedPeriod struct {
	Every string `json:"every"`
	Start string `json:"start"`
	End   string `json:"end"`
}

type exportedObservation struct {
	Address     string          `json:"address"`
	Period      exportedPeriod  `json:"period"`
	Segment     json.RawMessage `json:"segment"` // null for the whole
	State       string          `json:"state"`
	Value       any             `json:"value"` // text, exportedRange or null
	Reason      string          `json:"reason,omitempty"`
	Unit        string          `json:"unit"`
	Currency    string          `json:"currency,omitempty"`
	N           *string         `json:"n"` // null when not countable
	ObservedAt  string          `json:"observed_at"`
	Fingerprint string          `json:"fingerprint"`
	Flags       []string        `json:"flags"`
	Final       bool            `json:"final"`
	Supersedes  string          `json:"supersedes,omitempty"`
}

type exportedRange struct {
	Low  string `json:"low"`
	High string `json:"high"`
}

type exportedVerdict struct {
	Address  string          `json:"address"`
	Period   exportedPeriod  `json:"period"`
	Status   string          `json:"status"`
	Reason   string          `json:"reason,omitempty"`
	Target   *exportedTarget `json:"target"` // null when none is declared
	Actual   *string         `json:"actual"` // null when there is no value
	OnMiss   string          `json:"on_miss"`
	Required bool            `json:"required"`
}

type exportedTarget struct {
	Kind     string `json:"kind"`
	Declared string `json:"declared"`
	Value    string `json:"value,omitempty"`
	Low      string `json:"low,omitempty"`
	High     string `json:"high,omitempty"`
	Versus   string `json:"versus,omitempty"`
}

type exportedDeclaration struct {
	Address string          `json:"address"`
	Kind    string          `json:"kind"`
	Summary json.RawMessage `json:"summary"`
}

func newExportedRun(run *Run) exportedRun {
	document := exportedRun{
		FormatVersion: ExportFormatVersion,
		ID:            run.ID,
		StartedAt:     FormatTime(run.StartedAt),
		FinishedAt:    FormatTime(run.FinishedAt),
		AsOf:          run.AsOf,
		Period:        run.Period,
		RoictlVersion: run.RoictlVersion,
		ConfigDigest:  run.ConfigDigest,
		GitCommit:     run.GitCommit,
		ExitCode:      run.ExitCode,
		Summary:       run.Summary,
		Connectors:    run.Connectors,
		Observations:  make([]exportedObservation, 0, len(run.Observations)),
		Verdicts:      make([]exportedVerdict, 0, len(run.Verdicts)),
		Declarations:  make([]exportedDeclaration, 0, len(run.Declarations)),
	}
	if document.Summary == nil {
		document.Summary = map[string]int{}
	}
	if document.Connectors == nil {
		document.Connectors = map[string]string{}
	}
	for _, observation := range run.Observations {
		document.Observations = append(document.Observations, exportObservation(observation))
	}
	for _, verdict := range run.Verdicts {
		document.Verdicts = append(document.Verdicts, exportVerdict(verdict))
	}
	for _, declaration := range run.Declarations {
		document.Declarations = append(document.Declarations, exportedDeclaration{
			declaration.Address, declaration.Kind, json.RawMessage(declaration.Summary),
		})
	}
	return document
}

func exportObservation(o Observation) exportedObservation {
	exported := exportedObservation{
		Address:     o.Address,
		Period:      exportedPeriod{o.Every, o.Start, o.End},
		State:       o.State,
		Reason:      o.Reason,
		Unit:        o.Unit,
		Currency:    o.Currency,
		ObservedAt:  FormatTime(o.ObservedAt),
		Fingerprint: o.Fingerprint,
		Flags:       append([]string{}, o.Flags...),
		Final:       o.Final,
		Supersedes:  o.Supersedes,
	}
	if o.Segment != "" {
		exported.Segment = json.RawMessage(o.Segment)
	}
	if o.N != "" {
		exported.N = &o.N
	}
	switch o.State {
	case stateNumber:
		exported.Value = o.Low
	case stateRange:
		exported.Value = exportedRange{o.Low, o.High}
	}
	return exported
}

func exportVerdict(v Verdict) exportedVerdict {
	exported := exportedVerdict{
		Address:  v.Address,
		Period:   exportedPeriod{v.Every, v.Start, v.End},
		Status:   v.Status,
		Reason:   v.Reason,
		OnMiss:   v.OnMiss,
		Required: v.Required,
	}
	if v.Actual != "" {
		exported.Actual = &v.Actual
	}
	if v.Target.Kind != "" {
		target := exportedTarget(v.Target)
		exported.Target = &target
	}
	return exported
}

// FormatTime is how times are kept and exported: UTC, RFC 3339 with nanoseconds.
func FormatTime(t time.Time) string { return t.UTC().Format(time.RFC3339Nano) }
