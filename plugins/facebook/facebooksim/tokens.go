package facebooksim

import (
	"slices"
	"strings"
	"time"

	"github.com/roictl/roictl/plugins/facebook/facebooksim/graph"
	"github.com/roictl/roictl/plugins/facebook/facebooksim/token"
)

// Tokens are the tokens that a server starts with.
type Tokens struct {
	SystemUser      string // never expires; every scope
	LongLived       string // a user's, with 60 days to go
	ShortLived      string // a user's, with an hour to go
	Expired         string // error 190/463
	PasswordChanged string // error 190/460
	Lapsed          string // works, and access to data has lapsed: everything is empty
	NoInsights      string // works, without read_insights: Page and Instagram figures are empty
	NoAds           string // works, without ads_read: error 200 on ads
	Page            string // of the world's Page
	App             string // APP_ID|APP_SECRET, for debug_token only
	AppID           string
	AppSecret       string
}

// Tokens returns the tokens that the server started with.
func (s *Server) Tokens() Tokens { return s.known }

// AddToken adds a token and returns its value.
func (s *Server) AddToken(t token.Token) string { return s.tokens.Add(t) }

// Expire makes a token expire at the moment.
func (s *Server) Expire(value string) {
	now := s.Now()
	s.tokens.Change(value, func(t *token.Token) { t.Expires = now })
}

// Revoke makes a token fail with a subcode of error 190: 458 removed by the user,
// 460 password changed, 467 logged out, and the others that Meta lists.
func (s *Server) Revoke(value string, subcode int) {
	s.tokens.Change(value, func(t *token.Token) { t.Invalid = subcode })
}

const (
	day    = 24 * time.Hour
	userID = "222000000000001"
)

// issue issues the tokens that a server starts with.
func (s *Server) issue() Tokens {
	now := s.options.Now
	user := token.Token{
		Kind: token.User, UserID: userID, Scopes: token.Marketing, Issued: now.Add(-day),
		Expires: now.Add(60 * day), DataExpires: now.Add(89 * day),
	}
	with := func(change func(*token.Token)) string {
		t := user
		change(&t)
		return s.tokens.Add(t)
	}
	without := func(scope string) []string {
		return slices.DeleteFunc(slices.Clone(token.Marketing), func(s string) bool { return s == scope })
	}
	return Tokens{
		SystemUser: s.tokens.Add(token.Token{
			Kind: token.SystemUser, UserID: "222000000000009", Scopes: token.Marketing, Issued: now.Add(-100 * day),
		}),
		LongLived:       with(func(*token.Token) {}),
		ShortLived:      with(func(t *token.Token) { t.Expires = now.Add(time.Hour) }),
		Expired:         with(func(t *token.Token) { t.Expires = now.Add(-day) }),
		PasswordChanged: with(func(t *token.Token) { t.Invalid = 460 }),
		Lapsed:          with(func(t *token.Token) { t.DataExpires = now.Add(-day) }),
		NoInsights:      with(func(t *token.Token) { t.Scopes = without("read_insights") }),
		NoAds:           with(func(t *token.Token) { t.Scopes = without("ads_read") }),
		Page: s.tokens.Add(token.Token{
			Kind: token.Page, UserID: userID, PageID: s.world.Pages[0].ID, Scopes: token.Marketing, Issued: now.Add(-day),
		}),
		App:   s.tokens.AppID + "|" + s.tokens.Secret,
		AppID: s.tokens.AppID, AppSecret: s.tokens.Secret,
	}
}

// pageToken returns the token that a user's token gives for a Page: the same for
// the same user's token, and without an end if that was long lived.
func (s *Server) pageToken(user token.Token, pageID string) string {
	value := "EAASIMPAGE" + pageID + strings.TrimPrefix(user.Value, "EAASIM")
	if _, known := s.tokens.Peek(value); !known {
		t := token.Token{Value: value, Kind: token.Page, UserID: user.UserID, PageID: pageID, Scopes: user.Scopes, Issued: s.Now(), DataExpires: user.DataExpires}
		if user.Expires.Sub(t.Issued) < day && !user.Expires.IsZero() {
			t.Expires = user.Expires
		}
		s.tokens.Add(t)
	}
	return value
}

// debugToken says what is known of a token: GET /debug_token.
func (s *Server) debugToken(c *call) (answer, *graph.Error) {
	if c.token.Kind != token.App && c.token.Value != c.values.Get("input_token") {
		return answer{}, &graph.Error{Code: 100, Message: "(#100) You must provide an app access token, or a user access token that is an owner or developer of the app"}
	}
	input := c.values.Get("input_token")
	if input == "" {
		return answer{}, graph.Parameter("The parameter input_token is required")
	}
	data := map[string]any{"app_id": s.tokens.AppID, "application": "roictl", "is_valid": false}
	t, known := s.tokens.Peek(input)
	if !known {
		data["error"] = map[string]any{"code": 190, "message": "Invalid OAuth access token - Cannot parse access token"}
		return respond(map[string]any{"data": data}), nil
	}
	data["type"], data["user_id"], data["scopes"] = string(t.Kind), t.UserID, t.Scopes
	data["issued_at"], data["expires_at"], data["data_access_expires_at"] = unix(t.Issued), unix(t.Expires), unix(t.DataExpires)
	data["granular_scopes"] = []any{map[string]any{"scope": "pages_read_engagement", "target_ids": []string{s.world.Pages[0].ID}}}
	if t.Kind == token.Page {
		data["profile_id"] = t.PageID
	}
	failure := t.Check(c.now)
	data["is_valid"] = failure == nil
	if failure != nil {
		data["error"] = map[string]any{"code": failure.Code, "subcode": failure.Subcode, "message": failure.Message}
	}
	return respond(map[string]any{"data": data}), nil
}

// unix returns seconds since 1970, and 0 for the zero time, which is how Meta says
// never.
func unix(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.Unix()
}
