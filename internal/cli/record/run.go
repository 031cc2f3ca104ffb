package record

import (
	"github.com/roictl/roictl/config"
	"github.com/roictl/roictl/engine"
	"github.com/roictl/roictl/engine/value"
	"github.com/roictl/roictl/history"
)

// Circumstances of a run that neither the configuration nor the result knows.
type Circumstances struct {
	Version      string // of roictl
	Commit       string // of the configuration's repository; "" outside one
	ConfigDigest string
}

// Run returns the record of a check.
func Run(cfg *config.Config, result *engine.Result, c Circumstances) (*history.Run, error) {
	declarations, err := Declarations(cfg)
	if err != nil {
		return nil, err
	}
	run := &history.Run{
		StartedAt:     result.StartedAt,
		FinishedAt:    result.FinishedAt,
		AsOf:          result.AsOf.String(),
		Period:        result.Period,
		RoictlVersion: c.Version,
		ConfigDigest:  c.ConfigDigest,
		GitCommit:     c.Commit,
		ExitCode:      result.ExitCode,
		Summary:       make(map[string]int),
		Connectors:    make(map[string]string),
		Declarations:  declarations,
	}
	for status, count := range result.Summary() {
		run.Summary[string(status)] = count
	}
	for _, source := range result.Sources {
		run.Connectors[source.Address.String()] = source.Version
	}
	observed := newObservations(result)
	for _, k := range result.KPIs {
		observed.kpi(k)
		run.Verdicts = append(run.Verdicts, verdict(k))
	}
	for _, c := range result.Campaigns {
		observed.campaign(c)
	}
	run.Observations = observed.all
	return run, observed.err
}

// verdict is the judgement on a KPI, with the target that was in force.
func verdict(k *engine.KPIResult) history.Verdict {
	v := history.Verdict{
		Address:  k.KPI.Address.String(),
		Status:   string(k.Status),
		Reason:   k.Reason,
		Actual:   exact(k.Actual),
		OnMiss:   string(k.KPI.OnMiss),
		Required: k.KPI.Required,
	}
	if k.Period.Every != "" {
		v.Every, v.Start, v.End = string(k.Period.Every), k.Period.Start.String(), k.Period.End.String()
	}
	if t := k.Target; t != nil {
		v.Target = history.Target{
			Kind:     string(t.Kind),
			Declared: t.Declared,
			Value:    exact(t.Value),
			Low:      exact(t.Low),
			High:     exact(t.High),
			Versus:   t.Versus,
		}
	}
	return v
}

// exact writes a value without loss: a decimal or a fraction, two of them for a
// range, nothing where there is no value.
func exact(v value.Value) string {
	switch v.State {
	case value.Known:
		return value.Exact(v.Low)
	case value.Ranged:
		return value.Exact(v.Low) + ".." + value.Exact(v.High)
	default:
		return ""
	}
}
