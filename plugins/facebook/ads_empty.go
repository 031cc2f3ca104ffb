package facebook

import (
	"context"
	"fmt"
	"net/url"
	"slices"
	"strings"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/plugins/facebook/catalogue"
	"github.com/roictl/roictl/plugins/facebook/insights"
	"github.com/roictl/roictl/plugins/facebook/platform"
)

// prove notes that the login sees figures.
func (s *source) prove() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.proven = true
}

func (s *source) isProven() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.proven
}

// believe finds out what an answer without any row means: that nothing was
// delivered, or that Meta keeps silent, about a breakdown that needs an opt-in or
// to a login whose access to data has ended.
func (s *source) believe(ctx context.Context, a *adsAnswer) (proven bool, diags connector.Diagnostics) {
	if names := a.question.gated(); names != "" {
		plain := a.question.Question
		plain.Level, plain.Breakdowns, plain.Fields, plain.IDs = catalogue.AccountLevel, nil, []string{"impressions"}, nil
		delivered, problem := s.anyRow(ctx, &plain)
		switch {
		case problem != nil:
			return false, connector.Diagnostics{problem.Diagnostic}
		case delivered:
			d := connector.NewError(codeBreakdown, "Breakdown needs an opt-in", fmt.Sprintf("Meta gives no figures by %s, without a word, though ads were delivered on these days.", names))
			d.Hint = "Somebody who administers the ad account switches the breakdown on in Ads Manager, or split by device_platform or publisher_platform instead."
			return false, connector.Diagnostics{d}
		}
	}
	if s.isProven() {
		return true, nil
	}
	token, problem := s.meta.Inspect(ctx)
	if problem != nil {
		return false, connector.Diagnostics{problem.Diagnostic}
	}
	if token != nil {
		if d := s.blindness(token, "ads_read"); d != nil {
			return false, connector.Diagnostics{*d}
		}
		s.prove()
		return true, nil
	}
	delivered, problem := s.everDelivered(ctx)
	switch {
	case problem != nil:
		return false, connector.Diagnostics{problem.Diagnostic}
	case delivered:
		s.prove()
		return true, nil
	}
	d := connector.NewWarning(codeEmpty, "Meta says nothing at all",
		"The ad account has no figures in any period. It may never have delivered; or the login's access to data has ended, to which Meta answers with nothing, and no error. What is missing is therefore not taken for zero.")
	d.Hint = "Give the app's id and secret in the auth block, so that roictl connectors test can ask Meta which it is; or log in again, which renews access to data."
	return false, connector.Diagnostics{d}
}

// gated lists the breakdowns of a question that need an opt-in.
func (q *adsQuestion) gated() string {
	var names []string
	for _, d := range q.dimensions {
		if d.Gated {
			names = append(names, d.Name)
		}
	}
	return strings.Join(names, ", ")
}

// anyRow says whether a question has a row.
func (s *source) anyRow(ctx context.Context, q *insights.Question) (bool, *platform.Problem) {
	requests, err := q.Requests()
	if err != nil {
		return false, tooLarge(err)
	}
	for _, parameters := range requests {
		some, problem := s.some(ctx, parameters)
		if some || problem != nil {
			return some, problem
		}
	}
	return false, nil
}

// everDelivered says whether the account has delivered anything in all the time
// that Meta keeps.
func (s *source) everDelivered(ctx context.Context) (bool, *platform.Problem) {
	return s.some(ctx, url.Values{"level": {"account"}, "fields": {"impressions"}, "date_preset": {"maximum"}})
}

func (s *source) some(ctx context.Context, parameters url.Values) (bool, *platform.Problem) {
	some := false
	listing := platform.Listing{Path: s.account.Node() + "/insights", Parameters: parameters, Limit: leastPage}
	problem := platform.List(ctx, s.meta, listing, func(rows []insights.Row) error {
		some = some || len(rows) > 0
		return nil
	}, nil)
	return some, problem
}

// blindness says why a token that works sees nothing; nil when it sees.
func (s *source) blindness(token *platform.Token, scopes ...string) *connector.Diagnostic {
	if token.Lapsed(s.meta.Moment()) {
		d := connector.NewError(connector.CodeAuthScope, "Access to data has ended",
			"The token still works, but its access to data ended, 90 days after its user logged in last. Meta then answers with nothing, and no error.")
		d.Hint = "Run roictl login for this connector: logging in anew gives 90 more days. The token of a system user has no such end."
		return &d
	}
	var lacking []string
	for _, scope := range scopes {
		if !slices.Contains(token.Scopes, scope) && !(scope == "ads_read" && slices.Contains(token.Scopes, "ads_management")) {
			lacking = append(lacking, scope)
		}
	}
	if lacking == nil {
		return nil
	}
	d := connector.NewError(connector.CodeAuthScope, "Login lacks a permission", fmt.Sprintf("The login was not given %s, without which Meta answers with nothing, and no error.", strings.Join(lacking, ", ")))
	d.Hint = "Run roictl login again and leave the permissions ticked, or make the system user's token anew with them."
	return &d
}
