package report_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/roictl/roictl/config"
	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/engine"
	"github.com/roictl/roictl/report"
)

// clock starts at a fixed time and moves by 250 ms with every reading.
func clock() func() time.Time {
	at := time.Date(2026, 5, 20, 6, 30, 0, 0, time.FixedZone("CEST", 7200))
	return func() time.Time {
		at = at.Add(250 * time.Millisecond)
		return at
	}
}

// The golden file freezes one event of each type.
func TestEvents(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	events := report.JSONLines(&out, clock(), "0.1.0")
	ads := config.Address{Kind: config.KindConnector, Type: "file", Name: "ads"}
	doc := quickstart()
	q := &engine.PlannedQuery{ID: "q1", Source: ads, Query: doc.Result.Sources[0].Queries[1].Query}
	events.ConnectorStarted(ads)
	events.ConnectorReady(ads)
	events.QueryStarted(q)
	events.QueryProgress(q, connector.Progress{Done: 512, Total: 2048, Unit: "bytes", Message: "reading data/ads.csv"})
	events.QueryProgress(q, connector.Progress{Done: 9, Unit: "requests"})
	events.QueryDone(q, doc.Result.Sources[0].Queries[1])
	events.QueryDone(q, engine.QueryResult{ID: "q2", Failed: "the file is gone"})
	diags, files := mistakes(t)
	events.Diagnostics(diags[:3], files)
	doc.Result.KPIs = doc.Result.KPIs[1:5]
	events.Result(doc)
	if err := events.Err(); err != nil {
		t.Fatal(err)
	}
	golden(t, "events/run.jsonl", out.Bytes())
}

// Every line is one object with the head that all events share.
func TestEventsAreLines(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	events := report.JSONLines(&out, clock(), "0.1.0")
	events.Result(hostile())
	events.Result(&report.Document{})
	for line := range bytes.Lines(out.Bytes()) {
		var head struct{ V, TS, Level, Type, Msg string }
		if err := json.Unmarshal(line, &head); err != nil {
			t.Fatalf("%v in %q", err, line)
		}
		if head.V != report.FormatVersion || head.TS == "" || head.Level == "" || head.Type == "" || head.Msg == "" {
			t.Errorf("the head is not complete: %q", line)
		}
	}
	if bytes.ContainsAny(out.Bytes(), "\x1b\u202e\u009b") {
		t.Error("the stream holds escapes")
	}
}

// Connectors report at the same time; their lines must not mix.
func TestEventsConcurrently(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	at := time.Date(2026, 5, 20, 6, 30, 0, 0, time.UTC)
	events := report.JSONLines(&out, func() time.Time { return at }, "0.1.0")
	var group sync.WaitGroup
	for i := range 8 {
		group.Go(func() {
			for range 50 {
				events.ConnectorReady(config.Address{Kind: config.KindConnector, Type: "file", Name: fmt.Sprint(i)})
			}
		})
	}
	group.Wait()
	lines := 0
	for line := range bytes.Lines(out.Bytes()) {
		if !json.Valid(line) {
			t.Fatalf("not an object: %q", line)
		}
		lines++
	}
	if lines != 8*50+1 {
		t.Errorf("got %d lines, want %d", lines, 8*50+1)
	}
}

func TestEventsKeepTheFirstError(t *testing.T) {
	t.Parallel()
	events := report.JSONLines(brokenWriter{}, clock(), "0.1.0")
	events.Result(quickstart())
	if err := events.Err(); !errors.Is(err, errDiskFull) {
		t.Errorf("got %v, want %v", err, errDiskFull)
	}
}
