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
	ctx = s.as(ctx, connector.Credential{})
	t := &connectionTest{}
	t.fact("property", s.property.ID)
	recent, problem := s.google.Recent(ctx)
	if problem != nil {
		return t.failed(problem)
	}
	t.description(s.google.Facts(ctx))
	t.traffic(recent)
	t.fact("currency", currencyText(s.property.Currency, recent.Currency))
	names, problem := s.google.Names(ctx)
	if problem != nil {
		return t.failed(problem)
	}
	t.names(names)
	if events, problem := s.google.KeyEvents(ctx); problem == nil {
		t.fact("key events", listed(events))
	}
	t.result.OK = true
	return t.result
}

// connectionTest collects what is found.
type connectionTest struct {
	result connector.ConnectionTest
}

func (t *connectionTest) fact(name, value string) {
	if value != "" {
		t.result.Facts = append(t.result.Facts, connector.Fact{Name: name, Value: value})
	}
}

func (t *connectionTest) warn(code, summary, detail, hint string) {
	w := connector.NewWarning(code, summary, detail)
	w.Hint = hint
	t.result.Diagnostics = append(t.result.Diagnostics, w)
}

// failed ends the test with the reason of the problem.
func (t *connectionTest) failed(problem *platform.Problem) connector.ConnectionTest {
	t.result.Code = connector.TestNetwork
	for _, code := range []connector.TestCode{connector.TestAuthExpired, connector.TestAuthScope, connector.TestAccountNotVisible, connector.TestQuota} {
		if problem.Code == string(code) {
			t.result.Code = code
		}
	}
	t.result.Diagnostics = append(t.result.Diagnostics, problem.Diagnostic)
	return t.result
}

// codeAdmin says that the Admin API tells nothing.
const codeAdmin = "GA4_ADMIN_API"

// description tells what the Admin API says.
func (t *connectionTest) description(facts *platform.Facts, problem *platform.Problem) {
	if problem != nil {
		t.warn(codeAdmin, "Admin API tells nothing",
			"Reports can be read, but not the description of the property: "+problem.Detail+" Without it roictl looks for the first data by a report, and does not know the service level.",
			"It works without. To switch it on, enable the Google Analytics Admin API in the Google Cloud project of the login: https://console.cloud.google.com/apis/library/analyticsadmin.googleapis.com.")
		return
	}
	t.fact("name", facts.DisplayName)
	t.fact("service level", facts.ServiceLevel)
	if !facts.Created.IsZero() {
		t.fact("created", facts.Created.UTC().Format("2006-01-02"))
	}
}

// traffic tells what the report says.
func (t *connectionTest) traffic(recent *platform.Recent) {
	t.fact("time zone", recent.TimeZone)
	if recent.Newest == 0 {
		t.warn(quality.CodeEmpty, "Property has no data", fmt.Sprintf("The property had no session in the last %d days, so that there is nothing to judge.", platform.RecentDays),
			"Check whether it is the right property, and whether the website sends to it: Analytics shows that under Reports, Realtime.")
	} else {
		t.fact("data until", recent.Newest.String())
		t.fact("still processed", fmt.Sprintf("days from %s on", firstProvisional(today(recent.Moment, recent.TimeZone))))
	}
	if recent.Left >= 0 {
		t.fact("quota left", fmt.Sprintf("%d tokens", recent.Left))
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
	t.fact("dimensions and metrics", fmt.Sprintf("%d and %d", len(names.Dimensions), len(names.Metrics)))
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
	t.fact("own definitions", listed(custom))
	readable := []string{"traffic"}
	for _, kind := range []struct {
		name   string
		hidden []string
	}{{"revenue", revenue}, {"cost", cost}} {
		if len(kind.hidden) == 0 {
			readable = append(readable, kind.name)
			continue
		}
		t.warn(quality.CodeRestricted, "Metrics are hidden from the login",
			fmt.Sprintf("The role of the login hides %s data, so that KPIs on it cannot be judged: %s.", kind.name, listed(kind.hidden)), quality.Unhide(kind.name))
	}
	t.fact("may read", strings.Join(readable, ", "))
	t.fact("permission", property.Scope)
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
