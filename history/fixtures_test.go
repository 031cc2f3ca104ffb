package history

import "time"

var (
	started  = time.Date(2026, 5, 20, 6, 0, 0, 123456789, time.UTC)
	finished = started.Add(2 * time.Second)
	mayCPA   = Cell{Address: "goal.sales.cpa", Every: "month", Start: "2026-05-01", End: "2026-05-31"}
)

// sampleRun uses every field and every state of an observation.
func sampleRun() *Run {
	segment := mayCPA
	segment.Segment = `{"age":"30-34","gender":"f"}`
	roi := mayCPA
	roi.Address = "goal.sales.roi"
	visits := mayCPA
	visits.Address = "goal.sales.visits"
	return &Run{
		ID: "01KS1ZGCVVNT8CB2V1GQEXBG11", StartedAt: started.In(time.FixedZone("CEST", 7200)), FinishedAt: finished,
		AsOf: "2026-05-20", Period: "current", RoictlVersion: "0.1.0", ConfigDigest: "c0ffee", GitCommit: "a1b2c3d", ExitCode: 2,
		Summary:    map[string]int{"missed": 1, "undefined": 1, "no_data": 1},
		Connectors: map[string]string{"connector.file.ads": "0.1.0"},
		Observations: []Observation{
			{Cell: mayCPA, State: "number", Low: "23.10", High: "23.10", Unit: "money", Currency: "EUR", N: "212",
				ObservedAt: started, Fingerprint: "f1", Flags: []string{"provisional", "sampled"}, Supersedes: "01KRZDBR5WXXXXXXXXXXXXXXXX"},
			{Cell: segment, State: "range", Low: "1/3", High: "3.545", Unit: "money", Currency: "EUR", N: "61",
				ObservedAt: started, Fingerprint: "f1", Final: true},
			{Cell: roi, State: "undefined", Reason: "division by zero: <no cost> & no return", Unit: "ratio",
				ObservedAt: started, Fingerprint: "f2"},
			{Cell: visits, State: "no_data", Reason: "the export has no rows for May", Unit: "count",
				ObservedAt: started, Fingerprint: "f3"},
		},
		Verdicts: []Verdict{
			{Address: "goal.sales.cpa", Every: "month", Start: "2026-05-01", End: "2026-05-31",
				Status: "missed", Reason: "above 20", Actual: "23.10", OnMiss: "fail", Required: true,
				Target: Target{Kind: "at_most", Declared: "20", Value: "20"}},
			{Address: "goal.sales.roi", Every: "month", Start: "2026-05-01", End: "2026-05-31",
				Status: "undefined", OnMiss: "warn"},
		},
		Declarations: []Declaration{
			{Address: "goal.sales.cpa", Kind: "kpi", Summary: `{"target":{"kind":"at_most","value":"20"},"value":"metric.cpa"}`},
		},
	}
}
