package args

import "strings"

// Grammar is what there is to type: the commands, and which flags are followed
// by a value. One flag name takes a value in every command or in none.
type Grammar struct {
	// Commands are the subcommands by name; nil below a command that has none.
	Commands map[string]Grammar
	// TakesValue says whether the flag of this name, written without dashes,
	// takes the next word as its value. It is asked on the outermost Grammar
	// only.
	TakesValue func(flag string) bool
}

// Line is a command line in its normal form.
type Line struct {
	Command []string // the words that choose the command, such as connectors, schema
	Rest    []string // flags and operands, in the order given
	// Unknown is the first word that stands where a command's word is due and is
	// none; empty when there is none.
	Unknown string
}

// Words returns the whole line: the command, then the rest.
func (l Line) Words() []string {
	words := make([]string, 0, len(l.Command)+len(l.Rest))
	words = append(words, l.Command...)
	return append(words, l.Rest...)
}

// Parse normalises the words after the program's name.
//
// A word of at least three characters that starts with one dash and a letter
// becomes --long. The value of a flag is left as it is, even where it starts
// with a dash, and so is everything behind "--". Flags that stand before or
// between the command's words move behind them.
func (g Grammar) Parse(words []string) Line {
	var line Line
	commands := g.Commands
	for i := 0; i < len(words); i++ {
		word := words[i]
		if word == "--" {
			line.Rest = append(line.Rest, words[i:]...)
			break
		}
		if name, isFlag := longFlag(word); isFlag {
			line.Rest = append(line.Rest, "--"+name)
			if i+1 < len(words) && !strings.Contains(name, "=") && g.TakesValue(name) {
				i++
				line.Rest = append(line.Rest, words[i])
			}
			continue
		}
		if next, isCommand := commands[word]; isCommand {
			line.Command = append(line.Command, word)
			commands = next.Commands
			continue
		}
		if !strings.HasPrefix(word, "-") {
			if commands != nil {
				line.Unknown = word
			}
			commands = nil // an operand: no command's word can follow
		}
		line.Rest = append(line.Rest, word)
	}
	return line
}

// longFlag returns the flag that the word spells in either way, without dashes
// and with its =value. Single letters, numbers, "-" and "--" are not long flags.
func longFlag(word string) (string, bool) {
	name, found := strings.CutPrefix(word, "--")
	if !found {
		name, found = strings.CutPrefix(word, "-")
		if !found || len(name) < 2 {
			return "", false
		}
	}
	if name == "" || !isLetter(name[0]) {
		return "", false
	}
	return name, true
}

func isLetter(c byte) bool { return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' }
