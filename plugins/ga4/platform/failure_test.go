package platform_test

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/plugins/ga4/platform"
	"github.com/roictl/roictl/plugins/ga4/property"
	"github.com/roictl/roictl/plugins/ga4/request"
)

// served returns a client of a server that answers everything alike, in which time
// passes at once.
func served(t *testing.T, handler http.HandlerFunc) *platform.Client {
	t.Helper()
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	declared, diags := property.Decode(connector.Settings{Config: json.RawMessage(`{"property_id": "42", "endpoint": "` + server.URL + `"}`)})
	if diags.HasErrors() {
		t.Fatal(diags)
	}
	client, err := platform.New(t.Context(), platform.Options{
		Property: declared, Now: func() time.Time { return time.Unix(0, 0) },
		Sleep: func(ctx context.Context, _ time.Duration) error { return ctx.Err() },
	})
	if err != nil {
		t.Fatal(err)
	}
	return client
}

func says(status int, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(status)
		_, _ = io.WriteString(w, body)
	}
}

func read(t *testing.T, c *platform.Client) (*platform.Report, *platform.Problem) {
	t.Helper()
	day := connector.DateOf(2026, 5, 1)
	q := request.Question{Metrics: []string{"sessions", "keyEvents"}, Daily: true, Intervals: []connector.Interval{{Start: day, End: day + 1}}}
	return c.Read(platform.As(t.Context(), connector.Credential{AccessToken: "t"}), q.Split()[0], func(int64, int64) {})
}

func failure(message, reason string) string {
	body, _ := json.Marshal(map[string]any{"error": map[string]any{"message": message, "details": []any{
		map[string]any{"@type": "type.googleapis.com/google.rpc.ErrorInfo", "reason": reason},
	}}})
	return string(body)
}

// What Google is known to say, beyond what the simulator says, in words that name
// the cause and what mends it.
func TestRefusalsAreToldApart(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		status int
		body   string
		code   string
		says   string
		path   string
	}{
		"scope":                {403, failure("Request had insufficient authentication scopes.", "ACCESS_TOKEN_SCOPE_INSUFFICIENT"), connector.CodeAuthScope, "leave the permission ticked", ""},
		"no quota project":     {403, failure("Your application is authenticating by using local Application Default Credentials. The analyticsdata.googleapis.com API requires a quota project, which is not set by default.", "SERVICE_DISABLED_"), connector.CodeAuthScope, "set-quota-project", ""},
		"wrong quota project":  {403, failure("Caller does not have required permission to use project shop.", "USER_PROJECT_DENIED"), connector.CodeAuthScope, "set-quota-project", ""},
		"switched off":         {403, failure("Google Analytics Data API has not been used in project 1 before or it is disabled. Enable it by visiting https://example.com/enable then retry.", ""), connector.CodeAuthScope, "https://example.com/enable", ""},
		"not shared":           {403, failure("User does not have sufficient permissions for this property. To learn more …", ""), connector.CodeAccountNotVisible, "Property access management", "property_id"},
		"no number":            {400, failure("Invalid property ID: abc. A numeric Property ID is required.", ""), connector.CodeAccountNotVisible, "Property details", "property_id"},
		"no such metric":       {400, failure("Did you mean sessions? Field sesions is not a valid metric.  For a list of valid dimensions and metrics, see https://example.com ", ""), platform.CodeField, "Did you mean sessions?", ""},
		"another mistake":      {400, failure("start_date must be less", ""), platform.CodeRequest, "start_date", ""},
		"no such address":      {404, "<!DOCTYPE html><title>404</title>", connector.CodeNetwork, "web page", "endpoint"},
		"a proxy's no":         {403, "<html>Forbidden</html>", connector.CodeNetwork, "proxy", "endpoint"},
		"a page for an API":    {200, "<html>Log in to the hotel's network</html>", connector.CodeNetwork, "login page", ""},
		"nothing":              {200, "", connector.CodeNetwork, "not an answer", ""},
		"a hint without 429":   {429, failure("Something new is exhausted.", ""), connector.CodeQuota, "Something new", ""},
		"an unexpected status": {418, failure("I'm a teapot", ""), platform.CodeRequest, "418", ""},
	} {
		_, problem := read(t, served(t, says(test.status, test.body)))
		if problem == nil {
			t.Errorf("%s passes", name)
			continue
		}
		path := ""
		if len(problem.Path) > 0 {
			path = problem.Path[0].Name
		}
		if problem.Code != test.code || path != test.path || !strings.Contains(problem.Detail+" "+problem.Hint, test.says) || problem.Hint == "" {
			t.Errorf("%s: %+v, want %s (… %s …) at %q", name, problem.Diagnostic, test.code, test.says, test.path)
		}
	}
}

