package table

import (
	"strings"
	"unicode"

	"golang.org/x/text/currency"

	"github.com/roictl/roictl/connector"
)

// Column is a column that a reader of a table needs.
type Column struct {
	// Names are what it may be called: the first that the header has counts.
	Names []string
	// Money says that a name may be followed by a currency in the header, as in
	// "Amount spent (EUR)".
	Money bool
	// Optional says that the table may lack it; its cells are then nil.
	Optional bool
	// Path leads to where the user named it, for diagnostics.
	Path []connector.PathStep
}

// header is the names of a table's columns, prepared for looking them up.
type header struct {
	names  []string
	exact  map[string][]int
	folded map[string][]int
}

func newHeader(names []string) header {
	h := header{names: names, exact: make(map[string][]int), folded: make(map[string][]int)}
	for i, name := range names {
		h.exact[name] = append(h.exact[name], i)
		h.folded[Fold(name)] = append(h.folded[Fold(name)], i)
	}
	return h
}

// match is where a column was found.
type match struct {
	index    int    // in the header; -1 when it is not there
	currency string // from the header, for money
	rivals   []int  // more than one column of the name
}

// find looks for a column: by exact name first, then regardless of case and
// spaces, and for money with a currency behind the name.
func (h header) find(column Column) match {
	for _, name := range column.Names {
		if found := h.exact[name]; len(found) > 0 {
			return matched(found, currencyIn(column, name))
		}
	}
	for _, name := range column.Names {
		if found := h.folded[Fold(name)]; len(found) > 0 {
			return matched(found, currencyIn(column, h.names[found[0]]))
		}
	}
	if !column.Money {
		return match{index: -1}
	}
	for _, name := range column.Names {
		for i, candidate := range h.names {
			if bare, code := SplitCurrency(candidate); code != "" && Fold(bare) == Fold(name) {
				return match{index: i, currency: code}
			}
		}
	}
	return match{index: -1}
}

func matched(found []int, code string) match {
	m := match{index: found[0], currency: code}
	if len(found) > 1 {
		m.rivals = found
	}
	return m
}

func currencyIn(column Column, name string) string {
	if !column.Money {
		return ""
	}
	_, code := SplitCurrency(name)
	return code
}

// SplitCurrency takes the currency from the end of a column's name: "Amount spent
// (EUR)" is "Amount spent" and EUR. The code is empty when there is none.
func SplitCurrency(name string) (bare, code string) {
	trimmed := strings.TrimSpace(name)
	open := strings.LastIndexByte(trimmed, '(')
	if open < 0 || !strings.HasSuffix(trimmed, ")") {
		return name, ""
	}
	code = strings.TrimSpace(trimmed[open+1 : len(trimmed)-1])
	if len(code) != 3 || strings.ToUpper(code) != code {
		return name, ""
	}
	if _, err := currency.ParseISO(code); err != nil {
		return name, ""
	}
	return strings.TrimSpace(trimmed[:open]), code
}

// Fold brings a column's name to a form in which case, spaces and the shape of
// apostrophes do not count: what people change when they copy a name.
func Fold(name string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r), r == '\ufeff', r == '\u200b':
			return -1
		case r == '’', r == '‘', r == 'ʼ', r == '´', r == '`':
			return '\''
		}
		return unicode.ToLower(r)
	}, name)
}
