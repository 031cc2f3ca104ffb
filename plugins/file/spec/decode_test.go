package spec

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/plugins/file/cube"
	"github.com/roictl/roictl/plugins/file/number"
)

func decode(config string) (*Spec, connector.Diagnostics) {
	return Decode(connector.Settings{Config: []byte(config), TimeZone: "Europe/Berlin"})
}

// TestDesign is the example of DESIGN §4, in the form in which the host hands a
// block over.
func TestDesign(t *testing.T) {
	t.Parallel()
	s, diags := decode(`{
		"path": "data/ads-*.csv",
		"date": {"column": "Date", "format": "DD-MM-YYYY"},
		"decimal": ",", "currency": "EUR", "timezone": "Europe/Lisbon",
		"dimension": [{"name": "campaign", "column": "xyz_campaign_id"}],
		"measure": [
			{"name": "spend", "column": "Spent", "unit": "money"},
			{"name": "leads", "column": "Total_Conversion", "unit": "count"},
			{"name": "won", "where": {"stage": "Closed Won"}, "aggregation": "count"},
			{"name": "buyers", "column": "customer_id", "aggregation": "count_distinct"}
		]}`)
	if diags != nil {
		t.Fatal(diags)
	}
	want := connector.Report{
		Name: "rows", Title: "Rows of the file", Description: "The rows of all files of the block, as one table.",
		Currency: "EUR", TimeZone: "Europe/Lisbon", ScanCost: true,
		Grains: []connector.Grain{connector.GrainTotal, connector.GrainDay},
		Measures: []connector.Measure{
			{Name: "spend", Standard: "spend", Title: "Spent", Unit: connector.UnitMoney, Aggregation: connector.AggregateSum, Description: "Money paid to the platform for delivery, without fees outside it"},
			{Name: "leads", Standard: "leads", Title: "Total_Conversion", Unit: connector.UnitCount, Aggregation: connector.AggregateSum, Kind: connector.KindMacro, Stage: "evaluation", Description: "People who left contact details"},
			{Name: "won", Title: "won", Unit: connector.UnitCount, Aggregation: connector.AggregateSum},
			{Name: "buyers", Title: "customer_id", Unit: connector.UnitCount, Aggregation: connector.AggregateNone},
		},
		Dimensions: []connector.Dimension{{Name: "campaign", Standard: "campaign", Title: "xyz_campaign_id", Operators: operators}},
	}
	if diff := cmp.Diff(want, s.Report()); diff != "" {
		t.Errorf("report (-want +got):\n%s", diff)
	}
	if s.Point != number.PointComma || s.Zone.String() != "Europe/Lisbon" || s.Date.Formats[0].String() != "DD-MM-YYYY" {
		t.Errorf("%+v", s)
	}
	won, _ := s.Measure("won")
	if diff := cmp.Diff([]Condition{{Columns: []string{"stage"}, Values: []string{"Closed Won"}, Path: connector.Path("measure", "won", "where", "stage")}}, won.Where); diff != "" {
		t.Errorf("condition (-want +got):\n%s", diff)
	}
	if won.Kind != cube.Count || won.Columns != nil {
		t.Errorf("%+v", won)
	}
}

func TestDefaults(t *testing.T) {
	t.Parallel()
	s, diags := decode(`{"path": ["a.csv", "b/**/*.csv"], "date": "Date",
		"dimension": [{"name": "Campaign"}],
		"measure": [{"name": "orders", "aggregation": "count"}, {"name": "revenue", "column": "Total (USD)"}],
		"exclude": {"Campaign": ["Total*", ""], "test": true, "version": 1.50}}`)
	if diags != nil {
		t.Fatal(diags)
	}
	if s.Currency != "USD" {
		t.Errorf("the currency of the column's name is %q", s.Currency)
	}
	if s.Zone.String() != "Europe/Berlin" || s.ZoneName != "" {
		t.Errorf("zone %s, declared %q", s.Zone, s.ZoneName)
	}
	if diff := cmp.Diff([]string{"Campaign"}, s.Dimensions[0].Columns); diff != "" {
		t.Error(diff)
	}
	var values [][]string
	for _, c := range s.Exclude {
		values = append(values, c.Values)
	}
	if diff := cmp.Diff([][]string{{"Total*", ""}, {"true"}, {"1.50"}}, values); diff != "" {
		t.Errorf("values (-want +got):\n%s", diff)
	}
	if orders := s.Measures[0]; orders.Kind != cube.Count || orders.Unit != connector.UnitCount {
		t.Errorf("%+v", orders)
	}
	if _, ok := s.Measure("nothing"); ok {
		t.Error("a measure that is not there is found")
	}
	if _, ok := s.Dimension("nothing"); ok {
		t.Error("a dimension that is not there is found")
	}
}

