package recall

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/roictl/roictl/history"
)

// at is when the runs of these tests happened; the reader lives an hour east.
var (
	at   = time.Date(2026, 6, 5, 7, 30, 0, 0, time.UTC)
	zone = time.FixedZone("CET", 3600)
)

// run is a recorded run with a verdict, a verdict without figures, and a figure
// of a campaign.
func run() history.Run {
	may := history.Cell{Address: "goal.sales.cpa", Every: "month", Start: "2026-05-01", End: "2026-05-31"}
	segment := may
	segment.Segment = `{"age":"30-34"}`
	return history.Run{
		ID: "01JX7W3KQ2AAAAAAAAAAAAAAAA", StartedAt: at, FinishedAt: at, AsOf: "2026-06-05", Period: "last",
		RoictlVersion: "0.1.0", GitCommit: "a1b2c3d4e5f6a1b2c3d4e5f6a1b2c3d4e5f6a1b2", ExitCode: 2,
		Summary:    map[string]int{"met": 3, "missed": 1, "no_data": 1, "new_status": 1},
		Connectors: map[string]string{"connector.file.crm": "0.1.0"},
		Observations: []history.Observation{
			{Cell: may, State: "number", Low: "64/3", High: "64/3", Unit: "money", Currency: "EUR", N: "1212"},
			{Cell: segment, State: "number", Low: "1", Unit: "money", Currency: "EUR"},
			{
				Cell:  history.Cell{Address: "campaign.spring.roi", Every: "campaign", Start: "2026-03-01", End: "2026-05-31"},
				State: "range", Low: "1", High: "3.545", Unit: "percent",
			},
		},
		Verdicts: []history.Verdict{
			{Address: "goal.sales.cpa", Every: "month", Start: "2026-05-01", End: "2026-05-31", Status: "missed", Target: history.Target{Kind: "at_most", Declared: "20"}},
			{Address: "goal.sales.muted", Status: "skipped"},
		},
	}
}

func shown(t *testing.T, show func(Page) error) string {
	t.Helper()
	var out strings.Builder
	if err := show(Page{Out: &out, Width: 120}); err != nil {
		t.Fatal(err)
	}
	return strings.ReplaceAll(out.String(), "\u00a0", " ")
}

