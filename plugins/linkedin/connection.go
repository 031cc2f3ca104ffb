package linkedin

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/plugins/linkedin/advertiser"
	"github.com/roictl/roictl/plugins/linkedin/analytics"
	"github.com/roictl/roictl/plugins/linkedin/catalogue"
	"github.com/roictl/roictl/plugins/linkedin/entities"
	"github.com/roictl/roictl/plugins/linkedin/platform"
	"github.com/roictl/roictl/plugins/linkedin/restli"
)

var _ connector.ConnectionTester = (*source)(nil)

// Codes of what a connection test warns of.
const (
	codeTokenEnds = "LINKEDIN_TOKEN_ENDS"
	codeScopes    = "LINKEDIN_SCOPES"
)

// tokenWarning is how long before its end a token is warned of.
const tokenWarning = 14 * 24 * time.Hour

// TestConnection asks what the token may do and until when, whether the declared
// accounts and page are those of the login, and for a small report, since only that
// proves that reports can be read.
func (s *source) TestConnection(ctx context.Context) connector.ConnectionTest {
	ctx = platform.As(ctx, s.credential)
	t := &connectionTest{source: s}
	for _, step := range []func(context.Context) *platform.Problem{t.token, t.accounts, t.report, t.page} {
		if problem := step(ctx); problem != nil {
			return t.failed(problem)
		}
	}
	t.Tell("version", s.advertiser.Version)
	if notice := s.advertiser.VersionNotice(s.client.Today()); notice != nil {
		t.Diagnostics = append(t.Diagnostics, *notice)
	}
	t.OK = true
	return t.ConnectionTest
}

// connectionTest collects what is found.
type connectionTest struct {
	source *source
	connector.ConnectionTest
}

// failed ends the test with the reason of the problem.
func (t *connectionTest) failed(problem *platform.Problem) connector.ConnectionTest {
	t.Fail(problem.Diagnostic)
	return t.ConnectionTest
}

// token asks LinkedIn about the token, where the application's id and secret are
// known, as it wants them for that.
func (t *connectionTest) token(ctx context.Context) *platform.Problem {
	credential := t.source.credential
	expires := time.Time{}
	if credential.ExpiresAt > 0 {
		expires = time.Unix(credential.ExpiresAt, 0).UTC()
	}
	if credential.Extra[connector.ExtraClientID] != "" && credential.Extra[connector.ExtraClientSecret] != "" && credential.AccessToken != "" {
		facts, problem := t.source.client.Introspect(ctx, credential)
		switch {
		case problem != nil && problem.Severity == connector.SeverityError:
			return problem
		case problem != nil:
			t.Diagnostics = append(t.Diagnostics, problem.Diagnostic)
		case !facts.Active:
			return inactive(facts.Status)
		default:
			t.scopes(facts.Scopes)
			expires = facts.Expires
		}
	}
	if expires.IsZero() {
		return nil
	}
	left := expires.Sub(t.source.client.Moment())
	t.Tell("token until", fmt.Sprintf("%s (%d days)", expires.Format(time.DateOnly), int(left/(24*time.Hour))))
	if left < tokenWarning {
		t.Warn(codeTokenEnds, "Token ends soon", fmt.Sprintf("The access token ends on %s. LinkedIn's live 60 days.", expires.Format(time.DateOnly)),
			"Run roictl login for this connector before that, or put a new token where the old one stands. Applications with programmatic refresh get a year from one login, and not longer: renewing does not prolong it.")
	}
	return nil
}

// inactive says that a token is none any more.
func inactive(status string) *platform.Problem {
	d := connector.NewError(connector.CodeAuthExpired, "Login is not accepted", "LinkedIn says that the access token is not active.")
	if status != "" {
		d.Detail = fmt.Sprintf("LinkedIn says that the access token is %s.", status)
	} else {
		d.Detail += " It may belong to another application than the one that is declared."
	}
	d.Hint = "Run roictl login for this connector, or put a new token where the old one stands."
	return &platform.Problem{Diagnostic: d}
}

