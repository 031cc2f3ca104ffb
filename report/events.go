package report

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"sync"
	"time"

	"github.com/hashicorp/hcl/v2"

	"github.com/roictl/roictl/config"
	"github.com/roictl/roictl/engine"
)

// Events writes a run as it happens: one JSON object a line, each with
//
//	v      FormatVersion
//	ts     the time, RFC 3339 with milliseconds in UTC
//	level  debug, info, warn or error
//	type   version, diagnostic, connector_start, connector_ready, query_start,
//	       query_progress, query_complete, kpi_value, verdict or summary
//	msg    a sentence for people
//
// and what belongs to its type. Readers ignore fields and types that they do not
// know. It is an [engine.Observer]; its methods may be called concurrently.
type Events struct {
	mu  sync.Mutex
	out io.Writer
	now func() time.Time
	err error
}

var _ engine.Observer = (*Events)(nil)

// The levels of events.
const (
	levelDebug = "debug"
	levelInfo  = "info"
	levelWarn  = "warn"
	levelError = "error"
)

// JSONLines begins a stream of events with the one that says which version of
// roictl and of the format writes it. The clock is called once an event.
func JSONLines(w io.Writer, now func() time.Time, version string) *Events {
	e := &Events{out: w, now: now}
	e.write(levelInfo, "version", "roictl "+version, versionEvent{version})
	return e
}

// Err returns the first error of the writer, after which nothing more was
// written.
func (e *Events) Err() error {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.err
}

// Diagnostics writes an event for each diagnostic. Files are the sources for
// snippets; may be nil.
func (e *Events) Diagnostics(diags hcl.Diagnostics, files *config.Sources) {
	for _, d := range limited(diags, mostInDocument) {
		level := levelWarn
		if d.Severity == hcl.DiagError {
			level = levelError
		}
		e.write(level, "diagnostic", d.Summary, diagnosticEvent{diagnosticToJSON(d, files)})
	}
}

// Result writes the figures and verdicts of all KPIs, and the summary. Its
// diagnostics are not written; see [Events.Diagnostics].
func (e *Events) Result(doc *Document) {
	if doc.Result == nil {
		return
	}
	for _, k := range doc.Result.KPIs {
		kpi := kpiToJSON(k)
		e.write(levelInfo, "kpi_value", kpi.Address+": "+k.Actual.String(), kpiEvent{valueOf(kpi)})
		e.write(verdictLevel(k.Status), "verdict", kpi.Address+": "+statusText(string(k.Status)), verdictEvent{kpi})
	}
	e.write(levelInfo, "summary", fmt.Sprintf("%s judged, exit %d", counted(len(doc.Result.KPIs), "KPI", "KPIs"), doc.Result.ExitCode),
		summaryEvent{AsOf: doc.Result.AsOf.String(), Summary: doc.Result.Summary(), ExitCode: doc.Result.ExitCode,
			Campaigns: each(doc.Result.Campaigns, campaignToJSON), Changes: each(doc.Changes, changeToJSON)})
}

func verdictLevel(s engine.Status) string {
	switch {
	case s == engine.Missed, s == engine.Errored:
		return levelError
	case green(s):
		return levelInfo
	default:
		return levelWarn
	}
}

// eventHead is what every event begins with.
type eventHead struct {
	V     string `json:"v"`
	TS    string `json:"ts"`
	Level string `json:"level"`
	Type  string `json:"type"`
	Msg   string `json:"msg"`
}

// write writes one event: the head, and the fields of the payload behind it in
// the same object.
func (e *Events) write(level, kind, message string, payload any) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.err != nil {
		return
	}
	message = strings.ReplaceAll(message, noBreak, " ")
	head := eventHead{FormatVersion, e.now().UTC().Format("2006-01-02T15:04:05.000Z"), level, kind, message}
	line, err := joinObjects(head, payload)
	if err == nil {
		_, err = e.out.Write(append(escapeInvisible(line), '\n'))
	}
	if err != nil {
		e.err = fmt.Errorf("write event: %w", err)
	}
}

// joinObjects encodes two structs as one object with the keys of both, in order.
// Neither is empty.
func joinObjects(first, second any) ([]byte, error) {
	head, err := json.Marshal(first)
	if err != nil {
		return nil, err
	}
	rest, err := json.Marshal(second)
	if err != nil {
		return nil, err
	}
	return append(append(head[:len(head)-1], ','), rest[1:]...), nil
}
