package facebook_test

import (
	"strings"
	"testing"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/plugins/facebook"
	"github.com/roictl/roictl/plugins/facebook/facebooksim"
	"github.com/roictl/roictl/plugins/facebook/facebooksim/world"
)

// A plan needs no login and asks nobody; its calls are those that are then made,
// where no page is left over.
func TestPlan(t *testing.T) {
	t.Parallel()
	s, page := organicStage(t, facebooksim.Options{})
	settings := s.settings(world.Shop, `, "page_id": "`+page.ID+`"`)
	settings.Credential = connector.Credential{}
	handle := connector.Direct(facebook.New(facebook.Options{Now: s.Now, Sleep: s.waited.sleep}))
	if diags, err := handle.Configure(t.Context(), settings); err != nil || diags.HasErrors() {
		t.Fatal(err, diags)
	}
	april, march := days(t, "2026-04-01..2026-04-30"), days(t, "2026-03-01..2026-03-31")
	for name, test := range map[string]struct {
		query       connector.Query
		step        string
		provisional bool
	}{
		"two windows":     {query(connector.GrainTotal, "reach, spend by campaign_name", april, march), "reach, spend", false},
		"recent days":     {query(connector.GrainDay, "spend", days(t, "2026-05-01..2026-05-19")), "day by day", true},
		"chosen objects":  {where(query(connector.GrainTotal, "reach", april), "campaign_name", connector.OperatorIn, "Spring Sale 2026"), "list of the campaigns", false},
		"a Page":          {on(query(connector.GrainDay, "views, follows", april), "page"), "in batches of up to 50: 2", false},
		"links of ads":    {on(query(connector.GrainTotal, "links", april), "links"), "list of the live ads", false},
		"what is refused": {query(connector.GrainDay, "spend by dma", april), "", false},
	} {
		before := len(s.Requests())
		test.query.TimeZone = "Europe/Berlin"
		if test.query.Report == "" {
			test.query.Report = "ads"
		}
		plan, err := handle.PlanQuery(t.Context(), test.query)
		if err != nil {
			t.Fatal(err)
		}
		if len(s.Requests()) != before {
			t.Errorf("%s: the plan asked", name)
		}
		if !strings.Contains(strings.Join(plan.Steps, "\n"), test.step) || (plan.ProvisionalTo != 0) != test.provisional || plan.Diagnostics.HasErrors() != (test.step == "") {
			t.Errorf("%s: %+v", name, plan)
		}
		if test.step == "" {
			continue
		}
		fresh, _ := organicStage(t, facebooksim.Options{})
		if got := fresh.answer(test.query); got.trailer.APICalls != plan.EstimatedCalls && test.query.Report != "links" {
			t.Errorf("%s: planned %d calls, made %d", name, plan.EstimatedCalls, got.trailer.APICalls)
		}
	}
}
