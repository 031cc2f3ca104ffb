package token

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"time"

	"github.com/roictl/roictl/plugins/facebook/facebooksim/graph"
)

// Kind is whose token it is, as debug_token says it.
type Kind string

// The kinds.
const (
	User       Kind = "USER"
	Page       Kind = "PAGE"
	SystemUser Kind = "SYSTEM_USER"
	App        Kind = "APP"
)

// Token is an access token and what is known about it.
type Token struct {
	Value  string
	Kind   Kind
	UserID string
	PageID string // of a Page token
	Scopes []string
	Issued time.Time
	// Expires is when the token stops working; zero is never.
	Expires time.Time
	// DataExpires is when reading stops to bring anything, with no error; zero is
	// never.
	DataExpires time.Time
	// Invalid is the subcode of error 190 that the token answers with, whatever
	// its dates say, for instance 460 where the password was changed; 0 is valid.
	Invalid int
}

// The scopes that a marketer's token has.
var Marketing = []string{
	"ads_read", "read_insights", "pages_show_list", "pages_read_engagement", "instagram_basic",
	"instagram_manage_insights", "business_management",
}

// messages of error 190 by subcode.
var messages = map[int]string{
	458: "Error validating access token: The user has not authorized application.",
	459: "Error validating access token: You cannot access the app till you log in to www.facebook.com and follow the instructions given.",
	460: "Error validating access token: The session has been invalidated because the user changed their password or Facebook has changed the session for security reasons.",
	464: "Error validating access token: Sessions for the user are not allowed because the user is not a confirmed user.",
	467: "Error validating access token: The session is invalid because the user logged out.",
	492: "Error validating access token: Session does not match current stored session.",
}

// Check returns error 190 for a token that does not work at a moment.
func (t *Token) Check(now time.Time) *graph.Error {
	switch {
	case t.Invalid != 0:
		return &graph.Error{Code: 190, Subcode: t.Invalid, Message: messages[t.Invalid]}
	case !t.Expires.IsZero() && !now.Before(t.Expires):
		return &graph.Error{
			Code: 190, Subcode: 463,
			Message: fmt.Sprintf("Error validating access token: Session has expired on %s. The current time is %s.",
				t.Expires.UTC().Format(time.RFC850), now.UTC().Format(time.RFC850)),
		}
	}
	return nil
}

// Has says whether the token was granted a scope.
func (t *Token) Has(scope string) bool { return slices.Contains(t.Scopes, scope) }

// HasAny says whether the token was granted one of the scopes.
func (t *Token) HasAny(scopes ...string) bool { return slices.ContainsFunc(scopes, t.Has) }

// Blind says whether reading brings nothing though nothing fails, since access
// to data has lapsed.
func (t *Token) Blind(now time.Time) bool {
	return !t.DataExpires.IsZero() && !now.Before(t.DataExpires)
}

// Proof returns the appsecret_proof of a token: the HMAC-SHA256 of the token with
// the app's secret as key, in hexadecimal.
func Proof(secret, value string) string {
	mac := hmac.New(sha256.New, []byte(secret))
	mac.Write([]byte(value))
	return hex.EncodeToString(mac.Sum(nil))
}
