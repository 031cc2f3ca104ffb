package cli

import (
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/roictl/roictl/internal/cli/args"
)

// The groups of commands in the help.
const (
	groupMeasure   = "measure"
	groupLook      = "look"
	groupWrite     = "write"
	groupAccess    = "access"
	groupElse      = "else"
	exitAnnotation = "exit codes" // of a command: its help on them
)

// rootCommand builds the tree of commands. Only what is wired to its end stands
// in it.
func (s *session) rootCommand() *cobra.Command {
	root := &cobra.Command{
		Use:   "roictl",
		Short: "Declare marketing goals, KPIs and costs as code, and check them against what the platforms report",
		Long: `roictl reads goals, KPIs, targets, full costs and tracking codes that you declare in
*.roi.hcl files, asks your sources for the actual figures, and says with words,
numbers and an exit code which targets are met and whether a campaign pays.
It only reads: it never changes a campaign.`,
		Example: `  roictl validate                      is what I wrote right? (no network, no credentials)
  roictl plan                          what would be asked of whom?
  roictl check --period last           compare the last closed periods with their targets
  roictl explain goal.sales.cpa        where does this number come from?`,
		Annotations:       map[string]string{exitAnnotation: exitNotes("the command did its work")},
		CompletionOptions: cobra.CompletionOptions{DisableDefaultCmd: true},
		SilenceErrors:     true,
		SilenceUsage:      true,
		Args:              cobra.ArbitraryArgs,
	}
	root.AddGroup(
		&cobra.Group{ID: groupMeasure, Title: "Measure:"},
		&cobra.Group{ID: groupLook, Title: "Look closer:"},
		&cobra.Group{ID: groupWrite, Title: "Write declarations:"},
		&cobra.Group{ID: groupAccess, Title: "Log in:"},
		&cobra.Group{ID: groupElse, Title: "Everything else:"},
	)
	root.PersistentFlags().StringVar(&s.chdir, "chdir", "", "work in the directory `DIR` instead of the current one")
	root.PersistentFlags().BoolVar(&s.noColor, "no-color", false, "write no colours (as does NO_COLOR in the environment)")
	root.PersistentFlags().BoolP("help", "h", false, "show this help")
	version := root.Flags().Bool("version", false, "show the version, as the command of that name does")

	root.RunE = func(cmd *cobra.Command, operands []string) error {
		if *version {
			return s.showVersion(false)
		}
		return withoutVerb(cmd, operands)
	}
	root.PersistentPreRunE = func(*cobra.Command, []string) error { return s.checkDirectory() }
	root.SetFlagErrorFunc(flagMistake)
	root.SetHelpFunc(s.help)
	root.SetUsageFunc(func(*cobra.Command) error { return nil })
	root.AddCommand(
		s.planCommand(),
		s.checkCommand(),
		s.explainCommand(),
		s.historyCommand(),
		s.connectorsCommand(),
		s.loginCommand(),
		s.logoutCommand(),
		s.whoamiCommand(),
		s.graphCommand(),
		s.validateCommand(),
		s.fmtCommand(),
		s.schemaCommand(),
		s.consoleCommand(),
		s.versionCommand(),
		s.completionCommand(),
	)
	help := s.helpCommand()
	root.AddCommand(help)
	root.SetHelpCommand(help)
	return root
}

// withoutVerb answers a command line that ends before a verb, or names one that
// does not exist. A schedule whose command got lost must not look green.
func withoutVerb(cmd *cobra.Command, operands []string) error {
	if len(operands) > 0 {
		return unknownCommand(cmd, operands[0])
	}
	return mistake("No command given", "%q lists the commands, with examples.", cmd.CommandPath()+" --help")
}

// grammarOf derives what can be typed from the tree of commands.
func grammarOf(root *cobra.Command) args.Grammar {
	valued := make(map[string]bool)
	var walk func(cmd *cobra.Command) map[string]args.Grammar
	walk = func(cmd *cobra.Command) map[string]args.Grammar {
		note := func(flag *pflag.Flag) { valued[flag.Name] = flag.NoOptDefVal == "" }
		cmd.PersistentFlags().VisitAll(note)
		cmd.Flags().VisitAll(note)
		if !cmd.HasSubCommands() {
			return nil
		}
		below := make(map[string]args.Grammar)
		for _, child := range cmd.Commands() {
			below[child.Name()] = args.Grammar{Commands: walk(child)}
		}
		return below
	}
	return args.Grammar{Commands: walk(root), TakesValue: func(flag string) bool { return valued[flag] }}
}
