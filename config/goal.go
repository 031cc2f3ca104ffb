package config

import (
	"github.com/roictl/roictl/connector"
)

func (l *loader) goal(in *instance) *Goal {
	f := l.decode(in.declaration, in.eval)
	g := &Goal{
		Meta:     in.meta(f),
		Owner:    get[string](f, "owner"),
		Strategy: get[string](f, "strategy"),
		Horizon:  get[string](f, "horizon"),
		Stream:   get[string](f, "stream"),
	}
	for _, nested := range l.nested(in, KindKPI) {
		kpi := l.kpi(nested)
		if nested.double {
			continue
		}
		kpi.Goal = in.address
		l.made.kpis[nested.address] = kpi
		g.KPIs = append(g.KPIs, kpi)
	}
	return g
}

func (l *loader) kpi(in *instance) *KPI {
	f := l.decode(in.declaration, in.eval)
	k := &KPI{
		Meta:     in.meta(f),
		Value:    get[*Formula](f, "value"),
		Period:   PeriodRule{Every: get[string](f, "every"), Rolling: get[int](f, "rolling"), Range: f.place("every")},
		Campaign: get[Address](f, "campaign"),
		Stage:    get[string](f, "stage"),
		By:       get[[]string](f, "by"),
		Unit:     connector.Unit(get[string](f, "unit")),
		OnMiss:   OnMiss(get[string](f, "on_miss")),
		Required: true,
	}
	if f.has("rolling") {
		k.Period.Range = f.place("rolling")
		if k.Period.Rolling == 0 && !f.faulty("rolling") {
			l.check(in, fault(CodePeriod, f.place("rolling"), "Empty period", "A rolling period has at least one day."))
		}
	}
	if !f.has("on_miss") {
		k.OnMiss = OnMissFail
	}
	if f.has("required") {
		k.Required = get[bool](f, "required")
	}
	l.checkSegments(in, f, k)
	l.campaignOf(in, f, k)
	for _, d := range in.blocks["target"] {
		k.Target, k.TargetRange = l.target(in, d, k), d.header
	}
	for _, d := range in.blocks["guard"] {
		k.Guard = l.guard(in, d)
	}
	for _, d := range in.blocks["mute"] {
		mute := l.decode(d, in.eval)
		k.Mute = &Mute{Until: get[connector.Date](mute, "until"), Reason: get[string](mute, "reason")}
	}
	return k
}

func (l *loader) checkSegments(in *instance, f fields, k *KPI) {
	seen := make(map[string]bool, len(k.By))
	for _, dimension := range k.By {
		if dimension == "" || seen[dimension] {
			l.check(in, fault(CodeValue, f.place("by"), "Invalid segments", "%s cannot stand in the list of dimensions: each has a name and stands there once.", quote(dimension)))
		}
		seen[dimension] = true
	}
}

// campaignOf finds the campaign whose dates are the KPI's period: the declared
// one, else the only one that its value uses.
func (l *loader) campaignOf(in *instance, f fields, k *KPI) {
	if k.Period.Every != "campaign" {
		if f.has("campaign") && f.has("every") && !f.faulty("every") {
			l.check(in, fault(CodeConflict, f.set["campaign"].name, "Conflicting arguments", "campaign says whose dates every = \"campaign\" means, but the period here is another one. Change one of them."))
		}
		return
	}
	if f.has("campaign") || k.Value == nil {
		return
	}
	used := make(map[Address]bool)
	for _, reference := range k.Value.References() {
		if reference.Address.Kind == KindCampaign {
			k.Campaign = reference.Address
			used[reference.Address] = true
		}
	}
	if len(used) != 1 {
		k.Campaign = Address{}
		l.check(in, fault(CodePeriod, f.place("every"), "Unknown campaign", "Whose dates are meant? Say so: campaign = %s", l.scope.exampleOf(KindCampaign)))
	}
}

func (l *loader) guard(in *instance, d *declaration) Guard {
	f := l.decode(d, in.eval)
	guard := Guard{MinSample: ratOf(f, "min_sample"), Range: d.header}
	if days, ok := f.set["maturity"].value.(int); ok {
		guard.Maturity = &days
	}
	if days, ok := f.set["max_age"].value.(int); ok {
		guard.MaxAge = &days
	}
	return guard
}
