package engine

import (
	"fmt"
	"math/big"
	"slices"
	"sort"

	"github.com/hashicorp/hcl/v2"

	"github.com/roictl/roictl/config"
	"github.com/roictl/roictl/connector"
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

// rateTable are the rates of one run: the declared ones and what their files say.
type rateTable struct {
	declared *rates
	read     map[*rate]*rateFile
}

// rateFile is what a file of dated rates says.
type rateFile struct {
	rates   []datedRate // sorted by day
	failure string      // why it could not be read; "" when it could
}

type datedRate struct {
	day  connector.Date
	rate *big.Rat
}

// factor returns what one unit of from is worth in to on a day, and where that
// comes from. An error says in the user's words why there is none.
func (t *rateTable) factor(from, to string, day connector.Date) (*big.Rat, string, error) {
	found, inverse := t.declared.find(from, to)
	if found == nil {
		return nil, "", fmt.Errorf("there is no exchange rate from %s to %s: declare an fx block", from, to)
	}
	factor, note := found.decl.Rate, fmt.Sprintf("%s, constant", found.decl.Address)
	if found.dated() {
		dated, err := t.on(found, day)
		if err != nil {
			return nil, "", err
		}
		factor, note = dated.rate, fmt.Sprintf("%s of %s", found.decl.Address, dated.day)
	}
	if factor.Sign() <= 0 {
		return nil, "", fmt.Errorf("the rate of %s is not more than zero", found.decl.Address)
	}
	if inverse {
		return new(big.Rat).Inv(factor), note + ", inverted", nil
	}
	return factor, note, nil
}

// on returns the rate of the day or the nearest earlier one that is not too old:
// there are none on weekends and holidays.
func (t *rateTable) on(r *rate, day connector.Date) (datedRate, error) {
	file, ok := t.read[r]
	switch {
	case !ok:
		return datedRate{}, fmt.Errorf("the rates of %s were not read", r.decl.Address)
	case file.failure != "":
		return datedRate{}, fmt.Errorf("the rates of %s could not be read: %s", r.decl.Address, file.failure)
	}
	after := sort.Search(len(file.rates), func(i int) bool { return file.rates[i].day > day })
	if after == 0 {
		return datedRate{}, fmt.Errorf("%s has no rate on or before %s", r.decl.Address, day)
	}
	nearest := file.rates[after-1]
	if age := int(day - nearest.day); age > r.decl.MaxAge {
		return datedRate{}, fmt.Errorf("the newest rate of %s before %s is of %s: %d days old, more than max_age = \"%dd\" allows",
			r.decl.Address, day, nearest.day, age, r.decl.MaxAge)
	}
	return nearest, nil
}
