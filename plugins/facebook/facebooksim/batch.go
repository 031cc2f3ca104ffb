package facebooksim

import (
	"encoding/json"
	"net/http"
	"net/url"
	"strings"

	"github.com/roictl/roictl/plugins/facebook/facebooksim/graph"
	"github.com/roictl/roictl/plugins/facebook/facebooksim/token"
)

// maxBatch is how many requests a batch holds.
const maxBatch = 50

// root answers calls of the root: batches. Reading several objects by ids there
// has ended.
func (s *Server) root(c *call) (answer, *graph.Error) {
	switch {
	case c.values.Has("batch") && c.method == http.MethodPost:
		return s.batch(c)
	case c.values.Has("ids"):
		return answer{}, &graph.Error{Code: 12, Message: "(#12) The ids parameter on the root path is no longer supported. Use batch requests instead."}
	default:
		return answer{}, &graph.Error{Code: 100, Subcode: 33, Type: "GraphMethodException", Message: "Unsupported " + strings.ToLower(c.method) + " request."}
	}
}

// part is one request of a batch.
type part struct {
	Method      string `json:"method"`
	RelativeURL string `json:"relative_url"`
	Body        string `json:"body"`
	OmitSuccess *bool  `json:"omit_response_on_success"`
	Name        string `json:"name"`
}

// result is its answer; the body is JSON in a text.
type result struct {
	Code    int      `json:"code"`
	Headers []header `json:"headers,omitempty"`
	Body    string   `json:"body"`
}

type header struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

// batch answers each request of a batch in its order. Whatever they come to, the
// batch itself succeeds. Each counts as a call.
func (s *Server) batch(c *call) (answer, *graph.Error) {
	var parts []part
	if err := json.Unmarshal([]byte(c.values.Get("batch")), &parts); err != nil {
		return answer{}, graph.Parameter("param batch must be an array.")
	}
	if len(parts) > maxBatch {
		return answer{}, graph.Parameter("Too many requests in batch message. Maximum batch size is %d", maxBatch)
	}
	results := make([]*result, len(parts))
	for i, p := range parts {
		inner, failure := c.part(p)
		reply := refuse(&graph.Error{Code: 100, Message: "(#100) Invalid relative_url"})
		if failure == nil {
			reply = s.perform(inner)
		}
		if reply.cut || p.OmitSuccess != nil && *p.OmitSuccess && p.Name != "" && reply.status == http.StatusOK {
			continue
		}
		results[i] = &result{Code: reply.status, Body: string(reply.body)}
		if c.values.Get("include_headers") != "false" {
			for name, values := range reply.header {
				results[i].Headers = append(results[i].Headers, header{name, strings.Join(values, ", ")})
			}
		}
	}
	return respond(results), nil
}

// part makes a call of a request in a batch. It has the token of the batch unless
// it brings its own.
func (c *call) part(p part) (*call, error) {
	target, err := url.Parse(strings.TrimPrefix(p.RelativeURL, "/"))
	if err != nil {
		return nil, err
	}
	values, err := url.ParseQuery(target.RawQuery)
	if err != nil {
		return nil, err
	}
	body, err := url.ParseQuery(p.Body)
	if err != nil {
		return nil, err
	}
	for name, all := range body {
		values[name] = append(values[name], all...)
	}
	method := strings.ToUpper(p.Method)
	if method == "" {
		method = http.MethodGet
	}
	inner := newCall(method, target.Path, values, nil)
	if !strings.HasPrefix(target.Path, inner.version+"/") {
		inner.version = c.version
	}
	inner.base, inner.now, inner.done, inner.batched = c.base, c.now, c.done, true
	own := values.Get("access_token")
	inner.token = token.Token{Value: c.token.Value}
	inner.tokenIn = c.tokenIn
	switch {
	case own != "":
		inner.token.Value, inner.tokenIn = own, "query"
		values.Del("access_token")
	case c.proof != "" && values.Get("appsecret_proof") == "":
		values.Set("appsecret_proof", c.proof)
	}
	return inner, nil
}
