package cli

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/spf13/cobra"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/history"
	"github.com/roictl/roictl/history/sqlite"
	"github.com/roictl/roictl/internal/cli/recall"
)

// historyArguments are those of `roictl history`.
type historyArguments struct {
	JSON    bool
	Limit   countFlag
	Segment []string // KEY=VALUE
	Subject string   // a run, an address, or nothing
}

// historyCommand is `roictl history`.
func (s *session) historyCommand() *cobra.Command {
	a := historyArguments{Limit: 20}
	cmd := &cobra.Command{
		Use:        "history [RUN|ADDRESS]",
		SuggestFor: []string{"log", "state", "runs"},
		Short:      "Show what earlier checks saw and decided",
		GroupID:    groupLook,
		Long: `Without a word it lists the recorded runs, newest first. With the beginning of a
run's identifier it shows that run. With the address of a KPI (goal.sales.cpa) or of a
campaign's figure (campaign.spring.roi) it shows that figure over time, and which of
its periods the source has restated since.`,
		Example: `  roictl history
  roictl history 01JX7W3KQ2
  roictl history goal.sales.cpa
  roictl history goal.sales.cpa --segment age=30-34 --json`,
		Annotations: map[string]string{exitAnnotation: exitNotes("the history was shown, also when there is none yet")},
		Args:        operands(0, 1, "one run or one address"),
	}
	cmd.Flags().BoolVar(&a.JSON, "json", false, "write one JSON document")
	cmd.Flags().Var(&a.Limit, "limit", "list at most `N` runs")
	cmd.Flags().StringArrayVar(&a.Segment, "segment", nil, "show the figure of one segment: `DIMENSION=VALUE`; several times for several dimensions")
	cmd.ValidArgsFunction = s.complete(numberAddresses)
	cmd.RunE = s.does(func(ctx context.Context, words []string) (ExitCode, error) {
		if len(words) > 0 {
			a.Subject = words[0]
		}
		return s.history(ctx, a)
	})
	return cmd
}

// history shows the list, a run or a figure.
func (s *session) history(ctx context.Context, a historyArguments) (code ExitCode, err error) {
	isFigure := strings.Contains(a.Subject, ".") // identifiers of runs have no points
	if len(a.Segment) > 0 && !isFigure {
		return ExitFault, mistake("Segment without a figure", "--segment needs the address of a KPI, as in roictl history goal.sales.cpa --segment age=30-34.")
	}
	store, err := sqlite.OpenReadOnly(ctx, s.historyPath(s.dir()))
	if errors.Is(err, history.ErrNoHistory) {
		return s.withoutHistory(a)
	}
	if err != nil {
		return ExitFault, historyFault(err)
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	switch {
	case a.Subject == "":
		err = s.listRuns(ctx, store, a)
	case isFigure:
		err = s.showSeries(ctx, store, a)
	default:
		err = s.showRun(ctx, store, a)
	}
	if err != nil {
		return ExitFault, historyFault(err)
	}
	return ExitOK, nil
}

// withoutHistory says that nothing was recorded. To ask for the list is no
// mistake then.
func (s *session) withoutHistory(a historyArguments) (ExitCode, error) {
	if a.Subject != "" {
		return ExitFault, mistake("Nothing recorded yet", "There is no history in %s. \"roictl check\" records what it sees.", s.historyPath(s.dir()))
	}
	if a.JSON {
		return ExitOK, recall.RunsJSON(s.Stdout, nil)
	}
	_, err := fmt.Fprintln(s.Stdout, "Nothing recorded yet. \"roictl check\" records what it sees.")
	return ExitOK, err
}

func (s *session) page() recall.Page { return recall.Page{Out: s.Stdout, Width: s.tableColumns()} }

func (s *session) listRuns(ctx context.Context, store history.Store, a historyArguments) error {
	runs, err := store.Runs(ctx, int(a.Limit))
	if err != nil {
		return err
	}
	if a.JSON {
		return recall.RunsJSON(s.Stdout, runs)
	}
	return recall.Runs(s.page(), runs, s.Now().Location())
}

func (s *session) showRun(ctx context.Context, store history.Store, a historyArguments) error {
	run, err := store.Run(ctx, a.Subject)
	var ambiguous *history.AmbiguousError
	switch {
	case errors.Is(err, history.ErrNotFound):
		return mistake("Unknown run", "No recorded run begins with %q. \"roictl history\" lists them; a KPI is shown by its address, as in roictl history goal.sales.cpa.", a.Subject)
	case errors.As(err, &ambiguous):
		return mistake("Several runs", "%s. Write more of the identifier.", sentence(ambiguous.Error()))
	case err != nil:
		return err
	case a.JSON:
		return history.Export(s.Stdout, run)
	}
	return recall.Run(s.page(), run, s.Now().Location())
}

func (s *session) showSeries(ctx context.Context, store history.Store, a historyArguments) error {
	segment, err := segmentOf(a.Segment)
	if err != nil {
		return err
	}
	points, err := store.Series(ctx, a.Subject, segment)
	if err != nil {
		return err
	}
	if len(points) == 0 {
		return unknownFigure(ctx, store, a.Subject, segment)
	}
	if a.JSON {
		return recall.SeriesJSON(s.Stdout, a.Subject, segment, points)
	}
	title := a.Subject
	if len(a.Segment) > 0 {
		title += " " + strings.Join(a.Segment, " ")
	}
	return recall.Series(s.page(), title, points)
}

// segmentOf turns DIMENSION=VALUE words into the canonical form of the history.
func segmentOf(words []string) (string, error) {
	if len(words) == 0 {
		return "", nil
	}
	object := make(map[string]string, len(words))
	for _, word := range words {
		dimension, value, found := strings.Cut(word, "=")
		if !found || dimension == "" {
			return "", mistake("Wrong segment", "--segment %s does not say which dimension has which value: write --segment age=30-34.", word)
		}
		object[dimension] = value
	}
	text, err := json.Marshal(object)
	if err != nil {
		return "", fmt.Errorf("write segment: %w", err)
	}
	return string(text), nil
}

// unknownFigure says that a figure was never recorded, and what is near.
func unknownFigure(ctx context.Context, store history.Store, address, segment string) error {
	run, err := store.Latest(ctx)
	if err != nil {
		return err
	}
	var addresses, segments []string
	for _, o := range run.Observations {
		addresses = append(addresses, o.Address)
		if o.Address == address && o.Segment != "" {
			segments = append(segments, o.Segment)
		}
	}
	if segment != "" && slices.Contains(addresses, address) {
		if len(segments) == 0 {
			return mistake("Unknown segment", "%s was not split into segments. Its KPI needs by = [...].", address)
		}
		return mistake("Unknown segment", "%s has no segment %s. The last run saw: %s.", address, segment, strings.Join(segments, ", "))
	}
	suggestion := ""
	if near := connector.Suggest(address, addresses); near != "" {
		suggestion = fmt.Sprintf(" Did you mean %s?", near)
	}
	return mistake("Unknown figure", "Nothing is recorded of %s.%s Figures are KPIs, as goal.sales.cpa, and those of campaigns, as campaign.spring.roi.", address, suggestion)
}

// historyFault puts what is wrong with the history's file into the form of every
// other mistake.
func historyFault(err error) error {
	var fault *history.FileError
	if !errors.As(err, &fault) {
		return err
	}
	return hcl.Diagnostics{{Severity: hcl.DiagError, Summary: sentence(fault.Summary), Detail: strings.TrimSpace(sentence(fault.Error()) + ".\n\n" + fault.Detail)}}
}
