package cost

import (
	"math/big"

	"github.com/hashicorp/hcl/v2"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/engine/value"
)

// ROI is the return on investment (gain - cost) / cost, a percentage held as a
// fraction: 0.5 is 50 % (domain.md F1). With a gain after margin it is the return
// on margin (F1m), see [OnMargin].
//
// It is computed as gain / cost - 1, which is the same, but uses the cost once:
// so the ends of a range of costs give the ends of the return, swapped. A cost of
// zero makes it undefined, as does a negative one, which is a mistake in the
// data. A negative gain (refunds) is legal and gives less than -100 %.
func ROI(gain, cost value.Value, place hcl.Range) value.Value {
	if reason := unusable(cost, "cost"); reason != "" && gain.State != value.NoData && gain.State != "" {
		return value.UndefinedAt(reason, place).In(connector.UnitPercent, "")
	}
	one := value.Number(big.NewRat(1, 1), "", "")
	return value.Sub(value.Div(gain, cost, place), one).In(connector.UnitPercent, "")
}

// ROAS is the return on ad spend, revenue / media cost (domain.md F3): gross
// revenue and ad spend only. It is undefined without spend.
func ROAS(revenue, media value.Value, place hcl.Range) value.Value {
	if reason := unusable(media, "media cost"); reason != "" && revenue.State != value.NoData && revenue.State != "" {
		return value.UndefinedAt(reason, place).In(connector.UnitRatio, "")
	}
	return value.Div(revenue, media, place).In(connector.UnitRatio, "")
}

// Net is the net return, gain - cost (domain.md F2), which is defined wherever
// both are.
func Net(gain, cost value.Value) value.Value { return value.Sub(gain, cost) }

// OnMargin is the part of revenue that is gross margin; the whole where no margin
// is declared.
func OnMargin(revenue value.Value, margin *big.Rat) value.Value {
	if margin == nil {
		return revenue
	}
	return value.Scale(revenue, margin)
}

// unusable says why nothing can be divided by a known cost; "" when it can, and
// when the cost is not known.
func unusable(cost value.Value, name string) string {
	switch {
	case !cost.IsKnown():
		return ""
	case cost.Low.Sign() < 0:
		return "the " + name + " is negative, which only a mistake in its data can make it"
	case cost.High.Sign() == 0:
		return "the " + name + " is 0, so there is nothing to compare the return with"
	case cost.Low.Sign() == 0:
		return "the " + name + " may be 0, so the return on it has no upper end"
	}
	return ""
}
