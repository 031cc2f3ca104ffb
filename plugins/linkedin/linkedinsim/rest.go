package linkedinsim

import (
	"bytes"
	"encoding/json"
	"errors"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/roictl/roictl/plugins/linkedin/linkedinsim/oauth"
	"github.com/roictl/roictl/plugins/linkedin/linkedinsim/problem"
	"github.com/roictl/roictl/plugins/linkedin/linkedinsim/restli"
	"github.com/roictl/roictl/plugins/linkedin/linkedinsim/world"
)

// object is a JSON object.
type object = map[string]any

// call is one call of /rest/ on its way through the checks.
type call struct {
	server   *Server
	header   http.Header
	method   string
	path     []string // segments below /rest/, percent-encoded
	route    *route
	version  string // six digits
	protocol restli.Protocol
	query    restli.Query
	token    oauth.Token
	member   *world.Member
	now      time.Time
}

// rest answers /rest/: token, version, permission, then parameters.
func (s *Server) rest(w http.ResponseWriter, r *http.Request) {
	answer, err := s.answer(r)
	w.Header().Set("X-RestLi-Protocol-Version", restliVersion(r.Header))
	if err != nil {
		refuse(w, err)
		return
	}
	var body bytes.Buffer
	encoder := json.NewEncoder(&body)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(answer); err != nil {
		refuse(w, err)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	_, _ = w.Write(body.Bytes()) // the client may have gone away
}

// refuse answers an error; what is no problem of LinkedIn's is a 500.
func refuse(w http.ResponseWriter, err error) {
	var p *problem.Problem
	if !errors.As(err, &p) {
		p = problem.Internal()
	}
	p.Write(w)
}

func (s *Server) answer(r *http.Request) (any, error) {
	a := askedOf(r.Context())
	c := &call{server: s, header: r.Header, method: a.method, now: s.Now(),
		path: strings.Split(strings.TrimPrefix(r.URL.EscapedPath(), "/rest/"), "/")}
	if restliVersion(r.Header) == "2.0.0" {
		c.protocol = restli.V2
	}
	if err := c.authenticate(); err != nil {
		return nil, err
	}
	if err := c.checkVersion(); err != nil {
		return nil, err
	}
	if c.route = find(c.path); c.route == nil {
		return nil, problem.NotFound("No virtual resource found")
	}
	if c.method != http.MethodGet {
		return nil, problem.Method(c.method)
	}
	query, syntaxError := restli.ParseQuery(a.query, c.protocol)
	c.query = query
	if !c.token.Allows(c.route.scopes...) || c.route.gone {
		return nil, c.forbidden()
	}
	if p := s.quota.call(s.options, c.now, c.token.Client, c.token.Member, c.route.resource); p != nil {
		return nil, p
	}
	if syntaxError != nil {
		return nil, badSyntax(syntaxError)
	}
	if p := c.permitParams(); p != nil {
		return nil, p
	}
	answer, err := c.route.serve(c)
	if err != nil {
		return nil, err
	}
	return c.finish(answer)
}

// badSyntax is the answer to a query that is not Rest.li.
func badSyntax(err error) error {
	var syntax *restli.SyntaxError
	if errors.As(err, &syntax) && syntax.Param == "fields" {
		return problem.Invalid("fields")
	}
	return problem.BadRequest("Invalid query parameters passed to request")
}

func restliVersion(h http.Header) string {
	if v := h.Get("X-Restli-Protocol-Version"); v != "" {
		return v
	}
	return "1.0.0"
}

// authenticate finds out whose token it is.
func (c *call) authenticate() error {
	access, ok := strings.CutPrefix(c.header.Get("Authorization"), "Bearer ")
	if !ok || access == "" {
		return problem.EmptyToken()
	}
	token, err := c.server.auth.Lookup(access)
	switch {
	case errors.Is(err, oauth.ErrRevoked):
		return problem.RevokedToken()
	case errors.Is(err, oauth.ErrExpired):
		return problem.ExpiredToken()
	case errors.Is(err, oauth.ErrRestricted):
		return problem.RestrictedMember()
	case err != nil:
		return problem.InvalidToken()
	}
	c.token = token
	if c.member = c.server.world.Member(token.Member); c.member == nil {
		return problem.InvalidToken()
	}
	return nil
}

var versionForm = regexp.MustCompile(`^(\d{6})(01)?$`)

// checkVersion holds the version header against the active versions.
func (c *call) checkVersion() error {
	sent := c.header.Get("LinkedIn-Version")
	if sent == "" {
		return problem.VersionMissing()
	}
	form := versionForm.FindStringSubmatch(sent)
	if form == nil || !slices.Contains(c.server.options.Versions, form[1]) {
		return problem.VersionInactive(sent)
	}
	c.version = form[1]
	if sunset, ok := c.server.options.Sunsets[c.version]; ok && !c.now.Before(sunset) {
		return problem.VersionInactive(c.version)
	}
	return nil
}

// forbidden is the 403 of a call, which names what would have been needed.
func (c *call) forbidden() *problem.Problem {
	operation := "GET"
	switch {
	case c.query.Has("q"):
		operation = "FINDER-" + c.query.Text("q")
	case c.query.Has("ids"):
		operation = "BATCH_GET"
	}
	return problem.Denied("partnerApi" + c.route.resource + "." + operation + "." + c.version + "01")
}

// finish cuts an answer down to the projection of `fields`, and adds what a
// later version might.
func (c *call) finish(answer any) (any, error) {
	if text, sent := c.query.Fields(); sent && !c.route.ownFields {
		mask, err := restli.ParseMask(text)
		if err != nil {
			return nil, problem.Invalid("fields")
		}
		answer = project(answer, mask)
	}
	if c.server.options.ForwardCompatible {
		extend(answer)
	}
	return answer, nil
}

// project applies a projection to the entities of an answer.
func project(answer any, mask restli.Mask) any {
	whole, ok := answer.(object)
	if !ok {
		return answer
	}
	if elements, ok := whole["elements"]; ok {
		whole["elements"] = mask.Apply(elements)
		return whole
	}
	if results, ok := whole["results"].(object); ok {
		for id, entity := range results {
			results[id] = mask.Apply(entity)
		}
		return whole
	}
	return mask.Apply(answer)
}

// extend adds a field that no client knows to every object.
func extend(value any) {
	switch v := value.(type) {
	case object:
		for _, inner := range v {
			extend(inner)
		}
		v["zzFutureField"] = object{"reason": "added by a later version"}
	case []any:
		for _, inner := range v {
			extend(inner)
		}
	}
}
