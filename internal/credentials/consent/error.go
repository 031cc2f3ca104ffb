package consent

import (
	"errors"
	"fmt"
	"strings"
	"unicode"
)

var (
	// ErrState says that an answer came which does not belong to the request: from
	// an older attempt, or from somebody else.
	ErrState = errors.New("the answer does not belong to this login")
	// ErrNoCode says that an answer came without a code.
	ErrNoCode = errors.New("the answer holds no code")
	// ErrTimeout says that no answer came in time.
	ErrTimeout = errors.New("nobody answered in time")
	// ErrNoAnswer says that no answer can come: nobody listens and nothing was
	// pasted.
	ErrNoAnswer = errors.New("no answer was pasted")
)

// DeniedError says that the user or the platform refused.
type DeniedError struct {
	Code        string // such as access_denied (RFC 6749, section 4.1.2.1)
	Description string // the platform's own words, shortened; may be empty
}

// Error says how.
func (e *DeniedError) Error() string {
	if e.Description == "" {
		return "consent was refused: " + e.Code
	}
	return fmt.Sprintf("consent was refused: %s: %s", e.Code, e.Description)
}

// ListenError says that the address for the browser's way back cannot be listened
// on.
type ListenError struct {
	Port int // 0 when any would have done
	Err  error
}

// Error says which address and why.
func (e *ListenError) Error() string {
	return fmt.Sprintf("listen on port %d of this machine: %s", e.Port, e.Err)
}

// Unwrap gives the cause.
func (e *ListenError) Unwrap() error { return e.Err }

// clean makes words of a stranger fit to be shown.
func clean(text string, limit int) string {
	text = strings.Map(func(c rune) rune {
		if unicode.IsControl(c) {
			return ' '
		}
		return c
	}, strings.ToValidUTF8(text, "�"))
	if letters := []rune(text); len(letters) > limit {
		return string(letters[:limit]) + "…"
	}
	return text
}

// refused says whether an answer is one, though not the hoped for.
func refused(err error) bool {
	var denied *DeniedError
	return errors.As(err, &denied)
}
