package progress

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/roictl/roictl/config"
	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/engine"
)

// began is when the checks of these tests begin.
var began = time.Date(2026, 5, 20, 8, 0, 0, 0, time.UTC)

// query is a planned query to the file connector of a name.
func query(id, name string) *engine.PlannedQuery {
	return &engine.PlannedQuery{ID: id, Source: config.Address{Kind: config.KindConnector, Type: "file", Name: name}}
}

func columns(n int) func() int { return func() int { return n } }

func TestLineTellsTheStory(t *testing.T) {
	t.Parallel()
	var out strings.Builder
	line := NewLine(&out, columns(80), 3, began)
	tell := func(after time.Duration) string {
		out.Reset()
		line.draw(began.Add(after))
		return strings.TrimRight(out.String(), " ")
	}

	ads, crm := query("q1", "ads"), query("q2", "crm")
	line.ConnectorStarted(ads.Source)
	line.ConnectorReady(ads.Source)
	line.QueryStarted(ads)
	if got := tell(999 * time.Millisecond); got != "" {
		t.Errorf("a check of less than a second drew %q", got)
	}
	steps := []struct {
		event func()
		after time.Duration
		want  string
	}{
		{func() {}, time.Second, "\r0 of 3 queries answered, 1 s: connector.file.ads"},
		{
			func() {
				line.QueryProgress(ads, connector.Progress{Done: 45_090_000, Total: 120_540_000, Unit: "bytes"})
			},
			2 * time.Second, "\r0 of 3 queries answered, 2 s: connector.file.ads 45.0 of 120.5 MB",
		},
		{func() { line.QueryStarted(crm) }, 2 * time.Second, "\r0 of 3 queries answered, 2 s: connector.file.ads 45.0 of 120.5 MB, and 1 more"},
		{
			func() {
				line.QueryDone(ads, engine.QueryResult{})
				line.QueryProgress(crm, connector.Progress{Done: 1200, Unit: "rows", Message: "page 3"})
			},
			3 * time.Second, "\r1 of 3 queries answered, 3 s: connector.file.crm 1200 rows (page 3)",
		},
		{func() { line.QueryDone(crm, engine.QueryResult{}) }, 61 * time.Second, "\r2 of 3 queries answered, 61 s"},
	}
	for _, step := range steps {
		step.event()
		if diff := cmp.Diff(step.want, tell(step.after)); diff != "" {
			t.Errorf("after %v (-want +got):\n%s", step.after, diff)
		}
	}
}

// TestLineDrawsOverItself holds that a shorter line leaves nothing of a longer
// one, and that the end leaves nothing at all.
func TestLineDrawsOverItself(t *testing.T) {
	t.Parallel()
	var out strings.Builder
	line := NewLine(&out, columns(80), 1, began)
	ads := query("q1", "ads")
	line.QueryStarted(ads)
	line.draw(began.Add(time.Second))
	line.QueryDone(ads, engine.QueryResult{})
	line.draw(began.Add(time.Second))
	line.wipe()
	line.wipe()
	const long, short = "0 of 1 query answered, 1 s: connector.file.ads", "1 of 1 query answered, 1 s"
	want := "\r" + long +
		"\r" + short + strings.Repeat(" ", len(long)-len(short)) +
		"\r" + strings.Repeat(" ", len(short)) + "\r"
	if diff := cmp.Diff(want, out.String()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestLineFitsAndIsSafe holds that the line never wraps, and that a connector's
// message cannot speak to the terminal.
func TestLineFitsAndIsSafe(t *testing.T) {
	t.Parallel()
	var out strings.Builder
	line := NewLine(&out, columns(60), 1, began)
	ads := query("q1", "ads")
	line.QueryStarted(ads)
	line.QueryProgress(ads, connector.Progress{Message: "\x1b]0;pwned\x07\nreading " + strings.Repeat("long ", 40)})
	line.draw(began.Add(time.Second))
	drawn := strings.TrimPrefix(out.String(), "\r")
	if len([]rune(drawn)) > 59 {
		t.Errorf("%d columns in a terminal of 60: %q", len([]rune(drawn)), drawn)
	}
	if strings.ContainsAny(drawn, "\x1b\x07\n\r") {
		t.Errorf("control characters reached the terminal: %q", drawn)
	}
}

// TestFollow holds that each tick draws, and that nothing is drawn after stop.
func TestFollow(t *testing.T) {
	t.Parallel()
	var out strings.Builder
	line := NewLine(&out, columns(80), 2, began)
	ticks := make(chan time.Time)
	stop := line.Follow(ticks)
	ticks <- began.Add(time.Second)
	ticks <- began.Add(2 * time.Second)
	stop()
	const one, two = "0 of 2 queries answered, 1 s", "0 of 2 queries answered, 2 s"
	want := "\r" + one + "\r" + two + "\r" + strings.Repeat(" ", len(two)) + "\r"
	if diff := cmp.Diff(want, out.String()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
