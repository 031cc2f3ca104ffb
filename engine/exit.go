package engine

import "github.com/roictl/roictl/config"

// The exit codes of a check (DESIGN §3). Code 1, for a tool or configuration at
// fault, is given where the fault is found.
const (
	exitOK         = 0
	exitMissed     = 2
	exitIncomplete = 3
)

// exitCode answers for all KPIs at once. A missed target outranks missing
// evidence: it is known for certain. A campaign whose sources failed lacks
// evidence too, also where no KPI is about it: a broken source never looks green.
func exitCode(kpis []*KPIResult, campaignFailed bool, failOn FailOn) int {
	if failOn == FailOnNever {
		return exitOK
	}
	code := exitOK
	if campaignFailed {
		code = exitIncomplete
	}
	for _, k := range kpis {
		switch {
		case misses(k, failOn):
			return exitMissed
		case lacksEvidence(k) && (k.KPI.Required || failOn == FailOnIncomplete):
			code = exitIncomplete
		}
	}
	return code
}

func misses(k *KPIResult, failOn FailOn) bool {
	if k.KPI.OnMiss != config.OnMissFail {
		return false
	}
	switch k.Status {
	case Missed:
		return true
	case AtRisk:
		return failOn == FailOnAtRisk || failOn == FailOnIncomplete
	default:
		return false
	}
}

// lacksEvidence says whether figures are missing, as a whole or in part. A sample
// that is too small and a provisional figure are not among them: there the figures
// are in and only the verdict has to wait.
func lacksEvidence(k *KPIResult) bool {
	switch k.Status {
	case Stale, NoData, Undefined, Errored:
		return true
	case Insufficient:
		return k.Lack == LackWhole
	default:
		return false
	}
}
