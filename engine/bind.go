package engine

import (
	"context"
	"fmt"

	"github.com/hashicorp/hcl/v2"

	"github.com/roictl/roictl/config"
	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/engine/calendar"
)

// Bound is a configuration whose metrics have met the reports of their
// connectors: every measure and dimension is known, every formula has a unit.
type Bound struct {
	Config   *config.Config
	Calendar calendar.Calendar

	host      Host
	directory string
	version   string
	sources   map[config.Address]*source
	metrics   map[config.Address]*metric
	campaigns map[config.Address]*config.Campaign
	kpis      []*kpi
	rates     *rates
}

// BindOptions are the circumstances of a binding.
type BindOptions struct {
	// Version of roictl, which connectors are told.
	Version string
}

// source is a declared connector and what it offers.
type source struct {
	decl        *config.Connector
	description connector.Description
	settings    connector.Settings
	reports     []connector.Report
	broken      bool // a mistake was reported; what depends on it is not checked further
}

// kpi is a declared KPI with what binding found out about it.
type kpi struct {
	decl  *config.KPI
	goal  *config.Goal
	shape shape
}

// Bind asks the connectors what they offer and resolves the configuration
// against it. It needs neither network nor credentials. It reports every mistake
// it finds and always returns as much as could be bound; only what has an error
// is missing.
func Bind(ctx context.Context, cfg *config.Config, host Host, opts BindOptions) (*Bound, hcl.Diagnostics) {
	b := &Bound{
		Config: cfg,
		Calendar: calendar.Calendar{
			WeekStart:   cfg.Settings.WeekStart,
			Workweek:    cfg.Settings.Workweek,
			FiscalStart: cfg.Settings.FiscalStart,
		},
		host:      host,
		directory: cfg.Directory,
		version:   opts.Version,
		sources:   make(map[config.Address]*source, len(cfg.Connectors)),
		metrics:   make(map[config.Address]*metric, len(cfg.Metrics)),
		campaigns: make(map[config.Address]*config.Campaign, len(cfg.Campaigns)),
	}
	diags := b.bindSources(ctx)
	for _, campaign := range cfg.Campaigns {
		b.campaigns[campaign.Address] = campaign
	}
	diags = append(diags, b.bindMetrics()...)
	diags = append(diags, b.bindRates(ctx)...)
	diags = append(diags, b.bindCampaigns()...)
	diags = append(diags, b.bindKPIs()...)
	diags = append(diags, b.lint()...)
	return b, diags
}

// bindSources describes each connector type once, decodes each block with its
// schema and asks the connector whether the settings make sense.
func (b *Bound) bindSources(ctx context.Context) hcl.Diagnostics {
	var diags hcl.Diagnostics
	described := make(map[string]connector.Description)
	failed := make(map[string]bool)
	for _, decl := range b.Config.Connectors {
		src := &source{decl: decl}
		b.sources[decl.Address] = src
		connectorType := decl.Address.Type
		if failed[connectorType] {
			src.broken = true
			continue
		}
		handle, err := b.host.Shared(ctx, connectorType)
		description, known := described[connectorType]
		if err == nil && !known {
			description, err = handle.Describe(ctx)
		}
		if err != nil {
			src.broken, failed[connectorType] = true, true
			diags = append(diags, &hcl.Diagnostic{
				Severity: hcl.DiagError,
				Summary:  "Connector not available",
				Detail:   fmt.Sprintf("The connector %q could not be asked what it offers: %s", connectorType, err),
				Subject:  decl.Range.Ptr(),
				Extra:    config.Code("connector_unavailable"),
			})
			continue
		}
		described[connectorType] = description
		src.description = description
		diags = append(diags, b.bindSource(ctx, src, handle)...)
	}
	return diags
}

func (b *Bound) bindSource(ctx context.Context, src *source, handle connector.Handle) hcl.Diagnostics {
	body, diags := src.decl.Decode(src.description.Config)
	if diags.HasErrors() {
		src.broken = true
		return diags
	}
	src.settings = connector.Settings{
		Config:         body,
		Directory:      b.directory,
		TimeZone:       b.Config.Settings.TimeZone,
		HostVersion:    b.version,
		MaxConcurrency: defaultConcurrency,
	}
	reports, found, err := handle.ValidateConfig(ctx, src.settings)
	if err != nil {
		src.broken = true
		return append(diags, sourceFailure(src.decl, "check its settings", err))
	}
	diags = append(diags, translate(src, found)...)
	src.broken = found.HasErrors()
	src.reports = append(append([]connector.Report{}, src.description.Reports...), reports...)
	return diags
}

// defaultConcurrency is how many requests a connector may have under way.
const defaultConcurrency = 4
