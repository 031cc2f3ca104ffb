// Package consent gets a user's consent in their browser: the authorization request
// of OAuth 2.0 with a random state and a proof key (RFC 7636), and the way back, by
// a loopback listener (RFC 8252, section 7.3) or by pasting.
//
// What comes in is the OAuth client and how to reach the user; what goes out is a
// code for the token endpoint, or why there is none. Exactly one answer is taken,
// its state is compared in constant time, and nobody waits longer than [Limit].
//
// This package must not know what tokens are or who keeps them.
package consent
