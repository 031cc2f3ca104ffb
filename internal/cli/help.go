package cli

import (
	"context"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"
)

// help shows what a command does: purpose, usage, examples, commands below it,
// flags and exit codes.
func (s *session) help(cmd *cobra.Command, _ []string) {
	var text strings.Builder
	purpose := cmd.Long
	if purpose == "" {
		purpose = cmd.Short + "."
	}
	fmt.Fprintf(&text, "%s\n\nUsage:\n  %s\n", strings.TrimSpace(purpose), usageLine(cmd))
	section(&text, "Examples", cmd.Example)
	commandSections(&text, cmd)
	section(&text, "Flags", cmd.LocalNonPersistentFlags().FlagUsagesWrapped(s.columns()))
	section(&text, "Flags of every command", cmd.Root().PersistentFlags().FlagUsagesWrapped(s.columns()))
	section(&text, "Exit codes", cmd.Annotations[exitAnnotation])
	if !cmd.HasParent() {
		section(&text, "Environment", environment)
	}
	if cmd.HasAvailableSubCommands() {
		fmt.Fprintf(&text, "\nFlags may be written --long or -long. \"%s COMMAND --help\" tells more about a command.\n", cmd.CommandPath())
	}
	// The reader may have gone (roictl --help | head); there is nobody to tell.
	_, _ = io.WriteString(s.Stdout, text.String())
}

// environment is the help on variables of the environment.
const environment = `  ROICTL_VAR_name             sets the variable "name"
  ROICTL_CLI_ARGS             words put before your own; ROICTL_CLI_ARGS_check for one command
  ROICTL_TOKEN_TYPE_NAME      an access token for a connector block, in place of a login; ROICTL_TOKEN_TYPE for all of a type
  ROICTL_CREDENTIALS          keeps logins in the "keyring" or in an encrypted "file"
  ROICTL_CREDENTIALS_DIR      keeps the files there; ROICTL_KEYFILE or ROICTL_PASSPHRASE protects them
  ROICTL_DATA_DIR             keeps the history there instead of in .roictl
  ROICTL_LOG, ROICTL_LOG_PATH logs from trace, debug, info, warn or error on; to a file
  ROICTL_CONNECTOR_INPROCESS  with 1, runs bundled connectors without processes of their own
  NO_COLOR, CLICOLOR_FORCE    switch colours off, or on even in pipes
  COLUMNS                     width of text where there is no terminal`

// usageLine is the command with what follows it.
func usageLine(cmd *cobra.Command) string {
	line := cmd.CommandPath() + strings.TrimPrefix(cmd.Use, cmd.Name())
	if cmd.HasAvailableSubCommands() {
		return line + " COMMAND [flags]"
	}
	return line + " [flags]"
}

// section writes a titled part of the help, unless it is empty.
func section(w io.Writer, title, body string) {
	if body = strings.TrimRight(body, "\n"); body != "" {
		fmt.Fprintf(w, "\n%s:\n%s\n", title, body)
	}
}

// commandSections lists the commands below cmd by group.
func commandSections(w io.Writer, cmd *cobra.Command) {
	list := func(title, group string) {
		var lines strings.Builder
		for _, child := range cmd.Commands() {
			if child.IsAvailableCommand() && child.GroupID == group {
				fmt.Fprintf(&lines, "  %-*s  %s\n", cmd.NamePadding(), child.Name(), child.Short)
			}
		}
		section(w, strings.TrimSuffix(title, ":"), lines.String())
	}
	for _, group := range cmd.Groups() {
		list(group.Title, group.ID)
	}
	list("Commands", "")
}

// helpCommand is `roictl help [COMMAND]`, for hands that type it that way.
func (s *session) helpCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:         "help [COMMAND]",
		Short:       "Show what a command does, with examples",
		GroupID:     groupElse,
		Example:     "  roictl help check",
		Annotations: map[string]string{exitAnnotation: exitNotes("the help was shown")},
	}
	cmd.RunE = s.does(func(_ context.Context, words []string) (ExitCode, error) {
		topic := s.root
		for _, word := range words {
			next, _, err := topic.Find([]string{word})
			if err != nil || next == topic {
				return ExitFault, unknownCommand(topic, word)
			}
			topic = next
		}
		s.help(topic, nil)
		return ExitOK, nil
	})
	return cmd
}
