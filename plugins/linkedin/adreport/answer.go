package adreport

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/plugins/linkedin/analytics"
	"github.com/roictl/roictl/plugins/linkedin/catalogue"
	"github.com/roictl/roictl/plugins/linkedin/entities"
	"github.com/roictl/roictl/plugins/linkedin/platform"
)

// Source is where answers come from.
type Source struct {
	Book     *entities.Book
	Reader   *analytics.Reader
	Accounts []int64 // as declared
	Today    func() connector.Date
}

// answer is an answer on its way.
type answer struct {
	*Question
	source   *Source
	accounts []*entities.Account
	out      *connector.Stream
	rows     *rows
	done     int // requests for the progress
}

// Answer writes the rows of the question. It first proves that the accounts can be
// read: only then an empty report means that nothing happened.
func (q *Question) Answer(ctx context.Context, source *Source, out *connector.Stream) connector.Diagnostics {
	a := &answer{Question: q, source: source, out: out, rows: newRows()}
	accounts, problem := source.Book.Accounts(ctx, source.Accounts)
	if problem != nil {
		return connector.Diagnostics{problem.Diagnostic}
	}
	a.accounts = accounts
	header, diags := a.header()
	if diags.HasErrors() {
		return diags
	}
	if out.Header(header) != nil {
		return diags
	}
	for _, account := range accounts {
		if err := a.read(ctx, account); err != nil {
			return append(diags, diagnose(err)...)
		}
	}
	if a.flush() != nil {
		return diags
	}
	a.trailer(out.Trailer())
	return append(diags, a.tooLong()...)
}

// errStream says that the stream wants no more rows; it remembers why.
var errStream = errors.New("no more rows are wanted")

// diagnose turns what went wrong into words.
func diagnose(err error) connector.Diagnostics {
	var problem *platform.Problem
	switch {
	case errors.Is(err, errStream):
		return nil
	case errors.As(err, &problem):
		return connector.Diagnostics{problem.Diagnostic}
	}
	return connector.Diagnostics{connector.NewError(connector.CodePlatform, "LinkedIn's answer cannot be used", fmt.Sprintf("The answer cannot be used: %v.", err))}
}

// read reads the rows of an account.
func (a *answer) read(ctx context.Context, account *entities.Account) error {
	d, err := a.listing(ctx, a.source.Book, account)
	if err != nil {
		return err
	}
	targets, err := a.targets(d)
	if err != nil {
		return err
	}
	// Where nothing else can add to a row any more, rows go out as they come.
	through := len(a.accounts) == 1 && len(targets) == 1
	for i := range targets {
		for _, w := range a.windows() {
			if err := a.readWindow(ctx, d, &targets[i], w, through); err != nil {
				return err
			}
		}
	}
	return nil
}

func (a *answer) readWindow(ctx context.Context, d *directory, t *target, w window, through bool) error {
	divider := &divider{question: a.Question, directory: d, book: a.source.Book, target: t}
	return a.source.Reader.Read(ctx, t.question(w.metrics, a.daily()), w.days, divider, func(part []analytics.Row) error {
		for _, row := range part {
			if err := a.take(d, t, w, row); err != nil {
				return err
			}
		}
		a.done++
		a.out.Progress(connector.Progress{Done: int64(a.done), Unit: "requests", Message: fmt.Sprintf("LinkedIn ads of account %d", d.account.ID)})
		if through {
			return a.flush()
		}
		return nil
	})
}

// flush writes the rows that are known, in a fixed order.
func (a *answer) flush() error {
	for _, row := range a.rows.sorted() {
		var err error
		if a.daily() {
			err = a.out.Append(connector.Date(row.slot), row.texts, row.values)
		} else {
			err = a.out.AppendTotal(int(row.slot), row.texts, row.values)
		}
		if err != nil {
			return errStream
		}
	}
	a.rows = newRows()
	return nil
}

// window is a part of what is asked for: days with the metrics that LinkedIn gives
// for so many.
type window struct {
	days     connector.Interval
	interval int // of the query
	metrics  []string
}

// windows are the days to ask for: those of the query that LinkedIn has any rows of.
func (a *answer) windows() []window {
	kept := connector.Interval{Start: a.oldest(), End: a.source.Today()}
	var all []window
	for i, asked := range a.query.Intervals {
		days := connector.Interval{Start: max(asked.Start, kept.Start), End: min(asked.End, kept.End)}
		if days.End < days.Start {
			continue
		}
		longest := a.longest()
		switch {
		case longest == 0 || days.Days() <= longest:
			all = append(all, window{days, i, a.metrics})
		case a.daily():
			for start := days.Start; start <= days.End; start += connector.Date(longest) {
				all = append(all, window{connector.Interval{Start: start, End: min(days.End, start+connector.Date(longest)-1)}, i, a.metrics})
			}
		default:
			all = append(all, window{days, i, a.short(days.Days())})
		}
	}
	return all
}

// longest is the longest window in which LinkedIn gives all of the measures; 0 for
// any.
func (q *Question) longest() int {
	longest := 0
	for _, m := range q.measures {
		if m.Longest > 0 && (longest == 0 || m.Longest < longest) {
			longest = m.Longest
		}
	}
	return longest
}

// short are the metrics that LinkedIn gives for so many days.
func (q *Question) short(days int) []string {
	var metrics []string
	for _, name := range q.metrics {
		if m, _ := q.names.Measure(name); m.Longest == 0 || days <= m.Longest {
			metrics = append(metrics, name)
		}
	}
	return metrics
}

// rows are the rows of an answer, each once.
type rows struct {
	all    []*row
	places map[string]*row
}

type row struct {
	slot   int32 // the day, or the interval's position
	texts  []connector.Text
	values []connector.Decimal
}

func newRows() *rows { return &rows{places: make(map[string]*row)} }

// at returns the row of a place, which is new where no other row was there.
func (r *rows) at(slot int32, texts []connector.Text, width int) (found *row, fresh bool) {
	key := fmt.Sprintf("%d|%s", slot, segmentKey(texts))
	if known := r.places[key]; known != nil {
		return known, false
	}
	found = &row{slot: slot, texts: slices.Clone(texts), values: make([]connector.Decimal, width)}
	for i := range found.values {
		found.values[i] = connector.NullDecimal
	}
	r.places[key] = found
	r.all = append(r.all, found)
	return found, true
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
