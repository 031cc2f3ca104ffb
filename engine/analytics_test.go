package engine_test

import (
	"context"
	"fmt"
	"math/big"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"github.com/hashicorp/hcl/v2"

	"github.com/roictl/roictl/config"
	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/engine"
	"github.com/roictl/roictl/plugins/ga4"
	"github.com/roictl/roictl/plugins/ga4/ga4sim"
	"github.com/roictl/roictl/plugins/ga4/ga4sim/world"
)

// ticket is a login that always gives the same token.
type ticket string

func (t ticket) Check(*config.Connector, connector.Description) hcl.Diagnostics { return nil }

func (t ticket) Credential(context.Context, *config.Connector, connector.Description) (connector.Credential, hcl.Diagnostics) {
	return connector.Credential{Scheme: "token", AccessToken: string(t)}, nil
}

func (t ticket) Renew(ctx context.Context, c *config.Connector, d connector.Description, _ connector.Credential) (connector.Credential, hcl.Diagnostics) {
	return t.Credential(ctx, c, d)
}

// visitors is the world of the tests here, made once.
var visitors = sync.OnceValue(func() *world.World { return ga4sim.DemoWorld(longAfterMay, 3, 40) })

// longAfterMay is when Analytics is asked: all of May has settled.
var longAfterMay = time.Date(2026, 6, 20, 6, 0, 0, 0, time.UTC)

// analytics binds a configuration to a simulator, in which waiting takes no time,
// and reads pages of so many rows.
func analytics(t *testing.T, directory string, pageRows int64, text func(endpoint string) string) (*ga4sim.Server, *engine.Bound) {
	t.Helper()
	sim := ga4sim.New(ga4sim.Options{Now: longAfterMay, World: visitors()})
	server := httptest.NewServer(sim)
	t.Cleanup(server.Close)
	files := fstest.MapFS{"main.roi.hcl": &fstest.MapFile{Data: []byte(text(server.URL))}}
	cfg, diags := config.Load(config.Options{FS: files, Directory: directory})
	if diags.HasErrors() {
		t.Fatal(texts(diags))
	}
	host := newHost(nil)
	host.make["ga4"] = func() connector.Handle {
		return connector.Direct(ga4.New(ga4.Options{
			Now: sim.Now, PageRows: pageRows, Sleep: func(ctx context.Context, _ time.Duration) error { return ctx.Err() },
		}))
	}
	bound, diags := engine.Bind(t.Context(), cfg, host, engine.BindOptions{Version: "0.1.0", Credentials: ticket(sim.AccessToken())})
	if diags.HasErrors() {
		t.Fatal(texts(diags))
	}
	return sim, bound
}

