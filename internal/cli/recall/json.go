package recall

import (
	"encoding/json"
	"fmt"
	"io"

	"github.com/roictl/roictl/history"
)

// FormatVersion is that of the documents written here. Within 1.x fields are
// added, never changed. One run is exported by the history itself.
const FormatVersion = "1.0"

type runsDocument struct {
	FormatVersion string        `json:"format_version"`
	Runs          []runDocument `json:"runs"`
}

type runDocument struct {
	ID            string            `json:"id"`
	StartedAt     string            `json:"started_at"`
	FinishedAt    string            `json:"finished_at"`
	AsOf          string            `json:"as_of"`
	Period        string            `json:"period"`
	RoictlVersion string            `json:"roictl_version"`
	ConfigDigest  string            `json:"config_digest"`
	GitCommit     string            `json:"git_commit"`
	ExitCode      int               `json:"exit_code"`
	Summary       map[string]int    `json:"summary"`
	Connectors    map[string]string `json:"connectors"`
}

// RunsJSON writes the list of runs as one document.
func RunsJSON(w io.Writer, runs []history.Run) error {
	document := runsDocument{FormatVersion: FormatVersion, Runs: make([]runDocument, 0, len(runs))}
	for _, run := range runs {
		document.Runs = append(document.Runs, runDocument{
			ID: run.ID, StartedAt: history.FormatTime(run.StartedAt), FinishedAt: history.FormatTime(run.FinishedAt),
			AsOf: run.AsOf, Period: run.Period, RoictlVersion: run.RoictlVersion,
			ConfigDigest: run.ConfigDigest, GitCommit: run.GitCommit, ExitCode: run.ExitCode,
			Summary: run.Summary, Connectors: run.Connectors,
		})
	}
	return write(w, document)
}

type seriesDocument struct {
	FormatVersion string          `json:"format_version"`
	Address       string          `json:"address"`
	Segment       json.RawMessage `json:"segment"` // null for the whole
	Points        []pointDocument `json:"points"`
}

type pointDocument struct {
	Period  periodDocument    `json:"period"`
	Latest  readingDocument   `json:"latest"`
	Earlier []readingDocument `json:"earlier"`
	Status  *string           `json:"status"` // null where the period was not judged
	Reason  string            `json:"reason,omitempty"`
	Target  *targetDocument   `json:"target"` // null where none was declared
}

type periodDocument struct {
	Every string `json:"every"`
	Start string `json:"start"`
	End   string `json:"end"`
}

type readingDocument struct {
	Run        string `json:"run"`
	AsOf       string `json:"as_of"`
	State      string `json:"state"`
	Value      any    `json:"value"` // text, {"low", "high"} or null
	Reason     string `json:"reason,omitempty"`
	Unit       string `json:"unit"`
	Currency   string `json:"currency,omitempty"`
	N          any    `json:"n"` // null when not countable
	ObservedAt string `json:"observed_at"`
	Final      bool   `json:"final"`
}

type targetDocument struct {
	Kind     string `json:"kind"`
	Declared string `json:"declared"`
	Value    string `json:"value,omitempty"`
	Low      string `json:"low,omitempty"`
	High     string `json:"high,omitempty"`
	Versus   string `json:"versus,omitempty"`
}

// SeriesJSON writes the story of one figure as one document. The segment is the
// canonical JSON of its dimensions, "" for the whole.
func SeriesJSON(w io.Writer, address, segment string, points []history.SeriesPoint) error {
	document := seriesDocument{FormatVersion: FormatVersion, Address: address, Segment: json.RawMessage("null"), Points: make([]pointDocument, 0, len(points))}
	if segment != "" {
		document.Segment = json.RawMessage(segment)
	}
	for _, point := range points {
		p := pointDocument{
			Period:  periodDocument{Every: point.Every, Start: point.Start, End: point.End},
			Latest:  reading(point.Latest),
			Earlier: make([]readingDocument, 0, len(point.Earlier)),
		}
		for _, r := range point.Earlier {
			p.Earlier = append(p.Earlier, reading(r))
		}
		if v := point.Verdict; v != nil {
			p.Status, p.Reason = &v.Status, v.Reason
			if v.Target.Kind != "" {
				target := targetDocument(v.Target)
				p.Target = &target
			}
		}
		document.Points = append(document.Points, p)
	}
	return write(w, document)
}

func reading(r history.Reading) readingDocument {
	document := readingDocument{
		Run: r.RunID, AsOf: r.AsOf, State: r.State, Reason: r.Reason, Unit: r.Unit, Currency: r.Currency,
		ObservedAt: history.FormatTime(r.ObservedAt), Final: r.Final,
	}
	switch {
	case r.Low != "" && r.High != "" && r.High != r.Low:
		document.Value = map[string]string{"low": r.Low, "high": r.High}
	case r.Low != "":
		document.Value = r.Low
	}
	if r.N != "" {
		document.N = r.N
	}
	return document
}

func write(w io.Writer, document any) error {
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(document); err != nil {
		return fmt.Errorf("write history: %w", err)
	}
	return nil
}
