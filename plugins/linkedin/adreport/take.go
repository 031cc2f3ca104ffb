package adreport

import (
	"fmt"
	"slices"
	"strconv"

	"github.com/roictl/roictl/connector"
	decimal "github.com/roictl/roictl/connector/number"
	"github.com/roictl/roictl/plugins/linkedin/analytics"
	"github.com/roictl/roictl/plugins/linkedin/catalogue"
	"github.com/roictl/roictl/plugins/linkedin/entities"
	"github.com/roictl/roictl/plugins/linkedin/platform"
)

// take adds a row of LinkedIn's to the rows of the answer that it belongs to: one,
// or where amounts are asked for in dollars beside those in the account's currency,
// one for each currency.
func (a *answer) take(d *directory, t *target, w window, from analytics.Row) error {
	if len(from.Values) != len(t.pivots) {
		return fmt.Errorf("a row has %d values for %d pivots", len(from.Values), len(t.pivots))
	}
	texts := a.textsOf(d, t, from.Values)
	slot := int32(w.interval)
	if a.daily() {
		slot = int32(from.Start)
	}
	for _, currency := range a.currencies(d.account.Currency) {
		if i := a.position(catalogue.Currency); i >= 0 {
			texts[i] = connector.Text{Value: currency}
		}
		if a.byRow && !a.Question.rows.Match(texts) {
			continue
		}
		target := a.rows.at(slot, texts[:len(a.columns)], len(a.measures))
		if err := a.addTo(target, w, from, d.account.Currency, currency); err != nil {
			return err
		}
	}
	return nil
}

// currencies are those of the rows that a row of an account becomes.
func (a *answer) currencies(account string) []string {
	if a.position(catalogue.Currency) < 0 {
		return []string{account}
	}
	var all []string
	for _, m := range a.measures {
		if c := amounts(m, account); !slices.Contains(all, c) {
			all = append(all, c)
		}
	}
	return all
}

// addTo adds the measures of a row to the row of a currency: those that belong to it,
// and nothing of the others.
func (a *answer) addTo(target *row, w window, from analytics.Row, account, currency string) error {
	split := a.position(catalogue.Currency) >= 0
	again := target.told
	for i, m := range a.measures {
		own := !split || amounts(m, account) == currency
		value := connector.NullDecimal
		if at := slices.Index(w.metrics, m.Name); at >= 0 && own {
			value = from.Cells[at]
		}
		if m.Whole {
			switch {
			case own && again:
				return notOne(m.Name)
			case own:
				target.values[i], target.told = value, true
			}
			continue
		}
		if value.Null {
			value = connector.Int(0) // LinkedIn leaves counters out where they are 0
		}
		sum, err := decimal.Add(target.values[i], value)
		if err != nil {
			return fmt.Errorf("measure %q: %w", m.Name, err)
		}
		target.values[i] = sum
	}
	return nil
}

// codeAccounts says that a measure cannot span accounts.
const codeAccounts = "LINKEDIN_ACCOUNTS"

func notOne(measure string) error {
	d := connector.NewError(codeAccounts, "No figure spans several ad accounts",
		fmt.Sprintf("LinkedIn gives %s for one ad account at a time, and members of several accounts are partly the same, so that their figures cannot be added up.", measure))
	d.Hint = "Add by = [\"account\"] to the KPI, choose one with where = { account_id = \"…\" }, or declare a connector for each account."
	return &platform.Problem{Diagnostic: d}
}

// textsOf are the values of a row in the needed dimensions.
func (a *answer) textsOf(d *directory, t *target, values []string) []connector.Text {
	p := t.place
	if p == nil {
		level, id := catalogue.Account, int64(d.account.ID)
		if entity := a.entityPivot(); len(entity) > 0 {
			// A number that cannot be read is that of no entity.
			if n, ok := entities.Number(values[0]); ok {
				level, id = a.level, n
			}
		}
		found := d.place(level, id)
		p = &found
	}
	texts := a.texts(d, p)
	for i, dimension := range a.needed {
		if dimension.Level != catalogue.Elsewhere || dimension.Pivot == "" {
			continue
		}
		if at := slices.Index(t.pivots, dimension.Pivot); at >= 0 {
			texts[i] = d.delivered(dimension.Name, values[at])
		}
	}
	return texts
}

// delivered is the value of a pivot that is no entity of an account.
func (d *directory) delivered(name, value string) connector.Text {
	switch name {
	case catalogue.ConversionID:
		if n, ok := entities.Number(value); ok {
			return connector.Text{Value: strconv.FormatInt(n, 10)}
		}
	case catalogue.ConversionName:
		n, _ := entities.Number(value)
		rule, known := d.rules[n]
		return connector.Text{Value: rule, Null: !known}
	}
	return connector.Text{Value: value, Null: value == ""}
}
