package connectortest_test

import (
	"context"
	"strings"
	"testing"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/connector/connectortest"
)

func TestMain(m *testing.M) { connectortest.Main(m, shop{}) }

// suite is what an author writes, for a shop with a change.
func suite(change change, release chan struct{}) connectortest.Suite {
	memory := &memory{}
	return connectortest.Suite{
		New:      func() connector.Connector { return shop{change: change, release: release, memory: memory} },
		Settings: settings,
		Interval: connector.Interval{Start: date(1), End: date(5)},
		Canary:   canary,
		Nulls: []connectortest.Cell{{Day: date(2), Measure: "cost", Where: connector.Clause{
			{Dimension: "campaign_name", Operator: connector.OperatorIn, Values: []string{"Spring Sale"}}}}},
	}
}

// TestConformance is the one test that an author of a connector writes.
func TestConformance(t *testing.T) {
	s := suite("", nil)
	s.Command = connectortest.Self()
	connectortest.Run(t, s)
}

// TestFiltersMayBeLeftToTheHost: not pushing down is slow, not wrong.
func TestFiltersMayBeLeftToTheHost(t *testing.T) {
	connectortest.Run(t, suite("leaves filters to the host", nil))
}

// TestTheKitCanFail gives the kit a shop for every promise it breaks.
func TestTheKitCanFail(t *testing.T) {
	tests := []struct {
		change change
		check  string // that has to notice
		says   string
	}{
		{"describes itself anew", "describe", "not the same every time"},
		{"has an unknown standard name", "describe", `unknown standard name "klicks"`},
		{"calls money a count", "describe", `is called "spend", which is a money`},
		{"has a measure twice", "describe", `the measure "cost" without a name or twice`},
		{"lacks the total", "describe", `no rows of the grain "total"`},
		{"crashes on bad settings", "settings", "Open crashes on"},
		{"crashes on unknown names", "names", "Query crashes on"},
		{"answers any report", "names", "a name that does not exist succeeds"},
		{"forgets the currency", "result", "money without a currency"},
		{"invents a time zone", "result", `the time zone "Mars", which there is not`},
		{"invents a flag", "result", `flags its result as "FISHY"`},
		{"repeats cells", "result", "comes twice"},
		{"forgets the last day", "days", "rows are missing"},
		{"adds no total", "totals", "its days add up to"},
		{"invents zeros", "no data", "where there can be no data"},
		{"takes null for zero", "no data", "where the source has no value"},
		{"forgets filters", "filter", "other than by the host"},
		{"ignores cancellation", "cancel", "goes on for more than 1s"},
		{"tells its secret in a row", "secret", "in a row"},
		{"tells its secret in a flag", "secret", "in the answer of Query"},
		{"leaves a goroutine", "goroutines", "goroutines are left"},
	}
	for _, test := range tests {
		t.Run(string(test.change), func(t *testing.T) {
			release := make(chan struct{})
			findings := connectortest.Check(t.Context(), suite(test.change, release))
			close(release)
			ways := make(map[string]bool)
			for _, finding := range findings {
				if finding.Check == test.check && strings.Contains(finding.Problem, test.says) {
					ways[finding.Way] = true
				}
			}
			// Behind gRPC the caller of a query that hangs is free all the same.
			if !ways["direct"] || !ways["grpc"] && test.check != "cancel" {
				t.Errorf("found in the ways %v, want both:\n%s", ways, lines(findings))
			}
		})
	}
}

func lines(findings []connectortest.Finding) string {
	var all []string
	for _, finding := range findings {
		all = append(all, finding.String())
	}
	return strings.Join(all, "\n")
}

func TestTheKitNeedsSomethingToCheck(t *testing.T) {
	tests := map[string]struct {
		change func(*connectortest.Suite)
		says   string
	}{
		"an interval without data": {func(s *connectortest.Suite) { s.Interval = connector.Interval{Start: date(20), End: date(21)} }, "there are no rows in 2026-05-20..2026-05-21"},
		"no such report":           {func(s *connectortest.Suite) { s.Report = "returns" }, `there is no report "returns"`},
		"refused settings":         {func(s *connectortest.Suite) { s.Settings = connector.Settings{} }, "the suite's settings are refused"},
		"a canary from nowhere":    {func(s *connectortest.Suite) { s.Canary = "other" }, "canary is not in its settings"},
		"no such program":          {func(s *connectortest.Suite) { s.Command = []string{"/does/not/exist"} }, "cannot be reached"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			s := suite("", nil)
			test.change(&s)
			if got := lines(connectortest.Check(context.WithoutCancel(t.Context()), s)); !strings.Contains(got, test.says) {
				t.Errorf("findings:\n%s\nwant %q", got, test.says)
			}
		})
	}
}
