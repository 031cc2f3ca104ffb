package dates

import "time"

// candidates are the formats that files are found in. Where a format with fixed
// digits fits, the looser one in the same line is not worth telling.
var candidates = func() [][]Format {
	var lines [][]Format
	for _, line := range [][]string{
		{"YYYY-MM-DD", "YYYY-M-D"},
		{"YYYY/MM/DD", "YYYY/M/D"},
		{"YYYY.MM.DD", "YYYY.M.D"},
		{"YYYYMMDD"},
		{"DD-MM-YYYY", "D-M-YYYY"},
		{"MM-DD-YYYY", "M-D-YYYY"},
		{"DD/MM/YYYY", "D/M/YYYY"},
		{"MM/DD/YYYY", "M/D/YYYY"},
		{"DD.MM.YYYY", "D.M.YYYY"},
		{"DD.MM.YY", "D.M.YY"},
		{"DD/MM/YY", "D/M/YY"},
		{"MM/DD/YY", "M/D/YY"},
		{"DD-MM-YY", "D-M-YY"},
		{"MM-DD-YY", "M-D-YY"},
		{"D MMM YYYY"},
		{"D. MMM YYYY"},
		{"D-MMM-YYYY"},
		{"D-MMM-YY"},
		{"D de MMM de YYYY"},
		{"MMM D, YYYY"},
		{"MMM D YYYY"},
		{"ddd, MMM D, YYYY"},
		{"ddd, D MMM YYYY"},
		{"YYYY-MM-DD HH:mm:ss", "YYYY-MM-DD HH:mm"},
		{"YYYY-MM-DDTHH:mm:ss", "YYYY-MM-DDTHH:mm"},
		{"YYYY-MM-DDTHH:mm:ssZ", "YYYY-MM-DDTHH:mmZ"},
		{"YYYY-MM-DD HH:mm:ss Z", "YYYY-MM-DD HH:mm:ssZ"},
		{"YYYY/MM/DD HH:mm:ss", "YYYY/MM/DD HH:mm"},
		{"DD.MM.YYYY HH:mm:ss", "DD.MM.YYYY HH:mm", "D.M.YYYY H:mm"},
		{"DD/MM/YYYY HH:mm:ss", "DD/MM/YYYY HH:mm", "D/M/YYYY H:mm", "D/M/YYYY H:mm:ss"},
		{"MM/DD/YYYY HH:mm:ss", "MM/DD/YYYY HH:mm", "M/D/YYYY H:mm", "M/D/YYYY H:mm:ss", "M/D/YYYY H:mm:ss A", "M/D/YYYY H:mm A"},
		{"DD-MM-YYYY HH:mm:ss", "DD-MM-YYYY HH:mm"},
		{"MM-DD-YYYY HH:mm:ss", "MM-DD-YYYY HH:mm"},
		{"YYYY-MM"},
		{"YYYY/MM"},
		{"MM/YYYY", "M/YYYY"},
		{"MM.YYYY", "M.YYYY"},
		{"MM-YYYY"},
		{"MMM YYYY"},
		{"MMM-YY"},
		{"YYYY-Www"},
		{"YYYYWww"},
		{"YYYY-Qq"},
		{"YYYY Qq"},
		{"Qq YYYY"},
		{"unix"},
		{"unix_ms"},
	} {
		formats := make([]Format, len(line))
		for i, source := range line {
			formats[i] = MustCompile(source)
		}
		lines = append(lines, formats)
	}
	return lines
}()

// Guess narrows down which formats a column could have, one cell after the
// other. The zero Guess is ready to use.
type Guess struct {
	left  [][]Format
	cells int
}

// Add rules out the formats that do not fit the text.
func (g *Guess) Add(text []byte) {
	if g.cells == 0 {
		g.left = candidates
	}
	g.cells++
	text = clean(text)
	if g.fitsAll(text) {
		return // no copy as long as nothing is ruled out
	}
	var left [][]Format
	for _, line := range g.left {
		var fitting []Format
		for _, f := range line {
			if _, err := f.Parse(text, time.UTC); err == nil {
				fitting = append(fitting, f)
			}
		}
		if len(fitting) > 0 {
			left = append(left, fitting)
		}
	}
	g.left = left
}

func (g *Guess) fitsAll(text []byte) bool {
	for _, line := range g.left {
		for _, f := range line {
			if _, err := f.Parse(text, time.UTC); err != nil {
				return false
			}
		}
	}
	return true
}

// Formats returns the formats that fit every cell so far; more than one means
// that the cells do not tell day and month apart.
func (g *Guess) Formats() []Format {
	formats := make([]Format, 0, len(g.left))
	for _, line := range g.left {
		formats = append(formats, line[0])
	}
	return formats
}

// Fitting returns the formats that fit every one of the texts.
func Fitting(texts ...string) []Format {
	var g Guess
	for _, text := range texts {
		g.Add([]byte(text))
	}
	return g.Formats()
}
