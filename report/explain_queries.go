package report

import (
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/engine"
	"github.com/roictl/roictl/report/screen"
)

// queries writes the queries behind a subject: what was asked of whom, when it
// was observed, and what came back.
func (e *explainer) queries(s *subject) {
	used := s.queries()
	titled := false
	for _, source := range e.doc.Result.Sources {
		for _, q := range orderedQueries(source.Queries) {
			if !used[q.ID] {
				continue
			}
			if !titled {
				e.heading("QUERIES")
				titled = true
			}
			e.query(source, q)
		}
	}
}

func (e *explainer) query(source *engine.SourceResult, q engine.QueryResult) {
	e.hang(spaces(indent)+screen.Cut(q.ID, least)+spaces(columnGap), 2*indent, screen.Plain, screen.Text(source.Address.String()))
	e.phrases(2*indent, screen.Plain, queryPhrases(q.Query))
	outcome := []string{
		large(q.Rows, "row", "rows"), counted(q.APICalls, "API call", "API calls"),
		"observed " + momentText(q.ObservedAt),
	}
	if source.TimeZone != "" {
		outcome = append(outcome, "days in "+screen.Text(source.TimeZone))
	}
	if q.Failed != "" {
		outcome = []string{"failed: " + screen.Cut(q.Failed, longestReason), "asked " + momentText(q.ObservedAt)}
	}
	if q.Fingerprint != "" {
		outcome = append(outcome, "fingerprint "+screen.Cut(q.Fingerprint, shortDigest))
	}
	e.phrases(2*indent, screen.Faint, outcome)
}

// shortDigest is how much of a digest is shown: enough to compare two by eye.
const shortDigest = 13

func momentText(t time.Time) string {
	if t.IsZero() {
		return "at an unknown time"
	}
	return strings.ReplaceAll(t.UTC().Format("2006-01-02 15:04:05 UTC"), " ", noBreak)
}

// intervalsShown is how many intervals of a query are named.
const intervalsShown = 3

// queryPhrases says in words what a query asks for.
func queryPhrases(q connector.Query) []string {
	phrases := []string{"report " + screen.Text(q.Report)}
	measures := "measures " + list(q.Measures)
	switch {
	case len(q.Dimensions) > 0:
		measures += " by " + list(q.Dimensions)
		if q.Grain == connector.GrainDay {
			measures += " and day"
		}
	case q.Grain == connector.GrainDay:
		measures += " by day"
	}
	phrases = append(phrases, measures)
	for i, interval := range q.Intervals {
		if i == intervalsShown {
			phrases = append(phrases, "and "+counted(len(q.Intervals)-i, "other interval", "other intervals"))
			break
		}
		phrases = append(phrases, days(interval))
	}
	if len(q.Filter) > 0 {
		phrases = append(phrases, "where "+filterText(q.Filter))
	}
	for _, name := range slices.Sorted(maps.Keys(q.Options)) {
		phrases = append(phrases, screen.Text(name)+" = "+screen.Text(q.Options[name]))
	}
	if q.Limit > 0 {
		phrases = append(phrases, "at most "+strconv.FormatInt(q.Limit, 10)+" rows")
	}
	return phrases
}

var operatorWords = map[connector.Operator]string{
	connector.OperatorIn:       "is",
	connector.OperatorNotIn:    "is not",
	connector.OperatorMatch:    "matches",
	connector.OperatorNotMatch: "does not match",
}

// filterText writes a filter: campaign matches "Spring*" and age is "30-34".
func filterText(f connector.Filter) string {
	clauses := make([]string, 0, len(f))
	for _, clause := range f {
		conditions := make([]string, 0, len(clause))
		for _, c := range clause {
			word, known := operatorWords[c.Operator]
			if !known {
				word = screen.Text(string(c.Operator))
			}
			values := make([]string, 0, len(c.Values))
			for _, v := range c.Values {
				values = append(values, screen.Cut(strconv.Quote(v), longestValue))
			}
			conditions = append(conditions, screen.Text(c.Dimension)+" "+word+" "+strings.Join(values, " or "))
		}
		clauses = append(clauses, strings.Join(conditions, " and "))
	}
	return strings.Join(clauses, ", or ")
}

// list joins names that came from a source.
func list(names []string) string {
	safe := make([]string, 0, len(names))
	for _, name := range names {
		safe = append(safe, screen.Text(name))
	}
	return strings.Join(safe, ", ")
}
