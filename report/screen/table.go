package screen

import "strings"

// Table is a small table of cells in columns. Its cells may be foreign text;
// they are cleaned when it is drawn.
type Table struct {
	Header []string // "" entries leave a column without a title
	Right  []bool   // which columns hold numbers and are aligned at their end; may be shorter
	Rows   [][]string
}

const columnGap = "  "

// Width is the width that the table needs to show every cell in full.
func (t Table) Width() int { return sum(t.natural()) }

// Lines draws the table in at most width cells, the header first. Where it does
// not fit, the widest columns of text are cut; numbers never are.
func (t Table) Lines(width int) []string {
	widths := t.widths(width)
	lines := make([]string, 0, len(t.Rows)+1)
	if strings.Join(t.Header, "") != "" {
		lines = append(lines, t.line(t.Header, widths))
	}
	for _, row := range t.Rows {
		lines = append(lines, t.line(row, widths))
	}
	return lines
}

func (t Table) line(cells []string, widths []int) string {
	var b strings.Builder
	for i, cell := range cells {
		if i > 0 {
			b.WriteString(columnGap)
		}
		if t.right(i) {
			b.WriteString(PadLeft(Text(cell), widths[i]))
		} else {
			b.WriteString(PadRight(Cut(cell, widths[i]), widths[i]))
		}
	}
	return strings.TrimRight(b.String(), " ")
}

// natural is what each column needs.
func (t Table) natural() []int {
	widths := make([]int, len(t.Header))
	for _, row := range append([][]string{t.Header}, t.Rows...) {
		for i, cell := range row {
			if i == len(widths) {
				widths = append(widths, 0)
			}
			widths[i] = max(widths[i], Width(Text(cell)))
		}
	}
	return widths
}

// sum is the width of a line with columns of these widths.
func sum(widths []int) int {
	total := len(columnGap) * (len(widths) - 1)
	for _, w := range widths {
		total += w
	}
	return total
}

// widths gives each column what it needs, then takes from the widest column of
// text until the table fits.
func (t Table) widths(limit int) []int {
	widths := t.natural()
	for total := sum(widths); total > limit; total-- {
		widest := -1
		for i, w := range widths {
			if !t.right(i) && w > narrowestColumn && (widest < 0 || w > widths[widest]) {
				widest = i
			}
		}
		if widest < 0 {
			break
		}
		widths[widest]--
	}
	return widths
}

// narrowestColumn is the least width to which a column of text is cut.
const narrowestColumn = 4

func (t Table) right(column int) bool { return column < len(t.Right) && t.Right[column] }
