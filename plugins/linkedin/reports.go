package linkedin

import (
	"context"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/plugins/linkedin/adreport"
	"github.com/roictl/roictl/plugins/linkedin/linkreport"
	"github.com/roictl/roictl/plugins/linkedin/pagereport"
)

// adsQuestion is a question about ads.
type adsQuestion struct {
	source *source
	*adreport.Question
}

func (q adsQuestion) answer(ctx context.Context, out *connector.Stream) connector.Diagnostics {
	s := q.source
	return q.Answer(ctx, &adreport.Source{Book: s.book, Reader: s.reader, Accounts: s.advertiser.Accounts, Today: s.client.Today}, out)
}

func (q adsQuestion) plan(today connector.Date) connector.QueryPlan {
	return q.Plan(len(q.source.advertiser.Accounts), today)
}

// pageQuestion is a question about the company page.
type pageQuestion struct {
	source *source
	*pagereport.Question
}

func (q pageQuestion) answer(ctx context.Context, out *connector.Stream) connector.Diagnostics {
	return q.Answer(ctx, &pagereport.Source{Client: q.source.client, Organization: q.source.advertiser.Organization}, out)
}

func (q pageQuestion) plan(today connector.Date) connector.QueryPlan { return q.Plan(today) }

// linksQuestion is a question about the links of ads.
type linksQuestion struct {
	source *source
	*linkreport.Question
}

func (q linksQuestion) answer(ctx context.Context, out *connector.Stream) connector.Diagnostics {
	s := q.source
	return q.Answer(ctx, &linkreport.Source{Client: s.client, Book: s.book, Accounts: s.advertiser.Accounts}, out)
}

func (q linksQuestion) plan(connector.Date) connector.QueryPlan {
	return q.Plan(len(q.source.advertiser.Accounts))
}
