package catalogue_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/roictl/roictl/plugins/facebook/catalogue"
)

// Whatever is listed can be found, names and standard names stand once, and what is
// retired says what replaced it.
func TestEveryListedNameIsKnown(t *testing.T) {
	t.Parallel()
	for _, report := range catalogue.Reports() {
		seen := make(map[string]bool)
		for _, m := range report.Measures {
			if seen[m.Name] {
				t.Errorf("%s: the measure %s stands twice", report.Name, m.Name)
			}
			seen[m.Name] = true
			replaced, found := "", true
			switch report.Name {
			case catalogue.AdsReport:
				var known catalogue.Measure
				known, found = catalogue.FindMeasure(m.Name, nil)
				replaced = known.Replaced
			case catalogue.LinksReport:
			default:
				var known catalogue.OrganicMeasure
				known, found = catalogue.FindOrganic(report.Name, m.Name)
				replaced = known.Replaced
			}
			if !found || (m.Deprecated != "") != (replaced != "") {
				t.Errorf("%s: %s is found: %v, replaced by %q, deprecated %q", report.Name, m.Name, found, replaced, m.Deprecated)
			}
		}
		standards := make(map[string]string)
		for _, d := range report.Dimensions {
			if other := standards[d.Standard]; d.Standard != "" && other != "" {
				t.Errorf("%s: %s and %s are both %s", report.Name, d.Name, other, d.Standard)
			}
			standards[d.Standard] = d.Name
		}
	}
}

// A block's choice decides which action type stands for a conversion, and for its
// worth; types that nobody listed need no choice.
func TestActionTypes(t *testing.T) {
	t.Parallel()
	chosen := map[string]string{"purchases": "offsite_conversion.fb_pixel_purchase"}
	for name, want := range map[string]string{
		"purchases": "actions offsite_conversion.fb_pixel_purchase count", "revenue": "action_values offsite_conversion.fb_pixel_purchase money",
		"leads": "actions lead count", "actions:offsite_conversion.custom.123": "actions offsite_conversion.custom.123 count",
		"conversion_values:subscribe_total": "conversion_values subscribe_total money", "landing_page_views": "actions landing_page_view count",
	} {
		m, ok := catalogue.FindMeasure(name, chosen)
		if got := m.Field + " " + m.Action + " " + string(m.Unit); !ok || got != want {
			t.Errorf("%s is %q, want %q", name, got, want)
		}
	}
	for _, name := range []string{"actions:", "actions", "cost_per_action_type:lead", ""} {
		if m, ok := catalogue.FindMeasure(name, nil); ok {
			t.Errorf("%q is found: %+v", name, m)
		}
	}
}

// Conversions outside of Meta's apps are what some breakdowns lose, and the host is
// told not to ask for them together.
func TestWhatBreakdownsLose(t *testing.T) {
	t.Parallel()
	overlaps := make(map[string][]string)
	for _, m := range catalogue.Ads().Measures {
		overlaps[m.Name] = m.Overlaps
	}
	for name, want := range map[string]bool{"purchases": true, "leads": true, "actions:onsite_conversion.lead_grouped": false, "actions:link_click": false, "spend": false} {
		if got := slices.Contains(overlaps[name], "region"); got != want {
			t.Errorf("%s is lost by region: %v, want %v", name, got, want)
		}
	}
	if !slices.Contains(overlaps["reach"], catalogue.HourlyAdvertiser) || slices.Contains(overlaps["impressions"], catalogue.HourlyAdvertiser) {
		t.Errorf("by the hour: %v", overlaps["reach"])
	}
}

func TestParseWindows(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]catalogue.Windows{
		"": nil, "default": nil, " 7d_click , 1d_view ": {"7d_click", "1d_view"}, "1d_ev": {"1d_ev"}, "28d_click,1d_view,1d_ev": {"28d_click", "1d_view", "1d_ev"},
	} {
		got, err := catalogue.ParseWindows(text)
		if err != nil {
			t.Errorf("%q: %v", text, err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%q (-want +got):\n%s", text, diff)
		}
	}
	for _, text := range []string{"7d_view", "28d_view", "7d_view_first_conversion", "inline", "1d_click,28d_click", "1d_view,1d_view", "dda", "7d_click,default"} {
		if got, err := catalogue.ParseWindows(text); err == nil {
			t.Errorf("%q is taken for %v", text, got)
		}
	}
}
