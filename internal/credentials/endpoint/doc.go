// Package endpoint asks the token endpoints of OAuth 2.0 (RFC 6749): a code or a
// refresh token in, a [Grant] out, or a [Failure] that says which of a few things
// went wrong.
//
// golang.org/x/oauth2 speaks the protocol. Around it this package sees what came
// over the wire, because platforms differ from the standard in their errors (an
// object where a text belongs, an error with status 200), and because only the
// response tells that this machine's clock is wrong.
//
// This package must not know where tokens are kept, what they are for, or how a
// message to the user reads. Nothing that it returns quotes a response whole.
package endpoint
