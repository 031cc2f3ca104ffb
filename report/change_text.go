package report

import (
	"encoding/json"
	"maps"
	"math/big"
	"slices"
	"strings"
	"time"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/engine"
	"github.com/roictl/roictl/engine/value"
	"github.com/roictl/roictl/history"
	"github.com/roictl/roictl/report/figure"
	"github.com/roictl/roictl/report/screen"
)

// changeText says one change as a sentence: what was, what is, since when, and
// what else may be behind it.
func changeText(c history.Change) string {
	subject := screen.Text(c.Address)
	if c.Attribute != "" && c.Kind == history.Redefined {
		subject += "." + screen.Text(c.Attribute)
	}
	if c.Segment != "" {
		subject += " " + screen.Cut(segmentText(c.Segment), longestReason)
	}
	if c.Period != "" && c.Kind != history.StatusMoved {
		subject += " " + recordedPeriod(c.Period)
	}
	text := subject + " " + happened(c)
	if c.Direction != "" {
		text += " (" + screen.Text(string(c.Direction)) + ")"
	}
	if c.Reason != "" && c.Kind != history.StatusMoved { // the status's reason stands at its KPI
		text += "; " + screen.Cut(c.Reason, longestReason)
	}
	return text
}

// segmentText writes a recorded segment, a JSON object, as age=30-34, gender=M.
func segmentText(segment string) string {
	var by map[string]*string
	if err := json.Unmarshal([]byte(segment), &by); err != nil {
		return segment // as it was recorded
	}
	var parts []string
	for _, dimension := range slices.Sorted(maps.Keys(by)) {
		text := "(none)"
		if by[dimension] != nil {
			text = *by[dimension]
		}
		parts = append(parts, dimension+"="+text)
	}
	return strings.Join(parts, ", ")
}

// happened is the predicate of a change.
func happened(c history.Change) string {
	before, after := amounts(c)
	switch c.Kind {
	case history.TargetMoved:
		return "target moved: " + orNone(before, "no target") + phrase(" on ", dayText(c.Since)) + ", now " + orNone(after, "no target")
	case history.Restated:
		return "restated: " + orNone(before, "no value") + " -> " + orNone(after, "no value") + relative(c) + phrase(", since ", dayText(c.Since))
	case history.StatusMoved:
		return "was " + statusText(c.Before) + phrase(" on ", dayText(c.Since)) + ", now " + statusText(c.After)
	case history.Added:
		return "is new"
	case history.Removed:
		return "is gone" + phrase(", last seen on ", dayText(c.Since))
	case history.Redefined:
		return "was redefined: " + orNone(before, "not declared") + " -> " + orNone(after, "not declared")
	default:
		return screen.Text(string(c.Kind)) + ": " + orNone(before, "nothing") + " -> " + orNone(after, "nothing")
	}
}

// phrase puts words before a text that may be missing.
func phrase(before, text string) string {
	if text == "" {
		return ""
	}
	return before + text
}

func orNone(text, none string) string {
	if text == "" {
		return none
	}
	return text
}

func dayText(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return strings.ReplaceAll(t.UTC().Format("2 Jan 2006"), " ", noBreak)
}

// recordedPeriod writes a recorded period, start..end, for people.
func recordedPeriod(period string) string {
	start, end, _ := strings.Cut(period, "..")
	from, startErr := connector.ParseDate(start)
	to, endErr := connector.ParseDate(end)
	if startErr != nil || endErr != nil {
		return screen.Text(period)
	}
	return "(" + days(connector.Interval{Start: from, End: to}) + ")"
}

// amounts writes the two states of a change. Numbers that differ look
// different; what is no number is shown as it was recorded.
func amounts(c history.Change) (before, after string) {
	before, after = screen.Cut(c.Before, longestReason), screen.Cut(c.After, longestReason)
	if c.Kind == history.Redefined {
		return before, after
	}
	if c.Kind == history.TargetMoved { // "at_least 500", in words
		before, after = strings.ReplaceAll(before, "_", " "), strings.ReplaceAll(after, "_", " ")
	}
	x, xok := recordedNumber(c, c.Before)
	y, yok := recordedNumber(c, c.After)
	if xok {
		before = figure.Text(x, y)
	}
	if yok {
		after = figure.Text(y, x)
	}
	return before, after
}

// recordedNumber reads a number, or a range low..high, from the history in the
// unit of the change.
func recordedNumber(c history.Change, text string) (value.Value, bool) {
	first, second, ranged := strings.Cut(text, "..")
	if !ranged {
		second = first
	}
	low, lowErr := value.ParseExact(first)
	high, highErr := value.ParseExact(second)
	if lowErr != nil || highErr != nil {
		return value.Value{}, false
	}
	return value.Span(low, high, connector.Unit(c.Unit), screen.Clean(c.Currency)), true
}

// relative is the size of a restatement in percent of what was; a range has none.
func relative(c history.Change) string {
	x, xok := recordedNumber(c, c.Before)
	y, yok := recordedNumber(c, c.After)
	if !xok || !yok || x.State != value.Known || y.State != value.Known || x.Low.Sign() == 0 {
		return ""
	}
	share := new(big.Rat).Sub(y.Low, x.Low)
	share.Quo(share, new(big.Rat).Abs(x.Low))
	return " (" + figure.Change(share) + ")"
}

// statusText writes a recorded status as words.
func statusText(s string) string {
	return strings.ToLower(appearanceOf(engine.Status(s)).word)
}
