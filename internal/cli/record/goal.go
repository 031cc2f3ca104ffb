package record

import (
	"math/big"
	"strconv"

	"github.com/roictl/roictl/config"
	"github.com/roictl/roictl/history"
)

// goalSummaries digests a goal and each of its KPIs.
func goalSummaries(g *config.Goal) []declared {
	blocks := []declared{{g.Address, summary{
		"owner": g.Owner, "strategy": g.Strategy, "horizon": g.Horizon, "stream": g.Stream,
	}}}
	for _, kpi := range g.KPIs {
		blocks = append(blocks, declared{kpi.Address, kpiSummary(kpi)})
	}
	return blocks
}

func kpiSummary(k *config.KPI) summary {
	s := summary{
		"value": formulaText(k.Value), "every": k.Period.Every, "rolling_days": k.Period.Rolling,
		"stage": k.Stage, "by": k.By, "unit": string(k.Unit), "on_miss": string(k.OnMiss), "required": k.Required,
		"min_sample": ratText(k.Guard.MinSample), "maturity_days": days(k.Guard.Maturity), "max_age_days": days(k.Guard.MaxAge),
	}
	if k.Campaign != (config.Address{}) {
		s["campaign"] = k.Campaign.String()
	}
	if k.Mute != nil {
		s["mute"] = map[string]string{"until": k.Mute.Until.String(), "reason": k.Mute.Reason}
	}
	if k.Target != nil {
		s["target"] = declaredTarget(k.Target)
	}
	return s
}

// days writes a number of days that may not be declared.
func days(n *int) string {
	if n == nil {
		return ""
	}
	return strconv.Itoa(*n)
}

// declaredTarget writes a target exactly as the history compares it.
func declaredTarget(t *config.Target) history.DeclaredTarget {
	d := history.DeclaredTarget{
		Kind:     string(t.Kind),
		Declared: t.Value.Source,
		Value:    amountText(&t.Value),
		Currency: t.Value.Currency,
		Versus:   t.Versus.Kind,
	}
	switch {
	case t.Kind == config.Between:
		d.Declared, d.Value, d.Currency = t.Low.Source+" to "+t.High.Source, "", t.Low.Currency
		d.Low, d.High = amountText(&t.Low), amountText(&t.High)
	case t.Kind == config.Equals && t.Tolerance != nil:
		low, high := around(t.Value.Value, t.Tolerance)
		d.Declared += " +/- " + t.Tolerance.Source
		d.Low, d.High = ratText(low), ratText(high)
	}
	if t.Versus.Period != "" {
		d.Versus += " " + t.Versus.Period
	}
	if t.Versus.Value != nil {
		d.Versus += " " + amountText(t.Versus.Value)
	}
	return d
}

// around returns the ends of what counts as equal: the value more or less the
// tolerance, which may be a share of the value (domain.md §3.3).
func around(v *big.Rat, tolerance *config.Amount) (low, high *big.Rat) {
	margin := new(big.Rat).Set(tolerance.Value)
	if tolerance.Percent {
		margin.Mul(margin, new(big.Rat).Abs(v))
	}
	return new(big.Rat).Sub(v, margin), new(big.Rat).Add(v, margin)
}
