package facebooksim_test

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/roictl/roictl/plugins/facebook/facebooksim"
)

// rig is a simulator behind a real HTTP server, and a client of it.
type rig struct {
	*facebooksim.Server
	t    *testing.T
	base string
}

func start(t *testing.T, options facebooksim.Options) *rig {
	t.Helper()
	s := facebooksim.New(options)
	server := httptest.NewServer(s)
	t.Cleanup(server.Close)
	return &rig{s, t, server.URL}
}

// reply is an answer as a client sees it.
type reply struct {
	status int
	header http.Header
	text   string
	json   map[string]any
}

// rows returns the answer's data.
func (r reply) rows() []map[string]any {
	var rows []map[string]any
	list, _ := r.json["data"].([]any)
	for _, one := range list {
		row, _ := one.(map[string]any)
		rows = append(rows, row)
	}
	return rows
}

// code returns code and subcode of the answer's error.
func (r reply) code() (code, subcode int) {
	failure, _ := r.json["error"].(map[string]any)
	number := func(name string) int {
		n, _ := failure[name].(float64)
		return int(n)
	}
	return number("code"), number("error_subcode")
}

// next returns the cursor that leads on, if anything does.
func (r reply) next() (after string, more bool) {
	paging, _ := r.json["paging"].(map[string]any)
	cursors, _ := paging["cursors"].(map[string]any)
	_, more = paging["next"]
	after, _ = cursors["after"].(string)
	return after, more
}

// do sends a request with a token in its header.
func (g *rig) do(method, token, path string, pairs ...string) reply {
	g.t.Helper()
	values := make(url.Values)
	for i := 0; i+1 < len(pairs); i += 2 {
		values.Set(pairs[i], pairs[i+1])
	}
	target, body := g.base+"/v26.0/"+path, ""
	if strings.HasPrefix(path, "/") {
		target = g.base + path
	}
	if method == http.MethodPost {
		body = values.Encode()
	} else {
		target += "?" + values.Encode()
	}
	request, err := http.NewRequestWithContext(g.t.Context(), method, target, strings.NewReader(body))
	if err != nil {
		g.t.Fatal(err)
	}
	if body != "" {
		request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	if token != "" {
		request.Header.Set("Authorization", "Bearer "+token)
	}
	return g.send(request)
}

func (g *rig) send(request *http.Request) reply {
	g.t.Helper()
	response, err := http.DefaultTransport.RoundTrip(request)
	if err != nil {
		g.t.Fatal(err)
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		g.t.Fatal(err)
	}
	r := reply{status: response.StatusCode, header: response.Header, text: string(text)}
	if err := json.Unmarshal(text, &r.json); err != nil {
		r.json = nil
	}
	return r
}

// get reads with the system user's token.
func (g *rig) get(path string, pairs ...string) reply {
	g.t.Helper()
	return g.do(http.MethodGet, g.Tokens().SystemUser, path, pairs...)
}

// all reads every page.
func (g *rig) all(path string, pairs ...string) []map[string]any {
	g.t.Helper()
	var rows []map[string]any
	page := g.get(path, pairs...)
	for {
		if page.status != http.StatusOK {
			g.t.Fatalf("%s: %d %s", path, page.status, page.text)
		}
		rows = append(rows, page.rows()...)
		after, more := page.next()
		if !more {
			return rows
		}
		page = g.get(path, append(pairs, "after", after)...)
	}
}

// span is the parameter time_range.
func span(since, until string) string { return `{"since":"` + since + `","until":"` + until + `"}` }

// utc reads a moment.
func utc(t *testing.T, text string) time.Time {
	t.Helper()
	moment, err := time.Parse(time.RFC3339, text)
	if err != nil {
		t.Fatal(err)
	}
	return moment
}

// pick returns some fields of rows, missing ones as "-".
func pick(rows []map[string]any, names ...string) [][]string {
	var all [][]string
	for _, row := range rows {
		var line []string
		for _, name := range names {
			text, ok := row[name].(string)
			if !ok {
				text = "-"
			}
			line = append(line, text)
		}
		all = append(all, line)
	}
	return all
}

// action returns the entry of a type in a list of actions; nil where there is none.
func action(row map[string]any, list, kind string) map[string]any {
	entries, _ := row[list].([]any)
	for _, one := range entries {
		if entry, _ := one.(map[string]any); entry["action_type"] == kind {
			return entry
		}
	}
	return nil
}
