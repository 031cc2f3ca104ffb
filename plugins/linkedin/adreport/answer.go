package adreport

import (
	"context"
	"fmt"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/plugins/linkedin/analytics"
	"github.com/roictl/roictl/plugins/linkedin/entities"
	"github.com/roictl/roictl/plugins/linkedin/reporting"
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
			return append(diags, reporting.Diagnose(err)...)
		}
	}
	if a.flush() != nil {
		return diags
	}
	a.trailer(out.Trailer())
	return append(diags, a.tooLong()...)
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
			return reporting.ErrStream
		}
	}
	a.rows = newRows()
	return nil
}
