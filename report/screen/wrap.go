package screen

import (
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// Wrap breaks safe text into lines of at most width cells, at spaces only, so
// that dates, ranges and paths stay whole; a single word that is longer than a
// line is broken where the line ends. It returns at least one line.
func Wrap(s string, width int) []string {
	width = max(1, width)
	var lines []string
	line, used := "", 0
	for word := range strings.SplitSeq(s, " ") {
		size := Width(word)
		if line != "" && used+1+size <= width {
			line += " " + word
			used += 1 + size
			continue
		}
		if line != "" {
			lines = append(lines, line)
		}
		parts := pieces(word, width)
		lines = append(lines, parts[:len(parts)-1]...)
		line = parts[len(parts)-1]
		used = Width(line)
	}
	return balance(append(lines, line))
}

// Flow lays phrases out behind one another with a separator, and begins a new
// line before a phrase that no longer fits. A phrase that is longer than a line
// is wrapped.
func Flow(phrases []string, separator string, width int) []string {
	var lines []string
	line := ""
	for _, phrase := range phrases {
		switch {
		case phrase == "":
		case line != "" && Width(line)+Width(separator)+Width(phrase) <= width:
			line += separator + phrase
		default:
			if line != "" {
				lines = append(lines, line)
			}
			parts := Wrap(phrase, width)
			lines = append(lines, parts[:len(parts)-1]...)
			line = parts[len(parts)-1]
		}
	}
	if line != "" {
		lines = append(lines, line)
	}
	return lines
}

// pieces breaks a word into parts of at most width cells, never inside a
// character. It returns at least one part.
func pieces(word string, width int) []string {
	if Width(word) <= width {
		return []string{word}
	}
	return strings.Split(ansi.Hardwrap(word, width, true), "\n")
}
