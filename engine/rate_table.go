package engine

import (
	"fmt"
	"math/big"
	"sort"

	"github.com/hashicorp/hcl/v2"

	"github.com/roictl/roictl/connector"
)

// rateTable are the rates of one run: the declared ones, and what their files
// say, each of which is read at the first figure that needs it.
type rateTable struct {
	declared *rates
	read     func(*rate) (*rateFile, hcl.Diagnostics)
	files    map[*rate]*rateFile // that were read
	diags    hcl.Diagnostics     // of reading them, and of rates that are not declared
	missing  map[string]bool     // diagnostics of the latter that were given
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

// lacks notes that a rate is missing which nobody could know of before the answer
// came; once, however many figures lack it.
func (t *rateTable) lacks(d *hcl.Diagnostic) {
	if t.missing == nil {
		t.missing = make(map[string]bool)
	}
	if key := d.Subject.String() + d.Detail; !t.missing[key] {
		t.missing[key] = true
		t.diags = append(t.diags, d)
	}
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
	file, known := t.files[r]
	if !known {
		var found hcl.Diagnostics
		file, found = t.read(r)
		t.files[r], t.diags = file, append(t.diags, found...)
	}
	if file.failure != "" {
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