// An answer to another question is no answer: columns in another order, rows that
// are too short, numbers that are none.
func TestAnswersAreHeldToTheQuestion(t *testing.T) {
	t.Parallel()
	const good = `{"dimensionHeaders":[{"name":"date"}],"metricHeaders":[{"name":"sessions","type":"TYPE_INTEGER"},{"name":"keyEvents","type":"TYPE_FLOAT"}],
		"rows":[{"dimensionValues":[{"value":"20260501"}],"metricValues":[{"value":"12"},{"value":"0.30000000000000004"}]}],"rowCount":1,"kind":"analyticsData#runReport"}`
	report, problem := read(t, served(t, says(200, good)))
	if problem != nil {
		t.Fatal(problem)
	}
	if got := report.Part.Rows[0].Values; got[0] != connector.Int(12) || got[1] != (connector.Decimal{Unscaled: 3, Scale: 1}) {
		t.Errorf("read %v", got)
	}
	for name, change := range map[string][2]string{
		"columns change places": {`{"name":"sessions","type":"TYPE_INTEGER"},{"name":"keyEvents","type":"TYPE_FLOAT"}`, `{"name":"keyEvents","type":"TYPE_FLOAT"},{"name":"sessions","type":"TYPE_INTEGER"}`},
		"a column is missing":   {`{"name":"sessions","type":"TYPE_INTEGER"},`, ``},
		"another dimension":     {`"date"`, `"week"`},
		"a short row":           {`{"value":"12"},`, ``},
		"no number":             {`"12"`, `"twelve"`},
		"too large a number":    {`"12"`, `"1e30"`},
		"fewer rows than told":  {`"rowCount":1`, `"rowCount":5`},
		"more rows than told":   {`"rowCount":1`, `"rowCount":0`},
	} {
		if _, problem := read(t, served(t, says(200, strings.Replace(good, change[0], change[1], 1)))); problem == nil {
			t.Errorf("%s, and it passes", name)
		}
	}
}

// Where the number of rows changes between two pages, the report is another one, and
// is read again from its first page on.
func TestReportsThatGrowAreReadAgain(t *testing.T) {
	t.Parallel()
	requests := 0
	page := func(day, total int) string {
		return fmt.Sprintf(`{"dimensionHeaders":[{"name":"date"}],"metricHeaders":[{"name":"sessions","type":"TYPE_INTEGER"},{"name":"keyEvents","type":"TYPE_FLOAT"}],
			"rows":[{"dimensionValues":[{"value":"2026050%d"}],"metricValues":[{"value":"%d"},{"value":"0"}]}],"rowCount":%d}`, day, 10*total+day, total)
	}
	report, problem := read(t, served(t, func(w http.ResponseWriter, r *http.Request) {
		requests++
		says(200, []string{page(1, 3), page(2, 2), page(1, 2), page(2, 2)}[min(requests, 4)-1])(w, r)
	}))
	if problem != nil {
		t.Fatal(problem)
	}
	if requests != 4 || len(report.Part.Rows) != 2 || report.Part.Rows[0].Values[0] != connector.Int(21) {
		t.Errorf("%d requests and the rows %v", requests, report.Part.Rows)
	}
}

// The project that requests count against travels in a header of its own, and the
// token with the name of who asks.
func TestWhatRequestsCarry(t *testing.T) {
	t.Parallel()
	var seen http.Header
	c := served(t, func(w http.ResponseWriter, r *http.Request) {
		seen = r.Header.Clone()
		says(200, `{"name": "properties/42", "createTime": "2024-05-06T07:08:09Z", "serviceLevel": "GOOGLE_ANALYTICS_360"}`)(w, r)
	})
	ctx := platform.As(t.Context(), connector.Credential{AccessToken: "secret", Extra: map[string]string{connector.ExtraQuotaProject: "shop-project"}})
	facts, problem := c.Facts(ctx)
	if problem != nil {
		t.Fatal(problem)
	}
	if facts.ServiceLevel != "360" || facts.Created.Year() != 2024 {
		t.Errorf("%+v", facts)
	}
	if seen.Get("Authorization") != "Bearer secret" || seen.Get("X-Goog-User-Project") != "shop-project" {
		t.Errorf("sent %v", seen)
	}
}
