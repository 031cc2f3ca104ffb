package cli

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/roictl/roictl/history"
	"github.com/roictl/roictl/history/sqlite"
	"github.com/roictl/roictl/internal/cli/record"
	"github.com/roictl/roictl/report"
)

// planArguments are those of `roictl plan`.
type planArguments struct {
	measureArguments
	Out      string
	JSON     bool
	Detailed bool // --detailed-exitcode
	Quiet    bool
	Verbose  bool
}

// planCommand is `roictl plan`.
func (s *session) planCommand() *cobra.Command {
	var a planArguments
	cmd := &cobra.Command{
		Use:     "plan",
		Short:   "Show what a check would judge and ask, and what changed in the declarations",
		GroupID: groupMeasure,
		Long: `Shows which KPI is judged on which period, which queries go to which source and what
they cost, and what changed in the declarations since the last recorded run: targets
tightened or loosened, KPIs added or removed, tracking codes changed. No source is
asked for data. --out saves the plan for "roictl check": the declarations as they are
written, without values of sensitive variables, which are set again when it is checked.
Declarations with a secret written in them are not saved.`,
		Example: `  roictl plan
  roictl plan --period last --out may.roiplan && roictl check may.roiplan
  roictl plan --detailed-exitcode      in a pull request: did the goalposts move?`,
		Annotations: map[string]string{exitAnnotation: exitNotes("the plan was made (with --detailed-exitcode: and the declarations did not change)",
			exitNote{ExitChanges, "with --detailed-exitcode: the declarations changed since the last recorded run, or there is none"})},
		Args: operands(0, 0, ""),
	}
	a.add(cmd)
	a.addSelection(s, cmd)
	cmd.Flags().StringVar(&a.Out, "out", "", "save the plan to the `FILE`")
	cmd.Flags().BoolVar(&a.JSON, "json", false, "write one JSON document to the standard output")
	cmd.Flags().BoolVar(&a.Detailed, "detailed-exitcode", false, "exit with 2 where the declarations changed")
	cmd.Flags().BoolVar(&a.Quiet, "quiet", false, "show the changes only")
	cmd.Flags().BoolVar(&a.Verbose, "verbose", false, "list every KPI and metric of a large plan")
	cmd.PreRunE = func(cmd *cobra.Command, _ []string) error { return exclusive(cmd, "json", "quiet", "verbose") }
	cmd.RunE = s.does(func(ctx context.Context, _ []string) (ExitCode, error) { return s.plan(ctx, a) })
	return cmd
}

// plan decides what a check would do, and shows it.
func (s *session) plan(ctx context.Context, a planArguments) (code ExitCode, err error) {
	m, err := s.prepare(ctx, a.measureArguments)
	if err != nil {
		return ExitFault, err
	}
	defer closeHost(ctx, m.host, &err)
	if ctx.Err() != nil {
		return ExitInterrupted, nil
	}
	plan := m.plan()
	if plan == nil {
		return ExitFault, s.showUnplanned(a, m)
	}
	m.diags = append(m.diags, m.bound.Estimate(ctx, plan)...)
	if ctx.Err() != nil {
		return ExitInterrupted, nil
	}
	changes, recorded := s.declarationChanges(ctx, m)
	if m.diags.HasErrors() {
		code = ExitFault
	} else if a.Detailed && (!recorded || len(changes) > 0) {
		code = ExitChanges
	}
	err = s.showPlan(a, m, &report.PlanDocument{
		Plan:        plan,
		Estimated:   true,
		Settings:    m.config.Settings,
		Changes:     changes,
		Diagnostics: m.diags,
		Version:     thisBuild(s.Version).Version,
		Files:       m.config.Files,
	})
	switch {
	case err != nil || a.Out == "":
		return code, err
	case code == ExitFault:
		return code, mistake("Plan not saved", "A plan with errors is not saved to %q. Mend them first.", a.Out)
	}
	if err := s.savePlan(a.Out, m, plan); err != nil {
		return ExitFault, err
	}
	if !a.JSON {
		_, err = fmt.Fprintf(s.Stdout, "\nSaved to %s. To check exactly this plan:\n\n    roictl check %s\n", a.Out, a.Out)
	}
	return code, err
}

// showUnplanned says why there is no plan.
func (s *session) showUnplanned(a planArguments, m *measurement) error {
	if a.JSON {
		return report.DiagnosticsJSON(s.Stdout, m.diags, m.config.Files)
	}
	s.diagnose(m.diags, m.config.Files)
	return nil
}

func (s *session) showPlan(a planArguments, m *measurement, doc *report.PlanDocument) error {
	if a.JSON {
		return report.PlanJSON(s.Stdout, doc)
	}
	s.diagnose(m.diags, m.config.Files)
	return report.PlanTerminal(s.Stdout, doc, report.TerminalOptions{
		Width:   s.columns(),
		Color:   chooseColors(s.State, s.noColor).Stdout,
		Quiet:   a.Quiet,
		Verbose: a.Verbose,
	})
}

// declarationChanges compares the declarations with those of the last recorded
// run, and says whether there is one. A history that cannot be read is a warning.
func (s *session) declarationChanges(ctx context.Context, m *measurement) (changes []history.Change, recorded bool) {
	now, err := record.Declarations(m.config)
	if err == nil {
		var before *history.Run
		if before, err = s.latestRun(ctx, m.config.Directory); before != nil {
			return history.CompareDeclarations(before.Declarations, now), true
		}
	}
	if err != nil {
		m.diags = append(m.diags, historyWarning(err)...)
	}
	return nil, false
}

// latestRun returns the run recorded last; nil when there is none.
func (s *session) latestRun(ctx context.Context, directory string) (run *history.Run, err error) {
	store, err := sqlite.OpenReadOnly(ctx, s.historyPath(directory))
	if err == nil {
		defer func() { err = errors.Join(err, store.Close()) }()
		run, err = store.Latest(ctx)
	}
	if errors.Is(err, history.ErrNoHistory) {
		return nil, nil
	}
	return run, err
}
