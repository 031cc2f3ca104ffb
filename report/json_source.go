package report

import (
	"cmp"
	"slices"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/engine"
)

type sourceJSON struct {
	Address     string      `json:"address"`
	Status      string      `json:"status"`
	Reason      optional    `json:"reason"`
	Version     optional    `json:"version"`
	APICalls    int         `json:"api_calls"`
	Rows        int64       `json:"rows"`
	TimeZone    optional    `json:"timezone"`
	CoveredFrom dayJSON     `json:"covered_from"`
	FreshUntil  dayJSON     `json:"fresh_until"`
	Flags       []flagJSON  `json:"flags"`
	Queries     []queryJSON `json:"queries"`
}

type flagJSON struct {
	Code   connector.FlagCode `json:"code"`
	Detail optional           `json:"detail"`
	Since  dayJSON            `json:"since"`
}

// queryJSON is a query that was run. When it was run is not among it: `explain`
// says so, and a check stays the same bytes.
type queryJSON struct {
	ID          string          `json:"id"`
	Query       connector.Query `json:"query"`
	Fingerprint string          `json:"fingerprint"`
	Rows        int64           `json:"rows"`
	APICalls    int             `json:"api_calls"`
	Failed      optional        `json:"failed"`
}

func sourceToJSON(s *engine.SourceResult) sourceJSON {
	return sourceJSON{
		Address:     s.Address.String(),
		Status:      s.Status,
		Reason:      optional(s.Reason),
		Version:     optional(s.Version),
		APICalls:    s.APICalls,
		Rows:        s.Rows,
		TimeZone:    optional(s.TimeZone),
		CoveredFrom: dayJSON(s.CoveredFrom),
		FreshUntil:  dayJSON(s.FreshUntil),
		Flags:       each(orderedFlags(s.Flags), flagToJSON),
		Queries:     each(orderedQueries(s.Queries), queryToJSON),
	}
}

func flagToJSON(f connector.Flag) flagJSON {
	return flagJSON{Code: f.Code, Detail: optional(f.Detail), Since: dayJSON(f.Since)}
}

func queryToJSON(q engine.QueryResult) queryJSON {
	return queryJSON{
		ID: q.ID, Query: q.Query, Fingerprint: q.Fingerprint,
		Rows: q.Rows, APICalls: q.APICalls, Failed: optional(q.Failed),
	}
}

// orderedQueries puts queries in the order of the plan: they end in any order.
func orderedQueries(queries []engine.QueryResult) []engine.QueryResult {
	ordered := slices.Clone(queries)
	slices.SortStableFunc(ordered, func(a, b engine.QueryResult) int { return byID(a.ID, b.ID) })
	return ordered
}

// byID compares q2 with q10 by their numbers.
func byID(a, b string) int {
	return cmp.Or(cmp.Compare(len(a), len(b)), cmp.Compare(a, b))
}

// orderedFlags puts flags in a fixed order and drops repeated ones.
func orderedFlags(flags []connector.Flag) []connector.Flag {
	ordered := slices.Clone(flags)
	slices.SortFunc(ordered, func(a, b connector.Flag) int {
		return cmp.Or(cmp.Compare(a.Code, b.Code), cmp.Compare(a.Since, b.Since), cmp.Compare(a.Detail, b.Detail))
	})
	return slices.Compact(ordered)
}
