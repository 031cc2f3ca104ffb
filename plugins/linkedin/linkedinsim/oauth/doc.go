// Package oauth is LinkedIn's sign-in: applications, consent, codes and tokens.
//
// What comes in: calls of /oauth/v2/authorization, accessToken and
// introspectToken, or a test's wish for a token. What goes out: tokens that live
// 60 days, refresh tokens whose 365 days never start anew, and LinkedIn's
// reasons for refusing either.
//
// There is no password and no page to click through: consent is given or denied
// as the test chose. This package must not know what tokens are good for.
package oauth
