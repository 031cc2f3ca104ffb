package datasheet

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/roictl/roictl/connector"
)

func TestWrite(t *testing.T) {
	t.Parallel()
	d := connector.Description{
		Name: "weather", Version: "0.1.0", Title: "The weather", Description: "Reads how much sun there was.",
		Config: connector.ConfigSchema{
			Attributes: []connector.Attribute{
				{Name: "city", Type: connector.TypeString, Required: true, Description: "Where."},
				{Name: "token", Type: connector.TypeString, Sensitive: true, Default: "none", Enum: []string{"a", "b"}},
			},
			Blocks: []connector.Block{{
				Name: "station", Label: "name", Many: true, Description: "A station.",
				Schema: connector.ConfigSchema{Attributes: []connector.Attribute{{Name: "height", Type: connector.TypeNumber}}},
			}},
		},
		AuthSchemes: []connector.AuthScheme{{Name: "login", Kind: connector.AuthOAuth2Code, Title: "Your account"}},
		Reports: []connector.Report{{
			Name: "days", Open: true,
			Measures: []connector.Measure{
				{Name: "sun", Unit: connector.UnitDuration, Aggregation: connector.AggregateSum, Maturity: 3, Description: "Seconds of sun."},
				{Name: "spend", Standard: "spend", Unit: connector.UnitMoney, Aggregation: connector.AggregateSum, Deprecated: "use cost"},
			},
			Dimensions: []connector.Dimension{{Name: "place", Standard: "region"}, {Name: "plain"}},
		}},
	}
	const want = `weather 0.1.0: The weather
Reads how much sun there was.

SETTINGS
  connector "weather" "NAME" { … }
    city (string, required)
      Where.
    token (string, sensitive)
      One of: a, b. Default: none.
    station "NAME" { … } (any number of times)
      A station.
      height (number)

LOGIN login
  Your account, oauth2_authorization_code

REPORT days
  Measures
    sun (duration, sum, final after 3 days)
      Seconds of sun.
    spend (money, sum)
      Deprecated: use cost
  Dimensions
    place (standard name region)
    plain
  It has more measures and dimensions than are listed; their names are passed on
  as written.
`
	var out strings.Builder
	if err := Write(&out, d, 80); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, out.String()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestForeignTextIsSafe holds that a third party's description cannot speak to
// the terminal.
func TestForeignTextIsSafe(t *testing.T) {
	t.Parallel()
	const hostile = "\x1b[2Jx\x07"
	d := connector.Description{
		Name: hostile, Version: hostile, Title: hostile, Description: hostile,
		Config: connector.ConfigSchema{
			Attributes: []connector.Attribute{{Name: hostile, Description: hostile, Enum: []string{hostile}, Default: hostile}},
			Blocks:     []connector.Block{{Name: hostile, Label: hostile, Description: hostile}},
		},
		AuthSchemes: []connector.AuthScheme{{Name: hostile, Title: hostile}},
		Reports: []connector.Report{{
			Name: hostile, Title: hostile, Description: hostile,
			Measures:   []connector.Measure{{Name: hostile, Standard: hostile + "y", Description: hostile, Deprecated: hostile}},
			Dimensions: []connector.Dimension{{Name: hostile, Description: hostile}},
		}},
	}
	var out strings.Builder
	if err := Write(&out, d, 40); err != nil {
		t.Fatal(err)
	}
	if strings.ContainsAny(out.String(), "\x1b\x07") {
		t.Errorf("control characters reached the terminal:\n%q", out.String())
	}
}
