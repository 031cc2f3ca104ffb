package connectortest_test

import (
	"context"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/connector/connectortest"
)

// TestGuide holds the connector of the guide for authors to the kit, and the
// guide to this file: what is printed there is what is tested here.
func TestGuide(t *testing.T) {
	connectortest.Run(t, connectortest.Suite{
		New:      func() connector.Connector { return weather{} },
		Settings: connector.Settings{Config: []byte(`{"city":"Berlin"}`)},
		Interval: connector.Interval{Start: connector.DateOf(2026, 2, 1), End: connector.DateOf(2026, 3, 31)},
		Report:   "days",
		Measures: []string{"sunshine"},
	})
	guide, err := os.ReadFile("../../docs/connectors.md")
	if err != nil {
		t.Fatal(err)
	}
	this, err := os.ReadFile("weather_test.go")
	if err != nil {
		t.Fatal(err)
	}
	_, code, found := strings.Cut(string(guide), "\ntype weather struct{}\n")
	code, _, closed := strings.Cut(code, "```\n")
	if !found || !closed {
		t.Fatal("the guide has no weather connector")
	}
	if !strings.Contains(string(this), code) {
		t.Error("the weather connector of docs/connectors.md differs from the one in weather_test.go")
	}
	for _, line := range []string{"func TestMain(m *testing.M) { connectortest.Main(m, weather{}) }", "connectortest.Run(t, connectortest.Suite{", "Interval: connector.Interval{Start: connector.DateOf(2026, 2, 1), End: connector.DateOf(2026, 3, 31)},", "Command:  connectortest.Self(),"} {
		if !strings.Contains(string(guide), line) {
			t.Errorf("the guide's test has no line %s", line)
		}
	}
}

type weather struct{}

func (weather) Describe() connector.Description {
	return connector.Description{
		Name:    "weather",
		Version: "0.1.0",
		Config: connector.ConfigSchema{Attributes: []connector.Attribute{
			{Name: "city", Type: connector.TypeString, Required: true, Description: "Where the sun shines."},
		}},
		Reports: []connector.Report{{
			Name:   "days",
			Grains: []connector.Grain{connector.GrainTotal, connector.GrainDay},
			Measures: []connector.Measure{
				{Name: "sunshine", Unit: connector.UnitDuration, Aggregation: connector.AggregateSum, Description: "Seconds of sun."},
			},
		}},
	}
}

func (weather) Open(_ context.Context, settings connector.Settings) (connector.Source, connector.Diagnostics) {
	var block struct {
		City string `json:"city"`
	}
	if err := settings.Decode(&block); err != nil {
		return nil, connector.Diagnostics{connector.NewError("SETTINGS", "Settings not readable", err.Error())}
	}
	return station{block.City}, nil
}

type station struct{ city string }

// firstDay is the first day of measurement.
var firstDay = connector.DateOf(2000, time.January, 1)

// sunshine is where a real connector would ask its platform: 1,000 seconds a
// day for every letter of the city.
func (s station) sunshine(days int) connector.Decimal {
	return connector.Int(int64(1000 * len(s.city) * days))
}

func (s station) Query(_ context.Context, query connector.Query, out *connector.Stream) connector.Diagnostics {
	if query.Report != "days" || len(query.Dimensions) > 0 || slices.ContainsFunc(query.Measures, func(m string) bool { return m != "sunshine" }) {
		return connector.Diagnostics{connector.NewError("UNKNOWN_NAME", "Nothing of that name", "The weather has one report, days, with one measure, sunshine.")}
	}
	// Every method of the stream remembers its first error and the SDK tells the
	// user: just return.
	header := connector.Header{Grain: query.Grain, TimeZone: "UTC"}
	for _, name := range query.Measures {
		header.Measures = append(header.Measures, connector.Column{Name: name, Unit: connector.UnitDuration})
	}
	if out.Header(header) != nil {
		return nil
	}
	for i, interval := range query.Intervals {
		// Before the station opened there is no data, which is not zero: no rows.
		interval.Start = max(interval.Start, firstDay)
		if interval.Days() == 0 {
			continue
		}
		if query.Grain == connector.GrainTotal {
			if out.AppendTotal(i, nil, []connector.Decimal{s.sunshine(interval.Days())}) != nil {
				return nil
			}
			continue
		}
		for day := interval.Start; day <= interval.End; day++ {
			if out.Append(day, nil, []connector.Decimal{s.sunshine(1)}) != nil {
				return nil
			}
		}
	}
	return nil
}
