package platform

import (
	"bytes"
	"encoding/json"
	"net/http"
	"strings"
)

// graphError is an error as Meta writes it. Its type is OAuthException for most
// things, also for rate limits and outages, and its texts follow the language of
// the account, so that only the codes tell what is wrong.
type graphError struct {
	Message   string `json:"message"`
	Code      int    `json:"code"`
	Subcode   int    `json:"error_subcode"`
	Transient bool   `json:"is_transient"`
	UserTitle string `json:"error_user_title"`
	UserMsg   string `json:"error_user_msg"`

	status int
	opaque bool // the answer was none of Meta's
}

// errorIn finds the error in an answer; nil where there is none. The body decides,
// not the status: Meta sends errors with 200 as well, and what is not JSON comes
// from something that stands between.
func errorIn(status int, body []byte) *graphError {
	var envelope struct {
		Error *graphError `json:"error"`
	}
	opaque := &graphError{status: status, opaque: true}
	body = bytes.TrimSpace(body)
	failed := status >= http.StatusBadRequest
	switch {
	case !json.Valid(body):
		return opaque
	case body[0] == '{' && (failed || bytes.Contains(body, []byte(`"error"`))):
	case failed:
		return opaque
	default:
		return nil
	}
	if err := json.Unmarshal(body, &envelope); err != nil {
		return opaque
	}
	switch {
	case envelope.Error != nil:
		envelope.Error.status = status
		return envelope.Error
	case failed:
		return opaque
	}
	return nil
}

// said is what Meta says to people, as far as it says anything.
func (e *graphError) said() string {
	text := e.UserMsg
	if text == "" {
		text = e.Message
	}
	return strings.TrimSpace(text)
}

// says says whether the message holds a phrase. Messages are looked at only where
// Meta gives different things the same code.
func (e *graphError) says(phrase string) bool {
	return strings.Contains(strings.ToLower(e.Message), phrase)
}
