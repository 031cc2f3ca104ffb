package engine_test

import (
	"context"
	"fmt"
	"math/big"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/roictl/roictl/connector"
)

// shelf is a connector whose data the test gives. Its blocks may choose one of
// several sets: connector "shelf" "x" { set = "spring" }.
type shelf struct {
	admits  string // how a token has to end for a source to open
	reports []connector.Report
	sets    map[string]*set
	schemes []connector.AuthScheme
	// wrap puts something around the handles; nil leaves them as they are.
	wrap func(connector.Handle) connector.Handle

	mu     sync.Mutex
	asked  []connector.Query
	opened int
	logins []connector.Credential // that sources were opened with
}

// set is what one source has, and how it behaves.
type set struct {
	rows          []row
	dense         bool
	currency      string
	zone          string
	covered       connector.Interval // zero: from the first to the last row
	unknown       bool               // the trailer does not say which days are covered
	flags         []connector.Flag
	ignoresFilter bool // leaves all filtering to the host
	// acts replaces the answer, to fail, panic, hang or lie.
	acts func(ctx context.Context, query connector.Query, out *connector.Stream) connector.Diagnostics
	plan connector.QueryPlan
}

// row is one row of a set.
type row struct {
	day    connector.Date
	texts  map[string]connector.Text
	values map[string]string // a number, or the ids of people, with commas
}

// rows reads one row a line: 2026-05-01 campaign=Spring age=- spend=10.00 leads=1.
// A dash is null; what is left out is null too.
func rows(t testing.TB, lines string) []row {
	t.Helper()
	var all []row
	for _, line := range strings.Split(strings.TrimSpace(lines), "\n") {
		fields := strings.Fields(line)
		if len(fields) == 0 {
			continue
		}
		r := row{day: date(t, fields[0]), texts: make(map[string]connector.Text), values: make(map[string]string)}
		for _, field := range fields[1:] {
			key, value, _ := strings.Cut(field, "=")
			if value == "-" {
				continue
			}
			r.texts[key] = connector.Text{Value: value}
			r.values[key] = value
		}
		all = append(all, r)
	}
	return all
}

// ads is a report like that of an ad platform: everything adds up but reach and
// frequency, and followers are a stock.
func ads() connector.Report {
	operators := []connector.Operator{connector.OperatorIn, connector.OperatorNotIn, connector.OperatorMatch, connector.OperatorNotMatch}
	sum := func(name string, unit connector.Unit, kind connector.Kind) connector.Measure {
		return connector.Measure{Name: name, Standard: name, Unit: unit, Aggregation: connector.AggregateSum, Kind: kind}
	}
	return connector.Report{
		Name: "ads",
		Measures: []connector.Measure{
			sum("spend", connector.UnitMoney, ""),
			sum("revenue", connector.UnitMoney, connector.KindMacro),
			sum("impressions", connector.UnitCount, connector.KindMicro),
			sum("engagements", connector.UnitCount, connector.KindMicro),
			sum("link_clicks", connector.UnitCount, connector.KindMicro),
			sum("leads", connector.UnitCount, connector.KindMacro),
			sum("purchases", connector.UnitCount, connector.KindMacro),
			{Name: "followers", Standard: "followers", Unit: connector.UnitCount, Aggregation: connector.AggregateLast, Kind: connector.KindMicro},
			{Name: "pipeline", Unit: connector.UnitMoney, Aggregation: connector.AggregateLast},
			{Name: "reach", Standard: "reach", Unit: connector.UnitCount, Aggregation: connector.AggregateNone, Kind: connector.KindMicro},
			{Name: "order_value", Unit: connector.UnitMoney, Aggregation: connector.AggregateAverage},
		},
		Dimensions: []connector.Dimension{
			{Name: "campaign", Standard: "campaign", Operators: operators},
			{Name: "age", Standard: "age", Operators: operators},
			{Name: "medium", Standard: "medium"}, // which this platform cannot filter by
			{Name: "source", Standard: "source", Operators: operators},
		},
		Grains: []connector.Grain{connector.GrainTotal, connector.GrainDay},
	}
}