// thirtyKPIs is a property as a shop watches it: 30 KPIs by the month, each
// compared with the same month of the year before, so that they reach over 13
// months.
func thirtyKPIs(endpoint string) string {
	var text strings.Builder
	fmt.Fprintf(&text, "roictl {\n  currency = \"EUR\"\n  timezone = \"Europe/Paris\"\n}\nconnector \"ga4\" \"shop\" {\n  property_id = %q\n  endpoint = %q\n}\n", world.Shop, endpoint)
	codes := map[string][3]string{"meta": {"facebook", "paid_social", "spring-2026"}, "mail": {"newsletter", "email", "weekly"}}
	for name, utm := range codes {
		fmt.Fprintf(&text, "tracking %q {\n  source = %q\n  medium = %q\n  campaign = %q\n}\n", name, utm[0], utm[1], utm[2])
	}
	kpis := 0
	var goal strings.Builder
	kpi := func(value, by string) {
		kpis++
		fmt.Fprintf(&goal, "  kpi \"k%02d\" {\n    value = %s\n    every = \"month\"\n%s    target {\n      grow   = \"1%%\"\n      versus = \"same_period_last_year\"\n    }\n  }\n", kpis, value, by)
	}
	metric := func(name, measure, rest string) string {
		fmt.Fprintf(&text, "metric %q {\n  source  = connector.ga4.shop\n  measure = %q\n%s}\n", name, measure, rest)
		return "metric." + name
	}
	for _, measure := range []string{"sessions", "engagedSessions", "keyEvents", "ecommercePurchases", "purchaseRevenue", "addToCarts", "checkouts", "screenPageViews", "totalUsers", "newUsers"} {
		kpi(metric(measure, measure, ""), "")
	}
	for _, code := range []string{"meta", "mail"} {
		for _, measure := range []string{"sessions", "engagedSessions", "keyEvents", "ecommercePurchases", "purchaseRevenue", "totalUsers"} {
			kpi(metric(code+"_"+measure, measure, "  tracking = tracking."+code+"\n"), "")
		}
	}
	for _, event := range []string{"sign_up", "generate_lead"} {
		kpi(metric(event, "keyEvents", fmt.Sprintf("  where = { eventName = %q }\n", event)), "")
	}
	kpi("metric.meta_ecommercePurchases / metric.meta_sessions", "")
	kpi("metric.mail_ecommercePurchases / metric.mail_sessions", "")
	kpi("metric.engagedSessions / metric.sessions", "    by = [\"channel\"]\n")
	kpi("metric.purchaseRevenue / metric.ecommercePurchases", "    by = [\"channel\"]\n")
	kpi("metric.sessions", "    by = [\"landing_page\"]\n")
	kpi("metric.keyEvents / metric.sessions", "")
	fmt.Fprintf(&text, "goal \"shop\" {\n%s}\n", goal.String())
	if kpis != 30 {
		panic(fmt.Sprintf("%d KPIs", kpis))
	}
	return text.String()
}

// One check makes the fewest requests that answer all its KPIs. Asked one after
// the other, 30 KPIs of a property over 13 months take 30 requests, which cost 74
// tokens of the property's quota; merged into one plan they take 7, for 14 tokens.
// The simulator sees no more than these 7, and one small report on the first day
// on which the property had anything.
func TestRequestsForThirtyKPIs(t *testing.T) {
	t.Parallel()
	sim, bound := analytics(t, t.TempDir(), 0, thirtyKPIs)
	opts := engine.Options{AsOf: date(t, "2026-06-20"), Period: engine.PeriodLast, FailOn: engine.FailOnNever, Now: sim.Now}
	estimate := func(opts engine.Options) (calls, tokens int) {
		plan, diags := bound.Plan(opts)
		diags = append(diags, bound.Estimate(t.Context(), plan)...)
		if diags.HasErrors() {
			t.Fatal(texts(diags))
		}
		for _, q := range plan.Queries {
			calls += q.Cost.EstimatedCalls
			tokens += int(q.Cost.QuotaUnits)
		}
		return calls, tokens
	}
	alone, aloneTokens := 0, 0
	for i := range 30 {
		one := opts
		one.Targets = []string{fmt.Sprintf("goal.shop.k%02d", i+1)}
		calls, tokens := estimate(one)
		alone, aloneTokens = alone+calls, aloneTokens+tokens
	}
	merged, mergedTokens := estimate(opts)
	plan, diags := bound.Plan(opts)
	if diags.HasErrors() {
		t.Fatal(texts(diags))
	}
	result := bound.Check(quiet(), plan, nil)
	for _, k := range result.KPIs {
		if !k.Actual.IsKnown() {
			t.Errorf("%s: %s (%s)", k.KPI.Address, k.Status, k.Reason)
		}
	}
	reports, others := 0, 0
	for _, r := range sim.Requests() {
		if strings.HasSuffix(r.Path, ":runReport") {
			reports++
		} else {
			others++
		}
	}
	got := [6]int{alone, aloneTokens, merged, mergedTokens, reports, others}
	if want := [6]int{30, 74, 7, 14, 8, 0}; got != want {
		t.Errorf("requests and tokens one by one, merged, and made: %v, want %v", got, want)
	}
}

