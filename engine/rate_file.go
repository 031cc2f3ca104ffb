package engine

import (
	"context"
	"encoding/json"
	"fmt"
	"math/big"
	"sort"

	"github.com/hashicorp/hcl/v2"

	"github.com/roictl/roictl/config"
	"github.com/roictl/roictl/connector"
)

// rateConnector is the bundled connector that reads files of exchange rates, so
// that they may have any format that other files may have.
const rateConnector = "file"

// bindRates indexes the rates and checks the settings of those in files.
func (b *Bound) bindRates(ctx context.Context) hcl.Diagnostics {
	rates, diags := newRates(b.Config)
	b.rates = rates
	for _, decl := range b.Config.FX {
		if decl.Rate != nil || decl.Path == "" {
			continue
		}
		settings, err := b.rateSettings(decl)
		if err == nil {
			var handle connector.Handle
			if handle, err = b.host.Shared(ctx, rateConnector); err == nil {
				var found connector.Diagnostics
				_, found, err = handle.ValidateConfig(ctx, settings)
				diags = append(diags, rateDiagnostics(decl, found)...)
			}
		}
		if err != nil {
			diags = append(diags, rateFailure(decl, err))
		}
	}
	return diags
}

// rateSettings is the `connector "file"` block that reads the rates.
func (b *Bound) rateSettings(decl *config.FX) (connector.Settings, error) {
	type column struct {
		Name        string `json:"name"`
		Column      string `json:"column"`
		Unit        string `json:"unit,omitempty"`
		Aggregation string `json:"aggregation,omitempty"`
	}
	date := map[string]string{"column": decl.DateColumn}
	if decl.DateFormat != "" {
		date["format"] = decl.DateFormat
	}
	block := map[string]any{
		"path":    decl.Path,
		"decimal": ".",
		"date":    date,
		"measure": []column{{Name: "rate", Column: decl.RateColumn, Unit: string(connector.UnitRatio), Aggregation: "last"}},
	}
	var dimensions []column
	for _, match := range decl.Where {
		dimensions = append(dimensions, column{Name: match.Dimension, Column: match.Dimension})
	}
	if dimensions != nil {
		block["dimension"] = dimensions
	}
	body, err := json.Marshal(block)
	if err != nil {
		return connector.Settings{}, fmt.Errorf("encode settings: %w", err)
	}
	return connector.Settings{Config: body, Directory: b.directory, TimeZone: b.Config.Settings.TimeZone, HostVersion: b.version}, nil
}

// fetchRates reads all files of rates that the days of a plan need. What fails is
// remembered in the rate, so that only figures in that currency suffer.
func (b *Bound) fetchRates(ctx context.Context, days connector.Interval) hcl.Diagnostics {
	var diags hcl.Diagnostics
	for _, r := range b.rates.byPair {
		if r.decl.Rate != nil || r.decl.Path == "" {
			continue
		}
		window := connector.Interval{Start: days.Start - connector.Date(r.decl.MaxAge), End: days.End}
		found := b.fetchRate(ctx, r, window)
		if failure := firstError(found); failure != nil {
			r.failure = firstSentence(failure)
		}
		diags = append(diags, found...)
	}
	return diags
}

func (b *Bound) fetchRate(ctx context.Context, r *rate, window connector.Interval) hcl.Diagnostics {
	settings, err := b.rateSettings(r.decl)
	if err != nil {
		return hcl.Diagnostics{rateFailure(r.decl, err)}
	}
	handle, err := b.host.Start(ctx, rateConnector, r.decl.Address.String())
	if err != nil {
		return hcl.Diagnostics{rateFailure(r.decl, err)}
	}
	found, err := handle.Configure(ctx, settings)
	diags := rateDiagnostics(r.decl, found)
	if err != nil || diags.HasErrors() {
		if err != nil {
			diags = append(diags, rateFailure(r.decl, err))
		}
		return diags
	}
	query := connector.Query{
		Report:    "rows",
		Measures:  []string{"rate"},
		Intervals: []connector.Interval{window},
		Grain:     connector.GrainDay,
		TimeZone:  b.Config.Settings.TimeZone,
	}
	if len(r.decl.Where) > 0 {
		var clause connector.Clause
		for _, match := range r.decl.Where {
			clause = append(clause, connector.Condition{Dimension: match.Dimension, Operator: connector.OperatorIn, Values: match.Values})
		}
		query.Filter = connector.Filter{clause}
	}
	rows := &rateRows{}
	_, found, err = handle.Query(ctx, query, rows)
	diags = append(diags, rateDiagnostics(r.decl, found)...)
	if err != nil {
		diags = append(diags, rateFailure(r.decl, err))
	}
	sort.Slice(rows.rates, func(i, j int) bool { return rows.rates[i].day < rows.rates[j].day })
	r.dated = rows.rates
	return diags
}

// rateRows collects the rates of a file.
type rateRows struct{ rates []datedRate }

var _ connector.Sink = (*rateRows)(nil)

func (*rateRows) Header(connector.Header) error { return nil }
func (*rateRows) Progress(connector.Progress)   {}

func (r *rateRows) Batch(batch *connector.Batch) error {
	for row := range batch.Rows {
		number := batch.Measures[0].Decimal(row).Rat()
		if number == nil {
			continue // a holiday written as an empty cell
		}
		if number.Sign() <= 0 {
			return fmt.Errorf("the rate of %s is %s, and a rate is more than zero", batch.Dates[row], number.FloatString(4))
		}
		r.rates = append(r.rates, datedRate{day: batch.Dates[row], rate: new(big.Rat).Set(number)})
	}
	return nil
}

// rateDiagnostics points at the fx block, since its settings are not a
// `connector` block that the user wrote.
func rateDiagnostics(decl *config.FX, found connector.Diagnostics) hcl.Diagnostics {
	return translateAt(found, func([]connector.PathStep) hcl.Range { return decl.Range })
}

func rateFailure(decl *config.FX, err error) *hcl.Diagnostic {
	return &hcl.Diagnostic{
		Severity: hcl.DiagError,
		Summary:  "Exchange rates not readable",
		Detail:   fmt.Sprintf("The rates of %s could not be read: %s", decl.Address, err),
		Subject:  decl.Range.Ptr(),
		Extra:    config.Code("rates_unreadable"),
	}
}
