package graph

import (
	"encoding/json"
	"fmt"
	"net/http"
)

// Error is a failure in Meta's envelope, together with the HTTP status that it
// travels under. Clients have to tell errors apart by Code and Subcode: Type
// is OAuthException for throttling and outages too.
type Error struct {
	Status    int    // HTTP status; 0 is 400, which is what most errors arrive under
	Code      int    // may be negative, for reports that ran asynchronously
	Subcode   int    // 0 is none
	Type      string // empty is OAuthException
	Message   string
	UserTitle string
	UserMsg   string
	Transient bool
}

// Error implements error.
func (e *Error) Error() string { return e.Message }

// HTTPStatus returns the status that the envelope is sent under.
func (e *Error) HTTPStatus() int {
	if e.Status == 0 {
		return http.StatusBadRequest
	}
	return e.Status
}

// MarshalJSON writes the envelope, {"error": {...}}.
func (e *Error) MarshalJSON() ([]byte, error) {
	kind := e.Type
	if kind == "" {
		kind = "OAuthException"
	}
	body := map[string]any{
		"message": e.Message, "type": kind, "code": e.Code, "fbtrace_id": "Asim0000000000000000000",
	}
	if e.Subcode != 0 {
		body["error_subcode"] = e.Subcode
	}
	if e.Transient {
		body["is_transient"] = true
	}
	if e.UserTitle != "" {
		body["error_user_title"] = e.UserTitle
	}
	if e.UserMsg != "" {
		body["error_user_msg"] = e.UserMsg
	}
	return json.Marshal(map[string]any{"error": body})
}

// Authenticate is the value of the WWW-Authenticate header that accompanies
// an error.
func (e *Error) Authenticate() string {
	return fmt.Sprintf("OAuth \"Facebook Platform\" \"invalid_request\" %q", e.Message)
}

// Parameter is error 100: something about the request itself is wrong, and
// repeating it will not help.
func Parameter(format string, args ...any) *Error {
	return &Error{Code: 100, Message: "(#100) " + fmt.Sprintf(format, args...)}
}

// NoObject is error 100/33: an id that does not exist or that the token may not
// see; Meta does not say which.
func NoObject(verb, id string) *Error {
	return &Error{
		Code: 100, Subcode: 33, Type: "GraphMethodException",
		Message: fmt.Sprintf("Unsupported %s request. Object with ID '%s' does not exist, cannot be loaded due to missing permissions, or does not support this operation. Please read the Graph API documentation at https://developers.facebook.com/docs/graph-api", verb, id),
	}
}

// NoField is error 100 for a name that a node does not have.
func NoField(name string) *Error {
	return Parameter("Tried accessing nonexisting field (%s)", name)
}

// NoEdge is error 2500 for a connection that a node does not have.
func NoEdge(edge, kind string) *Error {
	return &Error{Code: 2500, Message: fmt.Sprintf("Unknown path components: /%s on node type (%s)", edge, kind)}
}
