package engine

import (
	"context"

	"github.com/hashicorp/hcl/v2"

	"github.com/roictl/roictl/config"
	"github.com/roictl/roictl/engine/calendar"
)

// Bound is a configuration whose metrics have met the reports of their
// connectors: every measure and dimension is known, every formula has a unit.
//
// Plan may be called any number of times, and every plan may be checked any
// number of times.
type Bound struct {
	Config   *config.Config
	Calendar calendar.Calendar

	host    Host
	version string
	// credentials is nil where nobody can give any.
	credentials Credentials
	sources     map[config.Address]*source
	metrics     map[config.Address]*metric
	campaigns   map[config.Address]*campaign
	kpis        []*kpi // all of them, in order of declaration
	rates       *rates
}

// BindOptions are the circumstances of a binding.
type BindOptions struct {
	// Version of roictl, which connectors are told.
	Version string
	// Credentials lets sources log in; nil means that there are none to give.
	Credentials Credentials
}

// Bind asks the connectors what they offer and resolves the configuration
// against it. It needs neither network nor credentials. It reports every mistake
// it finds and always returns as much as could be bound: what has an error is
// not asked for, and a KPI that rests on it is judged as an error.
func Bind(ctx context.Context, cfg *config.Config, host Host, opts BindOptions) (*Bound, hcl.Diagnostics) {
	b := &Bound{
		Config: cfg,
		Calendar: calendar.Calendar{
			WeekStart:   cfg.Settings.WeekStart,
			Workweek:    cfg.Settings.Workweek,
			FiscalStart: cfg.Settings.FiscalStart,
		},
		host:        host,
		version:     opts.Version,
		credentials: opts.Credentials,
		sources:     make(map[config.Address]*source, len(cfg.Connectors)),
		metrics:     make(map[config.Address]*metric, len(cfg.Metrics)),
		campaigns:   make(map[config.Address]*campaign, len(cfg.Campaigns)),
	}
	diags := b.bindSources(ctx)
	b.indexCampaigns()
	diags = append(diags, b.bindMetrics()...)
	diags = append(diags, b.bindRates(ctx)...)
	diags = append(diags, b.bindCampaigns()...)
	diags = append(diags, b.bindKPIs()...)
	diags = append(diags, b.bindCurrencies()...)
	diags = append(diags, b.lint()...)
	return b, diags
}
