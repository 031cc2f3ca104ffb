package engine

import (
	"fmt"
	"math/big"
	"sort"

	"github.com/hashicorp/hcl/v2"

	"github.com/roictl/roictl/config"
	"github.com/roictl/roictl/connector"
)

// pair is a direction of conversion.
type pair struct{ from, to string }

// rates are the declared exchange rates.
type rates struct {
	byPair map[pair]*rate
}

// rate is one declared exchange rate: constant, or by date.
type rate struct {
	decl    *config.FX
	dated   []datedRate // sorted by day; filled when the run fetches it
	failure string      // why the dates could not be read
}

type datedRate struct {
	day  connector.Date
	rate *big.Rat
}

// newRates indexes the declared rates. Two rates for one pair would make the
// result depend on which is taken, so that is an error.
func newRates(cfg *config.Config) (*rates, hcl.Diagnostics) {
	r := &rates{byPair: make(map[pair]*rate, len(cfg.FX))}
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
				Extra:   config.Code("duplicate_rate"),
			})
			continue
		}
		r.byPair[key] = &rate{decl: decl}
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

// factor returns what one unit of from is worth in to on a day, and where that
// comes from. An error says in the user's words why there is none.
func (r *rates) factor(from, to string, day connector.Date) (*big.Rat, string, error) {
	found, inverse := r.find(from, to)
	if found == nil {
		return nil, "", fmt.Errorf("there is no exchange rate from %s to %s: declare an fx block", from, to)
	}
	factor, note := found.decl.Rate, fmt.Sprintf("%s, constant", found.decl.Address)
	if factor == nil {
		dated, err := found.on(day)
		if err != nil {
			return nil, "", err
		}
		factor, note = dated.rate, fmt.Sprintf("%s of %s", found.decl.Address, dated.day)
	}
	if inverse {
		return new(big.Rat).Inv(factor), note + ", inverted", nil
	}
	return factor, note, nil
}

// on returns the rate of the day or the nearest earlier one that is not too old:
// there are none on weekends and holidays.
func (r *rate) on(day connector.Date) (datedRate, error) {
	if r.failure != "" {
		return datedRate{}, fmt.Errorf("the rates of %s could not be read: %s", r.decl.Address, r.failure)
	}
	after := sort.Search(len(r.dated), func(i int) bool { return r.dated[i].day > day })
	if after == 0 {
		return datedRate{}, fmt.Errorf("%s has no rate on or before %s", r.decl.Address, day)
	}
	nearest := r.dated[after-1]
	if age := int(day - nearest.day); age > r.decl.MaxAge {
		return datedRate{}, fmt.Errorf("the newest rate of %s before %s is of %s: %d days old, more than max_age = \"%dd\" allows",
			r.decl.Address, day, nearest.day, age, r.decl.MaxAge)
	}
	return nearest, nil
}

// dailyRates says whether amounts in a currency are converted day by day.
func (b *Bound) dailyRates(currency string) bool {
	reporting := b.Config.Settings.Currency
	if currency == "" || currency == reporting || reporting == "" {
		return false
	}
	found, _ := b.rates.find(currency, reporting)
	return found != nil && found.decl.Rate == nil
}
