package cli

import (
	"errors"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/hashicorp/hcl/v2"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/roictl/roictl/config/filetext"
	"github.com/roictl/roictl/connector"
)

// mistake is an error of the command line, in the form of every other mistake.
func mistake(summary, format string, values ...any) error {
	return hcl.Diagnostics{{
		Severity: hcl.DiagError,
		Summary:  summary,
		Detail:   fmt.Sprintf(format, values...),
	}}
}

// unreadableFile says why a file that was named cannot be read, and what to do.
func unreadableFile(summary, name string, err error) error {
	var failure *filetext.Error
	if errors.As(err, &failure) {
		return mistake(summary, "%q cannot be read: %s.\n\n%s", name, failure.Why, failure.Todo)
	}
	return mistake(summary, "%q cannot be read: %s.", name, err)
}

// sentence gives an error's text a capital letter.
func sentence(text string) string {
	first, size := utf8.DecodeRuneInString(text)
	if size == 0 {
		return text
	}
	return string(unicode.ToUpper(first)) + text[size:]
}

// didYouMean returns " Did you mean …?" with the nearest of the candidates, or
// nothing where none is near.
func didYouMean(given string, candidates []string, written func(string) string) string {
	best := connector.Suggest(given, candidates)
	if best == "" {
		return ""
	}
	return fmt.Sprintf(" Did you mean %s?", written(best))
}

// ended gives a sentence its full stop where it has none.
func ended(sentence string) string {
	if strings.HasSuffix(sentence, ".") || strings.HasSuffix(sentence, "?") {
		return sentence
	}
	return sentence + "."
}

// unknownCommand says that a word names no command below cmd.
func unknownCommand(cmd *cobra.Command, word string) error {
	if word == "init" && !cmd.HasParent() {
		return mistake("No init needed", "There is nothing to install or to set up: every connector is in roictl itself. Begin with %q, which says whether the declarations are right.", cmd.CommandPath()+" validate")
	}
	var names []string
	for _, child := range cmd.Commands() {
		if !child.Hidden {
			names = append(names, child.Name())
			if child.HasAlias(word) || suggestedFor(child, word) {
				return mistake("Unknown command", "%q has no command %q. Did you mean %q? %q lists all of them.",
					cmd.CommandPath(), word, child.Name(), cmd.CommandPath()+" --help")
			}
		}
	}
	suggestion := didYouMean(word, names, func(name string) string { return fmt.Sprintf("%q", name) })
	return mistake("Unknown command", "%q has no command %q.%s %q lists all of them.",
		cmd.CommandPath(), word, suggestion, cmd.CommandPath()+" --help")
}

// suggestedFor says whether a word that people bring from another tool means
// the command.
func suggestedFor(cmd *cobra.Command, word string) bool {
	for _, other := range cmd.SuggestFor {
		if strings.EqualFold(other, word) {
			return true
		}
	}
	return false
}

// flagMistake explains what is wrong with a flag.
func flagMistake(cmd *cobra.Command, err error) error {
	var (
		unknown *pflag.NotExistError
		missing *pflag.ValueRequiredError
		invalid *pflag.InvalidValueError
		syntax  *pflag.InvalidSyntaxError
	)
	help := fmt.Sprintf("%q lists all flags.", cmd.CommandPath()+" --help")
	switch {
	case errors.As(err, &unknown):
		given, dashes := unknown.GetSpecifiedName(), "--"
		if short := unknown.GetSpecifiedShortnames(); short != "" {
			given, dashes = short, "-"
		}
		return mistake("Unknown flag", "%q has no flag %s%s.%s %s", cmd.CommandPath(), dashes, given,
			didYouMean(given, flagNames(cmd), func(name string) string { return "--" + name }), help)
	case errors.As(err, &missing):
		return mistake("Flag without a value", "The flag --%s of %q needs a value: --%s=%s. %s",
			missing.GetFlag().Name, cmd.CommandPath(), missing.GetFlag().Name, valueName(missing.GetFlag()), help)
	case errors.As(err, &invalid):
		if _, secret := invalid.GetFlag().Value.(*varFlag); secret {
			return mistake("Wrong value of a flag", "What --%s of %q is set to is of the wrong form: %s %s",
				invalid.GetFlag().Name, cmd.CommandPath(), ended(plain(invalid.Unwrap())), help)
		}
		return mistake("Wrong value of a flag", "The flag --%s of %q cannot be %q: %s %s",
			invalid.GetFlag().Name, cmd.CommandPath(), invalid.GetValue(), ended(plain(invalid.Unwrap())), help)
	case errors.As(err, &syntax):
		return mistake("Wrong flag", "%q is not the way to write a flag; write --name or --name=value. %s",
			syntax.GetSpecifiedFlag(), help)
	default:
		return mistake("Wrong flag", "%s. %s", sentence(err.Error()), help)
	}
}

// plain takes the name of the Go function off a number's or a bool's parse error.
func plain(err error) string {
	text := err.Error()
	switch {
	case strings.Contains(text, "strconv.ParseBool"):
		return "it is either true or false"
	case strings.Contains(text, "strconv.ParseInt"), strings.Contains(text, "strconv.Atoi"):
		return "it has to be a whole number"
	default:
		return text
	}
}

// flagNames returns the names of all flags that the command takes.
func flagNames(cmd *cobra.Command) []string {
	var names []string
	cmd.Flags().VisitAll(func(flag *pflag.Flag) {
		if !flag.Hidden {
			names = append(names, flag.Name)
		}
	})
	return names
}

// valueName is how the help calls the value of a flag.
func valueName(flag *pflag.Flag) string {
	name, _ := pflag.UnquoteUsage(flag)
	return name
}

// operands checks how many words a command gets beside its flags.
func operands(least, most int, what string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, given []string) error {
		switch {
		case len(given) < least:
			return mistake("Something is missing", "%q needs %s. %q shows examples.", cmd.CommandPath(), what, cmd.CommandPath()+" --help")
		case most == 0 && len(given) > 0:
			return mistake("Too many words", "%q takes no word beside its flags, but got %s. %q shows examples.",
				cmd.CommandPath(), quoted(given), cmd.CommandPath()+" --help")
		case most > 0 && len(given) > most:
			return mistake("Too many words", "%q takes only %s, but got %s. %q shows examples.",
				cmd.CommandPath(), what, quoted(given), cmd.CommandPath()+" --help")
		}
		return nil
	}
}

// quoted writes words with quotes around each, so that spaces in them show.
func quoted(words []string) string {
	out := make([]string, len(words))
	for i, word := range words {
		out[i] = fmt.Sprintf("%q", word)
	}
	return strings.Join(out, " ")
}