func TestStandardMeasuresSayHowTheyCombine(t *testing.T) {
	t.Parallel()
	s, diags := decode(`{"path": "a.csv", "date": "Date", "measure": [
		{"name": "reach", "column": "Reach"}, {"name": "followers", "column": "F"}, {"name": "visitors", "column": "V", "standard": "users"},
		{"name": "likes", "column": "L"}, {"name": "customers", "column": "c", "aggregation": "count_distinct"}, {"name": "sessions", "column": "S", "unit": "duration"}]}`)
	if diags != nil {
		t.Fatal(diags)
	}
	want := map[string]cube.Kind{"reach": cube.Only, "followers": cube.Last, "visitors": cube.Only, "likes": cube.Sum, "customers": cube.Distinct, "sessions": cube.Sum}
	for _, m := range s.Measures {
		if m.Kind != want[m.Name] || m.Aggregation != m.Kind.Aggregation() {
			t.Errorf("%s combines by %s, want %s", m.Name, m.Kind, want[m.Name])
		}
		if (m.Standard == "") != (m.Name == "sessions") {
			t.Errorf("%s has the standard name %q", m.Name, m.Standard)
		}
	}
	_, diags = decode(`{"path": "a.csv", "date": "Date", "measure": [{"name": "reach", "column": "Reach", "aggregation": "sum"}]}`)
	if diags.HasErrors() || len(diags) != 1 || diags[0].Code != "FILE_MEASURE_SUM" {
		t.Errorf("%v", diags)
	}
}

func TestPresetsAreAddedTo(t *testing.T) {
	t.Parallel()
	s, diags := decode(`{"path": "a.csv", "preset": "meta_ads_manager", "date": {"format": "D.M.YYYY"},
		"dimension": [{"name": "age", "column": "Altersgruppe"}, {"name": "shop", "column": "Shop"}],
		"measure": [{"name": "bookings", "column": "Buchungen", "unit": "count"}, {"name": "impressions", "column": "Einblendungen"}]}`)
	if diags != nil {
		t.Fatal(diags)
	}
	for name, column := range map[string]string{"age": "Altersgruppe", "shop": "Shop", "campaign": "Campaign name"} {
		if d, ok := s.Dimension(name); !ok || d.Columns[0] != column {
			t.Errorf("dimension %q is column %q, want %q", name, d.Columns, column)
		}
	}
	for name, column := range map[string]string{"bookings": "Buchungen", "impressions": "Einblendungen", "spend": "Amount spent"} {
		if m, ok := s.Measure(name); !ok || m.Columns[0] != column {
			t.Errorf("measure %q is column %q, want %q", name, m.Columns, column)
		}
	}
	if s.Date.Columns[0].Names[0] != "Day" || s.Date.Formats[0].String() != "D.M.YYYY" || len(s.Date.Formats) != 1 {
		t.Errorf("date %+v", s.Date)
	}
	if !s.Header() || s.Report().Title != "Meta Ads Manager" {
		t.Errorf("%+v", s)
	}
	// The currency of these exports stands in a column.
	s, diags = decode(`{"path": "a.csv", "preset": "linkedin_campaign_manager"}`)
	if diags != nil || s.CurrencyDimension != "currency" || s.Report().CurrencyDimension != "currency" {
		t.Errorf("%v %+v", diags, s)
	}
	if _, ok := s.Dimension("currency"); !ok {
		t.Error("there is no dimension for the currency")
	}
	// A declared one goes before it.
	s, diags = decode(`{"path": "a.csv", "preset": "google_ads", "currency": "EUR"}`)
	if diags != nil || s.Currency != "EUR" || s.CurrencyDimension != "" {
		t.Errorf("%v %+v", diags, s)
	}
}

