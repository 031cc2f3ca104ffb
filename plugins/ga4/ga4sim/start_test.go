package ga4sim_test

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	analyticsadmin "google.golang.org/api/analyticsadmin/v1beta"
	analyticsdata "google.golang.org/api/analyticsdata/v1beta"
	"google.golang.org/api/option"

	"github.com/roictl/roictl/plugins/ga4/ga4sim"
	"github.com/roictl/roictl/plugins/ga4/ga4sim/world"
)

// now is where most tests' clocks stand: 10:00 in Paris on 5 June 2026.
var now = time.Date(2026, time.June, 5, 8, 0, 0, 0, time.UTC)

// small is a demo world with fewer sessions, which tests share: nobody changes a world.
var small = sync.OnceValue(func() *world.World { return ga4sim.DemoWorld(now, 1, 40) })

// start serves a simulator for a test.
func start(t *testing.T, options ga4sim.Options) (*ga4sim.Server, string) {
	t.Helper()
	if options.Now.IsZero() {
		options.Now = now
	}
	if options.World == nil {
		options.World = small()
	}
	simulator := ga4sim.New(options)
	server := httptest.NewServer(simulator)
	t.Cleanup(server.Close)
	return simulator, server.URL
}

// dataClient is Google's own client of the Data API, signed in with a key file: it
// signs an assertion and exchanges it at the simulator's token endpoint.
func dataClient(t *testing.T, base string, key []byte) *analyticsdata.Service {
	t.Helper()
	client, err := analyticsdata.NewService(t.Context(), option.WithEndpoint(base),
		option.WithAuthCredentialsJSON(option.ServiceAccount, key), option.WithScopes(analyticsdata.AnalyticsReadonlyScope))
	if err != nil {
		t.Fatal(err)
	}
	return client
}

// adminClient is Google's own client of the Admin API.
func adminClient(t *testing.T, base string, key []byte) *analyticsadmin.Service {
	t.Helper()
	client, err := analyticsadmin.NewService(t.Context(), option.WithEndpoint(base),
		option.WithAuthCredentialsJSON(option.ServiceAccount, key), option.WithScopes(analyticsadmin.AnalyticsReadonlyScope))
	if err != nil {
		t.Fatal(err)
	}
	return client
}

// reply is what a raw call gets.
type reply struct {
	status int
	header http.Header
	body   string
}

// call sends a request as it stands, with a valid token unless the token says otherwise.
func call(t *testing.T, method, url, token, body string) reply {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), method, url, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	if token != "" {
		request.Header.Set("Authorization", "Bearer "+token)
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return reply{response.StatusCode, response.Header, string(text)}
}

// runReport sends a request for a report of the shop as it stands.
func runReport(t *testing.T, simulator *ga4sim.Server, base, body string) reply {
	t.Helper()
	return call(t, "POST", base+"/v1beta/properties/"+world.Shop+":runReport", simulator.AccessToken(), body)
}

// decode reads a reply's JSON.
func decode[T any](t *testing.T, r reply) T {
	t.Helper()
	var value T
	if err := json.Unmarshal([]byte(r.body), &value); err != nil {
		t.Fatalf("%v in %d: %s", err, r.status, r.body)
	}
	return value
}

// message returns the message of Google's error.
func message(t *testing.T, r reply) string {
	t.Helper()
	return decode[struct {
		Error struct{ Message string }
	}](t, r).Error.Message
}
