package datasheet

import (
	"fmt"
	"strings"
)

// join joins the words that are not empty with commas.
func join(words ...string) string {
	var kept []string
	for _, word := range words {
		if word != "" {
			kept = append(kept, word)
		}
	}
	return strings.Join(kept, ", ")
}

// sentences joins the sentences that are not empty.
func sentences(parts ...string) string {
	var kept []string
	for _, part := range parts {
		if part != "" {
			kept = append(kept, part)
		}
	}
	return strings.Join(kept, " ")
}

// phrase puts a text into a sentence; "" when there is no text.
func phrase(format, text string) string {
	if text == "" {
		return ""
	}
	return fmt.Sprintf(format, text)
}

// suffix puts words in parentheses behind a name; "" when there are none.
func suffix(words string) string { return phrase(" (%s)", words) }

// when returns the word if the condition holds.
func when(condition bool, word string) string {
	if condition {
		return word
	}
	return ""
}

// standard names the standard name of something that is called otherwise.
func standard(name, standardName string) string {
	if standardName == name {
		return ""
	}
	return phrase("standard name %s", standardName)
}

// maturity says for how long figures may change.
func maturity(days int) string {
	switch days {
	case 0:
		return ""
	case 1:
		return "final after 1 day"
	default:
		return fmt.Sprintf("final after %d days", days)
	}
}