func TestCurrencyColumnIsADimension(t *testing.T) {
	t.Parallel()
	s, diags := decode(`{"path": "a.csv", "date": "Date", "currency": {"column": "cur"},
		"dimension": [{"name": "money", "column": "CUR"}], "measure": [{"name": "spend", "column": "x"}]}`)
	if diags != nil || s.CurrencyDimension != "money" || len(s.Dimensions) != 1 {
		t.Errorf("%v %+v", diags, s)
	}
}

func TestMistakes(t *testing.T) {
	t.Parallel()
	const rest = `, "date": "Date", "measure": [{"name": "orders", "aggregation": "count"}]`
	for _, tt := range []struct {
		name, config string
		want         []string // code, path, part of the text
	}{
		{"all at once", `{"path": "../a.csv", "preset": "meta", "decimal": ";", "timezone": "Berlin", "delimiter": "::", "encoding": "klingon", "header_row": 0, "on_bad_row": "ignore"}`, []string{
			"FILE_PATH_OUTSIDE path ..", "FILE_CONFIG preset takes", "FILE_CONFIG delimiter ASCII", "FILE_ENCODING_UNKNOWN encoding klingon",
			"FILE_CONFIG header_row 1 to 200", "FILE_CONFIG on_bad_row skip", "FILE_TIMEZONE timezone Europe/Berlin", "FILE_CONFIG decimal takes", "FILE_UNDECLARED - inspect",
		}},
		{"nothing but a path", `{"path": "data/a.csv"}`, []string{"FILE_UNDECLARED - connectors inspect data/a.csv"}},
		{"no path", `{"date": "Date", "measure": [{"name": "orders", "aggregation": "count"}]}`, []string{"FILE_PATH_INVALID path neither"}},
		{"a number for a path", `{"path": 5` + rest + `}`, []string{"FILE_PATH_INVALID path neither"}},
		{"no date", `{"path": "a.csv", "measure": [{"name": "orders", "aggregation": "count"}]}`, []string{"FILE_DATE_MISSING - DD-MM-YYYY"}},
		{"no measure", `{"path": "a.csv", "date": "Date"}`, []string{"FILE_MEASURES_MISSING - to count rows"}},
		{"a wrong date", `{"path": "a.csv", "date": {"colum": "Date"}, "measure": [{"name": "orders", "aggregation": "count"}]}`, []string{"FILE_CONFIG date.colum Did you mean \"column\"?", "FILE_CONFIG date neither"}},
		{"a list for a date", `{"path": "a.csv", "date": ["Date"], "measure": [{"name": "orders", "aggregation": "count"}]}`, []string{"FILE_CONFIG date neither"}},
		{"a wrong format", `{"path": "a.csv", "date": {"column": "Date", "format": "dd-mm-yyyy"}, "measure": [{"name": "orders", "aggregation": "count"}]}`, []string{"FILE_DATE_FORMAT date.format Did you mean \"DD-MM-YYYY\"?"}},
		{"covers less than its date", `{"path": "a.csv", "date": {"column": "Month", "format": "YYYY-MM"}, "covers": "week", "measure": [{"name": "orders", "aggregation": "count"}]}`, []string{"FILE_COVERS covers names only a month"}},
		{"covers something else", `{"path": "a.csv", "covers": "decade"` + rest + `}`, []string{"FILE_CONFIG covers takes"}},
		{"date as a dimension", `{"path": "a.csv", "dimension": [{"name": "date"}]` + rest + `}`, []string{"FILE_CONFIG dimension.date not a dimension"}},
		{"twice", `{"path": "a.csv", "date": "Date", "dimension": [{"name": "a"}, {"name": "a"}], "measure": [{"name": "orders", "aggregation": "count"}, {"name": "orders", "aggregation": "count"}]}`, []string{"FILE_CONFIG dimension.a two blocks", "FILE_CONFIG measure.orders two blocks"}},
		{"no label", `{"path": "a.csv", "date": "Date", "measure": [{"name": ""}, {"name": "n", "aggregation": "count"}]}`, []string{"FILE_CONFIG measure. no name"}},
		{"the column is the label, as with dimensions", `{"path": "a.csv", "date": "Date", "measure": [{"name": "Bookings"}]}`, []string{"FILE_MEASURE_UNIT measure.Bookings Add unit"}},
		{"no unit", `{"path": "a.csv", "date": "Date", "measure": [{"name": "n", "column": "N"}]}`, []string{"FILE_MEASURE_UNIT measure.n Add unit"}},
		{"money counted", `{"path": "a.csv", "date": "Date", "currency": "EUR", "measure": [{"name": "n", "aggregation": "count", "unit": "money"}]}`, []string{"FILE_MEASURE_UNIT measure.n.unit cannot be"}},
		{"ratios added", `{"path": "a.csv", "date": "Date", "measure": [{"name": "ctr", "column": "CTR", "unit": "percent"}]}`, []string{"FILE_MEASURE_RATIO measure.ctr.aggregation divide their sums"}},
		{"unknown words", `{"path": "a.csv", "date": "Date", "measure": [{"name": "likes", "column": "L", "unit": "pieces", "aggregation": "median", "kind": "mini", "stage": "sale", "standard": "lkes", "round": 19}]}`, []string{
			"FILE_CONFIG measure.likes.standard Did you mean \"likes\"?", "FILE_CONFIG measure.likes.aggregation takes", "FILE_CONFIG measure.likes.unit takes",
			"FILE_MEASURE_UNIT measure.likes Add unit", "FILE_CONFIG measure.likes.kind takes", "FILE_CONFIG measure.likes.stage takes", "FILE_CONFIG measure.likes.round 0 to 18",
		}},
		{"empty cells of what counts values", `{"path": "a.csv", "date": "Date", "measure": [{"name": "n", "aggregation": "count", "empty": "zero"}, {"name": "m", "unit": "count", "empty": "null"}]}`, []string{"FILE_CONFIG measure.n.empty have no part", "FILE_CONFIG measure.m.empty takes \"unknown\", \"zero\""}},
		{"overlap", `{"path": "a.csv", "overlap": "latest"` + rest + `}`, []string{"FILE_CONFIG overlap takes"}},
		{"a standard of another unit", `{"path": "a.csv", "date": "Date", "measure": [{"name": "n", "column": "N", "unit": "count", "standard": "engagement_time"}]}`, []string{"FILE_MEASURE_UNIT measure.n.standard is a duration"}},
		{"unknown standard of a dimension", `{"path": "a.csv", "dimension": [{"name": "c", "standard": "campain"}]` + rest + `}`, []string{"FILE_CONFIG dimension.c.standard Did you mean \"campaign\"?"}},
		{"money without a currency", `{"path": "a.csv", "date": "Date", "measure": [{"name": "spend", "column": "Spent"}]}`, []string{"FILE_CURRENCY_MISSING measure.spend in which currency"}},
		{"two currencies", `{"path": "a.csv", "date": "Date", "measure": [{"name": "spend", "column": "Spent (EUR)"}, {"name": "revenue", "column": "Sales (USD)"}]}`, []string{"FILE_CURRENCY_CONFLICT measure.revenue.column never added"}},
		{"unknown currency", `{"path": "a.csv", "currency": "eur"` + rest + `}`, []string{"FILE_CURRENCY_UNKNOWN currency Did you mean \"EUR\"?"}},
		{"no currency at all", `{"path": "a.csv", "currency": "EURO"` + rest + `}`, []string{"FILE_CURRENCY_UNKNOWN currency ISO 4217"}},
		{"currency of something", `{"path": "a.csv", "currency": {"col": "C"}` + rest + `}`, []string{"FILE_CONFIG currency.col column", "FILE_CONFIG currency neither"}},
		{"the name currency is taken", `{"path": "a.csv", "currency": {"column": "C"}, "dimension": [{"name": "currency", "column": "D"}]` + rest + `}`, []string{"FILE_CONFIG dimension.currency another column"}},
		{"a condition without values", `{"path": "a.csv", "exclude": {"a": [], "b": null, "c": {"d": 1}}` + rest + `}`, []string{"FILE_CONFIG exclude.a neither", "FILE_CONFIG exclude.b neither", "FILE_CONFIG exclude.c neither"}},
		{"not a block", `{"path": "a.csv", "exclude": "Total"}`, []string{"FILE_CONFIG - cannot be read"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			_, diags := decode(tt.config)
			var got []string
			for _, d := range diags {
				got = append(got, d.Code+" "+pathText(d.Path))
			}
			if len(got) != len(tt.want) {
				t.Fatalf("%d diagnostics, want %d:\n%s\n%v", len(got), len(tt.want), strings.Join(got, "\n"), diags)
			}
			for i, want := range tt.want {
				parts := strings.SplitN(want, " ", 3)
				d := diags[i]
				if got[i] != parts[0]+" "+parts[1] || !strings.Contains(d.Detail+" "+d.Hint, parts[2]) {
					t.Errorf("%s: %s %s\nwant %s", got[i], d.Detail, d.Hint, want)
				}
				if d.Severity != connector.SeverityError || d.Summary == "" {
					t.Errorf("%+v", d)
				}
			}
		})
	}
}

