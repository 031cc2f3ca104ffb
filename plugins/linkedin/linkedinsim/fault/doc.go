// Package fault makes a server misbehave on purpose, as LinkedIn's does at
// times: errors with JSON, HTML or nothing in them, throttles, connections that
// break in the middle of an answer.
//
// What comes in: which requests, and what shall happen to them in turn. What
// goes out: the answer that the client gets instead of, or cut from, the real
// one. This package must not know LinkedIn's resources.
package fault
