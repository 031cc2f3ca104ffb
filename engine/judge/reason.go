package judge

import (
	"fmt"
	"math/big"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/engine/value"
)

// String writes the goal: at least 500, at most 20.00 EUR, 400 to 500.
func (g goal) String() string { return g.written(g.whole().String()) }

// beside writes a value and the goal so that they look different where they are.
func (g goal) beside(v value.Value) (shown, target string) {
	shown, target = value.FormatPair(v, g.whole(), value.Style{})
	return shown, g.written(target)
}

func (g goal) written(bound string) string {
	switch {
	case g.upper == nil:
		return "at least " + bound
	case g.lower == nil:
		return "at most " + bound
	}
	return bound
}

// shortfall says on which side a value misses the goal: "23.10 EUR is above the
// target of at most 20.00 EUR".
func (g goal) shortfall(v value.Value, verb string) string {
	side := "above"
	if g.lower != nil && notBelow(v, *g.lower) == no {
		side = "below"
	}
	shown, target := g.beside(v)
	return fmt.Sprintf("%s %s %s the target of %s", shown, verb, side, target)
}

// crossing says that a range lies on both sides of a bound.
func (g goal) crossing(v value.Value) string {
	shown, target := g.beside(v)
	return fmt.Sprintf("%s may or may not reach the target of %s", shown, target)
}

// outlook says where an open period ends at its pace, and what it would take.
func (g goal) outlook(p Pace) string {
	shown, target := g.beside(p.Forecast)
	text := fmt.Sprintf("an even pace ends at %s, the target is %s", shown, target)
	if p.Required.IsKnown() && g.reached(p.Forecast) != yes {
		text += fmt.Sprintf(", which takes %s a day from now on", p.Required)
	}
	return text
}

func because(what, why string) string {
	if why == "" {
		return what
	}
	return what + ": " + why
}

func join(a, b string) string {
	if a == "" || b == "" {
		return a + b
	}
	return a + "; " + b
}

func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

func plainNumber(r *big.Rat) string { return value.Number(r, connector.UnitCount, "").String() }
