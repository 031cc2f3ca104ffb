package cli

import (
	"context"
	"strings"

	"github.com/spf13/cobra"
)

// shells are those that completion can be written for.
var shells = []string{"bash", "zsh", "fish", "powershell"}

// completionCommand is `roictl completion`.
func (s *session) completionCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:     "completion SHELL",
		Short:   "Write the script that lets a shell complete roictl's commands",
		GroupID: groupElse,
		Long: `Writes a script to the standard output that teaches a shell to complete commands,
flags and addresses. SHELL is bash, zsh, fish or powershell.`,
		Example: `  source <(roictl completion bash)
  roictl completion zsh > "${fpath[1]}/_roictl"
  roictl completion fish > ~/.config/fish/completions/roictl.fish
  roictl completion powershell | Out-String | Invoke-Expression`,
		Annotations: map[string]string{exitAnnotation: exitNotes("the script was written")},
		Args:        operands(1, 1, "the name of one shell: "+strings.Join(shells, ", ")),
		ValidArgs:   shells,
	}
	cmd.RunE = s.does(func(_ context.Context, words []string) (ExitCode, error) {
		switch words[0] {
		case "bash":
			return ExitOK, s.root.GenBashCompletionV2(s.Stdout, true)
		case "zsh":
			return ExitOK, s.root.GenZshCompletion(s.Stdout)
		case "fish":
			return ExitOK, s.root.GenFishCompletion(s.Stdout, true)
		case "powershell":
			return ExitOK, s.root.GenPowerShellCompletionWithDesc(s.Stdout)
		}
		return ExitFault, mistake("Unknown shell", "There is no completion for %q.%s Choose one of %s.", words[0],
			didYouMean(words[0], shells, func(name string) string { return name }), strings.Join(shells, ", "))
	})
	return cmd
}
