package connectortest

import (
	"encoding/json"
	"fmt"
	"math/big"
	"slices"
	"strings"

	"github.com/roictl/roictl/connector"
)

// answer is a sink that keeps a whole result.
type answer struct {
	header   connector.Header
	rows     []row
	progress []connector.Progress
	trailer  connector.Trailer
	diags    connector.Diagnostics
	order    []string // faults in the order of events
	opened   bool
}

// row is one row of a result.
type row struct {
	position int64 // day or index of the interval
	texts    []connector.Text
	numbers  []*big.Rat // nil is null
}

var _ connector.Sink = (*answer)(nil)

func (a *answer) Header(h connector.Header) error {
	if a.opened {
		a.order = append(a.order, "a second header came")
	}
	a.opened = true
	a.header = h
	return nil
}

func (a *answer) Batch(b *connector.Batch) error {
	if !a.opened {
		a.order = append(a.order, "rows came before the header")
	}
	for i := range b.Rows {
		r := row{}
		if len(b.Dates) > 0 {
			r.position = int64(b.Dates[i])
		} else {
			r.position = int64(b.Intervals[i])
		}
		for _, column := range b.Dimensions {
			r.texts = append(r.texts, column.Text(i))
		}
		for _, column := range b.Measures {
			r.numbers = append(r.numbers, column.Decimal(i).Rat())
		}
		a.rows = append(a.rows, r)
	}
	return nil
}

func (a *answer) Progress(p connector.Progress) { a.progress = append(a.progress, p) }

// key is the row without its numbers.
func (r row) key() string {
	var b strings.Builder
	fmt.Fprint(&b, r.position)
	for _, text := range r.texts {
		if text.Null {
			b.WriteString(" null")
		} else {
			fmt.Fprintf(&b, " %q", text.Value)
		}
	}
	return b.String()
}

func (r row) String() string {
	var b strings.Builder
	b.WriteString(r.key())
	for _, number := range r.numbers {
		if number == nil {
			b.WriteString(" null")
		} else {
			b.WriteString(" " + number.RatString())
		}
	}
	return b.String()
}

// keep returns the answer with only the rows that satisfy the condition.
func (a *answer) keep(satisfies func(row) bool) *answer {
	kept := *a
	kept.rows = nil
	for _, r := range a.rows {
		if satisfies(r) {
			kept.rows = append(kept.rows, r)
		}
	}
	return &kept
}

// differs says how two results differ in their rows, whose order is free; empty
// when they do not.
func (a *answer) differs(other *answer) string {
	got, want := a.sorted(), other.sorted()
	missing := subtract(want, got)
	extra := subtract(got, want)
	switch {
	case len(missing) > 0 && len(extra) > 0:
		return fmt.Sprintf("%d rows are missing, such as %q, and %d are too many, such as %q", len(missing), missing[0], len(extra), extra[0])
	case len(missing) > 0:
		return fmt.Sprintf("%d rows are missing, such as %q", len(missing), missing[0])
	case len(extra) > 0:
		return fmt.Sprintf("%d rows are too many, such as %q", len(extra), extra[0])
	}
	return ""
}

func (a *answer) sorted() []string {
	lines := make([]string, len(a.rows))
	for i, r := range a.rows {
		lines[i] = r.String()
	}
	slices.Sort(lines)
	return lines
}

// subtract returns the lines of a that are not in b, counting repetitions. Both
// are sorted.
func subtract(a, b []string) []string {
	var rest []string
	for _, line := range a {
		for len(b) > 0 && b[0] < line {
			b = b[1:]
		}
		if len(b) > 0 && b[0] == line {
			b = b[1:]
			continue
		}
		rest = append(rest, line)
	}
	return rest
}

// asJSON is a value as text, for comparison and for people.
func asJSON(value any) string {
	raw, err := json.Marshal(value)
	if err != nil {
		return err.Error()
	}
	return string(raw)
}