// scopes tells what the token may do, and what of that is missing for what is
// declared.
func (t *connectionTest) scopes(have []string) {
	t.Tell("permissions", strings.Join(slices.Sorted(slices.Values(have)), ", "))
	lacks := func(severity connector.Severity, what string, any ...string) {
		if slices.ContainsFunc(any, func(scope string) bool { return slices.Contains(have, scope) }) {
			return
		}
		d := connector.NewWarning(codeScopes, "Permission is missing", fmt.Sprintf("The login lacks the permission %s, which %s takes.", any[0], what))
		d.Hint = "Log in with a scheme that asks for it (oauth, or oauth_with_page for posts and the page). The application needs the product behind it (developer portal, Products)."
		d.Severity = severity
		t.Diagnostics = append(t.Diagnostics, d)
	}
	if len(t.source.advertiser.Accounts) > 0 {
		lacks(connector.SeverityWarning, "reading accounts", advertiser.ScopeAds, "rw_ads")
		lacks(connector.SeverityWarning, "the reports ads and audience", advertiser.ScopeReporting)
		// Who reads no links is none the worse for it.
		lacks(connector.SeverityInfo, "reading the links of posts", advertiser.ScopeSocial)
	}
	if t.source.advertiser.Organization != 0 {
		lacks(connector.SeverityWarning, "the report page", advertiser.ScopePage, "r_organization_admin")
	}
}

// accounts tells the declared accounts, and which others the login may see.
func (t *connectionTest) accounts(ctx context.Context) *platform.Problem {
	if len(t.source.advertiser.Accounts) == 0 {
		return nil
	}
	const most = 1000
	// No search: LinkedIn refuses one together with the token of a next page.
	seen, problem := platform.List[entities.Account](ctx, t.source.client, "adAccounts", restli.Query{{Key: "q", Value: "search"}, {Key: "pageSize", Value: restli.Int(most)}}, "")
	if problem != nil {
		return problem
	}
	var others []string
	for _, account := range seen {
		if !slices.Contains(t.source.advertiser.Accounts, int64(account.ID)) {
			others = append(others, fmt.Sprintf("%d (%s)", account.ID, account.Name))
		}
	}
	t.Tell("other accounts", strings.Join(others, ", "))
	declared, problem := t.source.book.Accounts(ctx, t.source.advertiser.Accounts)
	if problem != nil {
		return problem
	}
	for _, account := range declared {
		t.Tell(fmt.Sprintf("account %d", account.ID), fmt.Sprintf("%s, %s, %s", account.Name, account.Currency, account.Status))
	}
	t.Tell("time zone", "UTC")
	return nil
}

// report reads yesterday's impressions, whatever they are.
func (t *connectionTest) report(ctx context.Context) *platform.Problem {
	if len(t.source.advertiser.Accounts) == 0 {
		return nil
	}
	yesterday := t.source.client.Today() - 1
	q := analytics.Question{
		Pivots: []string{catalogue.Account.Pivot()}, Facet: catalogue.Account.Facet(), Metrics: []string{"impressions"},
		URNs: []string{entities.URN(catalogue.Account.Kind(), t.source.advertiser.Accounts[0])},
	}
	return t.source.reader.Probe(ctx, q, connector.Interval{Start: yesterday, End: yesterday})
}

// page tells whether the login administers the declared page.
func (t *connectionTest) page(ctx context.Context) *platform.Problem {
	page := t.source.advertiser.Organization
	if page == 0 {
		return nil
	}
	type acl struct {
		Organization entities.ID `json:"organization"`
		Target       entities.ID `json:"organizationTarget"`
	}
	query := restli.Query{{Key: "q", Value: "roleAssignee"}, {Key: "role", Value: "ADMINISTRATOR"}, {Key: "state", Value: "APPROVED"}}
	roles, problem := platform.ListByIndex[acl](ctx, t.source.client, "organizationAcls", query)
	if problem != nil {
		return problem
	}
	var others []string
	for _, role := range roles {
		id := max(role.Organization, role.Target)
		if int64(id) == page {
			t.Tell(fmt.Sprintf("page %d", page), "administrator")
			return nil
		}
		others = append(others, fmt.Sprint(id))
	}
	d := connector.NewError(connector.CodeAccountNotVisible, "Company page cannot be read", fmt.Sprintf("The person who logged in is no administrator of the company page %d.", page))
	if len(others) > 0 {
		d.Detail += fmt.Sprintf(" They are of %s.", strings.Join(others, ", "))
	}
	d.Hint = "Check the number, or have the person made an administrator (page, Settings, Manage admins)."
	d.Path = connector.Path("organization_id")
	return &platform.Problem{Diagnostic: d}
}
