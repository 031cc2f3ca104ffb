package screen

// Paint colours words, or does not. Colour only ever repeats what words and
// marks already say. The zero Paint leaves text as it is.
type Paint struct {
	// On says whether escape sequences are written at all.
	On bool
}

// Tone is the meaning of a colour.
type Tone int

// The tones.
const (
	Plain   Tone = iota
	Good         // green: reached
	Warn         // yellow: at risk, or a warning
	Bad          // red: missed, or an error
	Unknown      // cyan: no verdict yet
	Faint        // secondary text
	Strong       // bold
)

// sgr holds the ECMA-48 "select graphic rendition" parameters. They name the
// terminal's own sixteen colours, so that they suit dark and light backgrounds.
var sgr = map[Tone]string{
	Good:    "32",
	Warn:    "33",
	Bad:     "1;31",
	Unknown: "36",
	Faint:   "2",
	Strong:  "1",
}

// In returns safe text in the tone.
func (p Paint) In(tone Tone, s string) string {
	code, coloured := sgr[tone]
	if !p.On || !coloured || s == "" {
		return s
	}
	return "\x1b[" + code + "m" + s + "\x1b[0m"
}
