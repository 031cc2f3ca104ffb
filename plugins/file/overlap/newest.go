package overlap

import (
	"cmp"
	"path"
	"slices"
	"strings"

	"github.com/roictl/roictl/connector"
)

// Part is how much of a row's period is its file's to tell about.
type Part uint8

// The parts.
const (
	All  Part = iota // no newer file has rows of any of its days
	None             // newer files have rows of all of its days
	Some             // of some of its days
)

// Latest knows the newest of several files for each day. It belongs to one
// goroutine.
type Latest struct {
	newest map[connector.Date]int // by day that several files have: the file

	// What was asked last, since rows of one period mostly follow one another.
	asked  bool
	file   int
	period connector.Interval
	part   Part
}

// NewLatest ranks files by what they say themselves, so that a check gives the
// same result wherever the files are copied to: the file whose rows reach the
// latest day is the newest, and of those that reach equally far the one whose
// name comes last.
func NewLatest(names []string, files []Days) *Latest {
	order := make([]int, len(names))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		return cmp.Or(cmp.Compare(files[a].last(), files[b].last()), compareNames(names[a], names[b]))
	})
	l := &Latest{newest: make(map[connector.Date]int)}
	for _, day := range Shared(files) {
		for _, file := range order {
			if files[file].Rows(day) > 0 {
				l.newest[day] = file
			}
		}
	}
	return l
}

// Counts says how much of the period of a row is the file's.
func (l *Latest) Counts(file int, period connector.Interval) Part {
	if !l.asked || l.file != file || l.period != period {
		l.asked, l.file, l.period, l.part = true, file, period, l.partOf(file, period)
	}
	return l.part
}

func (l *Latest) partOf(file int, period connector.Interval) Part {
	own, others := false, false
	for day := period.Start; day <= period.End; day++ {
		if newest, shared := l.newest[day]; shared && newest != file {
			others = true
		} else {
			own = true
		}
	}
	switch {
	case own && others:
		return Some
	case others:
		return None
	default:
		return All
	}
}

// compareNames orders names as people number them: "ads (9).csv" comes before
// "ads (10).csv", and "ads.csv" before both.
func compareNames(a, b string) int {
	left, right := stem(a), stem(b)
	for left != "" && right != "" {
		first, second := token(left), token(right)
		if order := compareTokens(first, second); order != 0 {
			return order
		}
		left, right = left[len(first):], right[len(second):]
	}
	return cmp.Or(cmp.Compare(len(left), len(right)), strings.Compare(a, b))
}

// stem is a name without its extension.
func stem(name string) string {
	name = strings.TrimSuffix(name, ".gz")
	return strings.TrimSuffix(name, path.Ext(name))
}

// token is the number that a text begins with, or its first character.
func token(text string) string {
	n := 0
	for n < len(text) && text[n] >= '0' && text[n] <= '9' {
		n++
	}
	return text[:max(n, 1)]
}

// compareTokens compares two numbers by value and anything else by bytes.
func compareTokens(a, b string) int {
	if isDigit(a[0]) && isDigit(b[0]) {
		a, b = strings.TrimLeft(a, "0"), strings.TrimLeft(b, "0")
		return cmp.Or(cmp.Compare(len(a), len(b)), strings.Compare(a, b))
	}
	return strings.Compare(a, b)
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }
