package ga4

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/plugins/ga4/platform"
	"github.com/roictl/roictl/plugins/ga4/property"
	"github.com/roictl/roictl/plugins/ga4/quality"
)

// TestConnection reads a small report, since only that proves that reports can be
// read, and then whatever else tells what the login may read and lacks. What the
// Admin API would tell is left out where it is switched off.
func (s *source) TestConnection(ctx context.Context) connector.ConnectionTest {
	ctx = platform.As(ctx, s.credential)
	t := &connectionTest{}
	t.Tell("property", s.property.ID)
	recent, problem := s.google.Recent(ctx)
	if problem != nil {
		return t.failed(problem)
	}
	t.description(s.google.Facts(ctx))
	t.traffic(recent)
	t.Tell("currency", currencyText(s.property.Currency, recent.Currency))
	names, problem := s.google.Names(ctx)
	if problem != nil {
		return t.failed(problem)
	}
	t.names(names)
	if events, problem := s.google.KeyEvents(ctx); problem == nil {
		t.Tell("key events", listed(events))
	}
	t.OK = true
	return t.ConnectionTest
}

// connectionTest collects what is found.
type connectionTest struct {
	connector.ConnectionTest
}

// failed ends the test with the reason of the problem.
func (t *connectionTest) failed(problem *platform.Problem) connector.ConnectionTest {
	t.Fail(problem.Diagnostic)
	return t.ConnectionTest
}

// codeAdmin says that the Admin API tells nothing.
const codeAdmin = "GA4_ADMIN_API"

// description tells what the Admin API says.
func (t *connectionTest) description(facts *platform.Facts, problem *platform.Problem) {
	if problem != nil {
		t.Warn(codeAdmin, "Admin API tells nothing",
			"Reports can be read, but not the description of the property: "+problem.Detail+" Without it roictl looks for the first data by a report, and does not know the service level.",
			"It works without. To switch it on, enable the Google Analytics Admin API in the Google Cloud project of the login: https://console.cloud.google.com/apis/library/analyticsadmin.googleapis.com.")
		return
	}
	t.Tell("name", facts.DisplayName)
	t.Tell("service level", facts.ServiceLevel)
	if !facts.Created.IsZero() {
		t.Tell("created", facts.Created.UTC().Format("2006-01-02"))
	}
}

// traffic tells what the report says.
func (t *connectionTest) traffic(recent *platform.Recent) {
	t.Tell("time zone", recent.TimeZone)
	if recent.Newest == 0 {
		t.Warn(quality.CodeEmpty, "Property has no data", fmt.Sprintf("The property had no session in the last %d days, so that there is nothing to judge.", platform.RecentDays),
			"Check whether it is the right property, and whether the website sends to it: Analytics shows that under Reports, Realtime.")
	} else {
		t.Tell("data until", recent.Newest.String())
		t.Tell("still processed", fmt.Sprintf("days from %s on", firstProvisional(today(recent.Moment, recent.TimeZone))))
	}
	if recent.Left >= 0 {
		t.Tell("quota left", fmt.Sprintf("%d tokens", recent.Left))
	}
}

// currencyText says in which currency money comes: the property's own, unless the
// block declares another one.
func currencyText(declared, own string) string {
	if declared == "" || declared == own {
		return own
	}
	return fmt.Sprintf("%s, into which Google converts %s", declared, own)
}

// names tells what there is to read, and what the login may not see of it.
func (t *connectionTest) names(names *platform.Names) {
	t.Tell("dimensions and metrics", fmt.Sprintf("%d and %d", len(names.Dimensions), len(names.Metrics)))
	var custom, revenue, cost []string
	for name, d := range names.Dimensions {
		if d.CustomDefinition {
			custom = append(custom, name)
		}
	}
	for name, m := range names.Metrics {
		if m.CustomDefinition {
			custom = append(custom, name)
		}
		if slices.Contains(m.BlockedReasons, "NO_REVENUE_METRICS") {
			revenue = append(revenue, name)
		}
		if slices.Contains(m.BlockedReasons, "NO_COST_METRICS") {
			cost = append(cost, name)
		}
	}
	t.Tell("own definitions", listed(custom))
	readable := []string{"traffic"}
	for _, kind := range []struct {
		name   string
		hidden []string
	}{{"revenue", revenue}, {"cost", cost}} {
		if len(kind.hidden) == 0 {
			readable = append(readable, kind.name)
			continue
		}
		t.Warn(quality.CodeRestricted, "Metrics are hidden from the login",
			fmt.Sprintf("The role of the login hides %s data, so that KPIs on it cannot be judged: %s.", kind.name, listed(kind.hidden)), quality.Unhide(kind.name))
	}
	t.Tell("may read", strings.Join(readable, ", "))
	t.Tell("permission", property.Scope)
}

// listed writes names in order, and how many more there are.
func listed(names []string) string {
	const shown = 12
	names = slices.Sorted(slices.Values(names))
	if more := len(names) - shown; more > 0 {
		return fmt.Sprintf("%s and %d more", strings.Join(names[:shown], ", "), more)
	}
	return strings.Join(names, ", ")
}
