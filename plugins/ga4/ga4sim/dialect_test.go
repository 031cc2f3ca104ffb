package ga4sim_test

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	analyticsdata "google.golang.org/api/analyticsdata/v1beta"

	"github.com/roictl/roictl/plugins/ga4/ga4sim"
	"github.com/roictl/roictl/plugins/ga4/ga4sim/oauth"
	"github.com/roictl/roictl/plugins/ga4/ga4sim/world"
)

// days is a date range that is right, for requests that are wrong elsewhere.
const days = `"dateRanges":[{"startDate":"2026-05-01","endDate":"2026-05-31"}]`

// TestMessages holds the texts of errors, which programs and people read: they are
// those that were recorded from the real service.
func TestMessages(t *testing.T) {
	t.Parallel()
	simulator, base := start(t, ga4sim.Options{})
	many := func(field, names string) string {
		list := strings.Fields(names)
		for i := range list {
			list[i] = `{"name":"` + list[i] + `"}`
		}
		return `"` + field + `":[` + strings.Join(list, ",") + `]`
	}
	const schema = "https://developers.google.com/analytics/devguides/reporting/data/v1/api-schema "
	for name, test := range map[string]struct{ body, want string }{
		"empty body":                  {``, "A dateRange is required."},
		"reversed":                    {`{"dateRanges":[{"startDate":"2026-06-02","endDate":"2026-06-01"}],"metrics":[{"name":"sessions"}]}`, "start_date must be less than or equal to end_date. start_date = 2026-06-02 and end_date = 2026-06-01"},
		"bad date":                    {`{"dateRanges":[{"startDate":"foo","endDate":"today"}],"metrics":[{"name":"sessions"}]}`, "Invalid startDate : foo. startDate must be YYYY-MM-DD, NdaysAgo, yesterday, or today."},
		"too early":                   {`{"dateRanges":[{"startDate":"2015-08-13","endDate":"today"}],"metrics":[{"name":"sessions"}]}`, "start_date = 2015-08-13 must be greater than 2015-08-13 and less than 3000-01-01."},
		"five ranges":                 {`{"dateRanges":[{},{},{},{},{}],"metrics":[{"name":"sessions"}]}`, "Requests are limited to 4 dateRanges.\n  This request contains 5 dateRanges."},
		"ten dimensions":              {`{` + days + `,` + many("dimensions", "date year month day hour week country city region browser") + `}`, "Requests are limited to 9 dimensions within a nested request.\n  This request is for 10 dimensions."},
		"ten dimensions and no range": {`{` + many("dimensions", "date year month day hour week country city region browser") + `}`, "A dateRange is required."},
		"eleven metrics":              {`{` + days + `,` + many("metrics", "sessions totalUsers newUsers activeUsers keyEvents eventCount screenPageViews transactions addToCarts checkouts purchaseRevenue") + `}`, "Requests are limited to 10 metrics within a nested request.\n  This request is for 11 metrics."},
		"nothing asked":               {`{` + days + `}`, "Requests require dimensions and/or metrics. Most requests include both."},
		"unknown dimension":           {`{` + days + `,"dimensions":[{"name":"nope"}]}`, "Field nope is not a valid dimension. For a list of valid dimensions and metrics, see " + schema},
		"dimension's case":            {`{` + days + `,"dimensions":[{"name":"Country"}]}`, "Did you mean country? Field Country is not a valid dimension. For a list of valid dimensions and metrics, see " + schema},
		"unknown metric":              {`{` + days + `,"metrics":[{"name":"nope"}]}`, "Field nope is not a valid metric.  For a list of valid dimensions and metrics, see " + schema},
		"metric's old name":           {`{` + days + `,"metrics":[{"name":"conversions"}]}`, "Did you mean keyEvents? Field conversions is not a valid metric.  For a list of valid dimensions and metrics, see " + schema},
		"unregistered key":            {`{` + days + `,"metrics":[{"name":"sessionKeyEventRate:nope"}]}`, "Field sessionKeyEventRate:nope is not a valid metric.  For a list of valid dimensions and metrics, see " + schema},
		"names before ranges":         {`{"metrics":[{"name":"nope"}]}`, "Field nope is not a valid metric.  For a list of valid dimensions and metrics, see " + schema},
		"twice a dimension":           {`{` + days + `,` + many("dimensions", "date date") + `}`, "Found duplicate dimensions: date"},
		"twice a metric":              {`{` + days + `,` + many("metrics", "sessions sessions") + `}`, "Duplicate metrics are not allowed. Found duplicate metrics: sessions"},
		"metric as dimension":         {`{` + days + `,"metrics":[{"name":"sessions"}],"dimensionFilter":{"filter":{"fieldName":"sessions","stringFilter":{"value":"1"}}}}`, "Found duplicate dimensions/metrics."},
		"negative limit":              {`{` + days + `,"metrics":[{"name":"sessions"}],"limit":-1}`, "limit must be positive. The API received limit = -1"},
		"negative offset":             {`{` + days + `,"metrics":[{"name":"sessions"}],"offset":"-1"}`, "offset must be positive. The API received offset = -1"},
		"order not asked":             {`{` + days + `,"metrics":[{"name":"sessions"}],"orderBys":[{"dimension":{"dimensionName":"date"}}]}`, "Field date exists in OrderBy but is not defined in input Dimensions/Metrics list"},
		"count":                       {`{` + days + `,"metrics":[{"name":"sessions"}],"metricAggregations":["COUNT"]}`, "Metric aggregation Count is not supported in ReportRequest."},
		"bad enum":                    {`{` + days + `,"metricAggregations":["FOO"]}`, `Invalid value at 'metric_aggregations[0]' (type.googleapis.com/google.analytics.data.v1beta.MetricAggregation), "FOO"`},
		"unknown key":                 {`{"dateRange":[]}`, `Invalid JSON payload received. Unknown name "dateRange": Cannot find field.`},
		"unknown keys, told together": {`{"dateRanges":[{"start":"today"}],"foo":1}`, `Invalid JSON payload received. Unknown name "start" at 'date_ranges[0]': Cannot find field.` + "\n" + `Invalid JSON payload received. Unknown name "foo": Cannot find field.`},
		"no object":                   {`[]`, `Invalid JSON payload received. Unknown name "": Root element must be a message.`},
		"items and orders":            {`{` + days + `,"dimensions":[{"name":"itemName"}],"metrics":[{"name":"transactions"}]}`, "Please remove transactions to make the request compatible. The request's dimensions & metrics are incompatible. To learn more, see https://ga-dev-tools.google/ga4/dimensions-metrics-explorer/"},
		"cost alone":                  {`{` + days + `,"dimensions":[{"name":"date"}],"metrics":[{"name":"advertiserAdCost"}]}`, "Please add sessionCampaignName to make the request compatible. The request's dimensions & metrics are incompatible. To learn more, see https://ga-dev-tools.google/ga4/dimensions-metrics-explorer/"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := runReport(t, simulator, base, test.body)
			if got.status != 400 {
				t.Errorf("status %d, want 400", got.status)
			}
			if diff := cmp.Diff(test.want, message(t, got)); diff != "" {
				t.Errorf("message (-want +got):\n%s", diff)
			}
		})
	}
}

