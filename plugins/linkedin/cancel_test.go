package linkedin_test

import (
	"context"
	"testing"
	"time"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/plugins/linkedin"
	"github.com/roictl/roictl/plugins/linkedin/linkedinsim"
	"github.com/roictl/roictl/plugins/linkedin/linkedinsim/fault"
)

// Who waits for what another query is reading stops where it is told to, however long
// that other query waits for LinkedIn.
func TestACancelledQueryWaitsForNobody(t *testing.T) {
	t.Parallel()
	s := newStage(t, linkedinsim.Options{}, emea)
	s.Inject(fault.Match{Path: "/rest/adAccounts"}, fault.JSON(503))
	asleep, wake := make(chan struct{}), make(chan struct{})
	s.handle = connector.Direct(linkedin.New(linkedin.Options{Now: s.Now, Sleep: func(context.Context, time.Duration) error {
		close(asleep)
		<-wake
		return nil
	}}))
	if diags, err := s.handle.Configure(t.Context(), s.settings()); err != nil || diags.HasErrors() {
		t.Fatal(err, diags)
	}
	ask := query(connector.GrainTotal, "impressions", days(t, "2026-10-01..2026-10-31"))
	ask.Report, ask.TimeZone = "ads", "UTC"
	patient := make(chan error, 1)
	first := &result{rows: make(map[string][]connector.Decimal)}
	go func() {
		_, _, err := s.handle.Query(t.Context(), ask, first)
		patient <- err
	}()
	<-asleep
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, diags, err := s.handle.Query(ctx, ask, &result{rows: make(map[string][]connector.Decimal)}); err == nil && !diags.HasErrors() {
		t.Error("a cancelled query answers")
	}
	close(wake)
	if err := <-patient; err != nil || len(first.rows) != 1 {
		t.Errorf("the query that went on: %v, %v", err, first.rows)
	}
	if err := s.handle.Close(t.Context()); err != nil {
		t.Error(err)
	}
}
