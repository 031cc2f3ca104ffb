// Package progress shows on a terminal how a check proceeds.
//
// What comes in: what the engine observes, and the ticks of a clock. What goes
// out: one line that is drawn over itself, only when the work takes longer than
// a second, and wiped at the end. This package must not know results: it never
// changes or delays one.
package progress

import (
	"fmt"
	"io"
	"strings"
	"sync"
	"time"

	"github.com/roictl/roictl/config"
	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/engine"
	"github.com/roictl/roictl/report/screen"
)

// Patience is how long a check works before it says that it does.
const Patience = time.Second

// Line is the line. It observes a check; its methods may be called concurrently.
type Line struct {
	out   io.Writer
	width func() int
	total int // queries of the plan

	mu      sync.Mutex
	started time.Time
	done    int
	active  []activity // in the order they began
	drawn   int        // columns of what stands on the terminal now
}

// activity is a query under way.
type activity struct {
	id       string
	source   config.Address
	progress connector.Progress
}

var _ engine.Observer = (*Line)(nil)

// NewLine returns a line for a plan of so many queries that began at a time. The
// width is asked for anew at each drawing, since terminals change.
func NewLine(out io.Writer, width func() int, queries int, began time.Time) *Line {
	return &Line{out: out, width: width, total: queries, started: began}
}

// Follow draws the line at every tick, from another goroutine. The returned
// function ends that and wipes the line; after it nothing is drawn.
func (l *Line) Follow(ticks <-chan time.Time) (stop func()) {
	end, ended := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(ended)
		for {
			select {
			case now := <-ticks:
				l.draw(now)
			case <-end:
				return
			}
		}
	}()
	return func() {
		close(end)
		<-ended
		l.wipe()
	}
}

// draw writes the line over what it drew before.
func (l *Line) draw(now time.Time) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if now.Sub(l.started) < Patience {
		return
	}
	text := screen.Cut(l.text(now), max(l.width()-1, 1))
	columns := screen.Width(text)
	padding := strings.Repeat(" ", max(l.drawn-columns, 0))
	l.drawn = columns
	// A terminal that cannot be written to is no reason to end a check.
	_, _ = io.WriteString(l.out, "\r"+text+padding)
}

// wipe removes what was drawn.
func (l *Line) wipe() {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.drawn > 0 {
		_, _ = io.WriteString(l.out, "\r"+strings.Repeat(" ", l.drawn)+"\r")
		l.drawn = 0
	}
}

// text says what is being done: how many queries are answered, for how long, and
// how far the one that began first is.
func (l *Line) text(now time.Time) string {
	queries := "queries"
	if l.total == 1 {
		queries = "query"
	}
	text := fmt.Sprintf("%d of %d %s answered, %d s", l.done, l.total, queries, int(now.Sub(l.started).Seconds()))
	if len(l.active) == 0 {
		return text
	}
	oldest := l.active[0]
	text += ": " + screen.Text(oldest.source.String())
	if reached := amount(oldest.progress); reached != "" {
		text += " " + reached
	}
	if oldest.progress.Message != "" {
		text += " (" + screen.Text(oldest.progress.Message) + ")"
	}
	if others := len(l.active) - 1; others > 0 {
		text += fmt.Sprintf(", and %d more", others)
	}
	return text
}

// amount says how far a query is: "45.0 of 120.5 MB", "1200 rows".
func amount(p connector.Progress) string {
	switch {
	case p.Done == 0 && p.Total == 0:
		return ""
	case p.Unit == "bytes" && p.Total > 0:
		return fmt.Sprintf("%s of %s MB", megabytes(p.Done), megabytes(p.Total))
	case p.Unit == "bytes":
		return megabytes(p.Done) + " MB"
	case p.Total > 0:
		return fmt.Sprintf("%d of %d %s", p.Done, p.Total, screen.Text(p.Unit))
	default:
		return fmt.Sprintf("%d %s", p.Done, screen.Text(p.Unit))
	}
}

// megabytes writes a number of bytes in millions with one digit.
func megabytes(n int64) string {
	tenths := n / 100_000
	return fmt.Sprintf("%d.%d", tenths/10, tenths%10)
}
