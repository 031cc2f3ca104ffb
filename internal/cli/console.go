package cli

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"github.com/roictl/roictl/config"
	"github.com/roictl/roictl/report/screen"
)

// consoleCommand is `roictl console`.
func (s *session) consoleCommand() *cobra.Command {
	var variables variableFlags
	cmd := &cobra.Command{
		Use:     "console",
		Short:   "Try expressions of the language",
		GroupID: groupWrite,
		Long: `Evaluates expressions, one a line, with the variables and local values of the
configuration. An expression over metrics and campaigns is a formula: it has no value
before a check, so the console shows what it is made of. No source is asked.
At a terminal, "exit" or Ctrl-D ends the console.`,
		Example: `  roictl console
  echo 'upper(local.season)' | roictl console
  echo 'metric.cpa' | roictl console --var hourly_rate=12`,
		Annotations: map[string]string{exitAnnotation: exitNotes("every expression was right")},
		Args:        operands(0, 0, ""),
	}
	variables.add(cmd)
	cmd.RunE = s.does(func(ctx context.Context, _ []string) (ExitCode, error) {
		cfg, diags := s.load(ctx, variables)
		s.diagnose(diags, cfg.Files)
		if diags.HasErrors() {
			return ExitFault, nil
		}
		return s.console(ctx, cfg)
	})
	return cmd
}

// console answers expressions until there are no more.
func (s *session) console(ctx context.Context, cfg *config.Config) (ExitCode, error) {
	code := ExitOK
	lines, failure := readLines(ctx, s.Stdin)
	for {
		if s.Terminal.Stdin {
			if _, err := fmt.Fprint(s.Stdout, "> "); err != nil {
				return ExitFault, fmt.Errorf("write prompt: %w", err)
			}
		}
		var line string
		var more bool
		select {
		case line, more = <-lines:
		case <-ctx.Done():
			return ExitInterrupted, nil
		}
		switch line = strings.TrimSpace(line); {
		case !more:
			if s.Terminal.Stdin {
				_, _ = fmt.Fprintln(s.Stdout) // so that the shell's prompt starts a line
			}
			if err := failure(); err != nil {
				return ExitFault, fmt.Errorf("read expressions: %w", err)
			}
			return code, nil
		case line == "exit", line == "quit":
			return code, nil
		case line == "":
			continue
		}
		expression, diags := cfg.EvalExpression(line)
		s.diagnose(diags, cfg.Files)
		if diags.HasErrors() {
			code = s.consoleFault()
			continue
		}
		if err := showExpression(s.Stdout, cfg, expression); err != nil {
			return ExitFault, fmt.Errorf("write value: %w", err)
		}
	}
}

// consoleFault is what a wrong expression means: at a terminal it is a try, in a
// script a failure.
func (s *session) consoleFault() ExitCode {
	if s.Terminal.Stdin {
		return ExitOK
	}
	return ExitFault
}

// readLines reads lines in a goroutine of its own, so that an interrupt need not
// wait for the next one; reading from a terminal cannot be cancelled. The error
// is known once the channel is closed.
func readLines(ctx context.Context, r io.Reader) (lines <-chan string, failure func() error) {
	channel := make(chan string)
	scanner := bufio.NewScanner(r)
	scanner.Buffer(nil, 1<<20)
	go func() {
		defer close(channel)
		for scanner.Scan() {
			select {
			case channel <- scanner.Text():
			case <-ctx.Done():
				return
			}
		}
	}()
	return channel, scanner.Err
}

// showExpression writes a static value, or what a formula is made of.
func showExpression(w io.Writer, cfg *config.Config, expression *config.Expression) error {
	if expression.Formula == nil {
		_, err := fmt.Fprintln(w, expression.Text)
		return err
	}
	var text strings.Builder
	fmt.Fprintf(&text, "formula: %s\n", screen.Text(expression.Formula.Source))
	explained := make(map[config.Address]bool)
	var explain func(*config.Formula)
	explain = func(formula *config.Formula) {
		for _, ref := range formula.References() {
			if explained[ref.Address] {
				continue
			}
			explained[ref.Address] = true
			metric := cfg.Metric(ref.Address)
			switch {
			case metric == nil:
				fmt.Fprintf(&text, "  %s: figures of a campaign, %s\n", ref.Address, attributeWord(ref.Attribute))
			case metric.Value != nil:
				fmt.Fprintf(&text, "  %s = %s\n", ref.Address, screen.Text(metric.Value.Source))
				explain(metric.Value)
			default:
				fmt.Fprintf(&text, "  %s: %q of %s\n", ref.Address, metric.Measure, metric.Source)
			}
		}
	}
	explain(expression.Formula)
	_, err := io.WriteString(w, text.String())
	return err
}

// attributeWord names the figure of a campaign that a formula uses.
func attributeWord(attribute string) string {
	if attribute == "" {
		return "as a whole"
	}
	return "here " + attribute
}
