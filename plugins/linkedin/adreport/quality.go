package adreport

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/plugins/linkedin/catalogue"
	"github.com/roictl/roictl/plugins/linkedin/entities"
	"github.com/roictl/roictl/plugins/linkedin/reporting"
)

// codeTooLong says that a measure has no value in a window since that is too long.
const codeTooLong = "LINKEDIN_WINDOW_TOO_LONG"

// header says what the columns are. All that happened is in the rows, once the
// accounts are known to be readable; but of who saw ads, LinkedIn withholds parts.
func (a *answer) header() (connector.Header, connector.Diagnostics) {
	var units []connector.Unit
	var currencies []string
	for _, m := range a.measures {
		units = append(units, m.Unit)
		if m.Unit != connector.UnitMoney {
			continue
		}
		for _, account := range a.accounts {
			if c := amounts(m, account.Currency); !slices.Contains(currencies, c) {
				currencies = append(currencies, c)
			}
		}
	}
	h := reporting.Header(a.query, units, a.source.Reader.Client.Version())
	h.Dense = !a.byMember()
	if len(currencies) == 1 {
		h.Currency = currencies[0]
	}
	if len(currencies) > 1 && !slices.ContainsFunc(a.columns, func(d catalogue.Dimension) bool { return d.Name == catalogue.Currency }) {
		d := connector.NewError(connector.CodeQuery, "Several currencies", fmt.Sprintf("The amounts are in %s, and the query does not ask for the currency of each row.", strings.Join(currencies, " and ")))
		d.Hint = "Ask for the dimension currency as well."
		return h, connector.Diagnostics{d}
	}
	return h, nil
}

// Retention of what LinkedIn reports (adAnalytics, "Data retention").
const (
	performanceYears = 10
	memberYears      = 2
)

// oldest is the first day that LinkedIn still has.
func (a *answer) oldest() connector.Date {
	years := performanceYears
	if a.byMember() {
		years = memberYears
	}
	return connector.DateIn(a.source.Today().Time().AddDate(-years, 0, 0), time.UTC)
}

// trailer says what the result is worth.
func (a *answer) trailer(t *connector.Trailer) {
	today := a.source.Today()
	t.CoveredFrom = a.coveredFrom()
	t.FreshUntil = today - 1
	if a.byMember() || a.longest() > 0 {
		t.FreshUntil = today - 2 // computed 12 to 36 hours later
	}
	flag := func(code connector.FlagCode, since connector.Date, detail string) {
		t.Flags = append(t.Flags, connector.Flag{Code: code, Since: since, Detail: detail})
	}
	if since := a.provisional(today); reporting.Reaches(a.query, since) {
		flag(connector.FlagProvisional, since, "LinkedIn corrects days afterwards, and conversions arrive as long as their attribution windows are open.")
	}
	if a.byMember() {
		flag(connector.FlagThresholded, 0, "LinkedIn leaves out values of fewer than three events, and all but the 100 most frequent, to protect members.")
		flag(connector.FlagModelled, 0, "LinkedIn estimates figures about members.")
	} else if a.longest() > 0 {
		flag(connector.FlagModelled, 0, "LinkedIn estimates reach.")
	}
}

// provisional is the first day of which any of the measures may still change, by
// that of them which settles first: what settles later says so by its maturity.
func (q *Question) provisional(today connector.Date) connector.Date {
	settled := q.measures[0].Maturity
	for _, m := range q.measures {
		settled = min(settled, m.Maturity)
	}
	return today - connector.Date(settled)
}

// coveredFrom is the first day on which anything could have happened: the oldest of
// the accounts was there, and LinkedIn still knows it.
func (a *answer) coveredFrom() connector.Date {
	first := slices.MinFunc(a.accounts, func(x, y *entities.Account) int { return int(x.Created() - y.Created()) }).Created()
	return max(first, a.oldest())
}

// tooLong tells which measures have no value in some windows.
func (a *answer) tooLong() connector.Diagnostics {
	longest := a.longest()
	if longest == 0 || a.daily() {
		return nil
	}
	var long []string
	for _, interval := range a.query.Intervals {
		if interval.Days() > longest {
			long = append(long, interval.String())
		}
	}
	if len(long) == 0 {
		return nil
	}
	d := connector.NewWarning(codeTooLong, "No reach over so long a time", fmt.Sprintf("LinkedIn gives reach for %d days at most, so that it has no value in %s.", longest, strings.Join(long, ", ")))
	d.Hint = "Judge it by the month or the quarter, or over a rolling window of at most 92 days."
	return connector.Diagnostics{d}
}
