package recall

import (
	"strings"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/engine/value"
	"github.com/roictl/roictl/history"
	"github.com/roictl/roictl/report/figure"
)

// observed writes an observation's value for people.
func observed(o history.Observation) string {
	unit := connector.Unit(o.Unit)
	low, err := value.ParseExact(o.Low)
	if err != nil {
		return strings.ReplaceAll(o.State, "_", " ")
	}
	if o.State != string(value.Ranged) {
		return figure.Text(value.Number(low, unit, o.Currency))
	}
	high, err := value.ParseExact(o.High)
	if err != nil {
		return strings.ReplaceAll(o.State, "_", " ")
	}
	return figure.Text(value.Span(low, high, unit, o.Currency))
}

// sample writes the number of events behind an observation; "" when it is not
// countable.
func sample(o history.Observation) string {
	n, err := value.ParseExact(o.N)
	if err != nil {
		return ""
	}
	return figure.Count(n)
}

// status writes a verdict's status in words.
func status(v *history.Verdict) string {
	if v == nil {
		return ""
	}
	return strings.ReplaceAll(v.Status, "_", " ")
}