func TestRuns(t *testing.T) {
	t.Parallel()
	early := history.Run{ID: "01JX7W3KQ1AAAAAAAAAAAAAAAA", StartedAt: at.Add(-24 * time.Hour), AsOf: "2026-06-04", Period: "current"}
	got := shown(t, func(p Page) error { return Runs(p, []history.Run{run(), early}, zone) })
	const want = `RUN         AT                AS OF       PERIOD   EXIT  KPIS                                      COMMIT
01JX7W3KQ2  2026-06-05 08:30  2026-06-05  last        2  1 missed, 1 no data, 3 met, 1 new status  a1b2c3d4
01JX7W3KQ1  2026-06-04 08:30  2026-06-04  current     0  none
`
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestRunsThatLookAlike holds that a shown identifier always names one run.
func TestRunsThatLookAlike(t *testing.T) {
	t.Parallel()
	twin := run()
	twin.ID = "01JX7W3KQ2BBBBBBBBBBBBBBBB"
	got := shown(t, func(p Page) error { return Runs(p, []history.Run{run(), twin}, zone) })
	for _, id := range []string{run().ID, twin.ID} {
		if !strings.Contains(got, id) {
			t.Errorf("%s is not in:\n%s", id, got)
		}
	}
}

func TestRun(t *testing.T) {
	t.Parallel()
	r := run()
	got := shown(t, func(p Page) error { return Run(p, &r, zone) })
	const want = `Run 01JX7W3KQ2AAAAAAAAAAAAAAAA
2026-06-05 08:30 CET as of 2026-06-05, period last, exit 2
roictl 0.1.0, configuration at commit a1b2c3d4e5f6a1b2c3d4e5f6a1b2c3d4e5f6a1b2
connector.file.crm 0.1.0

STATUS   KPI               PERIOD      ACTUAL  TARGET          N
missed   goal.sales.cpa    2026-05  21.33 EUR  at_most 20  1,212
skipped  goal.sales.muted

FIGURE               PERIOD                           VALUE
campaign.spring.roi  2026-03-01..2026-05-31  100 to 354.5 %
`
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// points is a KPI that was restated once, had an open course, and has no data now.
func points() []history.SeriesPoint {
	cell := func(start, end string) history.Cell {
		return history.Cell{Address: "goal.sales.cpa", Every: "month", Start: start, End: end}
	}
	number := func(c history.Cell, low, n string) history.Observation {
		return history.Observation{Cell: c, State: "number", Low: low, Unit: "money", Currency: "EUR", N: n, ObservedAt: at}
	}
	april, may, june := cell("2026-04-01", "2026-04-30"), cell("2026-05-01", "2026-05-31"), cell("2026-06-01", "2026-06-30")
	restated := history.Reading{Observation: number(april, "42.10", ""), RunID: "R1", AsOf: "2026-05-05"}
	restated.Final = true
	return []history.SeriesPoint{
		{
			Every: "month", Start: april.Start, End: april.End,
			Latest:  history.Reading{Observation: number(april, "39.80", "88"), RunID: "R2", AsOf: "2026-06-05"},
			Earlier: []history.Reading{restated},
			Verdict: &history.Verdict{Status: "met", Target: history.Target{Kind: "at_most", Declared: "40"}},
		},
		{
			Every: "month", Start: may.Start, End: may.End,
			Latest:  history.Reading{Observation: number(may, "21", ""), RunID: "R2", AsOf: "2026-06-05"},
			Earlier: []history.Reading{{Observation: number(may, "15.50", ""), RunID: "R1", AsOf: "2026-05-20"}},
		},
		{
			Every: "month", Start: june.Start, End: june.End,
			Latest:  history.Reading{Observation: history.Observation{Cell: june, State: "no_data", Reason: "no rows", ObservedAt: at}, RunID: "R2", AsOf: "2026-06-05"},
			Verdict: &history.Verdict{Status: "no_data", Reason: "no rows"},
		},
	}
}

func TestSeries(t *testing.T) {
	t.Parallel()
	got := shown(t, func(p Page) error { return Series(p, "goal.sales.cpa", points()) })
	const want = `goal.sales.cpa

PERIOD       VALUE   N  STATUS   TARGET      EARLIER
2026-04  39.80 EUR  88  met      at_most 40  42.10 EUR on 2026-05-05 (restated)
2026-05  21.00 EUR                           15.50 EUR on 2026-05-20
2026-06    no data      no data
`
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestForeignTextIsSafe holds that nothing which was recorded can speak to the
// terminal.
func TestForeignTextIsSafe(t *testing.T) {
	t.Parallel()
	const hostile = "\x1b]0;pwned\x07"
	r := run()
	r.Period, r.RoictlVersion, r.GitCommit = hostile, hostile, hostile
	r.Connectors = map[string]string{hostile: hostile}
	r.Verdicts[0].Address, r.Verdicts[0].Status, r.Verdicts[0].Target.Declared = hostile, hostile, hostile
	r.Summary = map[string]int{hostile: 1}
	series := points()
	series[0].Verdict.Status = hostile
	out := shown(t, func(p Page) error { return Run(p, &r, zone) }) +
		shown(t, func(p Page) error { return Runs(p, []history.Run{r}, zone) }) +
		shown(t, func(p Page) error { return Series(p, hostile, series) })
	if strings.ContainsAny(out, "\x1b\x07") {
		t.Errorf("control characters reached the terminal:\n%q", out)
	}
}

func TestJSON(t *testing.T) {
	t.Parallel()
	var out strings.Builder
	if err := SeriesJSON(&out, "goal.sales.cpa", `{"age":"30-34"}`, points()); err != nil {
		t.Fatal(err)
	}
	var series struct {
		FormatVersion string            `json:"format_version"`
		Segment       map[string]string `json:"segment"`
		Points        []struct {
			Latest struct {
				Value *string `json:"value"`
				N     *string `json:"n"`
			} `json:"latest"`
			Earlier []struct{ Final bool } `json:"earlier"`
			Status  *string                `json:"status"`
			Target  *struct{ Kind string } `json:"target"`
		} `json:"points"`
	}
	if err := json.Unmarshal([]byte(out.String()), &series); err != nil {
		t.Fatalf("%v in:\n%s", err, out.String())
	}
	if series.FormatVersion != "1.0" || series.Segment["age"] != "30-34" || len(series.Points) != 3 {
		t.Fatalf("got %+v", series)
	}
	april, may, june := series.Points[0], series.Points[1], series.Points[2]
	switch {
	case *april.Latest.Value != "39.80" || *april.Latest.N != "88" || !april.Earlier[0].Final || april.Target.Kind != "at_most":
		t.Errorf("April is %+v", april)
	case may.Status != nil || may.Target != nil || may.Latest.N != nil:
		t.Errorf("May was not judged, but is %+v", may)
	case june.Latest.Value != nil || *june.Status != "no_data":
		t.Errorf("June has no data, but is %+v", june)
	}

	out.Reset()
	if err := RunsJSON(&out, nil); err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(strings.Fields(out.String()), ""); got != `{"format_version":"1.0","runs":[]}` {
		t.Errorf("no runs are %s", got)
	}
}
