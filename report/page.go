package report

import (
	"bufio"
	"io"
	"strings"

	"github.com/roictl/roictl/report/screen"
)

// page is what a terminal renderer writes on: lines of safe text, indented and
// broken at the width. The first failure to write is kept and returned by done.
type page struct {
	out     *bufio.Writer
	width   int
	paint   screen.Paint
	started bool // something was written
	blank   bool // the last line was empty
}

// narrowest is the least width that is laid out for; below it lines overflow.
const narrowest = 20

// stackedBelow is the width under which columns no longer fit and lines are
// stacked instead.
const stackedBelow = 60

func newPage(w io.Writer, width int, color bool) *page {
	if width <= 0 {
		width = defaultWidth
	}
	return &page{out: bufio.NewWriter(w), width: max(width, narrowest), paint: screen.Paint{On: color}}
}

// stacked says whether the page is too narrow for columns.
func (p *page) stacked() bool { return p.width < stackedBelow }

// print writes one line of safe text as it is. Write errors stay in the buffer
// and come out of done.
func (p *page) print(line string) {
	line = strings.TrimRight(strings.ReplaceAll(line, noBreak, " "), " ")
	_, _ = p.out.WriteString(line + "\n")
	p.started, p.blank = true, line == ""
}

// noBreak is the no-break space that keeps a number and its unit together while
// lines are broken. It is printed as a usual space, so that the output can be
// searched.
const noBreak = "\u00a0"

// gap writes an empty line between two parts.
func (p *page) gap() {
	if p.started && !p.blank {
		p.print("")
	}
}

// text writes safe text, broken into lines with the indentation.
func (p *page) text(indent int, tone screen.Tone, s string) {
	for _, line := range screen.Wrap(s, p.width-indent) {
		p.print(spaces(indent) + p.paint.In(tone, line))
	}
}

// phrases writes safe phrases behind one another with the indentation.
func (p *page) phrases(indent int, tone screen.Tone, phrases []string) {
	for _, line := range screen.Flow(phrases, phraseGap, p.width-indent) {
		p.print(spaces(indent) + p.paint.In(tone, line))
	}
}

// phraseGap stands between the phrases of a line.
const phraseGap = " · "

// hang writes a prefix that may be coloured, and safe text behind it whose
// further lines are indented. A prefix that leaves too little room stands alone.
func (p *page) hang(prefix string, indent int, tone screen.Tone, text string) {
	used := screen.Width(prefix)
	if used+least > p.width {
		p.print(prefix)
		p.text(indent, tone, text)
		return
	}
	for i, line := range screen.Wrap(text, p.width-max(used, indent)) {
		if i > 0 {
			prefix = spaces(indent)
		}
		p.print(prefix + p.paint.In(tone, line))
	}
}

// least is the narrowest room in which text is broken into lines beside
// something else.
const least = 16

// heading writes the title of a section.
func (p *page) heading(s string) {
	p.gap()
	p.text(0, screen.Strong, s)
}

// done writes out what is buffered and returns the first error.
func (p *page) done() error { return p.out.Flush() }

func spaces(n int) string { return strings.Repeat(" ", max(0, n)) }
