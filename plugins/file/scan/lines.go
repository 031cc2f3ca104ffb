package scan

import (
	"fmt"
	"strconv"
	"strings"
)

// lineSet remembers lines that follow in order: the first stretches of them and
// where they end.
type lineSet struct {
	stretches []stretch
	last      int
}

type stretch struct{ first, last int }

// maxStretches is how many stretches a message shows.
const maxStretches = 4

func (s *lineSet) add(line int) {
	s.last = line
	if n := len(s.stretches); n > 0 && line <= s.stretches[n-1].last+1 {
		s.stretches[n-1].last = line
		return
	}
	if len(s.stretches) < maxStretches {
		s.stretches = append(s.stretches, stretch{line, line})
	}
}

// text writes the lines as "lines 4, 6 to 9 and others up to 100".
func (s *lineSet) text() string {
	if len(s.stretches) == 0 {
		return ""
	}
	var parts []string
	for _, one := range s.stretches {
		if one.first == one.last {
			parts = append(parts, thousands(int64(one.first)))
		} else {
			parts = append(parts, fmt.Sprintf("%s to %s", thousands(int64(one.first)), thousands(int64(one.last))))
		}
	}
	word := "lines "
	if len(parts) == 1 && s.last == s.stretches[0].first {
		word = "line "
	}
	text := word + strings.Join(parts, ", ")
	if s.last > s.stretches[len(s.stretches)-1].last {
		text += " and others up to " + thousands(int64(s.last))
	}
	return text
}

// thousands writes a number with commas between its thousands.
func thousands(n int64) string {
	digits := strconv.FormatInt(n, 10)
	for i := len(digits) - 3; i > 0 && digits[i-1] != '-'; i -= 3 {
		digits = digits[:i] + "," + digits[i:]
	}
	return digits
}
