package linkedinsim_test

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/roictl/roictl/plugins/linkedin/linkedinsim"
	"github.com/roictl/roictl/plugins/linkedin/linkedinsim/world"
)

// client calls a simulator over HTTP, as a stranger would.
type client struct {
	t     *testing.T
	sim   *linkedinsim.Server
	url   string
	token string
	// header is added to every call.
	header http.Header
}

// answer is what came back.
type answer struct {
	Status int
	Header http.Header
	Raw    string
	Body   map[string]any
}

func start(t *testing.T, options linkedinsim.Options) *client {
	t.Helper()
	sim := linkedinsim.New(options)
	server := httptest.NewServer(sim)
	t.Cleanup(server.Close)
	c := &client{t: t, sim: sim, url: server.URL, header: http.Header{}}
	c.header.Set("LinkedIn-Version", "202607")
	c.header.Set("X-Restli-Protocol-Version", "2.0.0")
	c.token = c.signIn(world.Admin)
	return c
}

func (c *client) signIn(member string, scopes ...string) string {
	c.t.Helper()
	token, err := c.sim.Token(member, scopes...)
	if err != nil {
		c.t.Fatal(err)
	}
	return token.Access
}

// get calls a path below /rest/, whose query is sent as it is.
func (c *client) get(path string) answer {
	c.t.Helper()
	return c.do(http.MethodGet, "/rest/"+path, "", nil)
}

// finder is get with the header that some finders ask for.
func (c *client) finder(path string) answer {
	c.t.Helper()
	return c.do(http.MethodGet, "/rest/"+path, "", http.Header{"X-Restli-Method": {"FINDER"}})
}

func (c *client) do(method, path, body string, header http.Header) answer {
	c.t.Helper()
	request, err := http.NewRequestWithContext(c.t.Context(), method, c.url+path, strings.NewReader(body))
	if err != nil {
		c.t.Fatal(err)
	}
	for _, h := range []http.Header{c.header, header} {
		for name, values := range h {
			request.Header[http.CanonicalHeaderKey(name)] = values
		}
	}
	if c.token != "" {
		request.Header.Set("Authorization", "Bearer "+c.token)
	}
	response, err := noRedirects.Do(request)
	if err != nil {
		c.t.Fatal(err)
	}
	defer response.Body.Close()
	raw, err := io.ReadAll(response.Body)
	if err != nil {
		c.t.Fatal(err)
	}
	a := answer{Status: response.StatusCode, Header: response.Header, Raw: string(raw)}
	if strings.HasPrefix(response.Header.Get("Content-Type"), "application/json") {
		if err := json.Unmarshal(raw, &a.Body); err != nil {
			c.t.Fatalf("%s %s: %v in %s", method, path, err, raw)
		}
	}
	return a
}

var noRedirects = &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}

// ok fails the test unless the answer is 200.
func (a answer) ok(t *testing.T) answer {
	t.Helper()
	if a.Status != http.StatusOK {
		t.Fatalf("status %d: %s", a.Status, a.Raw)
	}
	return a
}

// elements are those of a finder's answer.
func (a answer) elements(t *testing.T) []map[string]any {
	t.Helper()
	list, isList := a.ok(t).Body["elements"].([]any)
	if !isList {
		t.Fatalf("no elements in %s", a.Raw)
	}
	objects := make([]map[string]any, len(list))
	for i := range list {
		objects[i] = list[i].(map[string]any)
	}
	return objects
}

// at follows keys into the answer.
func at(v any, keys ...string) any {
	for _, key := range keys {
		object, ok := v.(map[string]any)
		if !ok {
			return nil
		}
		v = object[key]
	}
	return v
}

const account = "urn%3Ali%3AsponsoredAccount%3A500000001"

// dates writes a dateRange, ends included.
func dates(from, to string) string {
	part := func(day string) string {
		var y, m, d string
		y, m, d = day[:4], strings.TrimLeft(day[5:7], "0"), strings.TrimLeft(day[8:], "0")
		return "(year:" + y + ",month:" + m + ",day:" + d + ")"
	}
	return "dateRange=(start:" + part(from) + ",end:" + part(to) + ")"
}
