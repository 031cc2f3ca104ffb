package sqlite

import (
	"fmt"
	"time"

	"github.com/roictl/roictl/history"
)

// Times of the fixtures: a run on 2026-05-20, two seconds long.
var (
	started  = time.Date(2026, 5, 20, 6, 0, 0, 123456789, time.UTC)
	finished = started.Add(2 * time.Second)
)

// mayCPA is the month that the fixtures observe.
var mayCPA = history.Cell{Address: "goal.sales.cpa", Every: "month", Start: "2026-05-01", End: "2026-05-31"}

// runOf is a run as of a day that saw the observations given.
func runOf(asOf string, observations ...history.Observation) *history.Run {
	return &history.Run{
		StartedAt: started, FinishedAt: finished, AsOf: asOf, Period: "current", RoictlVersion: "0.1.0",
		Summary: map[string]int{}, Connectors: map[string]string{}, Observations: observations,
	}
}

// number is an observation of an amount of money.
func number(cell history.Cell, amount string) history.Observation {
	return history.Observation{
		Cell: cell, State: "number", Low: amount, High: amount, Unit: "money", Currency: "EUR", ObservedAt: started,
	}
}

// fullRun uses every field there is.
func fullRun() *history.Run {
	segment := mayCPA
	segment.Segment = `{"age":"30-34","gender":"f"}`
	empty := mayCPA
	empty.Address = "goal.sales.roi"
	return &history.Run{
		StartedAt: started, FinishedAt: finished, AsOf: "2026-05-20", Period: "current", RoictlVersion: "0.1.0",
		ConfigDigest: "c0ffee", GitCommit: "a1b2c3d", ExitCode: 2,
		Summary:    map[string]int{"missed": 1, "undefined": 1},
		Connectors: map[string]string{"connector.file.ads": "0.1.0"},
		Observations: []history.Observation{
			{Cell: mayCPA, State: "number", Low: "23.1", High: "23.1", Unit: "money", Currency: "EUR", N: "212",
				ObservedAt: started.Add(time.Nanosecond), Fingerprint: "f1", Flags: []string{"provisional", "sampled"}},
			{Cell: segment, State: "range", Low: "1/3", High: "3.545", Unit: "money", Currency: "EUR", N: "61",
				ObservedAt: started, Fingerprint: "f2", Final: true},
			{Cell: empty, State: "undefined", Reason: "division by zero: no cost\x00\u202e", Unit: "ratio",
				ObservedAt: started, Fingerprint: "f3"},
		},
		Verdicts: []history.Verdict{
			{Address: "goal.sales.cpa", Every: "month", Start: "2026-05-01", End: "2026-05-31",
				Status: "missed", Reason: "above 20", Actual: "23.1", OnMiss: "fail", Required: true,
				Target: history.Target{Kind: "at_most", Declared: "20", Value: "20"}},
			{Address: "goal.sales.roi", Every: "month", Start: "2026-05-01", End: "2026-05-31",
				Status: "undefined", OnMiss: "warn",
				Target: history.Target{Kind: "grow", Declared: "20%", Low: "1", High: "2", Versus: "previous_period"}},
		},
		Declarations: []history.Declaration{
			{Address: "goal.sales.cpa", Kind: "kpi", Summary: `{"target":{"kind":"at_most","value":"20"},"value":"metric.cpa"}`},
			{Address: "metric.cpa", Kind: "metric", Summary: `{"value":"metric.spend / metric.orders"}`},
		},
	}
}

// manyObservations is a run with as many observations of different cells.
func manyObservations(count int, asOf, amount string) *history.Run {
	run := runOf(asOf)
	for i := range count {
		cell := mayCPA
		cell.Segment = fmt.Sprintf(`{"campaign":"%d"}`, i)
		run.Observations = append(run.Observations, number(cell, amount))
	}
	return run
}
