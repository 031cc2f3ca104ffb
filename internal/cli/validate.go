package cli

import (
	"context"
	"fmt"

	"github.com/hashicorp/hcl/v2"
	"github.com/spf13/cobra"

	"github.com/roictl/roictl/report"
)

// validateArguments are those of `roictl validate`.
type validateArguments struct {
	JSON      bool
	Variables variableFlags
}

// validateCommand is `roictl validate`.
func (s *session) validateCommand() *cobra.Command {
	var a validateArguments
	cmd := &cobra.Command{
		Use:     "validate",
		Short:   "Say whether the declarations are right",
		GroupID: groupWrite,
		Long: `Checks all declarations of the directory and reports every mistake at once, with its
line and what to do. It needs no network, no credentials and no data.`,
		Example: `  roictl validate
  roictl validate --json               for editors and CI
  roictl validate --var-file prod.vars.hcl`,
		Annotations: map[string]string{exitAnnotation: exitNotes("the declarations are right; there may be warnings")},
		Args:        operands(0, 0, ""),
	}
	cmd.Flags().BoolVar(&a.JSON, "json", false, "write one JSON document to the standard output")
	a.Variables.add(cmd)
	cmd.RunE = s.does(func(ctx context.Context, _ []string) (ExitCode, error) { return s.validate(ctx, a) })
	return cmd
}

// validate loads and binds the configuration and shows what is wrong with it.
func (s *session) validate(ctx context.Context, a validateArguments) (code ExitCode, err error) {
	cfg, diags := s.load(ctx, a.Variables)
	p, err := s.bind(ctx, cfg, diags)
	if err != nil {
		return ExitFault, err
	}
	defer closeHost(ctx, p.host, &err)
	if err := ctx.Err(); err != nil {
		return ExitInterrupted, err
	}
	if p.diags.HasErrors() {
		code = ExitFault
	}
	if a.JSON {
		return code, report.DiagnosticsJSON(s.Stdout, p.diags, cfg.Files)
	}
	s.diagnose(p.diags, cfg.Files)
	if code == ExitOK {
		_, err = fmt.Fprintln(s.Stdout, validText(p.diags))
	}
	return code, err
}

// validText is the good news, with the number of warnings above it.
func validText(diags hcl.Diagnostics) string {
	switch len(diags) {
	case 0:
		return "The configuration is valid."
	case 1:
		return "The configuration is valid, with one warning."
	default:
		return fmt.Sprintf("The configuration is valid, with %d warnings.", len(diags))
	}
}
