package cli

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/roictl/roictl/engine"
	"github.com/roictl/roictl/report"
)

// checkArguments are those of `roictl check`.
type checkArguments struct {
	measureArguments
	FailOn   choice
	JSON     bool
	Lines    bool // --json-lines
	Quiet    bool
	Verbose  bool
	NoRecord bool
}

// checkCommand is `roictl check`.
func (s *session) checkCommand() *cobra.Command {
	a := checkArguments{FailOn: choice{
		values: []string{string(engine.FailOnMissed), string(engine.FailOnAtRisk), string(engine.FailOnIncomplete), string(engine.FailOnNever)},
		chosen: string(engine.FailOnMissed),
	}}
	cmd := &cobra.Command{
		Use:        "check [PLANFILE]",
		SuggestFor: []string{"apply", "run", "refresh", "test"},
		Short:      "Ask the sources, compare actual with declared, and report",
		GroupID:    groupMeasure,
		Long: `Asks every source that is needed, compares the actual figures with their targets,
computes the return on investment of campaigns, and remembers what it saw. The report
goes to the standard output, warnings and errors to the standard error, and the verdict
is the exit code. With a PLANFILE of "roictl plan --out", exactly what was planned is
checked: its declarations, its as-of day and its period.`,
		Example: `  roictl check
  roictl check --period last                      the last closed periods
  roictl check --as-of 2026-06-01 --json          the same bytes every time
  roictl check --target goal.sales --fail-on at_risk
  roictl plan --out may.roiplan && roictl check may.roiplan`,
		Annotations: map[string]string{exitAnnotation: exitNotes("nothing is worse than --fail-on allows",
			exitNote{ExitMissed, "a target is missed (with --fail-on at_risk: or at risk)"},
			exitNote{ExitIncomplete, "evidence is incomplete for a KPI that is required"},
		)},
		Args: operands(0, 1, "one plan file"),
	}
	a.add(cmd)
	a.addSelection(s, cmd)
	a.FailOn.add(cmd, "fail-on", "the least that the exit code tells of")
	cmd.Flags().BoolVar(&a.JSON, "json", false, "write one JSON document to the standard output")
	cmd.Flags().BoolVar(&a.Lines, "json-lines", false, "write what happens to the standard output as it happens, one JSON object a line")
	cmd.Flags().BoolVar(&a.Quiet, "quiet", false, "report only what needs attention")
	cmd.Flags().BoolVar(&a.Verbose, "verbose", false, "report places, formulas, every source and every segment as well")
	cmd.Flags().BoolVar(&a.NoRecord, "no-record", false, "do not record the run in the history")
	cmd.PreRunE = func(cmd *cobra.Command, words []string) error {
		if len(words) > 0 {
			a.PlanFile = words[0]
			if err := settledByPlan(cmd); err != nil {
				return err
			}
		}
		return exclusive(cmd, "json", "json-lines", "quiet", "verbose")
	}
	cmd.RunE = s.does(func(ctx context.Context, _ []string) (ExitCode, error) { return s.check(ctx, a) })
	return cmd
}

// check measures, remembers and reports.
func (s *session) check(ctx context.Context, a checkArguments) (code ExitCode, err error) {
	m, err := s.prepare(ctx, a.measureArguments)
	if err != nil {
		return ExitFault, err
	}
	defer closeHost(ctx, m.host, &err)
	if ctx.Err() != nil {
		return ExitInterrupted, nil
	}
	m.options.FailOn = engine.FailOn(a.FailOn.chosen)

	view := s.checkView(a, m)
	plan := m.plan()
	if plan == nil {
		return ExitFault, view.show(&report.Document{Result: m.unjudged()})
	}
	observer, stop := view.observe(plan)
	result := m.check(ctx, plan, observer)
	stop()
	if ctx.Err() != nil {
		return ExitInterrupted, nil // half a result is none
	}
	changes, warnings := s.remember(ctx, m, result, !a.NoRecord)
	result.Diagnostics = append(result.Diagnostics, warnings...)
	return ExitCode(result.ExitCode), view.show(&report.Document{Result: result, Changes: changes})
}
