package host

import (
	"context"
	"fmt"
	"time"
)

// Error says that a connector could not be asked: it is not there, does not
// start, crashed, hangs, or breaks the protocol.
type Error struct {
	Connector string // type of the connector
	Address   string // of the `connector` block; empty when no block is concerned
	Summary   string // short and stable
	Detail    string // what happened, in full sentences
	Hint      string // what to do next
	Cause     error  // for errors.Is and errors.As; may be nil
}

// Error names the connector, what happened and what to do.
func (e *Error) Error() string {
	text := subject{e.Connector, e.Address}.String() + ": " + e.Detail
	if e.Hint != "" {
		text += " " + e.Hint
	}
	return text
}

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Cause }

// timeoutError is the cause with which a call is cancelled that takes too long.
type timeoutError struct{ after time.Duration }

func (e timeoutError) Error() string { return fmt.Sprintf("no answer within %s", e.after) }

// Is makes it a deadline, as callers expect.
func (e timeoutError) Is(target error) bool { return target == context.DeadlineExceeded }

// subject is the connector that something is said about.
type subject struct {
	connectorType string
	address       string // empty for a shared handle
}

// String names the subject as a user knows it.
func (s subject) String() string {
	if s.address == "" {
		return fmt.Sprintf("connector type %q", s.connectorType)
	}
	return s.address
}

// fault starts an error about the subject.
func (s subject) fault(summary, detail, hint string, cause error) *Error {
	return &Error{Connector: s.connectorType, Address: s.address, Summary: summary, Detail: detail, Hint: hint, Cause: cause}
}