// TestRefusals: who calls is looked at before what is asked, and in two formats.
func TestRefusals(t *testing.T) {
	t.Parallel()
	simulator, base := start(t, ga4sim.Options{})
	report := base + "/v1beta/properties/" + world.Shop + ":runReport"
	narrow := simulator.Tokens().Issue(ga4sim.Reader, "1", "https://www.googleapis.com/auth/userinfo.email")
	good := simulator.AccessToken()
	for name, test := range map[string]struct {
		method, url, token, body string
		status                   int
		text, challenge          string
	}{
		"no token, broken body": {"POST", report, "", "{", 401, "Request is missing required authentication credential. Expected OAuth 2 access token", `Bearer realm="https://accounts.google.com/"`},
		"dead token":            {"POST", report, "ya29.dead", "{", 401, "Request had invalid authentication credentials. Expected OAuth 2 access token", `Bearer realm="https://accounts.google.com/", error="invalid_token"`},
		"narrow scope":          {"POST", report, narrow, "{}", 403, "Request had insufficient authentication scopes.", `Bearer realm="https://accounts.google.com/", error="insufficient_scope", scope="` + oauth.ScopeReadonly + `"`},
		"measurement ID":        {"POST", base + "/v1beta/properties/G-SHOP000001:runReport", good, "{}", 400, "Invalid property ID: G-SHOP000001. A numeric Property ID is required.", ""},
		"private property":      {"POST", base + "/v1beta/properties/" + world.Private + ":runReport", good, "{}", 403, "User does not have sufficient permissions for this property.", ""},
		"no property":           {"POST", base + "/v1beta/properties/999:runReport", good, "{}", 403, "User does not have sufficient permissions for this property.", ""},
		"malformed":             {"POST", report, good, "{\n \"limit\": x\n}", 400, "Invalid JSON payload received. Unexpected token.\n \"limit\": x\n          ^", ""},
		"unknown verb":          {"POST", base + "/v1beta/properties/1:runPathReport", good, "{}", 404, "<!DOCTYPE html>", ""},
		"wrong method":          {"GET", report, good, "", 404, "<!DOCTYPE html>", ""},
		"unknown path":          {"GET", base + "/v2/", good, "", 404, "<!DOCTYPE html>", ""},
		"empty batch":           {"POST", base + "/v1beta/properties/" + world.Shop + ":batchRunReports", good, "{}", 400, "The batchRunReportsRequest must contain at least one runReportRequest.", ""},
		"large batch":           {"POST", base + "/v1beta/properties/" + world.Shop + ":batchRunReports", good, `{"requests":[{},{},{},{},{},{}]}`, 400, "Batch requests are limited to 5 requests.\n  This batch request contains 6 requests.", ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := call(t, test.method, test.url, test.token, test.body)
			if got.status != test.status || got.header.Get("WWW-Authenticate") != test.challenge {
				t.Errorf("status %d %q, want %d %q", got.status, got.header.Get("WWW-Authenticate"), test.status, test.challenge)
			}
			text := got.body
			if !strings.HasPrefix(test.text, "<") {
				text = message(t, got)
			}
			if !strings.HasPrefix(text, test.text) {
				t.Errorf("got %q, want %q", text, test.text)
			}
		})
	}
}

