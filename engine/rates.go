package engine

import (
	"fmt"
	"slices"

	"github.com/hashicorp/hcl/v2"

	"github.com/roictl/roictl/config"
)

// pair is a direction of conversion.
type pair struct{ from, to string }

// rates are the declared exchange rates.
type rates struct {
	all    []*rate // in order of declaration
	byPair map[pair]*rate
	// wanted are the currencies that figures are reported in.
	wanted []string
}

// rate is one declared exchange rate: constant, or by date.
type rate struct {
	decl    *config.FX
	faulty  bool // its settings have a mistake that was reported
	opening opening
}

func (r *rate) dated() bool { return r.decl.Rate == nil }

// newRates indexes the declared rates. Two rates for one pair would make the
// result depend on which is taken, so that is an error.
func newRates(cfg *config.Config) (*rates, hcl.Diagnostics) {
	r := &rates{byPair: make(map[pair]*rate, len(cfg.FX)), wanted: []string{cfg.Settings.Currency}}
	for _, c := range cfg.Campaigns {
		if c.Currency != "" && !slices.Contains(r.wanted, c.Currency) {
			r.wanted = append(r.wanted, c.Currency)
		}
	}
	var diags hcl.Diagnostics
	for _, decl := range cfg.FX {
		key := pair{decl.From, decl.To}
		if first, taken := r.byPair[key]; taken {
			diags = append(diags, &hcl.Diagnostic{
				Severity: hcl.DiagError,
				Summary:  "Two exchange rates for one pair",
				Detail: fmt.Sprintf("%s says what %s is worth in %s, and so does %s at %s. Remove one of them.",
					decl.Address, decl.From, decl.To, first.decl.Address, first.decl.Range),
				Subject: decl.Range.Ptr(),
				Extra:   codeDuplicateRate,
			})
			continue
		}
		added := &rate{decl: decl}
		r.byPair[key] = added
		r.all = append(r.all, added)
	}
	return r, diags
}

// find returns the rate for a pair, declared in this direction or the other.
func (r *rates) find(from, to string) (found *rate, inverse bool) {
	if found, ok := r.byPair[pair{from, to}]; ok {
		return found, false
	}
	if found, ok := r.byPair[pair{to, from}]; ok {
		return found, true
	}
	return nil, false
}

// convertible says whether amounts in one currency can be told in another; where
// either is not known nothing has to be converted.
func (r *rates) convertible(from, to string) bool {
	if from == "" || to == "" || from == to {
		return true
	}
	found, _ := r.find(from, to)
	return found != nil
}

// dated says whether amounts are converted from one currency to another at the
// rate of each day.
func (r *rates) dated(from, to string) bool {
	if from == "" || to == "" || from == to {
		return false
	}
	found, _ := r.find(from, to)
	return found != nil && found.dated()
}

// daily says whether amounts in a currency have to be kept by day, since some
// figure may be reported in a currency into which each day has its own rate.
func (r *rates) daily(currency string) bool {
	if currency == "" {
		currency = r.wanted[0]
	}
	return slices.ContainsFunc(r.wanted, func(to string) bool { return r.dated(currency, to) })
}
