package connector_test

import (
	"testing"

	"github.com/roictl/roictl/connector"
)

func TestNamesOfThePlatformComeFirst(t *testing.T) {
	t.Parallel()
	report := connector.Report{
		Measures: []connector.Measure{
			{Name: "inline_link_clicks", Standard: "link_clicks"},
			{Name: "outbound_clicks", Standard: "link_clicks"},
			{Name: "clicks"}, // the platform's own meaning
			{Name: "all_clicks", Standard: "clicks"},
			{Name: "unnamed"},
		},
		Dimensions: []connector.Dimension{{Name: "campaign_name", Standard: "campaign"}, {Name: "age"}},
	}
	for name, want := range map[string]string{
		"inline_link_clicks": "inline_link_clicks",
		"link_clicks":        "inline_link_clicks", // the first one declared
		"clicks":             "clicks",
		"all_clicks":         "all_clicks",
		"":                   "",
		"Clicks":             "",
	} {
		if got, ok := report.Measure(name); got.Name != want || ok != (want != "") {
			t.Errorf("Measure(%q) = %q, %v; want %q", name, got.Name, ok, want)
		}
	}
	for name, want := range map[string]string{"campaign": "campaign_name", "campaign_name": "campaign_name", "age": "age", "": "", "gender": ""} {
		if got, ok := report.Dimension(name); got.Name != want || ok != (want != "") {
			t.Errorf("Dimension(%q) = %q, %v; want %q", name, got.Name, ok, want)
		}
	}
	if got := report.SuggestMeasure("link_click"); got != "link_clicks" {
		t.Errorf("SuggestMeasure = %q", got)
	}
	if got := report.SuggestDimension("Campaign Name"); got != "campaign_name" {
		t.Errorf("SuggestDimension = %q", got)
	}
}

func TestSuggest(t *testing.T) {
	t.Parallel()
	candidates := []string{"impressions", "link_clicks", "clicks", "spend", "", "Ausgegebener Betrag (EUR)"}
	tests := map[string]string{
		"impresions":                "impressions",
		"Impressions":               "impressions",
		"linkClicks":                "link_clicks",
		"link clicks":               "link_clicks",
		"click":                     "clicks",
		"spent":                     "spend",
		"Ausgegebener Betrag (USD)": "Ausgegebener Betrag (EUR)",
		"spend":                     "", // itself is no suggestion
		"followers":                 "",
		"":                          "",
		"x":                         "",
	}
	for name, want := range tests {
		if got := connector.Suggest(name, candidates); got != want {
			t.Errorf("Suggest(%q) = %q, want %q", name, got, want)
		}
	}
}

// TestStandardNames holds the rules that let one metric span platforms.
func TestStandardNames(t *testing.T) {
	t.Parallel()
	seen := make(map[string]bool)
	for _, m := range connector.StandardMeasures() {
		if m.Name == "" || m.Standard != m.Name || m.Description == "" || m.Unit == "" || m.Aggregation == "" || seen[m.Name] {
			t.Errorf("measure %+v is incomplete or there twice", m)
		}
		if actionless := m.Unit == connector.UnitMoney && m.Kind == ""; m.Stage == "" && !actionless {
			t.Errorf("measure %q has no stage", m.Name)
		}
		seen[m.Name] = true
	}
	for _, d := range connector.StandardDimensions() {
		if d.Name == "" || d.Standard != d.Name || d.Description == "" || seen[d.Name] {
			t.Errorf("dimension %+v is incomplete, there twice, or a measure too", d)
		}
		seen[d.Name] = true
	}
	report := connector.Report{Measures: connector.StandardMeasures()}
	// R34, R35 and domain.md §1.9: small actions are micro, what the business wants is macro.
	for name, want := range map[string]connector.Kind{"impressions": connector.KindMicro, "likes": connector.KindMicro,
		"link_clicks": connector.KindMicro, "leads": connector.KindMacro, "purchases": connector.KindMacro} {
		if m, ok := report.Measure(name); !ok || m.Kind != want {
			t.Errorf("%s is %q, want %q", name, m.Kind, want)
		}
	}
	// F19, F21: people are not added up, and followers are a stock.
	for name, want := range map[string]connector.Aggregation{"reach": connector.AggregateNone, "users": connector.AggregateNone,
		"followers": connector.AggregateLast, "spend": connector.AggregateSum} {
		if m, _ := report.Measure(name); m.Aggregation != want {
			t.Errorf("%s aggregates as %q, want %q", name, m.Aggregation, want)
		}
	}
	report.Measures[0].Name = "changed"
	if connector.StandardMeasures()[0].Name == "changed" {
		t.Error("the list can be changed from outside")
	}
}
