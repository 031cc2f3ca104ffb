package engine_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/engine"
)

// standard is a report of all standard measures.
func standard() connector.Report {
	return connector.Report{Name: "all", Measures: connector.StandardMeasures(), Grains: []connector.Grain{connector.GrainTotal, connector.GrainDay}, Currency: "EUR"}
}

// goalOf declares a goal whose KPIs are the given formulas over metrics that are
// named as the standard measures they read.
func goalOf(model string, formulas ...string) string {
	var text strings.Builder
	text.WriteString("roictl {\n  currency = \"EUR\"\n")
	if model != "" {
		fmt.Fprintf(&text, "  business_model = %q\n", model)
	}
	text.WriteString("}\nconnector \"shelf\" \"all\" {\n}\n")
	for _, m := range connector.StandardMeasures() {
		fmt.Fprintf(&text, "metric %q {\n  source  = connector.shelf.all\n  measure = %q\n}\n", m.Name, m.Name)
	}
	text.WriteString("metric \"visits_as_leads\" {\n  value = metric.sessions\n  kind  = \"macro\"\n}\n")
	text.WriteString("campaign \"c\" {\n  start = \"2026-05-01\"\n  end = \"2026-05-31\"\n  cost \"ads\" {\n    value = metric.spend\n  }\n  return \"sales\" {\n    value = metric.revenue\n  }\n}\n")
	text.WriteString("goal \"g\" {\n")
	for i, f := range formulas {
		text.WriteString(monthly(fmt.Sprintf("k%d", i), f, target("at_least = 1")))
	}
	text.WriteString("}\n")
	return text.String()
}

// R36-R41, and acceptance figure 5 of domain.md §1.12: a goal with only followers
// warns under dtc and b2b; with only reach it does not under brick_and_mortar.
func TestLintsOfGoals(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name, model string
		formulas    []string
		want        []string
	}{
		{"acceptance 5: followers only, dtc", "dtc", []string{"metric.followers"}, []string{"VANITY_GOAL"}},
		{"acceptance 5: followers only, b2b", "b2b", []string{"metric.followers"}, []string{"VANITY_GOAL"}},
		{"acceptance 5: reach only, brick and mortar (R50)", "brick_and_mortar", []string{"metric.reach"}, nil},
		{"R36: the same reach is a small action elsewhere", "dtc", []string{"metric.reach"}, []string{"MICRO_ONLY"}},
		{"R40: several that flatter", "b2b", []string{"metric.likes", "metric.impressions"}, []string{"VANITY_GOAL"}},
		{"R40: a rate of two that flatter", "b2b", []string{"metric.likes / metric.impressions"}, []string{"VANITY_GOAL"}},
		{"R40: page visits of a shop around the corner", "brick_and_mortar", []string{"metric.page_views"}, []string{"VANITY_GOAL"}},
		{"R13: page visits of a publisher earn", "publisher", []string{"metric.page_views"}, nil},
		{"likes are no vanity for dtc, but a small action", "dtc", []string{"metric.likes"}, []string{"MICRO_ONLY"}},
		{"one that does not flatter is enough against vanity", "dtc", []string{"metric.followers", "metric.link_clicks"}, []string{"MICRO_ONLY"}},
		{"R37: micro only, without a model", "", []string{"metric.followers", "metric.link_clicks"}, []string{"MICRO_ONLY"}},
		{"R37: macro only", "dtc", []string{"metric.purchases", "metric.revenue"}, []string{"MACRO_ONLY"}},
		{"one macro KPI alone may be all there is to say", "dtc", []string{"metric.purchases"}, nil},
		{"R37: both kinds", "dtc", []string{"metric.purchases", "metric.link_clicks"}, nil},
		{"a cost per small action", "dtc", []string{"metric.spend / metric.link_clicks"}, []string{"MICRO_ONLY"}},
		{"a budget is neither", "dtc", []string{"metric.spend"}, nil},
		{"return on investment is a final action", "dtc", []string{"campaign.c.roi", "metric.purchases"}, []string{"MACRO_ONLY"}},
		{"a campaign's cost is none", "dtc", []string{"campaign.c.cost", "metric.purchases"}, nil},
		{"a computed metric may say what it is", "dtc", []string{"metric.visits_as_leads"}, nil},
		{"R16: a goal without a KPI", "dtc", nil, []string{"GOAL_WITHOUT_KPI"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			s := stage(t, one(standard(), &set{}), goalOf(test.model, test.formulas...))
			if diff := cmp.Diff(test.want, codes(s.diags)); diff != "" {
				t.Errorf("(-want +got):\n%s\n%s", diff, texts(s.diags))
			}
			for _, d := range s.diags {
				if d.Severity != 2 {
					t.Errorf("a lint is a warning and changes no verdict: %s", d.Summary)
				}
			}
		})
	}
}

