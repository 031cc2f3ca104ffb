package consent

import (
	"net/url"
	"strings"

	"github.com/roictl/roictl/internal/credentials/endpoint"
)

// read understands what a user pasted: the address that the browser ended at, a
// part of it, or the code alone. The state of an address is compared; a code alone
// has none, so that only the proof key ties it to this request.
func (a *attempt) read(text string) (endpoint.Code, error) {
	text = strings.Trim(strings.TrimSpace(text), `"'<>`)
	query := text
	if u, err := url.Parse(text); err == nil && u.RawQuery != "" {
		query = u.RawQuery
	}
	if !strings.Contains(query, "code=") && !strings.Contains(query, "error=") {
		code, err := url.QueryUnescape(text)
		if err != nil || strings.Contains(code, "://") || strings.Contains(code, " ") {
			return endpoint.Code{}, ErrNoCode
		}
		return a.with(code)
	}
	// Facebook ends addresses with "#_=_", which url.Parse has taken off.
	answer, err := url.ParseQuery(strings.TrimPrefix(query, "?"))
	if err != nil {
		return endpoint.Code{}, ErrNoCode
	}
	return a.take(answer)
}
