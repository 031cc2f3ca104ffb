package preset

import (
	"slices"
	"testing"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/plugins/file/dates"
	"github.com/roictl/roictl/plugins/file/table"
)

// TestTables holds what readers of the tables rely on.
func TestTables(t *testing.T) {
	t.Parallel()
	var standards []string
	for _, m := range connector.StandardMeasures() {
		standards = append(standards, m.Name)
	}
	for _, d := range connector.StandardDimensions() {
		standards = append(standards, d.Name)
	}
	for _, p := range All() {
		t.Run(p.Name, func(t *testing.T) {
			t.Parallel()
			if found, ok := Find(p.Name); !ok || found != p {
				t.Error("it is not found by its name")
			}
			if p.Title == "" || p.Description == "" || len(p.Dates) == 0 {
				t.Error("it says too little about itself")
			}
			for _, format := range p.Formats {
				if _, err := dates.Compile(format); err != nil {
					t.Error(err)
				}
			}
			names := make(map[string]bool)
			columns := make(map[string]string)
			own := func(name, standard string, of []string) {
				if names[name] {
					t.Errorf("there are two %q", name)
				}
				names[name] = true
				if standard != "" && !slices.Contains(standards, standard) {
					t.Errorf("%q has no standard name %q", name, standard)
				}
				for _, column := range of {
					if other := columns[table.Fold(column)]; other != "" {
						t.Errorf("the column %q is both %q and %q", column, other, name)
					}
					columns[table.Fold(column)] = name
				}
			}
			for _, d := range p.Dimensions {
				own(d.Name, d.Standard, d.Columns)
			}
			for _, m := range p.Measures {
				own(m.Name, m.Standard, m.Columns)
				if m.Aggregation != m.Kind.Aggregation() || m.Unit == "" {
					t.Errorf("%q: unit %q, aggregation %q, kind %q", m.Name, m.Unit, m.Aggregation, m.Kind)
				}
				if m.Standard == "spend" && m.Unit != connector.UnitMoney {
					t.Errorf("%q is no money", m.Name)
				}
			}
			for _, entity := range p.Totals.Entities {
				if !slices.ContainsFunc(p.Dimensions, func(d Dimension) bool { return d.Name == entity }) {
					t.Errorf("there is no dimension %q", entity)
				}
			}
			for _, words := range [][]string{p.Totals.Words, p.Totals.Beginnings} {
				for _, word := range words {
					if word != table.Fold(word) {
						t.Errorf("the word %q is not folded", word)
					}
				}
			}
		})
	}
	if _, ok := Find("tiktok"); ok || len(Names()) != len(All()) {
		t.Error("there are presets that are not there")
	}
}

func TestRecognize(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		want   string
		header []string
	}{
		{"meta_ads_manager", []string{"Campaign name", "Reporting starts", "Reporting ends", "Amount spent (EUR)", "Impressions"}},
		{"meta_ads_manager", []string{"Kampagnenname", "Tag", "Ausgegebener Betrag (EUR)", "Anzeigengruppenname"}},
		{"meta_ads_manager", []string{"Nom de la campagne", "Nom de l’ensemble de publicités", "Montant dépensé (USD)"}},
		{"linkedin_campaign_manager", []string{"Start Date (in UTC)", "Account Name", "Campaign Group Name", "Currency", "Total Spent"}},
		{"google_ads", []string{"Day", "Campaign", "Currency code", "Impr.", "Cost"}},
		{"google_ads", []string{"Tag", "Kampagne", "Währungscode", "Kosten", "Conv.-Wert"}},
		{"ga4_export", []string{"Session source / medium", "Engaged sessions", "Sessions"}},
		{"", []string{"Date", "ad_id", "Impressions", "Clicks", "Spent"}},
		{"", nil},
	} {
		got := ""
		if p := Recognize(tt.header); p != nil {
			got = p.Name
		}
		if got != tt.want {
			t.Errorf("%q is recognised as %q, want %q", tt.header, got, tt.want)
		}
	}
}

func TestTotals(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		preset, first, last string
		want                bool
	}{
		{"google_ads", "Total: Campaigns", "", true},
		{"google_ads", "Total: Account", "$412.30", true},
		{"google_ads", "Gesamt: Konto", "", true},
		{"google_ads", "Total : toutes les campagnes", "", true},
		{"google_ads", "Gesamtpaket Brand", "", false},
		{"google_ads", "Total Recall", "", false},
		{"linkedin_campaign_manager", "Total", "", true},
		{"ga4_export", "", "Grand total", true},
		{"ga4_export", "Totals", "12", true},
		{"meta_ads_manager", "Results from 12 campaigns", "", true},
		{"meta_ads_manager", "Ergebnisse aus 5 Kampagnen", "", true},
		{"meta_ads_manager", "Spring", "All", true},
		{"meta_ads_manager", "All year", "3", false},
		{"meta_ads_manager", "", "", false},
	} {
		p, ok := Find(tt.preset)
		if !ok {
			t.Fatalf("no preset %q", tt.preset)
		}
		if got := p.Totals.Total([]byte(tt.first), []byte(tt.last)); got != tt.want {
			t.Errorf("%s: %q … %q is a total: %v, want %v", tt.preset, tt.first, tt.last, got, tt.want)
		}
	}
}
