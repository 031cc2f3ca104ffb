package report

import (
	"strings"

	"github.com/roictl/roictl/config"
)

// masked is a line of source with the parts of it that must not be shown.
type masked struct {
	source []byte
	hidden []config.Stretch // of the line, in order and apart from one another
}

// within returns the parts of stretches that are between two offsets. One that
// only begins or ends there is cut.
func within(all []config.Stretch, first, last int) []config.Stretch {
	var inside []config.Stretch
	for _, part := range all {
		if part.Start < last && first < part.End {
			inside = append(inside, config.Stretch{Start: max(part.Start, first), End: min(part.End, last)})
		}
	}
	return inside
}

// widened returns the subject with the whole of what is hidden at its ends: half
// a value would say where it is divided.
func (l masked) widened(from, to int) (int, int) {
	for _, part := range l.hidden {
		if part.Start < to && from < part.End || part.Start <= from && to <= part.End {
			from, to = min(from, part.Start), max(to, part.End)
		}
	}
	return from, to
}

// swallowed says whether nothing of the line is left.
func (l masked) swallowed(first, last int) bool {
	return len(l.hidden) == 1 && l.hidden[0] == config.Stretch{Start: first, End: last}
}

// text is the source between two offsets, with a stand-in for what is hidden.
func (l masked) text(from, to int) string {
	var text strings.Builder
	for _, part := range l.hidden {
		if part.Start < from || to < part.End {
			continue
		}
		text.Write(l.source[from:part.Start])
		text.WriteString(sensitiveText)
		from = part.End
	}
	text.Write(l.source[from:to])
	return text.String()
}
