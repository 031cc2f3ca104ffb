package ga4sim_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/roictl/roictl/plugins/ga4/ga4sim"
	"github.com/roictl/roictl/plugins/ga4/ga4sim/world"
)

// TestFilters holds each kind of filter against a plain loop over the sessions. Case is
// ignored unless a filter says otherwise. Spain passes beside every filter, so that no
// report is empty.
func TestFilters(t *testing.T) {
	t.Parallel()
	simulator, base := start(t, ga4sim.Options{})
	leaf := func(field, condition string) string {
		return `{"filter":{"fieldName":"` + field + `",` + condition + `}}`
	}
	text := func(kind, value string) string {
		return `"stringFilter":{"matchType":"` + kind + `","value":"` + value + `"}`
	}
	source := func(s *world.Session) string { return s.Traffic.UTM.Source }
	facebook := leaf("sessionManualSource", `"stringFilter":{"value":"facebook"}`)
	for name, test := range map[string]struct {
		filter string
		keep   func(*world.Session) bool
	}{
		"no match type": {facebook, func(s *world.Session) bool { return strings.EqualFold(source(s), "facebook") }},
		"exact case":    {leaf("sessionManualSource", `"stringFilter":{"value":"facebook","caseSensitive":true}`), func(s *world.Session) bool { return source(s) == "facebook" }},
		"begins": {leaf("sessionManualCampaignName", text("BEGINS_WITH", "SPRING")), func(s *world.Session) bool {
			return strings.HasPrefix(strings.ToLower(s.Traffic.UTM.Campaign), "spring")
		}},
		"ends":        {leaf("sessionSource", text("ENDS_WITH", ".example")), func(s *world.Session) bool { return strings.HasSuffix(s.Traffic.Source, ".example") }},
		"contains":    {leaf("city", text("CONTAINS", "ngel")), func(s *world.Session) bool { return s.User.Place.City == "Los Angeles" }},
		"full regexp": {leaf("sessionSource", text("FULL_REGEXP", "face|book")), func(*world.Session) bool { return false }},
		"partial regexp": {leaf("sessionSource", text("PARTIAL_REGEXP", "face|link")), func(s *world.Session) bool {
			return slices.Contains([]string{"facebook", "Facebook", "linkedin"}, s.Traffic.Source)
		}},
		"list":    {leaf("deviceCategory", `"inListFilter":{"values":["TABLET","smart tv"]}`), func(s *world.Session) bool { return s.Device.Category == "tablet" || s.Device.Category == "smart tv" }},
		"number":  {leaf("hour", `"numericFilter":{"operation":"LESS_THAN","value":{"int64Value":"6"}}`), func(s *world.Session) bool { return s.Minute < 6*60 }},
		"between": {leaf("day", `"betweenFilter":{"fromValue":{"int64Value":10},"toValue":{"doubleValue":12}}`), func(s *world.Session) bool { d := s.Day.Date().Day(); return d >= 10 && d <= 12 }},
		"empty":   {leaf("sessionManualCampaignName", `"emptyFilter":{}`), func(s *world.Session) bool { return s.Traffic.UTM.Campaign == "" }},
		"not":     {`{"notExpression":` + facebook + `}`, func(s *world.Session) bool { return !strings.EqualFold(source(s), "facebook") }},
		"and": {`{"andGroup":{"expressions":[` + facebook + `,` + leaf("deviceCategory", text("EXACT", "mobile")) + `]}}`, func(s *world.Session) bool {
			return strings.EqualFold(source(s), "facebook") && s.Device.Category == "mobile"
		}},
		"or": {`{"orGroup":{"expressions":[` + facebook + `,` + leaf("deviceCategory", text("EXACT", "mobile")) + `]}}`, func(s *world.Session) bool {
			return strings.EqualFold(source(s), "facebook") || s.Device.Category == "mobile"
		}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			sums, err := simulator.Demo().Sum(world.Shop, "2026-05-01", "2026-05-31", test.keep)
			if err != nil {
				t.Fatal(err)
			}
			got := row1(t, runReport(t, simulator, base, `{`+days+`,"metrics":[{"name":"sessions"},{"name":"eventCount"}],"metricAggregations":["TOTAL"],"keepEmptyRows":true,"dimensionFilter":`+
				`{"orGroup":{"expressions":[`+test.filter+`,`+leaf("country", text("EXACT", "Spain"))+`]}}}`))
			spain, err := simulator.Demo().Sum(world.Shop, "2026-05-01", "2026-05-31", func(s *world.Session) bool { return s.User.Place.Country == "Spain" || test.keep(s) })
			if err != nil {
				t.Fatal(err)
			}
			if sums.Sessions == spain.Sessions || integer(t, got[0]) != int(spain.Sessions) || integer(t, got[1]) != int(spain.Events) {
				t.Errorf("%s sessions and %s events pass, want %d and %d", got[0], got[1], spain.Sessions, spain.Events)
			}
		})
	}
}

// TestOrder: text goes by code points unless case is ignored; what is no number is below all
// numbers; and a metric filter works on rows, after they are added up.
func TestOrder(t *testing.T) {
	t.Parallel()
	simulator, base := start(t, ga4sim.Options{})
	column := func(rest string) []string {
		report := decode[struct {
			Rows []struct{ DimensionValues []struct{ Value string } }
		}](t, runReport(t, simulator, base, `{`+days+`,"metrics":[{"name":"sessions"}],`+rest+`}`))
		var values []string
		for _, row := range report.Rows {
			values = append(values, row.DimensionValues[0].Value)
		}
		return values
	}
	const social = `"dimensions":[{"name":"sessionManualSource"}],"dimensionFilter":{"filter":{"fieldName":"sessionManualSource","inListFilter":{"values":["facebook","linkedin","instagram"]}}},`
	for name, test := range map[string]struct {
		rest string
		want []string
	}{
		"code points": {social + `"orderBys":[{"dimension":{"dimensionName":"sessionManualSource","orderType":"ALPHANUMERIC"}}]`, []string{"Facebook", "facebook", "instagram", "linkedin"}},
		"downwards":   {social + `"orderBys":[{"desc":true,"dimension":{"dimensionName":"sessionManualSource"}}]`, []string{"linkedin", "instagram", "facebook", "Facebook"}},
		"most first":  {social + `"limit":1`, []string{"facebook"}},
		"filtered":    {social + `"metricFilter":{"filter":{"fieldName":"sessions","numericFilter":{"operation":"GREATER_THAN","value":{"int64Value":"30"}}}},"orderBys":[{"metric":{"metricName":"sessions"}}]`, []string{"linkedin", "facebook"}},
		"numbers":     {`"dimensions":[{"name":"sessionCampaignId"}],"orderBys":[{"dimension":{"dimensionName":"sessionCampaignId","orderType":"NUMERIC"}}],"dimensionFilter":{"filter":{"fieldName":"sessionSource","stringFilter":{"value":"google"}}}`, []string{"(not set)", "21000000001", "21000000002", "21000000003"}},
		"lower case":  {`"dimensions":[{"name":"low","dimensionExpression":{"lowerCase":{"dimensionName":"sessionManualSource"}}}],"dimensionFilter":{"filter":{"fieldName":"low","stringFilter":{"value":"facebook","caseSensitive":true}}}`, []string{"facebook"}},
		"joined":      {`"dimensions":[{"name":"both","dimensionExpression":{"concatenate":{"dimensionNames":["year","month"],"delimiter":"/"}}}]`, []string{"2026/05"}},
	} {
		if diff := cmp.Diff(test.want, column(test.rest)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}
