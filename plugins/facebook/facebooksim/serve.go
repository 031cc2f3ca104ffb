package facebooksim

import (
	"net/http"
	"strings"

	"github.com/roictl/roictl/plugins/facebook/facebooksim/fault"
	"github.com/roictl/roictl/plugins/facebook/facebooksim/graph"
	"github.com/roictl/roictl/plugins/facebook/facebooksim/token"
)

// ServeHTTP answers a request of the API, of the login dialog, or to the
// simulator's own controls under /__sim/.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if strings.HasPrefix(r.URL.Path, controls) {
		s.control(w, r)
		return
	}
	w.Header().Set("Date", s.Now().UTC().Format(http.TimeFormat)) // the server has one clock
	c, failure := readRequest(r)
	if failure != nil {
		send(w, refuse(failure))
		return
	}
	c.now = s.Now()
	if strings.HasSuffix(c.path, "dialog/oauth") {
		s.dialog(w, r, c)
		return
	}
	result := s.perform(c)
	if result.cut {
		// The one way to close a connection without an answer that works for every
		// version of HTTP; the server logs nothing about it.
		panic(http.ErrAbortHandler)
	}
	send(w, result)
}

// send writes an answer.
func send(w http.ResponseWriter, a answer) {
	for name, values := range a.header {
		w.Header()[http.CanonicalHeaderKey(name)] = values
	}
	if w.Header().Get("Content-Type") == "" {
		w.Header().Set("Content-Type", "application/json; charset=UTF-8")
	}
	w.WriteHeader(a.status)
	// A client that does not wait for the answer is no failure of the server.
	_, _ = w.Write(a.body)
}

// perform answers one call, faults included, and records it.
func (s *Server) perform(c *call) answer {
	f := s.faults.Next(c.method, c.path, c.values)
	if f.Delay > 0 {
		s.options.Wait(c.done, f.Delay)
	}
	if f.Expire {
		s.tokens.Change(c.token.Value, func(t *token.Token) { t.Expires = c.now })
	}
	var result answer
	switch {
	case f.Reset, f.Null:
		result = answer{cut: true}
	case f.Error != nil:
		result = refuse(f.Error)
	case f.Body != "" || f.Status != 0:
		result = answer{status: max(f.Status, http.StatusOK), body: []byte(f.Body)}
	default:
		result = s.handle(c)
	}
	result = mangle(result, f)
	s.record(Request{
		Method: c.method, Path: c.asked, Values: c.values, TokenIn: c.tokenIn, Token: c.token.Value,
		Batched: c.batched, Status: result.status, Rows: result.rows,
	})
	return result
}

// mangle does to an answer what the fault says.
func mangle(result answer, f fault.Fault) answer {
	if f.Truncate > 0 && f.Truncate < len(result.body) {
		result.body = result.body[:f.Truncate]
	}
	if result.header == nil {
		result.header = make(http.Header)
	}
	for name, values := range f.Header {
		result.header[http.CanonicalHeaderKey(name)] = values
	}
	return result
}

// handle answers a call: who asks, in which version, how often, for what.
func (s *Server) handle(c *call) answer {
	header := http.Header{"Facebook-Api-Version": {c.version}}
	result, failure := s.admit(c, header)
	if failure != nil {
		result = refuse(failure)
	}
	if result.header == nil {
		result.header = make(http.Header)
	}
	for name, values := range header {
		result.header[name] = values
	}
	return result
}

// admit checks everything that comes before the question itself, and then answers
// it.
func (s *Server) admit(c *call, header http.Header) (answer, *graph.Error) {
	if c.path == "oauth/access_token" {
		return s.exchange(c)
	}
	if failure := s.authenticate(c); failure != nil {
		return answer{}, failure
	}
	if c.path == "debug_token" {
		return s.debugToken(c)
	}
	if c.path == "" {
		return s.root(c)
	}
	id, edge, _ := strings.Cut(c.path, "/")
	object, account := s.find(id)
	if failure := s.checkVersion(c, account != "" || edge == "adaccounts", header); failure != nil {
		return answer{}, failure
	}
	usage, failure := s.meter.Call(c.now, account, strings.HasPrefix(edge, "insights") || isRun(object))
	for name, values := range usage {
		header[name] = values
	}
	if failure != nil {
		return answer{}, failure
	}
	if id == "me" {
		return s.me(c, edge)
	}
	return s.route(c, object, id, edge)
}

// authenticate finds out whose token it is, and whether it is one.
func (s *Server) authenticate(c *call) *graph.Error {
	if c.token.Value == "" {
		return &graph.Error{Code: 2500, Message: "An active access token must be used to query information about the current user."}
	}
	found, failure := s.tokens.Find(c.token.Value, c.now)
	if failure != nil {
		return failure
	}
	c.token = found
	c.proof = c.values.Get("appsecret_proof")
	c.values.Del("appsecret_proof")
	switch {
	case c.token.Kind == token.App:
		return nil
	case c.proof == "" && s.options.RequireProof:
		return &graph.Error{Code: 100, Type: "GraphMethodException", Message: "API calls from the server require an appsecret_proof argument"}
	case c.proof != "" && c.proof != token.Proof(s.tokens.Secret, c.token.Value):
		return &graph.Error{Code: 100, Type: "GraphMethodException", Message: "Invalid appsecret_proof provided in the API argument"}
	}
	return nil
}

// checkVersion refuses versions that do not answer, or serves them with the next
// one that does.
func (s *Server) checkVersion(c *call, marketing bool, header http.Header) *graph.Error {
	alive := graphVersions
	if marketing {
		alive = marketingVersions
	}
	for _, version := range alive {
		if c.version == version {
			return nil
		}
	}
	if marketing {
		for _, version := range graphVersions {
			if c.version == version && s.options.AutoUpgrade {
				header.Set("Facebook-Api-Version", marketingVersions[0])
				return nil
			}
		}
		return &graph.Error{
			Code: 2635, Message: "(#2635) You are calling a deprecated version of the Ads API. Please update to the latest version: " + marketingVersions[len(marketingVersions)-1] + ".",
		}
	}
	return &graph.Error{Code: 2500, Message: "Unknown path components: /" + c.version}
}