// TestServicesThatAreNotEnabled: many people enable the Data API alone.
func TestServicesThatAreNotEnabled(t *testing.T) {
	t.Parallel()
	simulator, base := start(t, ga4sim.Options{})
	simulator.EnableService(ga4sim.AdminAPI, false)
	got := call(t, "GET", base+"/v1beta/properties/"+world.Shop, simulator.AccessToken(), "")
	if got.status != 403 || !strings.Contains(got.body, `"reason": "SERVICE_DISABLED"`) ||
		!strings.HasPrefix(message(t, got), "Google Analytics Admin API has not been used in project 310000000000 before or it is disabled.") {
		t.Errorf("%d: %s", got.status, got.body)
	}
	if got := call(t, "GET", base+"/v1beta/properties/"+world.Shop+"/metadata", simulator.AccessToken(), ""); got.status != 200 {
		t.Errorf("the Data API answers %d", got.status)
	}
}

// TestShapes holds what is left out of responses and what is not.
func TestShapes(t *testing.T) {
	t.Parallel()
	simulator, base := start(t, ga4sim.Options{})
	for name, test := range map[string]struct{ body, want string }{
		"nothing matched": {
			`{` + days + `,"dimensions":[{"name":"date"}],"metrics":[{"name":"sessions"}],"metricAggregations":["TOTAL"],"dimensionFilter":{"filter":{"fieldName":"country","stringFilter":{"value":"Atlantis"}}}}`,
			`{"dimensionHeaders":[{"name":"date"}],"metricHeaders":[{"name":"sessions","type":"TYPE_INTEGER"}],"metadata":{"currencyCode":"EUR","timeZone":"Europe/Paris"},"kind":"analyticsData#runReport"}`,
		},
		"no metrics, snake case": {
			`{"date_ranges":[{"start_date":"2026-05-01","end_date":"2026-05-01"}],"dimensions":[{"name":"date"}]}`,
			`{"dimensionHeaders":[{"name":"date"}],"rows":[{"dimensionValues":[{"value":"20260501"}]}],"rowCount":1,"metadata":{"currencyCode":"EUR","timeZone":"Europe/Paris"},"kind":"analyticsData#runReport"}`,
		},
		"a day without the tag": {
			`{"dateRanges":[{"startDate":"2026-04-17","endDate":"2026-04-17"}],"metrics":[{"name":"sessions"}]}`,
			`{"metricHeaders":[{"name":"sessions","type":"TYPE_INTEGER"}],"metadata":{"currencyCode":"EUR","timeZone":"Europe/Paris"},"kind":"analyticsData#runReport"}`,
		},
		"a free day, invisible sessions": {
			`{"dateRanges":[{"startDate":"2026-05-01","endDate":"2026-05-01"}],"metrics":[{"name":"purchaseRevenue"},{"name":"sessions","invisible":true}],"keepEmptyRows":true}`,
			`{"metricHeaders":[{"name":"purchaseRevenue","type":"TYPE_CURRENCY"}],"rows":[{"metricValues":[{"value":"0"}]}],"rowCount":1,"metadata":{"currencyCode":"EUR","timeZone":"Europe/Paris"},"kind":"analyticsData#runReport"}`,
		},
		"two ranges": {
			`{"dateRanges":[{"startDate":"2026-04-17","endDate":"2026-04-17","name":"silent"},{"startDate":"2026-05-01","endDate":"2026-05-01"}],"dimensions":[{"name":"year"}],"metrics":[{"name":"purchaseRevenue"}],"keepEmptyRows":true,"orderBys":[{"dimension":{"dimensionName":"dateRange"}}],"metricAggregations":["TOTAL"]}`,
			`{"dimensionHeaders":[{"name":"year"},{"name":"dateRange"}],"metricHeaders":[{"name":"purchaseRevenue","type":"TYPE_CURRENCY"}],` +
				`"rows":[{"dimensionValues":[{"value":"2026"},{"value":"date_range_1"}],"metricValues":[{"value":"0"}]},{"dimensionValues":[{"value":"2026"},{"value":"silent"}],"metricValues":[{"value":"0"}]}],` +
				`"totals":[{"dimensionValues":[{"value":"RESERVED_TOTAL"},{"value":"silent"}],"metricValues":[{"value":"0"}]},{"dimensionValues":[{"value":"RESERVED_TOTAL"},{"value":"date_range_1"}],"metricValues":[{"value":"0"}]}],` +
				`"rowCount":2,"metadata":{"currencyCode":"EUR","timeZone":"Europe/Paris"},"kind":"analyticsData#runReport"}`,
		},
		"quota": {
			`{"dateRanges":[{"startDate":"2026-04-17","endDate":"2026-04-17"}],"metrics":[{"name":"sessions"}],"returnPropertyQuota":true,"limit":"5","offset":0}`,
			"",
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := runReport(t, simulator, base, test.body)
			var compact bytes.Buffer
			if err := json.Compact(&compact, []byte(got.body)); err != nil {
				t.Fatal(err)
			}
			if test.want == "" && !strings.Contains(compact.String(), `"concurrentRequests":{"consumed":0,"remaining":`) {
				t.Errorf("a quota leaves out its zero: %s", compact.String())
			}
			if diff := cmp.Diff(test.want, compact.String()); test.want != "" && diff != "" {
				t.Errorf("response (-want +got):\n%s", diff)
			}
		})
	}
}

