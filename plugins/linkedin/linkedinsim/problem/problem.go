// Package problem is LinkedIn's ways of saying no: the JSON envelope with
// status, code, service error code and message.
//
// What comes in: what is wrong. What goes out: a *Problem, which is an error and
// knows its HTTP status and body. Texts match LinkedIn's byte for byte where a
// public report quotes them; UNVERIFIED.md of the simulator lists the others.
//
// This package must not know which resource was asked.
package problem

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
)

// Problem is an error as LinkedIn's REST APIs answer it.
type Problem struct {
	Status           int      `json:"status"`
	ServiceErrorCode int      `json:"serviceErrorCode,omitzero"`
	Code             string   `json:"code,omitzero"`
	Message          string   `json:"message,omitzero"`
	DetailType       string   `json:"errorDetailType,omitzero"`
	Details          *Details `json:"errorDetails,omitzero"`
}

// Details is the richer part that some resources answer.
type Details struct {
	InputErrors []InputError `json:"inputErrors"`
}

// InputError is one field that is wrong.
type InputError struct {
	Code        string `json:"code"`
	Description string `json:"description"`
	Input       Input  `json:"input"`
}

// Input names where in the request the field is.
type Input struct {
	InputPath struct {
		FieldPath string `json:"fieldPath"`
	} `json:"inputPath"`
}

// Error is LinkedIn's message with the status.
func (p *Problem) Error() string { return fmt.Sprintf("%d %s: %s", p.Status, p.Code, p.Message) }

// Write answers a request with the problem.
func (p *Problem) Write(w http.ResponseWriter) {
	body, err := json.Marshal(p)
	if err != nil { // cannot be: it is texts and numbers
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(p.Status)
	_, _ = w.Write(body) // the client may have gone away
}

// BadRequest is the short form of 400 that older resources answer.
func BadRequest(format string, args ...any) *Problem {
	return &Problem{Status: http.StatusBadRequest, Message: fmt.Sprintf(format, args...)}
}

// Invalid says that a parameter cannot be used.
func Invalid(param string) *Problem { return BadRequest("Parameter '%s' is invalid", param) }

// Required says that a parameter is missing.
func Required(param string) *Problem { return BadRequest("Parameter '%s' is required", param) }

// Field is the rich form of 400, about one field.
func Field(path, code, description string) *Problem {
	detail := InputError{Code: code, Description: description}
	detail.Input.InputPath.FieldPath = path
	return &Problem{Status: http.StatusBadRequest, Code: "MULTIPLE_VALIDATIONS_FAILED",
		Message:    "Multiple errors occurred during the input validation. Please see errorDetails for more information.",
		DetailType: "com.linkedin.common.error.BadRequest", Details: &Details{[]InputError{detail}}}
}

// UrnType says that a URN is of a kind that the resource does not serve.
func UrnType(urn string) *Problem {
	return &Problem{Status: http.StatusBadRequest, Code: "INVALID_URN_TYPE", Message: fmt.Sprintf("The URN %s is of a type that this resource does not serve.", urn)}
}

// VersionMissing is the answer to a call without the version header.
func VersionMissing() *Problem {
	return &Problem{Status: http.StatusBadRequest, Code: "VERSION_MISSING",
		Message: "A version must be present. Please specify a version by adding the LinkedIn-Version header."}
}

// VersionInactive is the answer to a version that is sunset, or never was. It
// prints the version with eight digits.
func VersionInactive(version string) *Problem {
	if len(version) == 6 && strings.Trim(version, "0123456789") == "" {
		version += "01"
	}
	return &Problem{Status: http.StatusUpgradeRequired, Code: "NONEXISTENT_VERSION",
		Message: fmt.Sprintf("Requested version %s is not active", version)}
}

// Denied is 403: the application's product, the token's scope or the member's
// role is missing. Permission is for example partnerApiAdAccounts.GET.20260701.
func Denied(permission string) *Problem {
	return &Problem{Status: http.StatusForbidden, ServiceErrorCode: 100, Code: "ACCESS_DENIED",
		Message: "Not enough permissions to access: " + permission}
}

// Unpermitted is 403 by a query parameter that the resource does not have.
func Unpermitted(param string) *Problem {
	return &Problem{Status: http.StatusForbidden, ServiceErrorCode: 100, Code: "ACCESS_DENIED",
		Message: "Unpermitted fields present in PARAMETER: Data Processing Exception while processing fields [/" + param + "]"}
}

// NotFound is 404.
func NotFound(what string) *Problem {
	return &Problem{Status: http.StatusNotFound, Code: "NOT_FOUND", Message: what}
}

// Method is 405 on a resource that is only read.
func Method(method string) *Problem {
	return &Problem{Status: http.StatusMethodNotAllowed, Code: "METHOD_NOT_ALLOWED", Message: "Method " + method + " is not allowed on this resource"}
}

// LengthRequired is 411: a POST that does not say how long its body is.
func LengthRequired() *Problem {
	return &Problem{Status: http.StatusLengthRequired, Message: "A request must carry Content-Length"}
}

// Internal is 500.
func Internal() *Problem {
	return &Problem{Status: http.StatusInternalServerError, Code: "INTERNAL_SERVER_ERROR", Message: "Internal Server Error"}
}
