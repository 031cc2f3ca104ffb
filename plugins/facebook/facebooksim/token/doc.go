// Package token keeps the access tokens of the simulator: user tokens, short and
// long lived, Page tokens, system-user tokens, and the literal of the app itself.
//
// What comes in: the text of a token, a proof, and the moment. What goes out: what
// the token may do, or the error that Meta answers with. It must not know ads or
// Pages beyond their ids, nor HTTP.
package token