// Whatever goes wrong at Google, only what rests on it is in error: the KPI on a
// file is judged, and the run says that evidence is incomplete, not that all is
// well nor that the tool failed. What passes by itself leaves no trace.
func TestFaultsAtGoogleStayThere(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		fault ga4sim.Fault
		exit  int
	}{
		"nothing":                     {ga4sim.Fault{}, 0},
		"a token that ends meanwhile": {ga4sim.Fault{Kind: ga4sim.Unauthenticated, Skip: 1}, 0}, // the host renews it, once
		"a login that is revoked":     {ga4sim.Fault{Kind: ga4sim.Unauthenticated, Skip: 1, Times: -1}, 3},
		"one failure of the server":   {ga4sim.Fault{Kind: ga4sim.Internal, Skip: 1}, 0},
		"a burst of 500":              {ga4sim.Fault{Kind: ga4sim.Internal, Times: -1}, 3},
		"a burst of 503":              {ga4sim.Fault{Kind: ga4sim.Unavailable, Skip: 2, Times: -1}, 3},
		"pages of a proxy":            {ga4sim.Fault{Kind: ga4sim.HTML502, Times: -1}, 3},
		"cut connections":             {ga4sim.Fault{Kind: ga4sim.Cut, Times: -1}, 3},
		"one cut connection":          {ga4sim.Fault{Kind: ga4sim.Cut, Skip: 2}, 0},
		"a row on two pages":          {ga4sim.Fault{Kind: ga4sim.RepeatedRow, Skip: 1}, 0},
		"rows on two pages for ever":  {ga4sim.Fault{Kind: ga4sim.RepeatedRow, Times: -1}, 3},
		"too many at once":            {ga4sim.Fault{Kind: ga4sim.QuotaConcurrent, Times: 2}, 0},
		"the hour's quota":            {ga4sim.Fault{Kind: ga4sim.QuotaProjectHour, Skip: 1}, 3},
		"the day's quota":             {ga4sim.Fault{Kind: ga4sim.QuotaDay}, 3},
		"thresholded requests":        {ga4sim.Fault{Kind: ga4sim.QuotaThresholded}, 3},
		"the server's errors":         {ga4sim.Fault{Kind: ga4sim.QuotaServerErrors}, 3},
		"the client's errors":         {ga4sim.Fault{Kind: ga4sim.QuotaClientErrors}, 3},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			if err := os.WriteFile(filepath.Join(dir, "orders.csv"), []byte("date,orders\n2026-05-01,3\n2026-05-31,4\n"), 0o600); err != nil {
				t.Fatal(err)
			}
			sim, bound := analytics(t, dir, 10, siteAndFile)
			if test.fault.Kind != "" {
				if err := sim.Inject("/v1beta/properties/*:runReport", test.fault); err != nil {
					t.Fatal(err)
				}
			}
			plan, diags := bound.Plan(engine.Options{AsOf: date(t, "2026-06-20"), Period: engine.PeriodLast, FailOn: engine.FailOnMissed, Now: sim.Now})
			if diags.HasErrors() {
				t.Fatal(texts(diags))
			}
			result := bound.Check(quiet(), plan, nil)
			if result.ExitCode != test.exit {
				t.Errorf("exit code %d, want %d\n%s", result.ExitCode, test.exit, texts(result.Diagnostics))
			}
			if k := kpi(t, result, "goal.g.orders"); k.Status != engine.Met {
				t.Errorf("the KPI on the file is %s (%s)", k.Status, k.Reason)
			}
			want := map[int]engine.Status{0: engine.Met, 3: engine.Errored}[test.exit]
			if k := kpi(t, result, "goal.g.visits"); k.Status != want {
				t.Errorf("the KPI on Analytics is %s (%s), want %s", k.Status, k.Reason, want)
			}
		})
	}
}

