package cli

import (
	"context"
	"fmt"
	"io"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/spf13/cobra"
)

// logoutCommand is `roictl logout`.
func (s *session) logoutCommand() *cobra.Command {
	var variables variableFlags
	cmd := &cobra.Command{
		Use:     "logout CONNECTOR[.NAME]",
		Short:   "End the login of a connector",
		GroupID: groupAccess,
		Long: `Ends the stored login of one connector block: at the platform, where it can be told to,
and on this machine in any case. Tokens of the environment and keys of service accounts
are not yours alone, and stay as they are.`,
		Example:     "  roictl logout ga4.shop",
		Annotations: map[string]string{exitAnnotation: exitNotes("there is no stored login any more")},
		Args:        operands(1, 1, "one connector block, such as ga4.shop"),
	}
	variables.add(cmd)
	cmd.ValidArgsFunction = s.complete(connectorAddresses)
	cmd.RunE = s.does(func(ctx context.Context, words []string) (ExitCode, error) { return s.logout(ctx, words[0], variables) })
	return cmd
}

// logout ends the logins of the blocks that a word names.
func (s *session) logout(ctx context.Context, word string, variables variableFlags) (code ExitCode, err error) {
	a, err := s.access(ctx, variables)
	if err != nil {
		return ExitFault, err
	}
	defer closeHost(ctx, a.host, &err)
	c, err := a.choose(word)
	if err != nil {
		return ExitFault, err
	}
	var (
		text  strings.Builder
		diags hcl.Diagnostics
	)
	for _, decl := range c.blocks {
		description, err := a.describe(ctx, decl)
		if err != nil {
			return ExitFault, err
		}
		farewell, found := a.keeper.Logout(ctx, decl, description)
		diags = append(diags, found...)
		switch {
		case farewell.Revoked && farewell.Deleted:
			fmt.Fprintf(&text, "%s is logged out, here and at the platform.\n", decl.Address)
		case farewell.Deleted:
			fmt.Fprintf(&text, "%s is logged out on this machine.\n", decl.Address)
		case !found.HasErrors():
			fmt.Fprintf(&text, "%s had no stored login.\n", decl.Address)
		}
		if farewell.Left != "" {
			fmt.Fprintf(&text, "It still logs in, with %s.\n", farewell.Left)
		}
	}
	if _, err := io.WriteString(s.Stdout, text.String()); err != nil {
		return ExitFault, fmt.Errorf("write outcome: %w", err)
	}
	if diags.HasErrors() {
		return ExitFault, a.fault(diags)
	}
	s.diagnose(diags, a.config.Files)
	return ExitOK, nil
}
