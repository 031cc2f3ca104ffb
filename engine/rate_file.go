package engine

import (
	"context"
	"errors"
	"fmt"
	"math/big"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"

	"github.com/roictl/roictl/config"
	"github.com/roictl/roictl/connector"
)

// rateConnector is the bundled connector that reads files of exchange rates, so
// that they may have any format that other files may have.
const rateConnector = "file"

// The names under which a file of rates is asked.
const (
	rateReport  = "rows"
	rateMeasure = "rate"
	rateCount   = "rates" // how many rates a day has: one, or the file holds several currencies
)

// bindRates indexes the rates and checks the settings of those in files.
func (b *Bound) bindRates(ctx context.Context) hcl.Diagnostics {
	rates, diags := newRates(b.Config)
	b.rates = rates
	for _, r := range rates.all {
		switch {
		case !r.dated():
			continue
		case r.decl.Path == "":
			r.faulty = true // reported where it is missing
			continue
		}
		found := b.checkRate(ctx, r)
		r.faulty = found.HasErrors()
		diags = append(diags, found...)
	}
	return diags
}

func (b *Bound) checkRate(ctx context.Context, r *rate) hcl.Diagnostics {
	settings, err := b.rateSettings(r.decl)
	if err != nil {
		return hcl.Diagnostics{rateFailure(r.decl, err)}
	}
	handle, err := b.host.Shared(ctx, rateConnector)
	if err != nil {
		return hcl.Diagnostics{rateFailure(r.decl, err)}
	}
	_, found, err := handle.ValidateConfig(ctx, settings)
	diags := rateDiagnostics(r.decl, found)
	if err != nil {
		diags = append(diags, rateFailure(r.decl, err))
	}
	return diags
}

// rateTable returns the rates of a run, for the days of a plan. A file that cannot
// be read is remembered as such, so that only figures in its currency suffer.
func (b *Bound) rateTable(ctx context.Context, days connector.Interval) *rateTable {
	return &rateTable{
		declared: b.rates,
		files:    make(map[*rate]*rateFile),
		read: func(r *rate) (*rateFile, hcl.Diagnostics) {
			if r.faulty {
				return &rateFile{failure: "its settings have a mistake"}, nil
			}
			file, diags := b.readRate(ctx, r, connector.Interval{Start: days.Start - connector.Date(r.decl.MaxAge), End: days.End})
			if file.failure, _ = failureOf(ctx, diags); file.failure == interrupted {
				diags = nil
			}
			return file, diags
		},
	}
}

func (b *Bound) readRate(ctx context.Context, r *rate, window connector.Interval) (*rateFile, hcl.Diagnostics) {
	file := &rateFile{}
	handle, diags := r.opening.once(ctx, false, func() (connector.Handle, hcl.Diagnostics) { return b.openRate(ctx, r.decl) })
	if diags.HasErrors() {
		return file, diags
	}
	query := connector.Query{
		Report:    rateReport,
		Measures:  []string{rateMeasure, rateCount},
		Intervals: []connector.Interval{window},
		Grain:     connector.GrainDay,
		TimeZone:  b.Config.Settings.TimeZone,
	}
	if len(r.decl.Where) > 0 {
		var clause connector.Clause
		for _, match := range r.decl.Where {
			condition := connector.Condition{Dimension: match.Dimension, Operator: connector.OperatorIn, Values: match.Values}
			if hasWildcard(match.Values) {
				condition.Operator = connector.OperatorMatch
			}
			clause = append(clause, condition)
		}
		query.Filter = canonical(connector.Filter{clause})
	}
	rows := &rateRows{file: file}
	_, found, err := handle.Query(ctx, query, rows)
	diags = append(diags, rateDiagnostics(r.decl, found)...)
	if err == nil {
		err = rows.wrong()
	}
	if err != nil {
		diags = append(diags, rateFailure(r.decl, err))
	}
	slices.SortFunc(file.rates, func(a, b datedRate) int { return int(a.day) - int(b.day) })
	return file, diags
}

// openRate starts the connector of a file of rates.
func (b *Bound) openRate(ctx context.Context, decl *config.FX) (connector.Handle, hcl.Diagnostics) {
	settings, err := b.rateSettings(decl)
	if err != nil {
		return nil, hcl.Diagnostics{rateFailure(decl, err)}
	}
	handle, err := b.host.Start(ctx, rateConnector, decl.Address.String())
	if err != nil {
		return nil, hcl.Diagnostics{rateFailure(decl, err)}
	}
	found, err := handle.Configure(ctx, settings)
	diags := rateDiagnostics(decl, found)
	if err != nil {
		diags = append(diags, rateFailure(decl, err))
	}
	return handle, diags
}

// rateRows collects the rates of a file, and what is wrong with them.
type rateRows struct {
	file     *rateFile
	mistakes []string // of the days that are no use, the first ones
	more     int      // how many others there are
}

var _ connector.Sink = (*rateRows)(nil)

// Header takes note of nothing: the columns are those asked for.
func (*rateRows) Header(connector.Header) error { return nil }

// Progress is not shown: files of rates are small.
func (*rateRows) Progress(connector.Progress) {}

// mistakesShown is how many days a message about a file of rates names.
const mistakesShown = 5

// mistake notes what is wrong with a day.
func (r *rateRows) mistake(format string, values ...any) {
	if len(r.mistakes) == mistakesShown {
		r.more++
		return
	}
	r.mistakes = append(r.mistakes, fmt.Sprintf(format, values...))
}

// wrong returns all that is wrong with the rates; nil when nothing is.
func (r *rateRows) wrong() error {
	switch {
	case len(r.mistakes) == 0:
		return nil
	case r.more > 0:
		return fmt.Errorf("%s; and so on, for %d more", strings.Join(r.mistakes, "; "), r.more)
	}
	return errors.New(strings.Join(r.mistakes, "; "))
}

// Batch takes rates in. Of a day with several of them the user has to say which is
// meant.
func (r *rateRows) Batch(batch *connector.Batch) error {
	for row := range batch.Rows {
		day := batch.Dates[row]
		if n := batch.Measures[1].Decimal(row).Rat(); n != nil && n.Cmp(big.NewRat(1, 1)) > 0 {
			r.mistake("%s has %s rates, and roictl cannot know which is meant: choose the rows with where = { column = \"value\" }", day, n.RatString())
			continue
		}
		number := batch.Measures[0].Decimal(row).Rat()
		if number == nil {
			continue // a holiday written as an empty cell
		}
		if number.Sign() <= 0 {
			r.mistake("the rate of %s is %s, and a rate is more than zero", day, number.FloatString(4))
			continue
		}
		r.file.rates = append(r.file.rates, datedRate{day: day, rate: number})
	}
	return nil
}
