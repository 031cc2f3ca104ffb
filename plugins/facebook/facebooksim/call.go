package facebooksim

import (
	"bytes"
	"encoding/json"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"time"

	"github.com/roictl/roictl/plugins/facebook/facebooksim/graph"
	"github.com/roictl/roictl/plugins/facebook/facebooksim/token"
)

// call is one request, alone or from a batch.
type call struct {
	method  string
	version string // v26.0; the one that answers
	asked   string // the path as it was asked for
	path    string // without slashes at its ends and without the version
	base    string // scheme and host, for links to further pages
	values  url.Values
	header  http.Header
	tokenIn string
	token   token.Token
	now     time.Time
	batched bool
	proof   string // appsecret_proof
	done    <-chan struct{}
}

// answer is what a call comes to.
type answer struct {
	status int
	header http.Header
	body   []byte
	rows   int
	cut    bool // close the connection instead of answering, or null in a batch
}

// versions are those that answer, oldest first. Marketing endpoints live for about
// a year, the Graph endpoints of the same version for two.
var (
	marketingVersions = []string{"v25.0", "v26.0"}
	graphVersions     = []string{"v22.0", "v23.0", "v24.0", "v25.0", "v26.0"}
	versionPattern    = regexp.MustCompile(`^v\d+\.\d+$`)
)

// newCall reads path, parameters and token. Parameters come from the query and
// from a body that is a form, a multipart form or JSON.
func newCall(method, path string, values url.Values, header http.Header) *call {
	c := &call{method: method, asked: path, path: strings.Trim(path, "/"), values: values, header: header, version: marketingVersions[0]}
	if first, rest, _ := strings.Cut(c.path, "/"); versionPattern.MatchString(first) {
		c.version, c.path = first, strings.Trim(rest, "/")
	}
	return c
}

// readRequest makes a call of a request.
func readRequest(r *http.Request) (*call, *graph.Error) {
	const memory = 1 << 20
	values := r.URL.Query()
	tokenIn := ""
	if values.Has("access_token") {
		tokenIn = "query"
	}
	var body url.Values
	var err error
	switch kind := r.Header.Get("Content-Type"); {
	case strings.HasPrefix(kind, "application/json"):
		body, err = jsonForm(r)
	case strings.HasPrefix(kind, "multipart/form-data"):
		err = r.ParseMultipartForm(memory)
		body = r.PostForm
	default:
		err = r.ParseForm()
		body = r.PostForm
	}
	if err != nil {
		return nil, graph.Parameter("The request's body cannot be read: %v", err)
	}
	for name, all := range body {
		values[name] = append(values[name], all...)
		if name == "access_token" && tokenIn == "" {
			tokenIn = "body"
		}
	}
	c := newCall(r.Method, r.URL.Path, values, r.Header)
	if method := values.Get("method"); method != "" {
		c.method = strings.ToUpper(method)
	}
	c.base = "http://" + r.Host
	c.done = r.Context().Done()
	c.takeToken(tokenIn)
	return c, nil
}

// jsonForm reads a JSON object as parameters: texts as they are, everything else
// as its JSON.
func jsonForm(r *http.Request) (url.Values, error) {
	var object map[string]json.RawMessage
	if err := json.NewDecoder(r.Body).Decode(&object); err != nil {
		return nil, err
	}
	values := make(url.Values)
	for name, raw := range object {
		var text string
		if err := json.Unmarshal(raw, &text); err != nil {
			text = string(bytes.TrimSpace(raw))
		}
		values.Set(name, text)
	}
	return values, nil
}

// takeToken moves the token from the parameters, or from the header, which counts
// less, into its place.
func (c *call) takeToken(in string) {
	c.tokenIn = in
	c.token.Value = c.values.Get("access_token")
	c.values.Del("access_token")
	if bearer, ok := strings.CutPrefix(c.header.Get("Authorization"), "Bearer "); ok && c.token.Value == "" {
		c.token.Value, c.tokenIn = bearer, "header"
	}
}

// respond writes a value as JSON.
func respond(value any) answer {
	body, err := json.Marshal(value)
	if err != nil {
		return refuse(&graph.Error{Status: http.StatusInternalServerError, Code: 1, Message: "An unknown error occurred: " + err.Error()})
	}
	return answer{status: http.StatusOK, body: body}
}

// refuse writes an error in its envelope.
func refuse(failure *graph.Error) answer {
	body, err := failure.MarshalJSON()
	if err != nil {
		body = []byte(`{"error":{"message":"An unknown error occurred","type":"OAuthException","code":1}}`)
	}
	return answer{
		status: failure.HTTPStatus(), body: body,
		header: http.Header{"Www-Authenticate": {failure.Authenticate()}, "Cache-Control": {"no-store"}},
	}
}
