// Package oauth is Google's side of OAuth 2: the consent page of installed apps, the
// token endpoint for codes, refresh tokens and assertions of service accounts, and
// revocation.
//
// What comes in: HTTP requests. What goes out: access tokens, and with
// [Authority.Grant] what a presented token is good for. Signatures, audiences,
// lifetimes and code verifiers are really checked. It knows no reports.
package oauth
