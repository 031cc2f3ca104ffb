package cli_test

import (
	"context"
	"fmt"
	"math/big"
	"os"
	"strings"

	"github.com/roictl/roictl/connector"
)

// drill is a connector for scripts. Its block holds its rows and says how it
// behaves, so that a session can show what roictl makes of a broken connector.
type drill struct{}

// drillConfig is the block.
type drillConfig struct {
	Rows []string `json:"rows"` // "2026-05-01 spring 10.50 2": day, campaign, spend, leads
	Does string   `json:"does"`
}

func (drill) Describe() connector.Description {
	return connector.Description{
		Name: "drill", Version: "0.3.0", Title: "Rows from its own block",
		Config: connector.ConfigSchema{Attributes: []connector.Attribute{
			{Name: "rows", Type: connector.TypeStringList, Description: "The rows."},
			{Name: "does", Type: connector.TypeString, Enum: []string{"answer", "refuse", "hang", "panic", "die", "slow"}, Default: "answer", Description: "How it behaves."},
			{Name: "token", Type: connector.TypeString, Sensitive: true, Description: "A secret."},
		}},
		Reports: []connector.Report{{
			Name: "rows", Currency: "EUR", TimeZone: "UTC", Grains: []connector.Grain{connector.GrainTotal, connector.GrainDay},
			Measures: []connector.Measure{
				{Name: "spend", Standard: "spend", Unit: connector.UnitMoney, Aggregation: connector.AggregateSum},
				{Name: "leads", Standard: "leads", Unit: connector.UnitCount, Aggregation: connector.AggregateSum, Kind: connector.KindMacro},
			},
			Dimensions: []connector.Dimension{{Name: "campaign", Standard: "campaign"}},
		}},
	}
}

func (drill) Open(_ context.Context, settings connector.Settings) (connector.Source, connector.Diagnostics) {
	var c drillConfig
	if err := settings.Decode(&c); err != nil {
		return nil, connector.Diagnostics{connector.NewError("DRILL_CONFIG", "Invalid block", err.Error())}
	}
	return drillSource{c}, nil
}

type drillSource struct{ config drillConfig }

// TestConnection answers as the block says.
func (s drillSource) TestConnection(context.Context) connector.ConnectionTest {
	if s.config.Does == "refuse" {
		refusal := connector.NewError("DRILL_REFUSED", "Access refused", "The token was not accepted.")
		refusal.Path = connector.Path("token")
		return connector.ConnectionTest{Code: connector.TestAuthExpired, Diagnostics: connector.Diagnostics{refusal}}
	}
	return connector.ConnectionTest{OK: true, Facts: []connector.Fact{{Name: "rows", Value: fmt.Sprint(len(s.config.Rows))}}}
}

// Query sends the rows of the block that lie in the query's days.
func (s drillSource) Query(ctx context.Context, q connector.Query, out *connector.Stream) connector.Diagnostics {
	header := connector.Header{Grain: q.Grain, Currency: "EUR", TimeZone: "UTC", Dense: true}
	for _, name := range q.Dimensions {
		header.Dimensions = append(header.Dimensions, connector.Column{Name: name})
	}
	units := map[string]connector.Unit{"spend": connector.UnitMoney, "leads": connector.UnitCount}
	for _, name := range q.Measures {
		header.Measures = append(header.Measures, connector.Column{Name: name, Unit: units[name]})
	}
	if err := out.Header(header); err != nil {
		return nil
	}
	switch s.config.Does {
	case "refuse":
		return connector.Diagnostics{connector.NewError(connector.CodeAuthScope, "Access refused", "The token was not accepted.")}
	case "hang":
		<-ctx.Done()
		return nil
	case "panic":
		panic("the drill panics as it was told")
	case "die":
		os.Exit(7)
	}
	out.Trailer().CoveredFrom = q.Intervals[0].Start // it keeps whatever is asked for
	for i, text := range s.config.Rows {
		row, err := parseDrillRow(text)
		if err != nil {
			return connector.Diagnostics{connector.NewError("DRILL_ROW", "Invalid row", fmt.Sprintf("Row %d: %v.", i+1, err))}
		}
		out.Trailer().FreshUntil = max(out.Trailer().FreshUntil, row.day)
		if err := row.send(q, out); err != nil {
			return nil
		}
	}
	return nil
}

// drillRow is a parsed row.
type drillRow struct {
	day      connector.Date
	campaign string
	values   map[string]connector.Decimal
}

func parseDrillRow(text string) (drillRow, error) {
	fields := strings.Fields(text)
	if len(fields) != 4 {
		return drillRow{}, fmt.Errorf("%q has %d fields, not 4", text, len(fields))
	}
	day, err := connector.ParseDate(fields[0])
	if err != nil {
		return drillRow{}, err
	}
	row := drillRow{day: day, campaign: fields[1], values: make(map[string]connector.Decimal)}
	for i, name := range []string{"spend", "leads"} {
		number, ok := new(big.Rat).SetString(fields[2+i])
		if !ok {
			return drillRow{}, fmt.Errorf("%q is no number", fields[2+i])
		}
		cents := new(big.Rat).Mul(number, big.NewRat(100, 1))
		row.values[name] = connector.Decimal{Unscaled: cents.Num().Int64(), Scale: 2}
	}
	return row, nil
}

// send writes the row once for each interval that it belongs to.
func (r drillRow) send(q connector.Query, out *connector.Stream) error {
	var dimensions []connector.Text
	for range q.Dimensions {
		dimensions = append(dimensions, connector.Text{Value: r.campaign})
	}
	var measures []connector.Decimal
	for _, name := range q.Measures {
		measures = append(measures, r.values[name])
	}
	for i, interval := range q.Intervals {
		if !interval.Contains(r.day) {
			continue
		}
		if q.Grain == connector.GrainDay {
			return out.Append(r.day, dimensions, measures)
		}
		if err := out.AppendTotal(i, dimensions, measures); err != nil {
			return err
		}
	}
	return nil
}
