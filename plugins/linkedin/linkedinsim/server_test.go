package linkedinsim_test

import (
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/roictl/roictl/plugins/linkedin/linkedinsim"
	"github.com/roictl/roictl/plugins/linkedin/linkedinsim/fault"
	"github.com/roictl/roictl/plugins/linkedin/linkedinsim/world"
)

// TestManyAtOnce uses everything that changes from many sides; the race detector
// is its judge. Every call is in the ledger.
func TestManyAtOnce(t *testing.T) {
	t.Parallel()
	c := start(t, linkedinsim.Options{DailyMember: 1000})
	c.sim.Inject(fault.Match{Path: "/rest/adAccounts"}, fault.Pass().Repeat(7), fault.Empty(500))
	var wait sync.WaitGroup
	for range 8 {
		wait.Go(func() {
			c.get("adAccounts/500000001")
			c.get(report("ACCOUNT", "ALL", "2026-10-01", "2026-10-02", "impressions"))
			c.sim.Advance(time.Second)
			if _, err := c.sim.Token(world.Analyst); err != nil {
				t.Error(err)
			}
			_ = c.sim.Requests()
		})
	}
	wait.Wait()
	failed := 0
	for _, r := range c.sim.Requests() {
		if r.Status == 500 {
			failed++
		}
	}
	if n := len(c.sim.Requests()); n != 16 || failed != 1 {
		t.Errorf("%d calls, %d failed", n, failed)
	}
}

// TestTheSameOptionsGiveTheSameBytes asks two servers the same.
func TestTheSameOptionsGiveTheSameBytes(t *testing.T) {
	t.Parallel()
	ask := func() string {
		c := start(t, linkedinsim.Options{})
		return fmt.Sprint(c.token, c.get(report("MEMBER_INDUSTRY", "MONTHLY", "2026-08-03", "2026-10-02", "pivotValues,dateRange,impressions,costInUsd")).ok(t).Raw,
			c.finder("adAccounts/500000001/creatives?q=criteria").ok(t).Raw)
	}
	if first, second := ask(), ask(); first != second {
		t.Error("two servers differ")
	}
}
