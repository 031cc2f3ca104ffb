package wire

import "net/http"

// Error is what Google's APIs answer instead of a result.
type Error struct {
	Code    int      `json:"code"`
	Message string   `json:"message"`
	Status  string   `json:"status"`
	Details []Detail `json:"details,omitempty"`
	// Challenge is the WWW-Authenticate header, where there is one.
	Challenge string `json:"-"`
}

// Detail is a google.rpc detail: ErrorInfo, BadRequest or Help, each with its own fields.
type Detail struct {
	Type            string            `json:"@type"`
	Reason          string            `json:"reason,omitempty"`
	Domain          string            `json:"domain,omitempty"`
	Metadata        map[string]string `json:"metadata,omitempty"`
	FieldViolations []FieldViolation  `json:"fieldViolations,omitempty"`
	Links           []Link            `json:"links,omitempty"`
}

// FieldViolation is one thing that is wrong with a request.
type FieldViolation struct {
	Field       string `json:"field,omitempty"`
	Description string `json:"description"`
}

// Link points to a page that helps.
type Link struct {
	Description string `json:"description"`
	URL         string `json:"url"`
}

func (e *Error) Error() string { return e.Message }

var statusOf = map[int]string{
	http.StatusBadRequest: "INVALID_ARGUMENT", http.StatusUnauthorized: "UNAUTHENTICATED", http.StatusForbidden: "PERMISSION_DENIED",
	http.StatusNotFound: "NOT_FOUND", http.StatusTooManyRequests: "RESOURCE_EXHAUSTED", http.StatusInternalServerError: "INTERNAL",
	http.StatusServiceUnavailable: "UNAVAILABLE", http.StatusGatewayTimeout: "DEADLINE_EXCEEDED",
}

// NewError returns the error of an HTTP status, with the canonical name that goes with it.
func NewError(code int, message string, details ...Detail) *Error {
	return &Error{Code: code, Message: message, Status: statusOf[code], Details: details}
}

// Invalid returns the error of an invalid argument, without details.
func Invalid(message string) *Error { return NewError(http.StatusBadRequest, message) }

// ErrorInfo returns the detail that tells the reason of an error to programs.
func ErrorInfo(reason, domain string, metadata map[string]string) Detail {
	return Detail{Type: "type.googleapis.com/google.rpc.ErrorInfo", Reason: reason, Domain: domain, Metadata: metadata}
}
