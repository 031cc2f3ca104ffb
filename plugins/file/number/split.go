package number

import (
	"strings"
	"unicode"

	"golang.org/x/text/currency"
)

// maxText bounds what is looked at: no number is longer.
const maxText = 200

// parts are a cell taken apart: what stands around the digits, and the digits
// with the signs between them.
type parts struct {
	text     string // as it stands in the cell
	null     bool
	negative bool
	percent  bool
	currency string
	core     []rune
}

// split takes a cell apart. Signs, currency and percent may stand on either side
// and in any order, each once.
func split(text []byte) (parts, error) {
	p := parts{text: string(text)}
	if len(text) > maxText {
		return p, &Error{Kind: Malformed, Text: p.text}
	}
	p.core = normalize(p.text)
	if isAbsent(p.core) {
		p.null = true
		return p, nil
	}
	signs := 0
	for changed := true; changed; {
		changed = p.cutParentheses(&signs) || p.cutSign(&signs) || p.cutPercent() || p.cutCurrency()
		p.core = trim(p.core)
	}
	if len(p.core) == 0 || signs > 1 {
		return p, &Error{Kind: Malformed, Text: p.text}
	}
	return p, nil
}

// cutParentheses takes (12.50) for a negative amount, as accountants write it.
func (p *parts) cutParentheses(signs *int) bool {
	last := len(p.core) - 1
	if last < 1 || p.core[0] != '(' || p.core[last] != ')' {
		return false
	}
	p.core = p.core[1:last]
	p.negative = true
	*signs++
	return true
}

// cutSign takes a sign before the number, or a minus behind it, as some
// accounting systems write it.
func (p *parts) cutSign(signs *int) bool {
	last := len(p.core) - 1
	switch {
	case last < 0:
		return false
	case p.core[0] == minusSign || p.core[0] == '+':
		p.negative = p.negative || p.core[0] == minusSign
		p.core = p.core[1:]
	case p.core[last] == minusSign:
		p.negative = true
		p.core = p.core[:last]
	default:
		return false
	}
	*signs++
	return true
}

func (p *parts) cutPercent() bool {
	last := len(p.core) - 1
	switch {
	case p.percent || last < 0:
		return false
	case p.core[last] == percentSign:
		p.core = p.core[:last]
	case p.core[0] == percentSign: // Turkish
		p.core = p.core[1:]
	default:
		return false
	}
	p.percent = true
	return true
}

// cutCurrency takes a currency on either side. Of a sign and a code, as in
// "$12.00 USD", it keeps the code, which says more.
func (p *parts) cutCurrency() bool {
	before := 0
	for before < len(p.core) && isCurrencyLetter(p.core[before]) {
		before++
	}
	after := len(p.core)
	for after > before && isCurrencyLetter(p.core[after-1]) {
		after--
	}
	// A dot belongs to the number when digits follow it: "Fr.5" is 5.
	name := string(p.core[:before])
	if before > 0 && isCurrency(name) {
		p.core = p.core[before:]
	} else if name = string(p.core[after:]); after < len(p.core) && isCurrency(name) {
		p.core = p.core[:after]
	} else {
		return false
	}
	if p.currency == "" || isCode(name) {
		p.currency = name
	}
	return true
}

func isCurrencyLetter(r rune) bool {
	return unicode.IsLetter(r) || unicode.Is(unicode.Sc, r) || r == '.'
}

// abbreviations are currencies as people write them without a sign of their own.
var abbreviations = map[string]bool{
	"kr": true, "kr.": true, "zł": true, "kč": true, "ft": true, "lei": true, "лв": true, "лв.": true,
	"руб": true, "руб.": true, "р.": true, "fr": true, "fr.": true, "sfr.": true, "tl": true, "rs": true, "rs.": true,
	"rm": true, "rp": true, "ر.س": true, "ر.س.": true, "د.إ": true, "د.إ.": true, "ج.م": true, "ج.م.": true, "تومان": true, "ریال": true, "ريال": true,
}

// isCurrency says whether letters stand for a currency: a sign, perhaps with a
// country before it (US$, R$), an ISO 4217 code, or a known abbreviation. Other
// words are not taken for one, so that "Q1 234" is no number.
func isCurrency(name string) bool {
	const longest = 8
	if name == "" || len([]rune(name)) > longest {
		return false
	}
	signs, letters := 0, 0
	for _, r := range name {
		switch {
		case unicode.Is(unicode.Sc, r):
			signs++
		case unicode.IsLetter(r):
			letters++
		default:
			signs -= len(name) // a dot beside a sign is not part of it
		}
	}
	return signs == 1 && letters <= 2 || isCode(name) || abbreviations[strings.ToLower(name)]
}

// isCode says whether the text is the code of a currency in use, in capitals.
func isCode(name string) bool {
	if len(name) != 3 || strings.ToUpper(name) != name {
		return false
	}
	_, err := currency.ParseISO(name)
	return err == nil
}
