package engine

import (
	"testing"

	"github.com/roictl/roictl/config"
)

// TestExitCode freezes DESIGN §3: a missed target outranks missing evidence, and
// what merely has to wait changes nothing.
func TestExitCode(t *testing.T) {
	t.Parallel()
	kpi := func(status Status, change ...func(*config.KPI)) *KPIResult {
		decl := &config.KPI{OnMiss: config.OnMissFail, Required: true}
		for _, c := range change {
			c(decl)
		}
		return &KPIResult{KPI: decl, Status: status}
	}
	optional := func(k *config.KPI) { k.Required = false }
	warn := func(k *config.KPI) { k.OnMiss = config.OnMissWarn }
	tests := []struct {
		name   string
		kpis   []*KPIResult
		failOn FailOn
		want   int
	}{
		{"nothing declared", nil, FailOnMissed, 0},
		{"all good", []*KPIResult{kpi(Met), kpi(OnTrack), kpi(AtRisk)}, FailOnMissed, 0},
		{"waiting is not failing", []*KPIResult{kpi(Insufficient), kpi(Provisional), kpi(Skipped)}, FailOnIncomplete, 0},
		{"missed", []*KPIResult{kpi(Met), kpi(Missed)}, FailOnMissed, 2},
		{"missed, but only a warning", []*KPIResult{kpi(Missed, warn)}, FailOnMissed, 0},
		{"at risk counts on request", []*KPIResult{kpi(AtRisk)}, FailOnAtRisk, 2},
		{"at risk counts with incomplete too", []*KPIResult{kpi(AtRisk)}, FailOnIncomplete, 2},
		{"no data", []*KPIResult{kpi(Met), kpi(NoData)}, FailOnMissed, 3},
		{"stale", []*KPIResult{kpi(Stale)}, FailOnMissed, 3},
		{"undefined", []*KPIResult{kpi(Undefined)}, FailOnMissed, 3},
		{"failed source", []*KPIResult{kpi(Errored)}, FailOnMissed, 3},
		{"optional evidence", []*KPIResult{kpi(NoData, optional)}, FailOnMissed, 0},
		{"optional evidence, on request", []*KPIResult{kpi(NoData, optional)}, FailOnIncomplete, 3},
		{"missed outranks missing", []*KPIResult{kpi(Errored), kpi(Missed), kpi(NoData)}, FailOnMissed, 2},
		{"never", []*KPIResult{kpi(Missed), kpi(Errored)}, FailOnNever, 0},
	}
	for _, test := range tests {
		if got := exitCode(test.kpis, false, test.failOn); got != test.want {
			t.Errorf("%s: exit code %d, want %d", test.name, got, test.want)
		}
	}
}
