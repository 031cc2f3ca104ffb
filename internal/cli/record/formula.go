package record

import (
	"strings"

	"github.com/roictl/roictl/config"
	"github.com/roictl/roictl/engine/value"
)

// formulaText writes a formula from its tree, so that spaces and comments do not
// count as a change and a variable's new value does. It is "" for nil.
func formulaText(f *config.Formula) string {
	if f == nil {
		return ""
	}
	var b strings.Builder
	writeNode(&b, f.Root, loosest)
	return b.String()
}

// How tightly operators bind; a node inside a tighter one needs parentheses.
const (
	loosest  = iota
	additive // + and -
	scaling  // * and /
	sign     // a leading -
)

func writeNode(b *strings.Builder, n config.Node, around int) {
	switch n := n.(type) {
	case *config.Number:
		b.WriteString(value.Exact(n.Value))
		if n.Currency != "" {
			b.WriteString(" " + n.Currency)
		}
	case *config.Reference:
		b.WriteString(n.Address.String())
		if n.Attribute != "" {
			b.WriteString("." + n.Attribute)
		}
	case *config.Negation:
		parenthesised(b, around > sign, func() {
			b.WriteByte('-')
			writeNode(b, n.X, sign+1)
		})
	case *config.Operation:
		own := additive
		if n.Operator == '*' || n.Operator == '/' {
			own = scaling
		}
		parenthesised(b, around > own, func() {
			writeNode(b, n.X, own)
			b.WriteString(" " + string(n.Operator) + " ")
			writeNode(b, n.Y, own+1) // a - (b - c) keeps its parentheses
		})
	case *config.Call:
		b.WriteString(n.Function + "(")
		for i, arg := range n.Args {
			if i > 0 {
				b.WriteString(", ")
			}
			writeNode(b, arg, loosest)
		}
		b.WriteByte(')')
	}
}

func parenthesised(b *strings.Builder, needed bool, write func()) {
	if needed {
		b.WriteByte('(')
		defer b.WriteByte(')')
	}
	write()
}
