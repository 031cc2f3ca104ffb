package analytics

import (
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/roictl/roictl/plugins/linkedin/linkedinsim/problem"
	"github.com/roictl/roictl/plugins/linkedin/linkedinsim/restli"
	"github.com/roictl/roictl/plugins/linkedin/linkedinsim/world"
)

// Granularity is the length of a row's time.
type Granularity string

// The granularities that LinkedIn has; there is no week and no hour.
const (
	All     Granularity = "ALL"
	Daily   Granularity = "DAILY"
	Monthly Granularity = "MONTHLY"
	Yearly  Granularity = "YEARLY"
)

// Request is a checked call of adAnalytics.
type Request struct {
	Finder      string
	Pivots      []Pivot
	Granularity Granularity
	From, To    world.Day // both inclusive
	Metrics     []string  // of `fields`, without the keys
	DateRange   bool      // `fields` asks for dateRange
	PivotValues bool      // `fields` asks for pivotValues

	facets    map[string][]string // URNs by facet, ANDed across, ORed within
	types     []string            // campaignType
	objective string
	sort      order
}

// maxFields is how many fields a request may name, keys included.
const maxFields = 20

// facetKinds says which URNs each facet takes.
var facetKinds = map[string][]string{
	"accounts": {"urn:li:sponsoredAccount:"}, "campaignGroups": {"urn:li:sponsoredCampaignGroup:"},
	"campaigns": {"urn:li:sponsoredCampaign:"}, "creatives": {"urn:li:sponsoredCreative:"},
	"shares": {"urn:li:share:", "urn:li:ugcPost:"}, "companies": {"urn:li:organization:"},
}

// Parse checks a query of the finders analytics and statistics. Today is the
// day up to which an open date range reaches. Errors are *problem.Problem.
func Parse(q restli.Query, today world.Day) (*Request, error) {
	r := &Request{Finder: q.Text("q"), facets: make(map[string][]string)}
	for _, step := range []func(restli.Query) error{
		r.parseFacets, r.parsePivots, r.parseGranularity,
		func(q restli.Query) error { return r.parseDates(q, today) },
		r.parseFields, r.parseFilters, r.parseSort, parsePaging,
	} {
		if err := step(q); err != nil {
			return nil, err
		}
	}
	return r, nil
}

func (r *Request) parseFacets(q restli.Query) error {
	for _, name := range slices.Sorted(maps.Keys(facetKinds)) {
		kinds := facetKinds[name]
		if !q.Has(name) {
			continue
		}
		urns, ok := q.List(name)
		if !ok || len(urns) == 0 {
			return problem.Invalid(name)
		}
		for _, urn := range urns {
			if !slices.ContainsFunc(kinds, func(kind string) bool { return isURN(urn, kind) }) {
				return problem.Invalid(name)
			}
		}
		r.facets[name] = urns
	}
	if len(r.facets) == 0 {
		return problem.BadRequest("At least one facet is required: accounts, campaignGroups, campaigns, creatives, shares or companies")
	}
	return nil
}

func isURN(urn, kind string) bool {
	id, ok := strings.CutPrefix(urn, kind)
	_, err := strconv.ParseUint(id, 10, 64)
	return ok && err == nil
}

func (r *Request) parsePivots(q restli.Query) error {
	if r.Finder == "statistics" {
		if q.Has("pivot") {
			return problem.Invalid("pivot")
		}
		list, ok := q.Value("pivots").(restli.List)
		if !ok || len(list) < 1 || len(list) > maxPivots {
			return problem.Invalid("pivots")
		}
		for _, item := range list {
			p := Pivot(restli.Symbol(item))
			if _, known := pivots[p]; !known {
				return problem.Invalid("pivots")
			}
			if p.member() {
				return problem.Field("pivots", "FIELD_INVALID", "The pivot "+string(p)+" is not allowed in the statistics finder")
			}
			if slices.Contains(r.Pivots, p) {
				return problem.Invalid("pivots")
			}
			r.Pivots = append(r.Pivots, p)
		}
		return nil
	}
	if q.Has("pivots") {
		return problem.Invalid("pivots")
	}
	if !q.Has("pivot") {
		r.Pivots = []Pivot{r.facetPivot()}
		return nil
	}
	p := Pivot(q.Enum("pivot"))
	if _, known := pivots[p]; !known {
		return problem.Invalid("pivot")
	}
	r.Pivots = []Pivot{p}
	return nil
}

// facetPivot is the pivot of a request that names none: the narrowest facet.
func (r *Request) facetPivot() Pivot {
	for _, facet := range []struct {
		name  string
		pivot Pivot
	}{{"creatives", "CREATIVE"}, {"shares", "SHARE"}, {"campaigns", "CAMPAIGN"}, {"campaignGroups", "CAMPAIGN_GROUP"}, {"accounts", "ACCOUNT"}} {
		if r.facets[facet.name] != nil {
			return facet.pivot
		}
	}
	return "COMPANY"
}

func (r *Request) parseGranularity(q restli.Query) error {
	if !q.Has("timeGranularity") {
		return problem.Required("timeGranularity")
	}
	r.Granularity = Granularity(q.Enum("timeGranularity"))
	if !slices.Contains([]Granularity{All, Daily, Monthly, Yearly}, r.Granularity) {
		return problem.Invalid("timeGranularity")
	}
	return nil
}

func (r *Request) parseDates(q restli.Query, today world.Day) error {
	span := q.Value("dateRange")
	if span == nil || restli.At(span, "start") == nil {
		return problem.Required("dateRange")
	}
	var ok bool
	if r.From, ok = date(restli.At(span, "start")); !ok {
		return problem.Invalid("dateRange")
	}
	r.To = max(today, r.From)
	if end := restli.At(span, "end"); end != nil {
		if r.To, ok = date(end); !ok || r.To < r.From {
			return problem.Invalid("dateRange")
		}
	}
	return nil
}

// date reads (year:2026,month:1,day:1), plain numbers without leading zeros.
func date(v restli.Value) (world.Day, bool) {
	var parts [3]int
	for i, key := range []string{"year", "month", "day"} {
		text, _ := restli.At(v, key).(restli.Text)
		n, err := strconv.Atoi(string(text))
		if err != nil || strconv.Itoa(n) != string(text) {
			return 0, false
		}
		parts[i] = n
	}
	if parts[0] < 1970 || parts[0] > 9999 {
		return 0, false
	}
	day := world.Date(parts[0], parts[1], parts[2])
	y, m, d := day.Start().Date()
	return day, y == parts[0] && m == time.Month(parts[1]) && d == parts[2]
}
