package pagereport

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/connector/number"
	"github.com/roictl/roictl/plugins/linkedin/platform"
	"github.com/roictl/roictl/plugins/linkedin/reporting"
)

// Source is where answers come from.
type Source struct {
	Client       *platform.Client
	Organization int64
}

// codePeople says that LinkedIn does not count different people in a window.
const codePeople = "LINKEDIN_UNIQUE_WINDOW"

// answer is an answer on its way.
type answer struct {
	*Question
	source *Source
	today  connector.Date
	days   map[connector.Date]figures
	first  map[statistic]connector.Date // that LinkedIn knows, of those asked for
	months map[connector.Date]figures   // by the first day
	page   []connector.Text             // values of the report's dimensions
}

// Answer writes the rows of the question.
func (q *Question) Answer(ctx context.Context, source *Source, out *connector.Stream) connector.Diagnostics {
	a := &answer{Question: q, source: source, today: source.Client.Today(), days: make(map[connector.Date]figures), first: make(map[statistic]connector.Date), months: make(map[connector.Date]figures)}
	a.page = []connector.Text{{Value: fmt.Sprint(source.Organization)}, {Null: true}}
	if err := a.read(ctx); err != nil {
		return reporting.Diagnose(err)
	}
	if out.Header(a.header()) != nil {
		return nil
	}
	if a.filter.Match(a.page) {
		if err := a.write(out); err != nil {
			return reporting.Diagnose(err)
		}
	}
	a.trailer(out.Trailer())
	return a.unknowable()
}

// read asks for all that the question needs.
func (a *answer) read(ctx context.Context) error {
	if a.named {
		name, err := a.name(ctx)
		if err != nil {
			return err
		}
		a.page[1] = connector.Text{Value: name}
	}
	for _, s := range []statistic{shares, followers, views} {
		if !a.asks(s) {
			continue
		}
		for _, days := range a.requests(s, a.today) {
			if err := a.ask(ctx, s, days, "DAY", a.days); err != nil {
				return err
			}
		}
		for _, month := range a.Question.months() {
			if a.people(s) {
				if err := a.ask(ctx, s, month, "MONTH", a.months); err != nil {
					return err
				}
			}
		}
	}
	if a.stock() {
		return a.countBack(ctx)
	}
	return nil
}

// people says whether different people of a statistic are asked for.
func (q *Question) people(s statistic) bool {
	return slices.ContainsFunc(q.measures, func(m measure) bool { return m.from == s && m.Aggregation == connector.AggregateNone })
}

// countBack works out the followers at the end of each day from those of now.
func (a *answer) countBack(ctx context.Context) error {
	now, err := a.size(ctx)
	if err != nil {
		return err
	}
	gains := measures[slices.IndexFunc(measures, func(m measure) bool { return m.Name == "followerGains" })]
	for day := a.today - 1; a.days[day] != nil; day-- {
		a.days[day][followersName] = now
		gained, err := a.days[day].value(gains)
		if err != nil || gained.Null {
			return err
		}
		gained.Unscaled = -gained.Unscaled
		if now, err = number.Add(now, gained); err != nil {
			return fmt.Errorf("count followers back: %w", err)
		}
	}
	return nil
}

// header says what the columns are. A day that LinkedIn says nothing of is unknown.
func (a *answer) header() connector.Header {
	units := make([]connector.Unit, len(a.measures))
	for i, m := range a.measures {
		units[i] = m.Unit
	}
	return reporting.Header(a.query, units, a.source.Client.Version())
}

// trailer says what the result is worth.
func (a *answer) trailer(t *connector.Trailer) {
	t.FreshUntil = a.today - 1
	for _, day := range a.first {
		t.CoveredFrom = max(t.CoveredFrom, day)
	}
	if since := a.today - settled; reporting.Reaches(a.query, since) {
		t.Flags = append(t.Flags, connector.Flag{Code: connector.FlagProvisional, Since: since, Detail: "LinkedIn corrects statistics of a page for some days."})
	}
}

// unknowable tells in which windows LinkedIn does not count different people.
func (a *answer) unknowable() connector.Diagnostics {
	if a.query.Grain == connector.GrainDay || !slices.ContainsFunc([]statistic{shares, views}, a.people) {
		return nil
	}
	var windows []string
	for _, i := range a.query.Intervals {
		if i.Days() > 1 && !wholeMonth(i) {
			windows = append(windows, i.String())
		}
	}
	if len(windows) == 0 {
		return nil
	}
	d := connector.NewWarning(codePeople, "Different people are not known", fmt.Sprintf("Of a page, LinkedIn counts different people by the day and by the calendar month, so that there is no number for %s.", strings.Join(windows, ", ")))
	d.Hint = "Judge it with every = \"month\" or every = \"day\"."
	return connector.Diagnostics{d}
}
