package catalogue_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/plugins/ga4/catalogue"
)

// Tracking codes look for their standard names, which have to mean what the link
// said. Google's own names come first, so that none of them may stand in the way.
func TestTrackingCodesFindWhatTheLinkSaid(t *testing.T) {
	t.Parallel()
	report := catalogue.Report()
	got := make(map[string]string)
	for _, name := range []string{"source", "medium", "campaign", "content", "term"} {
		d, _ := report.Dimension(name)
		own, _ := catalogue.FindDimension(name)
		if d.Name != own.Name {
			t.Errorf("%s is %s in the report and %s in the catalogue", name, d.Name, own.Name)
		}
		got[name] = own.API
	}
	want := map[string]string{
		"source": "sessionManualSource", "medium": "sessionManualMedium", "campaign": "sessionManualCampaignName",
		"content": "sessionManualAdContent", "term": "sessionManualTerm",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// What Google says about its names: users add up over nothing, sessions neither
// over pages nor over kinds of events, and what is counted by event over no items;
// key events settle later than the rest.
func TestWhatAddsUp(t *testing.T) {
	t.Parallel()
	report := catalogue.Report()
	for _, test := range []struct {
		measure     string
		aggregation connector.Aggregation
		maturity    int
		unit        connector.Unit
		over        []string
		notOver     []string
	}{
		{"sessions", connector.AggregateSum, 2, connector.UnitCount, []string{"sessionManualSource", "landingPage", "country", "firstUserSource"}, []string{"pagePath", "eventName", "itemName", "audienceName", "orderCoupon", "eventSource"}},
		{"keyEvents", connector.AggregateSum, 12, connector.UnitCount, []string{"eventName", "pagePath", "sessionManualSource"}, []string{"itemName", "audienceName"}},
		{"purchaseRevenue", connector.AggregateSum, 2, connector.UnitMoney, []string{"orderCoupon"}, []string{"itemName"}},
		{"itemRevenue", connector.AggregateSum, 2, connector.UnitMoney, []string{"itemName", "pagePath"}, []string{"audienceName"}},
		{"totalUsers", connector.AggregateNone, 2, connector.UnitCount, nil, nil},
		{"engagementRate", connector.AggregateAverage, 2, connector.UnitPercent, nil, nil},
		{"sessionKeyEventRate", connector.AggregateAverage, 12, connector.UnitPercent, nil, nil},
		{"userEngagementDuration", connector.AggregateSum, 2, connector.UnitDuration, nil, nil},
	} {
		m, ok := report.Measure(test.measure)
		if !ok || m.Aggregation != test.aggregation || m.Maturity != test.maturity || m.Unit != test.unit {
			t.Errorf("%s is %+v", test.measure, m)
		}
		for _, name := range test.over {
			if slices.Contains(m.Overlaps, name) {
				t.Errorf("%s does not add up over %s", test.measure, name)
			}
		}
		for _, name := range test.notOver {
			if !slices.Contains(m.Overlaps, name) {
				t.Errorf("%s adds up over %s", test.measure, name)
			}
		}
	}
}

// Every ratio says what stands below its line, so that one over nothing can be
// told from 0.
func TestRatiosSayWhatTheyAreOver(t *testing.T) {
	t.Parallel()
	for _, m := range catalogue.Report().Measures {
		full, _ := catalogue.FindMeasure(m.Name)
		if (full.Per != "") != (m.Aggregation == connector.AggregateAverage) {
			t.Errorf("%s is %s over %q", m.Name, m.Aggregation, full.Per)
		}
		if full.Per == "" {
			continue
		}
		if below, ok := catalogue.FindMeasure(full.Per); !ok || below.API != full.Per {
			t.Errorf("%s is over %q, which is not listed", m.Name, full.Per)
		}
	}
}

// The names of everything that metrics and dimensions are listed for are unique,
// and standard names are given once.
func TestNamesAreUnique(t *testing.T) {
	t.Parallel()
	report := catalogue.Report()
	seen := make(map[string]string)
	once := func(kind, name, by string) {
		if other, taken := seen[kind+name]; taken && name != "" {
			t.Errorf("%s %q is given by %s and %s", kind, name, other, by)
		}
		seen[kind+name] = by
	}
	for _, m := range report.Measures {
		once("measure ", m.Name, m.Name)
		once("standard measure ", m.Standard, m.Name)
	}
	for _, d := range report.Dimensions {
		once("dimension ", d.Name, d.Name)
		once("standard dimension ", d.Standard, d.Name)
		if standard, ok := report.Dimension(d.Standard); d.Standard != "" && (!ok || standard.Name != d.Name) {
			t.Errorf("the standard name %s of %s means %s", d.Standard, d.Name, standard.Name)
		}
	}
}
