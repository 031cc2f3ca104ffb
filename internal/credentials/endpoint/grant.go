package endpoint

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"time"

	"golang.org/x/oauth2"
)

// Grant is what a token endpoint gave.
type Grant struct {
	AccessToken  string
	RefreshToken string // "" when there is none
	// ExpiresAt is the end of the access token; zero when the endpoint does not say
	// one.
	ExpiresAt time.Time
	// RefreshExpiresAt is the end of the refresh token, likewise.
	RefreshExpiresAt time.Time
	// Scopes were granted; nil when the endpoint does not say, which means what was
	// asked for (RFC 6749, section 5.1).
	Scopes []string
}

// String hides the secrets.
func (Grant) String() string { return "(sensitive value)" }

// GoString hides the secrets as String does.
func (Grant) GoString() string { return "(sensitive value)" }

func grantOf(token *oauth2.Token, now time.Time) Grant {
	g := Grant{AccessToken: token.AccessToken, RefreshToken: token.RefreshToken}
	life := seconds(token, "expires_in")
	switch {
	case life > 0:
		g.ExpiresAt = now.Add(life)
	case !token.Expiry.IsZero():
		g.ExpiresAt = token.Expiry // of sources that ask in several steps
	}
	// Some samples of LinkedIn's are in minutes by the look of them: a refresh token
	// that ends before the access token says nothing.
	if long := seconds(token, "refresh_token_expires_in"); long > life {
		g.RefreshExpiresAt = now.Add(long)
	}
	if text, ok := token.Extra("scope").(string); ok {
		g.Scopes = SplitScopes(text)
	}
	return g
}

// SplitScopes cuts a list of scopes, which spaces (RFC 6749, section 3.3) or
// commas (LinkedIn, Facebook) separate.
func SplitScopes(text string) []string {
	scopes := strings.FieldsFunc(text, func(r rune) bool { return r == ' ' || r == ',' })
	slices.Sort(scopes)
	return slices.Compact(scopes)
}

// longest is the longest life that is believed: a hundred years. Longer ones do
// not fit into a duration.
const longest = 100 * 365 * 24 * 3600

// seconds reads a number of seconds, which is written as a number or a text; 0
// when it is neither.
func seconds(token *oauth2.Token, name string) time.Duration {
	var n float64
	switch value := token.Extra(name).(type) {
	case float64:
		n = value
	case int64:
		n = float64(value)
	case string:
		n, _ = strconv.ParseFloat(value, 64) // zero when it is no number
	case json.Number:
		n, _ = value.Float64()
	}
	if !(n > 0) {
		return 0
	}
	return time.Duration(min(n, longest)) * time.Second
}
