package judge

import (
	"fmt"

	"github.com/hashicorp/hcl/v2"

	"github.com/roictl/roictl/config"
	"github.com/roictl/roictl/connector"
)

// CheckUnit reports the amounts of a target that do not fit a KPI's unit and
// currency, each at its place: "20%" for money, "20 USD" for euros, "28d" for a
// count, percentage points for what is no rate. A plain number fits every unit,
// and relative changes suit all of them. An unknown currency ("") is left to the
// judgement, when it is known.
func CheckUnit(target *config.Target, unit connector.Unit, currency string) hcl.Diagnostics {
	if target == nil {
		return nil
	}
	var diags hcl.Diagnostics
	report := func(place hcl.Range, detail string) {
		diags = append(diags, &hcl.Diagnostic{
			Severity: hcl.DiagError,
			Summary:  "Target in the wrong unit",
			Detail:   detail,
			Subject:  place.Ptr(),
			Extra:    config.CodeTarget,
		})
	}
	switch target.Kind {
	case config.Grow, config.Reduce:
	case config.Points:
		if !rate(unit) {
			report(target.Value.Range, fmt.Sprintf("Percentage points suit rates only, but this KPI is %s. Use increase_by or decrease_by with an amount, or grow or reduce with a percentage.", described(unit, currency)))
		}
	case config.Between:
		for _, a := range []config.Amount{target.Low, target.High} {
			if fault := misfit(a, unit, currency); fault != "" {
				report(a.Range, fault)
			}
		}
	default:
		if fault := misfit(target.Value, unit, currency); fault != "" {
			report(target.Value.Range, fault)
		}
	}
	if t := target.Tolerance; t != nil && !t.Percent {
		if fault := misfit(*t, unit, currency); fault != "" {
			report(t.Range, fault)
		}
	}
	if fixed := target.Versus.Value; fixed != nil {
		if fault := misfit(*fixed, unit, currency); fault != "" {
			report(fixed.Range, fault)
		}
	}
	return diags
}

// misfit says why an amount does not fit a unit; "" when it does.
func misfit(a config.Amount, unit connector.Unit, currency string) string {
	fits, advice := true, ""
	switch {
	case a.Percent:
		fits = rate(unit) || unit == ""
		advice = `Write an amount, or compare with a baseline: grow = "20%".`
		if unit == connector.UnitCount {
			advice += ` If the measure is a rate, say so in its metric: unit = "percent".`
		}
	case a.Duration:
		fits = unit == connector.UnitDuration
		advice = "Write a plain number."
	case a.Currency != "" && unit == connector.UnitMoney:
		fits = currency == "" || a.Currency == currency
		advice = fmt.Sprintf("Write the amount in %s: a target is never converted, since it would move with the rate.", currency)
	case a.Currency != "":
		fits = false
		advice = "Write a plain number."
	}
	if fits {
		return ""
	}
	return fmt.Sprintf("%q cannot be compared with this KPI, which is %s. %s", a.Source, described(unit, currency), advice)
}

func rate(unit connector.Unit) bool {
	return unit == connector.UnitRatio || unit == connector.UnitPercent
}

// described names a KPI's unit in a sentence.
func described(unit connector.Unit, currency string) string {
	switch unit {
	case connector.UnitMoney:
		if currency == "" {
			return "an amount of money"
		}
		return "an amount of money in " + currency
	case connector.UnitCount:
		return "a count"
	case connector.UnitDuration:
		return "a duration"
	case connector.UnitRatio:
		return "a ratio"
	case connector.UnitPercent:
		return "a percentage"
	}
	return "a plain number"
}
