package facebook

import (
	"fmt"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/plugins/facebook/catalogue"
	"github.com/roictl/roictl/plugins/facebook/cells"
	"github.com/roictl/roictl/plugins/facebook/insights"
	"github.com/roictl/roictl/plugins/facebook/platform"
)

// adsAnswer collects the rows of a question. Where no two of them can be the same
// cell they are written as they come, so that memory does not grow with them.
type adsAnswer struct {
	question *adsQuestion
	facts    *platform.Facts
	today    connector.Date
	out      *connector.Stream
	direct   bool

	received int    // rows, whether the filter keeps them or not
	seen     []bool // by measure, that it was other than 0 in any row, likewise
	dense    bool   // what is absent is nothing
	opened   bool   // the header is written
	flowed   bool   // rows of this request are written
	stopped  error
	current  *cells.Table // of this request
	whole    *cells.Table // of those before
}

func newAdsAnswer(q *adsQuestion, facts *platform.Facts, today connector.Date, out *connector.Stream) *adsAnswer {
	a := &adsAnswer{question: q, facts: facts, today: today, out: out, dense: true, direct: q.distinct(), seen: make([]bool, len(q.measures))}
	a.current, a.whole = a.table(), a.table()
	return a
}

func (a *adsAnswer) table() *cells.Table {
	var columns []connector.Aggregation
	for _, m := range a.question.measures {
		columns = append(columns, m.Aggregation)
	}
	return cells.NewTable(columns)
}

// restart forgets the rows of the current request; false where some are out
// already.
func (a *adsAnswer) restart() bool {
	a.current = a.table()
	return !a.flowed
}

// keep keeps the rows of the current request, which is complete.
func (a *adsAnswer) keep() error {
	for _, row := range a.current.Rows() {
		if err := a.whole.Add(row); err != nil {
			return err
		}
	}
	a.current, a.flowed = a.table(), false
	return nil
}

// add adds a page of rows.
func (a *adsAnswer) add(rows []insights.Row) error {
	for _, row := range rows {
		if err := a.addRow(row); err != nil {
			return err
		}
	}
	a.received += len(rows)
	if len(rows) > 0 {
		a.out.Progress(connector.Progress{Done: int64(a.received), Unit: "rows"})
	}
	return nil
}

func (a *adsAnswer) addRow(row insights.Row) error {
	q := a.question
	slots, err := q.Slots(row)
	if err != nil {
		return err
	}
	texts := make([]connector.Text, len(q.dimensions))
	for i, d := range q.dimensions {
		texts[i] = row.Text(d.Name)
	}
	values := make([]connector.Decimal, len(q.measures))
	for i, m := range q.measures {
		if values[i], err = insights.Value(row, m, q.Windows); err != nil {
			return err
		}
		a.seen[i] = a.seen[i] || values[i].Unscaled != 0
	}
	if !q.matcher.Match(texts) {
		return nil
	}
	for _, slot := range slots {
		place := cells.Row{Slot: slot, Texts: texts[:len(q.query.Dimensions)], Values: values}
		if len(slots) > 1 {
			place.Values = append([]connector.Decimal(nil), values...)
		}
		if !a.direct {
			if err := a.current.Add(place); err != nil {
				return err
			}
			continue
		}
		a.flowed = true
		if err := a.write(place); err != nil {
			return err
		}
	}
	return nil
}

// write writes a row to the reader, behind the header.
func (a *adsAnswer) write(row cells.Row) error {
	err := a.open()
	switch {
	case err != nil:
	case a.question.Daily:
		err = a.out.Append(connector.Date(row.Slot), row.Texts, row.Values)
	default:
		err = a.out.AppendTotal(a.question.positions[row.Slot], row.Texts, row.Values)
	}
	if err != nil {
		a.stopped = err // the SDK remembers it
	}
	return err
}

// enough says that the reader takes no more rows. The SDK remembers why.
func (a *adsAnswer) enough() bool { return a.stopped != nil }

// open writes the header, once.
func (a *adsAnswer) open() error {
	if a.opened {
		return a.stopped
	}
	a.opened = true
	h := connector.Header{
		Grain:    a.question.query.Grain,
		Currency: a.facts.Currency,
		TimeZone: a.facts.TimeZone,
		Dense:    a.dense,
	}
	for _, name := range a.question.query.Dimensions {
		h.Dimensions = append(h.Dimensions, connector.Column{Name: name})
	}
	for i, name := range a.question.query.Measures {
		h.Measures = append(h.Measures, connector.Column{Name: name, Unit: a.question.measures[i].Unit})
	}
	a.stopped = a.out.Header(h)
	return a.stopped
}

// codeSameName says that things of the same name cannot be told apart.
const codeSameName = "FACEBOOK_SAME_NAME"

// finish writes what is left, and says what the result is worth.
func (a *adsAnswer) finish() connector.Diagnostics {
	if a.open() != nil {
		return nil // the SDK remembers why
	}
	if !a.direct {
		for _, row := range a.whole.Rows() {
			if a.write(row) != nil {
				return nil
			}
		}
	}
	a.trailer()
	var diags connector.Diagnostics
	for i, m := range a.question.measures {
		if a.whole.Clashed(i) {
			d := connector.NewWarning(codeSameName, "Several things have the same name",
				fmt.Sprintf("Several campaigns, ad sets or ads share a name, and %s of them is in no sum, so that it has no value there.", m.Name))
			d.Hint = "Split by campaign_id, adset_id or ad_id, or give them different names."
			diags = append(diags, d)
		}
	}
	return diags
}

// trailer says which days there are: all that Meta keeps, up to yesterday where the
// account is. What was not delivered before the account existed was not delivered.
func (a *adsAnswer) trailer() {
	t := a.out.Trailer()
	t.CoveredFrom, t.FreshUntil = monthsBefore(a.today, monthsKept), a.today-1
	since := a.today - catalogue.Delivered + 1
	for _, i := range a.question.Intervals {
		if i.End >= since {
			t.Flags = append(t.Flags, connector.Flag{
				Code: connector.FlagProvisional, Since: since,
				Detail: "Meta corrects delivery for a few days, and conversions come in for 28 days.",
			})
			return
		}
	}
}
