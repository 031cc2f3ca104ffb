package config

import (
	"github.com/hashicorp/hcl/v2"

	"github.com/roictl/roictl/connector"
)

// registry finds what was built by its address.
type registry struct {
	connectors map[Address]*Connector
	trackings  map[Address]*Tracking
	metrics    map[Address]*Metric
	fx         map[Address]*FX
	campaigns  map[Address]*Campaign
	goals      map[Address]*Goal
	kpis       map[Address]*KPI
}

func newRegistry() *registry {
	return &registry{
		connectors: make(map[Address]*Connector),
		trackings:  make(map[Address]*Tracking),
		metrics:    make(map[Address]*Metric),
		fx:         make(map[Address]*FX),
		campaigns:  make(map[Address]*Campaign),
		goals:      make(map[Address]*Goal),
		kpis:       make(map[Address]*KPI),
	}
}

// build decodes all instances, what is referred to by pointer first.
func (l *loader) build(top map[Kind][]*instance) {
	c, m := l.config, l.made
	c.Connectors = keep(top[KindConnector], l.connector, m.connectors)
	c.Trackings = keep(top[KindTracking], l.tracking, m.trackings)
	c.FX = keep(top[KindFX], l.fx, m.fx)
	c.Metrics = keep(top[KindMetric], l.metric, m.metrics)
	c.Campaigns = keep(top[KindCampaign], l.campaign, m.campaigns)
	c.Goals = keep(top[KindGoal], l.goal, m.goals)
}

// keep builds instances and keeps those whose address is not taken.
func keep[T any](instances []*instance, build func(*instance) *T, made map[Address]*T) []*T {
	kept := make([]*T, 0, len(instances))
	for _, in := range instances {
		built := build(in)
		if in.double {
			continue
		}
		made[in.address] = built
		kept = append(kept, built)
	}
	return kept
}

func (in *instance) meta(f fields) Meta {
	return Meta{Address: in.address, Description: get[string](f, "description"), Range: in.header}
}

// check reports a mistake in an instance, unless its block has a syntax error
// from which the mistake may follow.
func (l *loader) check(in *instance, diags ...*hcl.Diagnostic) {
	if in.broken {
		return
	}
	l.report(within(in.full, diags)...)
}

func (l *loader) connector(in *instance) *Connector {
	l.concealConnector(in.declaration)
	f := l.decode(in.declaration, in.eval)
	return &Connector{Meta: in.meta(f), Auth: l.auth(in), body: in.rest, full: in.full, eval: in.eval, scope: l.scope, broken: in.broken, secrets: &secrets{}}
}

func (l *loader) tracking(in *instance) *Tracking {
	f := l.decode(in.declaration, in.eval)
	t := &Tracking{
		Meta:       in.meta(f),
		Channel:    get[string](f, "channel"),
		Source:     get[string](f, "source"),
		Medium:     get[string](f, "medium"),
		Campaign:   get[string](f, "campaign"),
		Content:    get[string](f, "content"),
		Term:       get[string](f, "term"),
		ID:         get[string](f, "id"),
		PromoCodes: get[[]string](f, "promo_codes"),
		Landing:    get[[]string](f, "landing"),
	}
	identifying := []string{"source", "medium", "campaign", "content", "term", "id", "promo_codes"}
	for _, name := range identifying {
		if f.has(name) {
			l.checkLanding(in, f, t.Landing)
			return t
		}
	}
	l.check(in, fault(CodeMissing, in.header, "Empty tracking code",
		"This tracking code has nothing by which a visit or an order could be told apart. Set at least one of %s.", oneOf(quoted(identifying))))
	return t
}

func (l *loader) metric(in *instance) *Metric {
	f := l.decode(in.declaration, in.eval)
	m := &Metric{
		Meta:         in.meta(f),
		Source:       get[Address](f, "source"),
		Report:       get[string](f, "report"),
		Measure:      get[string](f, "measure"),
		Where:        get[[]Match](f, "where"),
		Except:       get[[]Match](f, "except"),
		Tracking:     l.trackings(f, "tracking"),
		Options:      get[map[string]string](f, "options"),
		Value:        get[*Formula](f, "value"),
		Unit:         connector.Unit(get[string](f, "unit")),
		Kind:         connector.Kind(get[string](f, "kind")),
		Stage:        get[string](f, "stage"),
		SourceRange:  f.place("source"),
		MeasureRange: f.place("measure"),
	}
	if f.has("source") && !f.has("measure") && !f.has("value") {
		l.check(in, fault(CodeMissing, in.header, "Missing argument",
			"A metric that is read from a source needs a measure: what to ask the source for, such as measure = \"spend\"."))
	}
	return m
}

// trackings returns the tracking codes that an argument refers to.
func (l *loader) trackings(f fields, name string) []*Tracking {
	var list []*Tracking
	for _, address := range get[[]Address](f, name) {
		if t := l.made.trackings[address]; t != nil {
			list = append(list, t)
		}
	}
	return list
}