// TestResponsesHaveNoUnknownField decodes responses into Google's own types, and refuses
// any key that those do not have.
func TestResponsesHaveNoUnknownField(t *testing.T) {
	t.Parallel()
	simulator, base := start(t, ga4sim.Options{})
	token, property := simulator.AccessToken(), base+"/v1beta/properties/"+world.Shop
	for name, test := range map[string]struct {
		got  reply
		into any
	}{
		"report":        {call(t, "POST", property+":runReport", token, `{`+days+`,"dimensions":[{"name":"userGender"}],"metrics":[{"name":"sessions"}],"metricAggregations":["TOTAL","MAXIMUM","MINIMUM"],"returnPropertyQuota":true}`), new(analyticsdata.RunReportResponse)},
		"batch":         {call(t, "POST", property+":batchRunReports", token, `{"requests":[{`+days+`,"metrics":[{"name":"sessions"}]}]}`), new(analyticsdata.BatchRunReportsResponse)},
		"metadata":      {call(t, "GET", property+"/metadata", token, ""), new(analyticsdata.Metadata)},
		"universal":     {call(t, "GET", base+"/v1beta/properties/0/metadata", token, ""), new(analyticsdata.Metadata)},
		"compatibility": {call(t, "POST", property+":checkCompatibility", token, `{}`), new(analyticsdata.CheckCompatibilityResponse)},
	} {
		decoder := json.NewDecoder(strings.NewReader(test.got.body))
		decoder.DisallowUnknownFields()
		if err := decoder.Decode(test.into); err != nil || test.got.status != 200 {
			t.Errorf("%s: %d, %v", name, test.got.status, err)
		}
	}
}
