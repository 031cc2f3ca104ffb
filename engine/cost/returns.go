package cost

import (
	"slices"

	"github.com/hashicorp/hcl/v2"

	"github.com/roictl/roictl/config"
	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/engine/value"
)

// Net is return minus cost (domain.md F2).
func Net(returned, cost value.Value) value.Value { return value.Sub(returned, cost) }

// ROI is (return - cost) / cost (domain.md F1, R4), as a fraction: 0.5 is 50 %.
// Without a cost it is undefined, never infinite; a return below zero (refunds)
// makes it less than -1. A range of costs gives a range with its ends swapped,
// computed as return / cost - 1, where each input stands once: in the formula as
// it is written the cost stands twice and would widen the range. The place is
// where an undefined result is reported.
func ROI(returned, cost value.Value, place hcl.Range) value.Value {
	if reason := badCost(cost); reason != "" && returned.IsKnown() {
		return value.UndefinedAt(reason, place).In(connector.UnitPercent, "")
	}
	roi := value.Sub(value.Div(returned, cost, place), one)
	return roi.In(connector.UnitPercent, "")
}

// ROAS is attributed revenue / ad spend (domain.md F3), before margin, of ad
// spend only: 1 is break-even only where everything is margin.
func ROAS(revenue, media value.Value, place hcl.Range) value.Value {
	if reason := badCost(media); reason != "" && revenue.IsKnown() {
		return value.UndefinedAt(reason, place).In(connector.UnitRatio, "")
	}
	return value.Div(revenue, media, place).In(connector.UnitRatio, "")
}

// badCost says why a cost cannot be divided by; "" when it can.
func badCost(cost value.Value) string {
	switch {
	case !cost.IsKnown():
		return ""
	case cost.Low.Sign() < 0:
		return "the cost is below zero, which no cost is: look at the source"
	case cost.High.Sign() == 0:
		return "there is no cost to compare with"
	case cost.Low.Sign() == 0:
		return "the cost may be zero"
	}
	return ""
}

// categories are the kinds of cost that a full account has (domain.md F31, R59).
var categories = []string{"ads", "content", "time", "tools"}

// Coverage says which of the cost categories ads, content, time and tools are
// declared and which are missing: a return on ads alone is media-only, not the
// whole return (domain.md F31).
func Coverage(costs []*config.Cost) (declared, missing []string) {
	for _, category := range categories {
		if slices.ContainsFunc(costs, func(c *config.Cost) bool { return c.Category == category }) {
			declared = append(declared, category)
		} else {
			missing = append(missing, category)
		}
	}
	return declared, missing
}
