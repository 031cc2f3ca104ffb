package args

import (
	"fmt"
	"strings"

	"github.com/mattn/go-shellwords"
)

// Variable is the environment variable whose words are put before the user's
// own in every command. With an underscore and the command's words behind it,
// it names the variable for one command: ROICTL_CLI_ARGS_check,
// ROICTL_CLI_ARGS_connectors_list.
const Variable = "ROICTL_CLI_ARGS"

// WithEnvironment returns the line with the environment's standing arguments
// put between the command and what the user typed, so that what the user typed
// wins. Values are split as a shell does, quotes and backslashes included;
// nothing is expanded. The error names the variable.
func (g Grammar) WithEnvironment(line Line, lookup func(string) (string, bool)) (Line, error) {
	if len(line.Command) == 0 {
		return line, nil
	}
	var standing []string
	for _, name := range []string{Variable, Variable + "_" + strings.Join(line.Command, "_")} {
		text, set := lookup(name)
		if !set {
			continue
		}
		words, err := split(text)
		if err != nil {
			return line, fmt.Errorf("read environment variable %s: %w", name, err)
		}
		// Each variable is a sentence of its own: a flag at its end must not
		// swallow the next one's first word, and its operands name no command.
		standing = append(standing, Grammar{TakesValue: g.TakesValue}.Parse(words).Rest...)
	}
	if len(standing) > 0 {
		line.Rest = append(standing, line.Rest...)
	}
	return line, nil
}

// split cuts a text into words by the rules of a POSIX shell's quoting.
func split(text string) ([]string, error) {
	parser := shellwords.NewParser()
	words, err := parser.Parse(text)
	if err != nil {
		return nil, fmt.Errorf("the quotes in %q do not match", text)
	}
	// The parser stops at a shell operator and would drop the rest in silence.
	if parser.Position >= 0 {
		return nil, fmt.Errorf("%q holds a shell operator such as ; & | < > or (: put quotes around it", text)
	}
	return words, nil
}
