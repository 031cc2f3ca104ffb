package facebook

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/plugins/facebook/account"
	"github.com/roictl/roictl/plugins/facebook/platform"
)

// TestConnection asks Meta what the token is good for, then reads what the block
// names, since only that proves that it can be read. What else the login sees is
// told where the block names something that it does not.
func (s *source) TestConnection(ctx context.Context) connector.ConnectionTest {
	ctx = platform.As(ctx, s.credential)
	t := &connectionTest{}
	t.Tell("version", s.meta.Version())
	token, problem := s.meta.Inspect(ctx)
	if problem != nil {
		return t.failed(problem.Diagnostic)
	}
	if failure := s.testToken(t, token); failure != nil {
		return t.failed(*failure)
	}
	for _, part := range []func(context.Context, *connectionTest) *connector.Diagnostic{s.testAccount, s.testPage} {
		if failure := part(ctx, t); failure != nil {
			s.tellVisible(ctx, t)
			return t.failed(*failure)
		}
	}
	if notice := s.versionNotice(); notice != nil {
		t.Diagnostics = append(t.Diagnostics, *notice)
	}
	s.tellVisible(ctx, t)
	t.OK = true
	return t.ConnectionTest
}

// connectionTest collects what is found.
type connectionTest struct {
	connector.ConnectionTest
}

// failed ends the test with the reason of the problem.
func (t *connectionTest) failed(d connector.Diagnostic) connector.ConnectionTest {
	t.Fail(d)
	return t.ConnectionTest
}

const (
	codeExpiry = "FACEBOOK_EXPIRY"
	codeToken  = "FACEBOOK_TOKEN_UNKNOWN"
)

// soon is how long before an end it is told.
const soon = 14 * 24 * time.Hour

// testToken tells what Meta says about the token.
func (s *source) testToken(t *connectionTest, token *platform.Token) *connector.Diagnostic {
	if token == nil {
		t.Warn(codeToken, "Token cannot be inspected", "Meta tells only the app itself what a token is good for, and its id and secret are not known. When the token, or its access to data, ends can therefore not be told.",
			"Set client_id and client_secret in the auth block, as Meta's developer site shows them under App settings, Basic.")
		return nil
	}
	t.Tell("token", strings.ToLower(strings.ReplaceAll(token.Kind, "_", " "))+" of the app "+token.Application)
	t.Tell("permissions", strings.Join(token.Scopes, ", "))
	s.tellEnd(t, "token ends", token.Expires, "Run roictl login again before; a token of a system user can be made without an end.")
	s.tellEnd(t, "access to data ends", token.DataAccessExpires, "Run roictl login again before: Meta then answers with nothing, and no error.")
	return s.blindness(token, s.scopes()...)
}

// scopes are the permissions that the block needs.
func (s *source) scopes() []string {
	return slices.DeleteFunc(slices.Clone(account.Scopes), func(scope string) bool {
		switch scope {
		case "ads_read":
			return s.account.ID == ""
		case "business_management", "pages_show_list":
			return true // they help to list what there is, and nothing fails without them
		case "instagram_basic", "instagram_manage_insights":
			return s.account.InstagramID == ""
		}
		return s.account.PageID == ""
	})
}

func (s *source) tellEnd(t *connectionTest, what string, seconds int64, hint string) {
	if seconds == 0 {
		t.Tell(what, "never")
		return
	}
	end := time.Unix(seconds, 0)
	day := end.In(s.zone).Format(time.DateOnly)
	t.Tell(what, day)
	if left := end.Sub(s.meta.Moment()); left > 0 && left < soon {
		t.Warn(codeExpiry, "Login ends soon", fmt.Sprintf("The %s on %s, in %d days.", what, day, int(left.Hours()/24)), hint)
	}
}

// statusNames are the states of an ad account (Marketing API, "Ad Account").
var statusNames = map[int]string{
	1: "active", 2: "disabled", 3: "unsettled", 7: "pending review", 8: "pending settlement", 9: "in its grace period",
	100: "pending closure", 101: "closed",
}

// testAccount reads the ad account, and whether it has figures.
func (s *source) testAccount(ctx context.Context, t *connectionTest) *connector.Diagnostic {
	if s.account.ID == "" {
		return nil
	}
	facts, problem := s.meta.Account(ctx, s.account.Node())
	if problem != nil {
		return &problem.Diagnostic
	}
	t.Tell("ad account", fmt.Sprintf("%s (%s)", facts.Name, s.account.Node()))
	t.Tell("status", statusNames[facts.Status])
	t.Tell("currency", facts.Currency)
	t.Tell("time zone", facts.TimeZone)
	spent, err := minor(facts.AmountSpent.String(), facts.Currency)
	if err == nil {
		t.Tell("spent so far", spent)
	}
	if limit, err := minor(facts.SpendCap.String(), facts.Currency); err == nil && facts.SpendCap != "0" {
		t.Tell("spending limit", limit)
	}
	delivered, problem := s.everDelivered(ctx)
	switch {
	case problem != nil:
		return &problem.Diagnostic
	case !delivered:
		t.Warn(codeEmpty, "Ad account has no figures", "Meta has no figures of the ad account in 37 months. It may never have delivered, or the login sees nothing of it.",
			"Look at Ads Manager; where it shows figures, log in again.")
	}
	return nil
}

// testPage reads the Page and the Instagram account, with whose token their figures
// are read.
func (s *source) testPage(ctx context.Context, t *connectionTest) *connector.Diagnostic {
	if s.account.PageID != "" {
		page, problem := s.meta.Page(ctx, s.account.PageID)
		if problem != nil {
			d := atPage(problem)
			return &d
		}
		t.Tell("Page", fmt.Sprintf("%s (%s)", page.Name, page.ID))
		if page.Token == "" {
			t.Warn(connector.CodeAuthScope, "Page gives no token", "Meta does not give the login a token of the Page, with which alone its figures can be read.",
				"Give the login, or the system user, the task to analyse the Page, in Business settings under Pages.")
		}
		if page.Instagram != nil {
			t.Tell("Instagram", page.Instagram.ID)
		}
	}
	if s.account.InstagramID != "" {
		if diags := s.visible(ctx, s.account.InstagramID); diags.HasErrors() {
			return &diags[0]
		}
		t.Tell("Instagram", s.account.InstagramID)
	}
	return nil
}

// tellVisible tells what else the login sees. It is a help, so that nothing fails
// where Meta does not say.
func (s *source) tellVisible(ctx context.Context, t *connectionTest) {
	if accounts, problem := s.meta.Accounts(ctx); problem == nil {
		t.Tell("visible ad accounts", listed(accounts))
	}
	if pages, problem := s.meta.Pages(ctx); problem == nil {
		t.Tell("visible Pages", listed(pages))
	}
}

// listed writes some of what is visible, and how much more there is.
func listed(all []platform.Visible) string {
	const shown = 8
	var names []string
	for _, v := range all[:min(shown, len(all))] {
		name := fmt.Sprintf("%s (%s)", v.Name, v.ID)
		if v.Instagram != nil {
			name += fmt.Sprintf(" with Instagram %s (%s)", v.Instagram.Username, v.Instagram.ID)
		}
		names = append(names, name)
	}
	text := strings.Join(names, ", ")
	if more := len(all) - shown; more > 0 {
		text += fmt.Sprintf(" and %d more", more)
	}
	return text
}