// R16: a KPI without a target, at its place; a goal that cannot be bound is not
// linted on what is left of it.
func TestLintsOfKPIs(t *testing.T) {
	t.Parallel()
	text := strings.Replace(goalOf("dtc"), "goal \"g\" {\n", "goal \"g\" {\n"+monthly("k", "metric.purchases", "")+monthly("broken", "metric.purchases + metric.spend", target("at_least = 1")), 1)
	s := stage(t, one(standard(), &set{}), text)
	if diff := cmp.Diff([]string{"UNITS", "KPI_WITHOUT_TARGET"}, codes(s.diags)); diff != "" {
		t.Errorf("(-want +got):\n%s\n%s", diff, texts(s.diags))
	}
}

// A small-actions warning says how far down the ladder of intent the goal looks.
func TestLintNamesTheStep(t *testing.T) {
	t.Parallel()
	for formula, want := range map[string]string{
		"metric.reach": "at most being seen", "metric.likes": "at most likes and follows",
		"metric.shares": "at most comments, shares and clicks that stay", "metric.link_clicks / metric.impressions": "at most visits",
	} {
		s := stage(t, one(standard(), &set{}), goalOf("dtc", formula))
		if !strings.Contains(texts(s.diags), want) {
			t.Errorf("%s: want %q in\n%s", formula, want, texts(s.diags))
		}
	}
}

// Acceptance figure 6 of domain.md §1.12 (R38, R39): the order of intent is
// like < share < link click < demo < purchase. The order is given, not the numbers.
func TestIntentLadder(t *testing.T) {
	t.Parallel()
	measures := make(map[string]connector.Measure)
	for _, m := range connector.StandardMeasures() {
		measures[m.Name] = m
	}
	for _, ladder := range [][]string{
		{"likes", "shares", "link_clicks", "demos", "purchases"},
		{"reach", "follows", "comments", "link_clicks", "leads", "customers"},
		{"impressions", "likes", "mentions", "sessions", "trials", "purchases"},
		{"views", "followers", "shares", "landing_page_views", "downloads", "revenue"},
		{"video_views", "engagements", "saves", "engaged_sessions", "checkouts", "purchases"},
	} {
		last := 0
		for _, name := range ladder {
			step := engine.Intent(measures[name])
			if step <= last {
				t.Errorf("%s is on step %d, not above %d, in %v", name, step, last, ladder)
			}
			last = step
		}
	}
	// Every action that roictl knows by name is on a step, and nothing else is.
	for name, m := range measures {
		if onLadder := engine.Intent(m) > 0; onLadder != (m.Kind != "") {
			t.Errorf("%s of kind %q is on step %d", name, m.Kind, engine.Intent(m))
		}
	}
	// A platform's own name counts where it is the standard one, and else not.
	if engine.Intent(connector.Measure{Name: "likes"}) != engine.IntentLiked || engine.Intent(connector.Measure{Name: "x", Standard: "demos"}) != engine.IntentConsidered || engine.Intent(connector.Measure{Name: "x"}) != 0 {
		t.Error("intent goes by the standard name, else by the own one")
	}
	if !slices.IsSorted([]int{engine.IntentSeen, engine.IntentLiked, engine.IntentTalked, engine.IntentVisited, engine.IntentConsidered, engine.IntentBought}) {
		t.Error("the steps are out of order")
	}
}

// What is said of a block goes for all its instances, and is said once.
func TestLintsOfInstances(t *testing.T) {
	t.Parallel()
	text := strings.Replace(goalOf("dtc", "metric.purchases", "metric.revenue"), "goal \"g\" {\n", "goal \"g\" {\n  for_each = toset([\"de\", \"es\", \"fr\"])\n", 1)
	s := stage(t, one(standard(), &set{}), text)
	if diff := cmp.Diff([]string{"MACRO_ONLY"}, codes(s.diags)); diff != "" {
		t.Fatalf("(-want +got):\n%s", diff)
	}
	if want := "The same goes for the 2 other instances of the block."; !strings.HasSuffix(s.diags[0].Detail, want) {
		t.Errorf("%q does not end in %q", s.diags[0].Detail, want)
	}
}
