package linkedin

import (
	"context"
	"fmt"
	"io"
	"sync"
	"time"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/connector/httpclient"
	"github.com/roictl/roictl/plugins/linkedin/adreport"
	"github.com/roictl/roictl/plugins/linkedin/advertiser"
	"github.com/roictl/roictl/plugins/linkedin/analytics"
	"github.com/roictl/roictl/plugins/linkedin/catalogue"
	"github.com/roictl/roictl/plugins/linkedin/entities"
	"github.com/roictl/roictl/plugins/linkedin/linkreport"
	"github.com/roictl/roictl/plugins/linkedin/pagereport"
	"github.com/roictl/roictl/plugins/linkedin/platform"
)

// codeReport says that there is no such report.
const codeReport = "LINKEDIN_REPORT"

// source answers for one advertiser. Queries may run at the same time.
type source struct {
	advertiser *advertiser.Advertiser
	client     *platform.Client
	credential connector.Credential // of connection tests; a query brings its own
	book       *entities.Book
	reader     *analytics.Reader
	noticed    sync.Once // of the version's end
}

var (
	_ connector.Source       = (*source)(nil)
	_ connector.QueryPlanner = (*source)(nil)
	_ io.Closer              = (*source)(nil)
)

// question is a query that was understood.
type question interface {
	answer(ctx context.Context, out *connector.Stream) connector.Diagnostics
	plan(today connector.Date) connector.QueryPlan
}

// understand finds out what a query asks for.
func (s *source) understand(query connector.Query) (question, connector.Diagnostics) {
	switch query.Report {
	case catalogue.Ads, catalogue.Audience:
		if len(s.advertiser.Accounts) == 0 {
			return nil, s.lacks("account_ids", query.Report)
		}
		q, diags := adreport.NewQuestion(query)
		if diags.HasErrors() {
			return nil, diags
		}
		return adsQuestion{s, q}, diags
	case pagereport.Name:
		if s.advertiser.Organization == 0 {
			return nil, s.lacks("organization_id", query.Report)
		}
		q, diags := pagereport.NewQuestion(query)
		if diags.HasErrors() {
			return nil, diags
		}
		return pageQuestion{s, q}, diags
	case linkreport.Name:
		if len(s.advertiser.Accounts) == 0 {
			return nil, s.lacks("account_ids", query.Report)
		}
		q, diags := linkreport.NewQuestion(query)
		if diags.HasErrors() {
			return nil, diags
		}
		return linksQuestion{s, q}, diags
	}
	return nil, connector.Diagnostics{connector.NewError(codeReport, "Unknown report", fmt.Sprintf("There is no report %q.", query.Report))}
}

// lacks says that a report needs an attribute that the block does not have.
func (s *source) lacks(attribute, report string) connector.Diagnostics {
	d := connector.NewError(advertiser.CodeConfig, "Setting is missing", fmt.Sprintf("The report %q needs %s, which the connector block does not have.", report, attribute))
	d.Hint = fmt.Sprintf("Add %s to the block.", attribute)
	return connector.Diagnostics{d}
}

// Query answers with what LinkedIn says.
func (s *source) Query(ctx context.Context, query connector.Query, out *connector.Stream) connector.Diagnostics {
	asked, diags := s.understand(query)
	if diags.HasErrors() {
		return diags
	}
	var tally httpclient.Tally
	ctx = httpclient.WithTally(platform.As(ctx, query.Credential), &tally)
	ctx = httpclient.WithWaiting(ctx, func(left time.Duration, reason string) {
		out.Progress(connector.Progress{Message: fmt.Sprintf("waiting %s: %s", left.Round(time.Second), reason)})
	})
	diags = append(diags, asked.answer(ctx, out)...)
	out.Trailer().APICalls = tally.Calls()
	s.noticed.Do(func() {
		if notice := s.advertiser.VersionNotice(s.client.Today()); notice != nil && !diags.HasErrors() {
			diags = append(diags, *notice)
		}
	})
	return diags
}

// PlanQuery estimates what a query costs. It asks nobody.
func (s *source) PlanQuery(_ context.Context, query connector.Query) connector.QueryPlan {
	asked, diags := s.understand(query)
	if asked == nil {
		return connector.QueryPlan{EstimatedRows: -1, Diagnostics: diags}
	}
	plan := asked.plan(s.client.Today())
	plan.Diagnostics = append(plan.Diagnostics, diags...)
	return plan
}

// Close lets go of the connections to LinkedIn.
func (s *source) Close() error {
	s.client.Close()
	return nil
}
