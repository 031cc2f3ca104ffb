package oauth

import (
	"errors"
	"slices"
	"strings"
	"time"

	"github.com/golang-jwt/jwt/v5"
)

// claims is what a service account asserts.
type claims struct {
	jwt.RegisteredClaims
	Scope string `json:"scope"`
}

// Assertions live for an hour at most; clocks may differ by a few minutes.
const (
	assertionLife = time.Hour
	clockLeeway   = 5 * time.Minute
)

var errUnknownAccount = errors.New("no such account")

// parse reads what a service account has signed, and checks the signature.
func (a *Authority) parse(signed string) (claims, error) {
	var c claims
	parser := jwt.NewParser(jwt.WithoutClaimsValidation(), jwt.WithValidMethods([]string{"RS256"}))
	_, err := parser.ParseWithClaims(signed, &c, func(*jwt.Token) (any, error) {
		if a.options.Projects[c.Issuer] == "" {
			return nil, errUnknownAccount
		}
		return &a.key.private.PublicKey, nil
	})
	return c, err
}

// selfSigned returns what a token is good for that a service account has signed itself,
// for an API or for scopes: Google's newer clients call with such tokens, and never
// come to the token endpoint.
func (a *Authority) selfSigned(token string) (Grant, bool) {
	c, err := a.parse(token)
	if err != nil || !a.timely(c) {
		return Grant{}, false
	}
	grant := Grant{Subject: c.Issuer, Project: a.options.Projects[c.Issuer], Scopes: strings.Fields(c.Scope)}
	if c.Scope == "" && slices.ContainsFunc(c.Audience, func(api string) bool { return strings.HasPrefix(api, "https://analytics") }) {
		grant.Scopes = []string{ScopeFull}
	}
	return grant, true
}

// assertion exchanges what a service account has signed for an access token.
func (a *Authority) assertion(signed string) (*tokens, *failure) {
	c, err := a.parse(signed)
	switch {
	case errors.Is(err, errUnknownAccount):
		return nil, fail("invalid_grant", "Invalid grant: account not found")
	case errors.Is(err, jwt.ErrTokenMalformed):
		return nil, fail("invalid_request", "Bad Request")
	case err != nil:
		return nil, fail("invalid_grant", "Invalid JWT Signature.")
	case !slices.ContainsFunc(c.Audience, isTokenEndpoint):
		return nil, fail("invalid_grant", "Invalid JWT: Failed audience check.")
	case !a.timely(c):
		return nil, fail("invalid_grant", "Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe. Check your iat and exp values in the JWT claim.")
	case strings.TrimSpace(c.Scope) == "":
		return nil, fail("invalid_scope", "Invalid OAuth scope or ID token audience provided.")
	}
	scopes := strings.Fields(c.Scope)
	if slices.ContainsFunc(scopes, func(s string) bool { return !strings.HasPrefix(s, "https://www.googleapis.com/auth/") }) {
		return &tokens{IDToken: "sim.id.token"}, nil // a misspelt scope is no error, and gives no access
	}
	token := a.issue(Grant{Subject: c.Issuer, Project: a.options.Projects[c.Issuer], Scopes: scopes})
	return &tokens{AccessToken: token, ExpiresIn: accessLife, TokenType: "Bearer"}, nil
}

// isTokenEndpoint accepts Google's own address and that of this server: keys are made
// with either.
func isTokenEndpoint(audience string) bool {
	return audience == "https://oauth2.googleapis.com/token" || strings.HasPrefix(audience, "http://") && strings.HasSuffix(audience, "/token")
}

// timely says whether an assertion is short-lived and made about now.
func (a *Authority) timely(c claims) bool {
	if c.IssuedAt == nil || c.ExpiresAt == nil {
		return false
	}
	life := c.ExpiresAt.Sub(c.IssuedAt.Time)
	if life <= 0 || life > assertionLife+clockLeeway {
		return false
	}
	if a.options.Wall == nil {
		return true
	}
	now := a.options.Wall()
	return !c.IssuedAt.After(now.Add(clockLeeway)) && c.ExpiresAt.After(now)
}
