package pagereport

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/connector/number"
	"github.com/roictl/roictl/plugins/linkedin/platform"
	"github.com/roictl/roictl/plugins/linkedin/restli"
)

// resource is how a statistic is asked for.
type resource struct{ path, entity string }

var resources = map[statistic]resource{
	shares:    {"organizationalEntityShareStatistics", "organizationalEntity"},
	followers: {"organizationalEntityFollowerStatistics", "organizationalEntity"},
	views:     {"organizationPageStatistics", "organization"},
}

// element is a day, or a month, of any of the statistics.
type element struct {
	TimeRange struct {
		Start int64 `json:"start"` // milliseconds
	} `json:"timeRange"`
	Shares map[string]json.RawMessage `json:"totalShareStatistics"`
	Gains  map[string]json.RawMessage `json:"followerGains"`
	Page   struct {
		Views map[string]struct {
			All    json.RawMessage `json:"pageViews"`
			Unique json.RawMessage `json:"uniquePageViews"`
		} `json:"views"`
	} `json:"totalPageStatistics"`
}

// wanted are the names of LinkedIn's that measures are made of. There are others,
// and later versions have more.
var wanted = func() map[string]bool {
	names := make(map[string]bool)
	for _, m := range measures {
		for _, name := range m.sum {
			names[name] = true
		}
	}
	return names
}()

// figures are the numbers of a day by LinkedIn's names.
type figures map[string]connector.Decimal

func (e element) figures() (figures, error) {
	f := make(figures)
	put := func(name string, text json.RawMessage) error {
		if len(text) == 0 || string(text) == "null" || !wanted[name] {
			return nil
		}
		value, err := number.Parse(string(text))
		if err != nil {
			return fmt.Errorf("read %s: %w", name, err)
		}
		f[name] = value
		return nil
	}
	for _, group := range []map[string]json.RawMessage{e.Shares, e.Gains} {
		for name, text := range group {
			if err := put(name, text); err != nil {
				return nil, err
			}
		}
	}
	for name, view := range e.Page.Views {
		if err := put(name, view.All); err != nil {
			return nil, err
		}
		if name == "allPageViews" {
			if err := put("uniquePageViews", view.Unique); err != nil {
				return nil, err
			}
		}
	}
	return f, nil
}

// value is a measure of a day; null where LinkedIn does not say all that it is the
// sum of.
func (f figures) value(m measure) (connector.Decimal, error) {
	total := connector.NullDecimal
	for _, name := range m.sum {
		part, known := f[name]
		if !known {
			return connector.NullDecimal, nil
		}
		var err error
		if total, err = number.Add(total, part); err != nil {
			return connector.NullDecimal, fmt.Errorf("add up %s: %w", m.Name, err)
		}
	}
	return total, nil
}

// ask asks for a statistic of some days, by "DAY" or "MONTH", and enters what it
// says by the first day of each. Days are whole and end before today: LinkedIn
// refuses parts of days.
func (a *answer) ask(ctx context.Context, s statistic, days connector.Interval, granularity string, into map[connector.Date]figures) error {
	r := resources[s]
	span := restli.Record(restli.Pair{Key: "start", Value: midnight(days.Start)}, restli.Pair{Key: "end", Value: midnight(days.End + 1)})
	query := restli.Query{
		{Key: "q", Value: restli.Text(r.entity)},
		{Key: r.entity, Value: restli.Text(a.urn())},
		{Key: "timeIntervals", Value: restli.Record(restli.Pair{Key: "timeRange", Value: span}, restli.Pair{Key: "timeGranularityType", Value: restli.Text(granularity)})},
	}
	var page struct {
		Elements []element `json:"elements"`
	}
	if problem := a.source.Client.Get(ctx, r.path, query, "", &page); problem != nil {
		return a.hidden(problem)
	}
	for _, e := range page.Elements {
		f, err := e.figures()
		if err != nil {
			return err
		}
		day := connector.DateIn(time.UnixMilli(e.TimeRange.Start), time.UTC)
		if into[day] == nil {
			into[day] = make(figures)
		}
		if known, seen := a.first[s]; !seen || day < known {
			a.first[s] = day
		}
		for name, value := range f {
			into[day][name] = value
		}
	}
	return nil
}

// midnight is the beginning of a UTC day in milliseconds.
func midnight(day connector.Date) restli.Value { return restli.Int(day.Time().UnixMilli()) }

// size asks how many followers the page has now.
func (a *answer) size(ctx context.Context) (connector.Decimal, error) {
	var told struct {
		Size json.Number `json:"firstDegreeSize"`
	}
	problem := a.source.Client.Get(ctx, "networkSizes/"+string(restli.Text(a.urn())), restli.Query{{Key: "edgeType", Value: "COMPANY_FOLLOWED_BY_MEMBER"}}, "", &told)
	if problem != nil {
		return connector.NullDecimal, a.hidden(problem)
	}
	size, err := number.Parse(told.Size.String())
	if err != nil {
		return connector.NullDecimal, fmt.Errorf("read the number of followers: %w", err)
	}
	return size, nil
}

// name asks for the page's name.
func (a *answer) name(ctx context.Context) (string, error) {
	var told struct {
		Name string `json:"localizedName"`
	}
	if problem := a.source.Client.Get(ctx, fmt.Sprintf("organizations/%d", a.source.Organization), nil, "", &told); problem != nil {
		return "", a.hidden(problem)
	}
	return told.Name, nil
}

func (a *answer) urn() string { return fmt.Sprintf("urn:li:organization:%d", a.source.Organization) }

// hidden says which page it is that cannot be read.
func (a *answer) hidden(problem *platform.Problem) *platform.Problem {
	if !problem.Denied() {
		return problem
	}
	d := connector.NewError(connector.CodeAccountNotVisible, "Company page cannot be read", fmt.Sprintf("The login cannot read the statistics of the company page %d. LinkedIn said: %s", a.source.Organization, problem.Detail))
	d.Hint = "The person who logged in has to be an administrator of the page, the login needs the permission rw_organization_admin (auth scheme oauth_with_page), and the application the product Community Management API."
	d.Path = connector.Path("organization_id")
	return &platform.Problem{Diagnostic: d, Status: problem.Status}
}
