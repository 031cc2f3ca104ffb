package engine

import (
	"fmt"
	"strings"

	"github.com/roictl/roictl/config"
	"github.com/roictl/roictl/engine/value"
)

// longestCall is how many arguments of a call are written out: a sum over all
// instances of a block may have thousands.
const longestCall = 4

// textOf writes a part of a formula with the addresses of what it refers to, so
// that each.key and the like are resolved.
func textOf(n config.Node) string {
	switch n := n.(type) {
	case *config.Number:
		return value.Number(n.Value, unitOfNumber(n), n.Currency).String()
	case *config.Reference:
		if n.Attribute != "" {
			return n.Address.String() + "." + n.Attribute
		}
		return n.Address.String()
	case *config.Negation:
		return "-" + bracketed(n.X, 3)
	case *config.Operation:
		rank := rankOf(n)
		right := rank
		if n.Operator == '-' || n.Operator == '/' {
			right++ // a - (b - c) is another thing than a - b - c
		}
		return fmt.Sprintf("%s %c %s", bracketed(n.X, rank), n.Operator, bracketed(n.Y, right))
	case *config.Call:
		var args []string
		for i, arg := range n.Args {
			if i == longestCall && len(n.Args) > longestCall+1 {
				args = append(args, fmt.Sprintf("and %d more", len(n.Args)-longestCall))
				break
			}
			args = append(args, textOf(arg))
		}
		return n.Function + "(" + strings.Join(args, ", ") + ")"
	}
	return ""
}

// rankOf says how strongly a node binds its parts.
func rankOf(n config.Node) int {
	switch n := n.(type) {
	case *config.Operation:
		if n.Operator == '+' || n.Operator == '-' {
			return 1
		}
		return 2
	case *config.Negation:
		return 2
	}
	return 4
}

// bracketed writes a node, in brackets where it binds less than it has to.
func bracketed(n config.Node, least int) string {
	if rankOf(n) < least {
		return "(" + textOf(n) + ")"
	}
	return textOf(n)
}
