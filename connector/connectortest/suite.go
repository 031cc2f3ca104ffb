package connectortest

import (
	"context"
	"fmt"
	"os"
	"testing"

	"github.com/roictl/roictl/connector"
)

// Suite says what the kit needs to know about a connector.
type Suite struct {
	// New makes the connector.
	New func() connector.Connector
	// Settings with which the connector answers queries offline.
	Settings connector.Settings
	// Interval is a window in which the source has data on several days, the
	// first and the last among them.
	Interval connector.Interval

	// Report, Measures and Dimensions are what queries ask for. Empty means the
	// first report, with all that it lists.
	Report     string
	Measures   []string
	Dimensions []string

	// Canary is a secret in Settings which must never be seen again; empty when
	// the connector has none.
	Canary string
	// Nulls are cells for which the source has no value.
	Nulls []Cell
	// Command starts the connector as a process; see Self. Empty leaves that way out.
	Command []string
}

// Cell is one number of the source: a measure on a day, where the conditions hold.
type Cell struct {
	Day     connector.Date
	Measure string
	Where   connector.Clause
}

// Finding is one thing that is wrong with a connector.
type Finding struct {
	Check   string // which promise is broken
	Way     string // direct, grpc or process
	Problem string
}

// String is the finding in one line.
func (f Finding) String() string { return f.Check + " (" + f.Way + "): " + f.Problem }

// check is one promise of the protocol.
type check struct {
	name string
	run  func(ctx context.Context, r *run)
}

// checks in the order in which their failures make the most sense.
var checks = []check{
	{"describe", checkDescription},
	{"settings", checkSettings},
	{"result", checkResult},
	{"names", checkNames},
	{"days", checkDays},
	{"totals", checkTotals},
	{"no data", checkNoData},
	{"limit", checkLimit},
	{"filter", checkFilters},
	{"cancel", checkCancellation},
	{"concurrency", checkConcurrency},
	{"secret", checkSecret},
}

// Run checks the connector, each promise in a subtest. The test must not run in
// parallel with others, since goroutines that are left behind are counted.
func Run(t *testing.T, s Suite) {
	t.Helper()
	failed := make(map[string][]Finding)
	for _, finding := range Check(t.Context(), s) {
		failed[finding.Check] = append(failed[finding.Check], finding)
	}
	names := []string{"setup", "goroutines", "same everywhere"}
	for _, c := range checks {
		names = append(names, c.name)
	}
	for _, name := range names {
		t.Run(name, func(t *testing.T) {
			for _, finding := range failed[name] {
				t.Errorf("%s: %s", finding.Way, finding.Problem)
			}
		})
	}
}

// Check returns what is wrong with the connector; nothing when it conforms.
func Check(ctx context.Context, s Suite) []Finding {
	var findings []Finding
	var reference *run // the first way, with which the others are compared
	for _, w := range s.ways() {
		before := goroutines()
		r := &run{suite: s, way: w}
		r.all(ctx, reference)
		if reference == nil {
			reference = r
		}
		r.check = "goroutines"
		if left := before.left(); left != "" {
			r.problemf("goroutines are left when all is closed: %s", left)
		}
		findings = append(findings, r.findings...)
	}
	return findings
}

// Main is the TestMain of a package whose test binary doubles as the connector's
// process: started by the kit, it serves the connector; otherwise it runs the tests.
func Main(m *testing.M, c connector.Connector) {
	if os.Getenv(connector.Handshake.MagicCookieKey) == connector.Handshake.MagicCookieValue {
		connector.Serve(c)
	}
	os.Exit(m.Run())
}

// Self is the Command of a package that uses [Main].
func Self() []string {
	path, err := os.Executable()
	if err != nil {
		// The empty command line cannot be started, which says more than no third way.
		return []string{fmt.Sprintf("(this test binary: %v)", err)}
	}
	return []string{path}
}
