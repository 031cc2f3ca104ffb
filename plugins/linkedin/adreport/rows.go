package adreport

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/plugins/linkedin/catalogue"
)

// rows are the rows of an answer, each once.
type rows struct {
	all    []*row
	places map[string]*row
}

type row struct {
	slot   int32 // the day, or the interval's position
	texts  []connector.Text
	values []connector.Decimal
	told   bool // what is of a whole window was told
}

func newRows() *rows { return &rows{places: make(map[string]*row)} }

// at returns the row of a place, which is empty where none was there.
func (r *rows) at(slot int32, texts []connector.Text, width int) *row {
	key := fmt.Sprintf("%d|%s", slot, segmentKey(texts))
	if known := r.places[key]; known != nil {
		return known
	}
	found := &row{slot: slot, texts: slices.Clone(texts), values: make([]connector.Decimal, width)}
	for i := range found.values {
		found.values[i] = connector.NullDecimal
	}
	r.places[key] = found
	r.all = append(r.all, found)
	return found
}

func (r *rows) sorted() []*row {
	slices.SortFunc(r.all, func(a, b *row) int {
		return cmp.Or(cmp.Compare(a.slot, b.slot), slices.CompareFunc(a.texts, b.texts, func(x, y connector.Text) int {
			return cmp.Compare(x.Value, y.Value)
		}))
	})
	return r.all
}

// amounts says which measures belong to a row of a currency: those in dollars to
// that of dollars, all others to that of the account.
func amounts(m catalogue.Measure, account string) string {
	if m.Dollars {
		return dollar
	}
	return account
}

const dollar = "USD"
