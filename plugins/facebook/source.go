package facebook

import (
	"context"
	"fmt"
	"io"
	"sync"
	"time"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/connector/httpclient"
	"github.com/roictl/roictl/plugins/facebook/account"
	"github.com/roictl/roictl/plugins/facebook/catalogue"
	"github.com/roictl/roictl/plugins/facebook/platform"
)

// source answers for one block. Queries may run at the same time.
type source struct {
	account    *account.Account
	meta       *platform.Client
	credential connector.Credential // of connection tests; a query brings its own
	now        func() time.Time
	zone       *time.Location // of the report, which plans take for the account's

	mu     sync.Mutex
	facts  *platform.Facts // of the ad account, once they were asked for
	proven bool            // that the login sees figures of ads, or would if there were any
}

var (
	_ connector.Source           = (*source)(nil)
	_ connector.QueryPlanner     = (*source)(nil)
	_ connector.ConnectionTester = (*source)(nil)
	_ io.Closer                  = (*source)(nil)
)

// Codes of what cannot be asked.
const (
	codeReport    = "FACEBOOK_REPORT"
	codeMissingID = "FACEBOOK_MISSING_ID"
	codeField     = "FACEBOOK_FIELD"
	codeRetired   = "FACEBOOK_RETIRED"
	codeBreakdown = "FACEBOOK_BREAKDOWN"
	codeUnique    = "FACEBOOK_UNIQUE"
	codeOption    = "FACEBOOK_ATTRIBUTION"
	codeEmpty     = "FACEBOOK_EMPTY"
)

// Query answers by the report that is asked.
func (s *source) Query(ctx context.Context, query connector.Query, out *connector.Stream) connector.Diagnostics {
	var tally httpclient.Tally
	ctx = httpclient.WithTally(platform.As(ctx, query.Credential), &tally)
	ctx = httpclient.WithWaiting(ctx, func(left time.Duration, reason string) {
		out.Progress(connector.Progress{Message: fmt.Sprintf("waiting %s: %s", remaining(left), reason)})
	})
	diags := s.report(ctx, query, out)
	t := out.Trailer()
	t.APICalls = tally.Calls()
	if used := s.meta.Used(); used > 0 {
		t.Quota = &connector.Quota{Used: used, Remaining: max(0, 100-used), Unit: "percent of the rate limit"}
	}
	if notice := s.versionNotice(); notice != nil && !diags.HasErrors() {
		diags = append(diags, *notice)
	}
	return diags
}

func (s *source) report(ctx context.Context, query connector.Query, out *connector.Stream) connector.Diagnostics {
	switch query.Report {
	case catalogue.AdsReport:
		return s.ads(ctx, query, out)
	case catalogue.PageReport:
		return s.page(ctx, query, out)
	case catalogue.InstagramReport:
		return s.instagram(ctx, query, out)
	case catalogue.InstagramMediaReport:
		return s.media(ctx, query, out)
	case catalogue.LinksReport:
		return s.links(ctx, query, out)
	}
	return connector.Diagnostics{unknownReport(query.Report)}
}

func unknownReport(name string) connector.Diagnostic {
	d := connector.NewError(codeReport, "Unknown report", fmt.Sprintf("There is no report %q.", name))
	for _, r := range catalogue.Reports() {
		d.Hint += fmt.Sprintf(" %q", r.Name)
	}
	d.Hint = "The reports are" + d.Hint + "."
	return d
}

// remaining tells a wait: in minutes, as Meta counts its limits, where it is long.
func remaining(d time.Duration) string {
	if d < 2*time.Minute {
		return d.Round(time.Second).String()
	}
	return fmt.Sprintf("%d minutes", int((d+time.Minute-1)/time.Minute))
}

// Close lets go of the connections to Meta.
func (s *source) Close() error {
	s.meta.Close()
	return nil
}

// adAccount reads what Meta says about the ad account, once.
func (s *source) adAccount(ctx context.Context) (*platform.Facts, connector.Diagnostics) {
	if s.account.ID == "" {
		return nil, connector.Diagnostics{missing("account_id", "ad account", "Ads Manager shows its number in the menu of accounts.")}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.facts != nil {
		return s.facts, nil
	}
	facts, problem := s.meta.Account(ctx, s.account.Node())
	if problem != nil {
		return nil, connector.Diagnostics{problem.Diagnostic}
	}
	s.facts = facts
	return facts, nil
}

func missing(attribute, what, hint string) connector.Diagnostic {
	d := connector.NewError(codeMissingID, "Block names no "+what, fmt.Sprintf("The report needs the %s, and the block has no %s.", what, attribute))
	d.Hint, d.Path = hint, connector.Path(attribute)
	return d
}

// codeVersion says that the version that is asked ends, or is not the one that
// answers.
const codeVersion = "FACEBOOK_VERSION"

// versionNotice warns where Meta says that the version ends, or answers in another
// one: it then serves a part of the interface by itself, and the rest not at all.
func (s *source) versionNotice() *connector.Diagnostic {
	version, warning := s.meta.Served()
	detail := ""
	switch {
	case version != "" && version != s.meta.Version():
		detail = fmt.Sprintf("Meta was asked in version %s and answered in %s, which it does once a version has ended.", s.meta.Version(), version)
	case warning != "":
		detail = fmt.Sprintf("Meta warns that version %s ends soon: %q.", s.meta.Version(), warning)
	default:
		return nil
	}
	d := connector.NewWarning(codeVersion, "Version ends", detail)
	d.Hint, d.Path = "Set api_version to "+account.Version+" or a later one, or leave it out.", connector.Path("api_version")
	return &d
}
