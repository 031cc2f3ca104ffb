package engine_test

import (
	"slices"
	"strings"
	"testing"
)

// Days are the source's. Where it cuts an edge of the period elsewhere than the
// report does, an event around midnight may be on its other side (§3.8): the
// figures carry a flag, each time, and nobody is warned of what cannot be mended.
//
// London has UTC's midnight until summer time begins, on 29 March 2026.
func TestTimeZones(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		zone, asOf string
		flagged    bool
	}{
		{"", "2026-06-02", false},
		{"UTC", "2026-06-02", false},
		{"Etc/UTC", "2026-06-02", false},
		{"Europe/London", "2026-06-02", true},
		{"Europe/London", "2026-03-02", false},
		{"Europe/London", "2026-04-02", true}, // at the end of March only
		{"America/New_York", "2026-03-02", true},
	} {
		text := strings.Replace(shopText(monthly("k", "metric.leads", target("at_least = 1"))+monthly("aim", "metric.leads", "")), "goal \"g\" {",
			"campaign \"c\" {\n  start = \"2026-01-01\"\n  end = \"2026-02-28\"\n  return \"r\" {\n    value = metric.leads * 1\n  }\n}\ngoal \"g\" {", 1)
		data := &set{rows: rows(t, "2026-02-05 leads=1\n2026-03-05 leads=1\n2026-05-05 leads=1"), zone: test.zone}
		opts := may()
		opts.AsOf = date(t, test.asOf)
		result := stage(t, one(ads(), data), text).check(t, opts)
		for _, address := range []string{"goal.g.k", "goal.g.aim"} {
			if k := kpi(t, result, address); slices.Contains(k.Flags, "other_time_zone") != test.flagged {
				t.Errorf("%s by %q as of %s is flagged %v", address, test.zone, test.asOf, k.Flags)
			}
		}
		// Neither edge of the campaign lies in the summer.
		if c := campaign(t, result, "campaign.c"); slices.Contains(c.Flags, "other_time_zone") != (test.zone == "America/New_York") {
			t.Errorf("the campaign by %q as of %s is flagged %v", test.zone, test.asOf, c.Flags)
		}
		if len(result.Diagnostics) > 0 {
			t.Errorf("told by %q: %s", test.zone, texts(result.Diagnostics))
		}
		if got := result.Sources[0].TimeZone; got != test.zone {
			t.Errorf("the source is in %q, want %q", got, test.zone)
		}
	}
}
