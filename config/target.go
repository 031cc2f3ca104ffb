package config

import (
	"math/big"

	"github.com/hashicorp/hcl/v2"

	"github.com/roictl/roictl/config/exact"
	"github.com/roictl/roictl/connector"
)

// target reads what a KPI should reach. It returns nil when that is not clear.
func (l *loader) target(in *instance, d *declaration, k *KPI) *Target {
	f := l.decode(d, in.eval)
	t := &Target{Range: d.header, Versus: get[Versus](f, "versus")}
	for _, name := range d.schema.Choices[0].Names {
		if !f.has(name) {
			continue
		}
		if t.Kind != "" || f.faulty(name) {
			return nil // two kinds, or one that makes no sense: reported
		}
		t.Kind = TargetKind(name)
	}
	if t.Kind == "" || f.faulty("versus") || f.faulty("tolerance") {
		return nil
	}
	name := string(t.Kind)
	if t.Kind == Between {
		ends := get[[2]Amount](f, name)
		t.Low, t.High = ends[0], ends[1]
	} else {
		t.Value = get[Amount](f, name)
	}
	if tolerance, ok := f.set["tolerance"].value.(Amount); ok {
		t.Tolerance = &tolerance
	}
	diags := checkTarget(f, t)
	if !diags.HasErrors() {
		diags = append(diags, checkTargetUnit(t, k)...)
	}
	if !d.broken {
		l.check(in, within(d.full, diags)...)
	}
	if diags.HasErrors() {
		return nil
	}
	return t
}

// comparing says whether the kind compares with a baseline.
func (k TargetKind) comparing() bool {
	switch k {
	case Grow, Reduce, IncreaseBy, DecreaseBy, Points:
		return true
	}
	return false
}

func checkTarget(f fields, t *Target) hcl.Diagnostics {
	place := f.place(string(t.Kind))
	wrong := func(detail string, args ...any) hcl.Diagnostics {
		return hcl.Diagnostics{fault(CodeTarget, place, "Invalid target", detail, args...)}
	}
	if f.has("versus") && !t.Kind.comparing() {
		return hcl.Diagnostics{fault(CodeTarget, f.set["versus"].name, "Invalid target",
			"%s states the value itself and compares with nothing. Leave versus out, or use grow, reduce, increase_by, decrease_by or points.", t.Kind)}
	}
	v := t.Value
	switch t.Kind {
	case Grow, Reduce:
		opposite := map[TargetKind]TargetKind{Grow: Reduce, Reduce: Grow}[t.Kind]
		switch {
		case !v.Percent:
			return wrong("%s takes a percentage of the baseline in quotes, such as %s = \"20%%\". For an amount use %s.", t.Kind, t.Kind,
				map[TargetKind]TargetKind{Grow: IncreaseBy, Reduce: DecreaseBy}[t.Kind])
		case v.Value.Sign() < 0:
			return wrong("To %s by a negative percentage is to %s. Write %s = %s.", t.Kind, opposite, opposite, quote(percentText(new(big.Rat).Neg(v.Value))))
		}
	case IncreaseBy, DecreaseBy:
		opposite := map[TargetKind]TargetKind{IncreaseBy: DecreaseBy, DecreaseBy: IncreaseBy}[t.Kind]
		switch {
		case v.Percent:
			return wrong("%s takes an amount, not a percentage. To change relative to the baseline write %s = %s; to change a rate by percentage points write points = %s.",
				t.Kind, map[TargetKind]TargetKind{IncreaseBy: Grow, DecreaseBy: Reduce}[t.Kind], quote(v.Source), pointsText(t.Kind, v.Value))
		case v.Value.Sign() < 0:
			return wrong("%s takes a positive amount. Write %s instead.", t.Kind, opposite)
		}
	case Points:
		if v.Percent || v.Duration || v.Currency != "" {
			return wrong("points is a plain number of percentage points: points = %s. From 2 %% to 3 %% is one point.", pointsText(t.Kind, v.Value))
		}
	case Equals:
		return checkTolerance(f, t)
	}
	return nil
}

func checkTolerance(f fields, t *Target) hcl.Diagnostics {
	if t.Tolerance == nil {
		return nil
	}
	tolerance, v := *t.Tolerance, t.Value
	place := f.place("tolerance")
	switch {
	case tolerance.Value.Sign() < 0:
		return hcl.Diagnostics{fault(CodeTarget, place, "Invalid target", "A tolerance cannot be negative.")}
	case tolerance.Percent:
		return nil // a share of the value
	case tolerance.Duration != v.Duration || tolerance.Currency != v.Currency:
		return hcl.Diagnostics{fault(CodeTarget, place, "Different units", "The tolerance has to be a percentage or have the unit of equals. Here they are %s and %s.", quote(tolerance.Source), quote(v.Source))}
	}
	return nil
}

// percentText writes a fraction as a percentage.
func percentText(fraction *big.Rat) string { return exact.Text(hundredfold(fraction)) + "%" }

// pointsText writes a change as percentage points, downwards for decrease_by.
func pointsText(kind TargetKind, fraction *big.Rat) string {
	points := hundredfold(fraction)
	if kind == DecreaseBy {
		points.Neg(points)
	}
	return exact.Text(points)
}

func hundredfold(fraction *big.Rat) *big.Rat {
	return new(big.Rat).Mul(fraction, big.NewRat(100, 1))
}

// checkTargetUnit compares the target's unit with that of the value, where it is
// known before the sources are asked: from the declared unit, or because the
// value is a figure of a campaign.
func checkTargetUnit(t *Target, k *KPI) hcl.Diagnostics {
	unit, why := k.Unit, "the unit of the KPI is declared as "+string(k.Unit)
	if unit == "" && k.Value != nil {
		unit, why = unitOfCampaignFigure(k.Value)
	}
	if unit == "" || t.Kind == Grow || t.Kind == Reduce {
		return nil // relative growth suits every unit
	}
	amounts := []Amount{t.Value}
	if t.Kind == Between {
		amounts = []Amount{t.Low, t.High}
	}
	if t.Versus.Value != nil {
		amounts = append(amounts, *t.Versus.Value)
	}
	rate := unit == connector.UnitRatio || unit == connector.UnitPercent
	if t.Kind == Points {
		if rate {
			return nil
		}
		return hcl.Diagnostics{fault(CodeTarget, t.Value.Range, "Target in the wrong unit", "Percentage points suit rates only, but %s. Use increase_by or grow.", why)}
	}
	for _, amount := range amounts {
		if amount.Percent && !rate || amount.Currency != "" && unit != connector.UnitMoney || amount.Duration && unit != connector.UnitDuration {
			return hcl.Diagnostics{fault(CodeTarget, amount.Range, "Target in the wrong unit", "The target is %s, but %s.", quote(amount.Source), why)}
		}
	}
	return nil
}

func unitOfCampaignFigure(f *Formula) (connector.Unit, string) {
	reference, ok := f.Root.(*Reference)
	if !ok || reference.Address.Kind != KindCampaign {
		return "", ""
	}
	switch reference.Attribute {
	case "roi", "roas":
		return connector.UnitRatio, f.Source + " is a ratio"
	default:
		return connector.UnitMoney, f.Source + " is an amount of money"
	}
}
