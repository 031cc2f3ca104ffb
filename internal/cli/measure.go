package cli

import (
	"context"

	"github.com/hashicorp/hcl/v2"
	"github.com/spf13/cobra"

	"github.com/roictl/roictl/config"
	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/engine"
)

// measureArguments say what is judged, and are those that check, plan and
// explain have in common.
type measureArguments struct {
	AsOf        dateFlag
	Period      string
	Targets     []string
	Excludes    []string
	Parallelism countFlag
	Variables   variableFlags
	PlanFile    string // "" to measure the configuration of the directory
}

// add defines the flags.
func (a *measureArguments) add(cmd *cobra.Command) {
	a.Parallelism = 10
	cmd.Flags().Var(&a.AsOf, "as-of", "the run's today, `DATE`, as 2026-05-31; data count up to the day before (default the real today)")
	cmd.Flags().StringVar(&a.Period, "period", engine.PeriodCurrent, "the `PERIOD` that is judged: current, last, or a name such as 2026-05, 2026-Q2, 2026-W21, 2026 or 2026-05-01..2026-05-31")
	cmd.Flags().Var(&a.Parallelism, "parallelism", "ask at most `N` sources at once")
	a.Variables.add(cmd)
}

// addSelection defines the flags that narrow down what is judged.
func (a *measureArguments) addSelection(s *session, cmd *cobra.Command) {
	cmd.Flags().StringArrayVar(&a.Targets, "target", nil, "judge only the `ADDRESS` and what is in it; may stand several times")
	cmd.Flags().StringArrayVar(&a.Excludes, "exclude", nil, "leave out the `ADDRESS` and what is in it; may stand several times")
	s.completeFlag(cmd, "target", judgedAddresses)
	s.completeFlag(cmd, "exclude", judgedAddresses)
}

// measurement is everything that is settled before a source is asked.
type measurement struct {
	*project
	options engine.Options
	digest  string // of the configuration
	fatal   bool   // the configuration could not be loaded: nothing can be judged
}

// prepare settles what is measured: it loads and binds the configuration of the
// directory, or that of a plan file.
func (s *session) prepare(ctx context.Context, a measureArguments) (*measurement, error) {
	if a.PlanFile != "" {
		return s.prepareFromPlan(ctx, a)
	}
	cfg, diags := s.load(ctx, a.Variables)
	return s.measurement(ctx, cfg, diags, a, cfg.Digest)
}

func (s *session) measurement(ctx context.Context, cfg *config.Config, diags hcl.Diagnostics, a measureArguments, digest string) (*measurement, error) {
	p, err := s.bind(ctx, cfg, diags)
	if err != nil {
		return nil, err
	}
	m := &measurement{project: p, digest: digest, fatal: diags.HasErrors(), options: engine.Options{
		AsOf:        a.AsOf.day,
		Period:      a.Period,
		Targets:     a.Targets,
		Excludes:    a.Excludes,
		Parallelism: int(a.Parallelism),
		Now:         s.Now,
	}}
	if !a.AsOf.set {
		m.options.AsOf = connector.DateIn(s.Now(), cfg.Settings.Location)
	}
	return m, nil
}

// plan decides what is asked. Its diagnostics join those of the project. The
// plan is nil when nothing can be planned.
func (m *measurement) plan() *engine.Plan {
	if m.fatal {
		return nil
	}
	plan, diags := m.bound.Plan(m.options)
	m.diags = append(m.diags, diags...)
	if diags.HasErrors() {
		return nil
	}
	return plan
}

// check measures what was planned. A mistake that binding found does not keep the
// rest from being judged, but it outranks every verdict in the exit code: what it
// concerns is missing.
func (m *measurement) check(ctx context.Context, plan *engine.Plan, observer engine.Observer) *engine.Result {
	result := m.bound.Check(ctx, plan, observer)
	if m.diags.HasErrors() {
		result.ExitCode = int(ExitFault)
	}
	result.Diagnostics = append(m.diags[:len(m.diags):len(m.diags)], result.Diagnostics...)
	return result
}

// unjudged is the result where nothing could be planned: it holds the reasons.
func (m *measurement) unjudged() *engine.Result {
	return &engine.Result{
		AsOf:        m.options.AsOf,
		Period:      m.options.Period,
		Currency:    m.config.Settings.Currency,
		TimeZone:    m.config.Settings.TimeZone,
		Diagnostics: m.diags,
		ExitCode:    int(ExitFault),
	}
}
