package cli

import (
	"context"
	"strings"

	"github.com/spf13/cobra"

	"github.com/roictl/roictl/config"
	"github.com/roictl/roictl/report"
)

// explainArguments are those of `roictl explain`.
type explainArguments struct {
	measureArguments
	JSON    bool
	Address string
}

// explainCommand is `roictl explain`.
func (s *session) explainCommand() *cobra.Command {
	var a explainArguments
	cmd := &cobra.Command{
		Use:        "explain ADDRESS",
		SuggestFor: []string{"show", "why", "trace"},
		Short:      "Show where a number comes from",
		GroupID:    groupLook,
		Long: `Asks the sources that are needed for one number and shows how it came about: its
formula with the value of every part, the line that declares it, the queries with the
time of observation, and what the sources say about the quality of their data.
ADDRESS is that of a KPI, of a campaign or one of its figures or lines, or of a metric.
Nothing is recorded.`,
		Example: `  roictl explain goal.sales.cpa
  roictl explain goal.sales.cpa --period last --as-of 2026-06-05
  roictl explain campaign.spring.roi
  roictl explain campaign.spring.cost.time
  roictl explain metric.spend --json`,
		Annotations: map[string]string{exitAnnotation: exitNotes("the number was explained, whatever its verdict is")},
		Args:        operands(1, 1, "the address of one number, such as goal.sales.cpa"),
	}
	a.add(cmd)
	cmd.Flags().BoolVar(&a.JSON, "json", false, "write one JSON document")
	cmd.ValidArgsFunction = s.complete(numberAddresses)
	cmd.RunE = s.does(func(ctx context.Context, words []string) (ExitCode, error) {
		a.Address = words[0]
		return s.explain(ctx, a)
	})
	return cmd
}

// explain measures what one number needs, and shows how it came about.
func (s *session) explain(ctx context.Context, a explainArguments) (code ExitCode, err error) {
	m, err := s.prepare(ctx, a.measureArguments)
	if err != nil {
		return ExitFault, err
	}
	defer closeHost(ctx, m.host, &err)
	if ctx.Err() != nil {
		return ExitInterrupted, nil
	}
	if m.fatal {
		return ExitFault, withSource{m.diags, m.config.Files}
	}
	if m.options.Targets, err = targetsOf(m.config, a.Address); err != nil {
		return ExitFault, err
	}
	plan := m.plan()
	if plan == nil {
		return ExitFault, withSource{m.diags, m.config.Files}
	}
	observer, stop := s.followProgress(plan)
	result := m.check(ctx, plan, observer)
	stop()
	if ctx.Err() != nil {
		return ExitInterrupted, nil
	}
	s.diagnose(result.Diagnostics, m.config.Files)
	doc := &report.Document{Result: result, Version: thisBuild(s.Version).Version, Files: m.config.Files}
	if a.JSON {
		err = report.ExplainJSON(s.Stdout, doc, a.Address)
	} else {
		err = report.Explain(s.Stdout, doc, a.Address, report.ExplainOptions{Width: s.columns(), Color: chooseColors(s.State, s.noColor).Stdout})
	}
	if err != nil || result.Diagnostics.HasErrors() {
		return ExitFault, err
	}
	return ExitOK, nil
}

// targetsOf returns what has to be judged to explain a number: the KPI or the
// campaign that it belongs to, or everything for a metric.
func targetsOf(cfg *config.Config, address string) ([]string, error) {
	for _, goal := range cfg.Goals {
		for _, kpi := range goal.KPIs {
			if kpi.Address.String() == address {
				return []string{address}, nil
			}
		}
	}
	for _, campaign := range cfg.Campaigns {
		if name := campaign.Address.String(); address == name || strings.HasPrefix(address, name+".") {
			return []string{name}, nil
		}
	}
	for _, metric := range cfg.Metrics {
		if metric.Address.String() == address {
			return nil, nil
		}
	}
	return nil, mistake("Unknown number", "The configuration declares no KPI, campaign or metric %q.%s", address,
		didYouMean(address, numberAddresses(cfg), func(name string) string { return name }))
}
