package number

import (
	"strings"
	"unicode"

	"github.com/roictl/roictl/plugins/file/script"
)

// The signs that a number is made of, after every way to write each of them has
// been brought to one.
const (
	groupSpace  = ' '  // spaces of every width
	groupQuote  = '\'' // Swiss 1'234, with any apostrophe
	groupArabic = 't'  // ٬
	pointArabic = 'd'  // ٫
	minusSign   = '-'
	percentSign = '%'
)

// symbol brings a character to its one form: digits of three scripts to ASCII,
// all minus signs to one. It reports false for marks that only steer the
// direction of text and are no part of it.
func symbol(r rune) (rune, bool) {
	if digit, ok := script.Digit(r); ok {
		return rune(digit), true
	}
	switch {
	case script.IsDirectionMark(r):
		return 0, false
	case unicode.IsSpace(r), r == '\u180e', r == '\u2060':
		return groupSpace, true
	}
	switch r {
	case '−', '–', '﹣', '－', '‐', '‑':
		return minusSign, true
	case '＋':
		return '+', true
	case '٪', '％', '﹪':
		return percentSign, true
	case '’', 'ʼ', '＇', '´', '′':
		return groupQuote, true
	case '٬':
		return groupArabic, true
	case '٫':
		return pointArabic, true
	case '،', '，':
		return ',', true
	case '．':
		return '.', true
	}
	return r, true
}

// normalize brings a cell to one form and cuts surrounding space.
func normalize(text string) []rune {
	symbols := make([]rune, 0, len(text))
	for _, r := range text {
		if s, ok := symbol(r); ok {
			symbols = append(symbols, s)
		}
	}
	return trim(symbols)
}

func trim(symbols []rune) []rune {
	for len(symbols) > 0 && symbols[0] == groupSpace {
		symbols = symbols[1:]
	}
	for len(symbols) > 0 && symbols[len(symbols)-1] == groupSpace {
		symbols = symbols[:len(symbols)-1]
	}
	return symbols
}

// absent are the words and signs for "no value". An error of a spreadsheet such
// as #DIV/0! is not among them: something went wrong there.
var absent = map[string]bool{
	"": true, "-": true, "--": true, "---": true, "—": true, "n/a": true, "#n/a": true, "n.a.": true,
	"na": true, "nan": true, "null": true, "none": true, "nil": true, "k.a.": true, "n.d.": true,
}

// IsNull says whether the text of a cell stands for the absence of a value.
func IsNull(text []byte) bool { return isAbsent(normalize(string(text))) }

func isAbsent(symbols []rune) bool {
	const longest = 4
	return len(symbols) <= longest && absent[strings.ToLower(string(symbols))]
}