// withScan returns the report of a source that reads everything anyway.
func withScan(r connector.Report) connector.Report {
	r.ScanCost = true
	return r
}

// withCurrencies returns the report of a source whose rows name their currency.
func withCurrencies(r connector.Report) connector.Report {
	r.Dimensions = append(slices.Clone(r.Dimensions), connector.Dimension{Name: "currency_code", Standard: "currency"})
	r.CurrencyDimension = "currency_code"
	return r
}

// inEuros returns the report of a source that is known to bill in euros.
func inEuros(r connector.Report) connector.Report {
	r.Currency = "EUR"
	return r
}

// one returns a shelf with a single set.
func one(report connector.Report, s *set) *shelf {
	return &shelf{reports: []connector.Report{report}, sets: map[string]*set{"": s}}
}

func (s *shelf) Describe() connector.Description {
	return connector.Description{
		Name:    "shelf",
		Version: "1.2.3",
		Config:  connector.ConfigSchema{Attributes: []connector.Attribute{{Name: "set", Type: connector.TypeString}}},
		Reports: s.reports,

		AuthSchemes: s.schemes,
	}
}

func (s *shelf) Open(_ context.Context, settings connector.Settings) (connector.Source, connector.Diagnostics) {
	var block struct{ Set string }
	if err := settings.Decode(&block); err != nil {
		return nil, connector.Diagnostics{connector.NewError("SHELF_CONFIG", "Invalid block", err.Error())}
	}
	chosen, ok := s.sets[block.Set]
	if !ok {
		d := connector.NewError("SHELF_SET", "Unknown set", fmt.Sprintf("There is no set %q.", block.Set))
		d.Path = connector.Path("set")
		return nil, connector.Diagnostics{d}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.opened++
	s.logins = append(s.logins, settings.Credential)
	if !strings.HasSuffix(settings.Credential.AccessToken, s.admits) {
		return nil, connector.Diagnostics{connector.NewError(connector.CodeAuthExpired, "Token refused", "The platform refused the token.")}
	}
	return &source{shelf: s, set: chosen}, nil
}

type source struct {
	shelf *shelf
	set   *set
}

func (s *source) PlanQuery(context.Context, connector.Query) connector.QueryPlan { return s.set.plan }

func (s *source) Query(ctx context.Context, query connector.Query, out *connector.Stream) connector.Diagnostics {
	s.shelf.mu.Lock()
	s.shelf.asked = append(s.shelf.asked, query)
	s.shelf.mu.Unlock()
	if s.set.acts != nil {
		return s.set.acts(ctx, query, out)
	}
	return s.answer(query, out)
}

// answer writes the rows that a query asks for.
func (s *source) answer(query connector.Query, out *connector.Stream) connector.Diagnostics {
	var report connector.Report
	for _, r := range s.shelf.reports {
		if r.Name == query.Report {
			report = r
		}
	}
	matcher, err := connector.CompileFilter(query.Filter, func(name string) (int, bool) {
		at := slices.IndexFunc(report.Dimensions, func(d connector.Dimension) bool { return d.Name == name })
		return at, at >= 0
	})
	if err != nil {
		return connector.Diagnostics{connector.NewError("SHELF_FILTER", "Filter not understood", err.Error())}
	}
	if out.Header(s.header(query)) != nil {
		return nil
	}
	var kept []row
	for _, r := range s.set.rows {
		all := make([]connector.Text, len(report.Dimensions))
		for i, d := range report.Dimensions {
			all[i] = text(r, d.Name)
		}
		if s.set.ignoresFilter || matcher.Match(all) {
			kept = append(kept, r)
		}
	}
	if query.Grain == connector.GrainDay {
		s.writeDays(query, kept, out)
	} else {
		s.writeTotals(query, report, kept, out)
	}
	s.close(query, out)
	return nil
}

func (s *source) header(query connector.Query) connector.Header {
	h := connector.Header{Grain: query.Grain, Dense: s.set.dense, Currency: s.set.currency, TimeZone: s.set.zone}
	for _, name := range query.Dimensions {
		h.Dimensions = append(h.Dimensions, connector.Column{Name: name})
	}
	for _, name := range query.Measures {
		h.Measures = append(h.Measures, connector.Column{Name: name})
	}
	return h
}

// close says which days are covered. A platform's data do not reach further than
// the day that is asked for last, which is yesterday.
func (s *source) close(query connector.Query, out *connector.Stream) {
	t := out.Trailer()
	t.APICalls = 1
	t.Flags = s.set.flags
	switch {
	case s.set.unknown:
	case s.set.covered != connector.Interval{}:
		t.CoveredFrom, t.FreshUntil = s.set.covered.Start, s.set.covered.End
	default:
		for i, r := range s.set.rows {
			if i == 0 {
				t.CoveredFrom, t.FreshUntil = r.day, r.day
			}
			t.CoveredFrom, t.FreshUntil = min(t.CoveredFrom, r.day), max(t.FreshUntil, r.day)
		}
		asked := query.Intervals[0].End
		for _, i := range query.Intervals {
			asked = max(asked, i.End)
		}
		t.FreshUntil = max(t.CoveredFrom, min(t.FreshUntil, asked))
	}
}

func (s *source) writeDays(query connector.Query, kept []row, out *connector.Stream) {
	for _, r := range kept {
		if !slices.ContainsFunc(query.Intervals, func(i connector.Interval) bool { return i.Contains(r.day) }) {
			continue
		}
		values := make([]connector.Decimal, len(query.Measures))
		for i, name := range query.Measures {
			values[i] = decimal(r.values[name])
		}
		if out.Append(r.day, keys(r, query.Dimensions), values) != nil {
			return
		}
	}
}

// writeTotals writes one row an interval and segment. People are counted once,
// averages are of the rows.
func (s *source) writeTotals(query connector.Query, report connector.Report, kept []row, out *connector.Stream) {
	for at, interval := range query.Intervals {
		var segments []string
		members := make(map[string][]row)
		for _, r := range kept {
			if !interval.Contains(r.day) {
				continue
			}
			key := fmt.Sprint(keys(r, query.Dimensions))
			if members[key] == nil {
				segments = append(segments, key)
			}
			members[key] = append(members[key], r)
		}
		for _, key := range segments {
			values := make([]connector.Decimal, len(query.Measures))
			for i, name := range query.Measures {
				measure, _ := report.Measure(name)
				values[i] = combined(measure, members[key])
			}
			if out.AppendTotal(at, keys(members[key][0], query.Dimensions), values) != nil {
				return
			}
		}
	}
}

// combined is what only the source can compute over many rows.
func combined(measure connector.Measure, members []row) connector.Decimal {
	people := make(map[string]bool)
	sum, n := new(big.Rat), int64(0)
	for _, r := range members {
		if r.values[measure.Name] == "" {
			continue
		}
		n++
		if measure.Aggregation == connector.AggregateNone {
			for _, id := range strings.Split(r.values[measure.Name], ",") {
				people[id] = true
			}
			continue
		}
		sum.Add(sum, decimal(r.values[measure.Name]).Rat())
	}
	switch {
	case n == 0:
		return connector.NullDecimal
	case measure.Aggregation == connector.AggregateNone:
		return connector.Int(int64(len(people)))
	}
	return decimal(sum.Quo(sum, big.NewRat(n, 1)).FloatString(2))
}

func keys(r row, names []string) []connector.Text {
	all := make([]connector.Text, len(names))
	for i, name := range names {
		all[i] = text(r, name)
	}
	return all
}

func text(r row, name string) connector.Text {
	if have, ok := r.texts[name]; ok {
		return have
	}
	return connector.Text{Null: true}
}

// decimal reads a plain number; null where it is empty.
func decimal(s string) connector.Decimal {
	if s == "" {
		return connector.NullDecimal
	}
	whole, behind, _ := strings.Cut(s, ".")
	unscaled, err := strconv.ParseInt(whole+behind, 10, 64)
	if err != nil {
		panic(fmt.Sprintf("the test wrote the number %q", s))
	}
	return connector.Decimal{Unscaled: unscaled, Scale: uint8(len(behind))}
}