// siteAndFile has a KPI on Analytics and one on a file.
func siteAndFile(endpoint string) string {
	return fmt.Sprintf(`
roictl {
  currency = "EUR"
  timezone = "Europe/Paris"
}
connector "ga4" "shop" {
  property_id = %q
  endpoint    = %q
}
connector "file" "crm" {
  path = "orders.csv"
  date = "date"
  measure "orders" {
    unit = "count"
  }
}
metric "visits" {
  source  = connector.ga4.shop
  measure = "sessions"
}
metric "orders" {
  source  = connector.file.crm
  measure = "orders"
}
goal "g" {
  kpi "visits" {
    value = metric.visits
    every = "month"
    target {
      at_least = 1
    }
  }
  kpi "orders" {
    value = metric.orders
    every = "month"
    target {
      at_least = 7
    }
  }
}
`, world.Shop, endpoint)
}

// Sessions are not added up over what happens in them. Another KPI asks for events
// by their names, in which a session stands several times; one filters by two kinds
// of events, of which a session may have both; and one looks for a tracking code or
// its promo code. The figures are held to the sessions of the world, one by one.
func TestSessionsAreCountedOnce(t *testing.T) {
	t.Parallel()
	sim, bound := analytics(t, t.TempDir(), 0, overlapping)
	plan, diags := bound.Plan(engine.Options{AsOf: date(t, "2026-06-20"), Period: engine.PeriodLast, FailOn: engine.FailOnMissed, Now: sim.Now})
	if diags.HasErrors() {
		t.Fatal(texts(diags))
	}
	result := bound.Check(quiet(), plan, nil)
	shop, _ := visitors().Property(world.Shop)
	has := func(s *world.Session, holds func(*world.Event) bool) bool {
		for i := range s.Events {
			if holds(&s.Events[i]) {
				return true
			}
		}
		return false
	}
	acts := func(s *world.Session) bool {
		return has(s, func(e *world.Event) bool { return e.Name == world.Purchase || e.Name == world.SignUp })
	}
	coded := func(s *world.Session) bool {
		u := s.Traffic.UTM
		return u.Source == "facebook" && u.Medium == "paid_social" && u.Campaign == "spring-2026" ||
			has(s, func(e *world.Event) bool {
				return e.Detail != nil && e.Detail.Order != nil && e.Detail.Order.Coupon == "SPRING10"
			})
	}
	for address, keep := range map[string]func(*world.Session) bool{"goal.g.visits": nil, "goal.g.acts": acts, "goal.g.coded": coded} {
		want := shop.Sum(world.NewDay(2026, 5, 1), world.NewDay(2026, 5, 31), longAfterMay, keep).Sessions
		k := kpi(t, result, address)
		if !k.Actual.IsKnown() || k.Actual.Low.Cmp(big.NewRat(want, 1)) != 0 || want == 0 {
			t.Errorf("%s is %v (%s), want %d", address, k.Actual, k.Reason, want)
		}
	}
}

// overlapping has KPIs whose metrics do not add up over each other's dimensions.
func overlapping(endpoint string) string {
	kpi := func(name, value, by string) string {
		return fmt.Sprintf("  kpi %q {\n    value = %s\n    every = \"month\"\n%s    target {\n      at_least = 1\n    }\n  }\n", name, value, by)
	}
	return fmt.Sprintf(`
connector "ga4" "shop" {
  property_id = %q
  endpoint    = %q
}
tracking "spring" {
  source      = "facebook"
  medium      = "paid_social"
  campaign    = "spring-2026"
  promo_codes = ["SPRING10"]
}
metric "visits" {
  source  = connector.ga4.shop
  measure = "sessions"
}
metric "acts" {
  source  = connector.ga4.shop
  measure = "sessions"
  where   = { eventName = ["purchase", "sign_up"] }
}
metric "coded" {
  source   = connector.ga4.shop
  measure  = "sessions"
  tracking = tracking.spring
}
metric "events" {
  source  = connector.ga4.shop
  measure = "eventCount"
}
goal "g" {
%s}
`, world.Shop, endpoint, kpi("events", "metric.events", "    by = [\"eventName\"]\n")+kpi("visits", "metric.visits", "")+kpi("acts", "metric.acts", "")+kpi("coded", "metric.coded", ""))
}