func pathText(path []connector.PathStep) string {
	if len(path) == 0 {
		return "-"
	}
	names := make([]string, len(path))
	for i, step := range path {
		names[i] = step.Name
	}
	return strings.Join(names, ".")
}

func TestZoneFallsBack(t *testing.T) {
	t.Parallel()
	for zone, want := range map[string]string{"": "UTC", "Nowhere/At_All": "UTC", "Asia/Tehran": "Asia/Tehran"} {
		s, _ := Decode(connector.Settings{Config: []byte(`{"path": "a.csv"}`), TimeZone: zone})
		if s.Zone.String() != want {
			t.Errorf("zone %q gives %s, want %s", zone, s.Zone, want)
		}
	}
}

// A block with the name of a measure of the preset and without a column changes
// that one only where it says something.
func TestMeasureOfAPresetChanged(t *testing.T) {
	t.Parallel()
	plain, diags := decode(`{"path": "a.csv", "preset": "meta_ads_manager"}`)
	if diags != nil {
		t.Fatal(diags)
	}
	for _, name := range []string{"amount_spent", "reach", "purchases", "results"} {
		changed, diags := decode(`{"path": "a.csv", "preset": "meta_ads_manager", "measure": [{"name": "` + name + `", "round": 2}]}`)
		if diags != nil {
			t.Fatal(diags)
		}
		want, _ := plain.Measure(name)
		got, _ := changed.Measure(name)
		if got.Round == nil || *got.Round != 2 {
			t.Errorf("%s is rounded to %v", name, got.Round)
		}
		want.Round, want.Path = got.Round, connector.Path("measure", name)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
	own, diags := decode(`{"path": "a.csv", "preset": "meta_ads_manager", "measure": [{"name": "reach", "column": "My reach", "unit": "count"}]}`)
	if diags != nil {
		t.Fatal(diags)
	}
	if m, _ := own.Measure("reach"); len(m.Columns) != 1 || m.Columns[0] != "My reach" {
		t.Errorf("the declared column does not count: %q", m.Columns)
	}
}

// How long a row is decides whether a period cuts it (domain.md §3.8), so that the
// report says it wherever the block does.
func TestRowDays(t *testing.T) {
	t.Parallel()
	for config, want := range map[string]int{
		`"date": "Date"`:                                                                                0,
		`"date": "Date", "covers": "day"`:                                                               0,
		`"date": "Week", "covers": "week"`:                                                              7,
		`"date": "Date", "covers": "month"`:                                                             connector.RowDaysMonth,
		`"date": {"column": "Week", "format": "YYYY-Www"}`:                                              7,
		`"date": {"column": "Month", "format": "YYYY-MM"}`:                                              connector.RowDaysMonth,
		`"date": "Date", "covers": "quarter"`:                                                           connector.RowDaysQuarter,
		`"date": "Date", "covers": "year"`:                                                              connector.RowDaysYear,
		`"date": {"column": "Starts", "end": "Ends"}`:                                                   connector.RowDaysVary,
		`"date": {"column": "Starts", "end": "Ends"}, "covers": "week"`:                                 7,
		`"preset": "google_ads"`:                                                                        connector.RowDaysVary, // by day, week or month: the file says it
		`"preset": "google_ads", "covers": "week"`:                                                      7,
		`"preset": "meta_ads_manager"`:                                                                  connector.RowDaysVary, // its rows say where they end
		`"preset": "google_ads", "date": "Week"`:                                                        7,
		`"preset": "google_ads", "date": "Monat"`:                                                       connector.RowDaysMonth,
		`"preset": "google_ads", "date": "Day"`:                                                         0,
		`"preset": "linkedin_campaign_manager"`:                                                         0,
		`"preset": "linkedin_campaign_manager", "covers": "week"`:                                       7,
		`"preset": "meta_ads_manager", "date": "Reporting starts"`:                                      connector.RowDaysVary,
		`"preset": "meta_ads_manager", "date": {"column": "Day", "format": "DD/MM/YYYY"}`:               0,
		`"preset": "meta_ads_manager", "date": {"column": "von", "format": "DD.MM.YYYY", "end": "bis"}`: connector.RowDaysVary,
	} {
		s, diags := decode(`{"path": "a.csv", "currency": "EUR", "measure": [{"name": "n", "aggregation": "count"}], ` + config + `}`)
		if diags != nil {
			t.Fatalf("%s: %v", config, diags)
		}
		if got := s.Report().RowDays; got != want {
			t.Errorf("%s: rows of %d days, want %d", config, got, want)
		}
	}
}

// TestSchemaKnowsTheBlock keeps the schema and the decoding together: what one
// knows the other must know too.
func TestSchemaKnowsTheBlock(t *testing.T) {
	t.Parallel()
	schema := Schema()
	known := map[string]bool{}
	for _, a := range schema.Attributes {
		known[a.Name] = true
		if a.Description == "" || a.Type == "" {
			t.Errorf("attribute %q says too little", a.Name)
		}
	}
	for _, b := range schema.Blocks {
		known[b.Name] = true
		for _, a := range b.Schema.Attributes {
			known[b.Name+"."+a.Name] = true
		}
	}
	want := []string{"path", "preset", "date", "covers", "decimal", "currency", "timezone", "delimiter", "encoding", "header_row", "exclude", "on_bad_row", "overlap",
		"dimension", "dimension.column", "dimension.description", "dimension.standard", "measure", "measure.column", "measure.unit", "measure.aggregation",
		"measure.where", "measure.round", "measure.empty", "measure.description", "measure.standard", "measure.kind", "measure.stage"}
	for _, name := range want {
		if !known[name] {
			t.Errorf("the schema lacks %q", name)
		}
	}
	if len(known) != len(want) {
		t.Errorf("the schema has %d names, the block %d", len(known), len(want))
	}
}

// FuzzDecode asks that no block makes the decoder panic, and that what it accepts
// gives a report.
func FuzzDecode(f *testing.F) {
	f.Add(`{"path": "a.csv", "date": {"column": "Date", "format": "DD-MM-YYYY"}, "measure": [{"name": "n", "where": {"a": ["b"]}}]}`)
	f.Add(`{"path": ["a"], "preset": "google_ads", "currency": {"column": "c"}}`)
	f.Add(`{}`)
	f.Fuzz(func(t *testing.T, config string) {
		s, diags := decode(config)
		if !diags.HasErrors() && len(s.Report().Measures) == 0 {
			t.Errorf("%s gives no measures and no error", config)
		}
	})
}
