package linkreport

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/plugins/linkedin/entities"
	"github.com/roictl/roictl/plugins/linkedin/platform"
	"github.com/roictl/roictl/plugins/linkedin/reporting"
)

// Source is where answers come from.
type Source struct {
	Client   *platform.Client
	Book     *entities.Book
	Accounts []int64
}

// answer is an answer on its way.
type answer struct {
	*Question
	source   *Source
	posts    map[string]landing   // by URN
	tracking map[string]*tracking // likewise
	unread   map[string]int       // links that cannot be verified, by the reason
	since    connector.Date       // when the first of the accounts was made
}

// Answer writes the rows of the question.
func (q *Question) Answer(ctx context.Context, source *Source, out *connector.Stream) connector.Diagnostics {
	a := &answer{Question: q, source: source, posts: make(map[string]landing), tracking: make(map[string]*tracking), unread: make(map[string]int)}
	rows, err := a.rows(ctx)
	if err != nil {
		return reporting.Diagnose(err)
	}
	if out.Header(a.header()) == nil {
		a.write(rows, out)
	}
	out.Trailer().CoveredFrom, out.Trailer().FreshUntil = a.since, source.Client.Today()-1
	if len(a.unread) == 0 {
		return nil
	}
	return connector.Diagnostics{a.warn(out.Trailer())}
}

// linksOf finds the links of an ad. LinkedIn appends nothing to those of messages.
func (a *answer) linksOf(ctx context.Context, ad *ad) ([]*link, error) {
	l, err := a.landingOf(ctx, &ad.creative)
	if err != nil {
		return nil, err
	}
	if l.state != verified {
		return []*link{{state: l.state, reason: l.reason}}, nil
	}
	var appended []pair
	if !strings.HasPrefix(ad.creative.Reference(), messagePrefix) {
		var reason string
		if appended, reason, err = a.appended(ctx, ad); err != nil {
			return nil, err
		}
		if reason != "" {
			return []*link{unreadable(reason)}, nil
		}
	}
	links := make([]*link, len(l.pages))
	for i, page := range l.pages {
		links[i] = newLink(page, appended)
	}
	return links, nil
}

// header says what the columns are. All links are in the rows.
func (a *answer) header() connector.Header {
	units := make([]connector.Unit, len(a.measures))
	for i, m := range a.measures {
		units[i] = m.Unit
	}
	h := reporting.Header(a.query, units, a.source.Client.Version())
	h.Dense = true
	return h
}

// write writes the rows into every interval, but those that ended before there was
// any account: links are known as they are now only.
func (a *answer) write(rows []*row, out *connector.Stream) {
	for interval, days := range a.query.Intervals {
		if days.End < a.since {
			continue
		}
		for _, r := range rows {
			values := make([]connector.Decimal, len(r.counts))
			for i, n := range r.counts {
				values[i] = connector.Int(n)
			}
			if out.AppendTotal(interval, r.texts, values) != nil {
				return // the stream remembers why
			}
		}
	}
}

// codeUnverifiable says that links could not be read.
const codeUnverifiable = "LINKEDIN_LINKS_UNVERIFIABLE"

// warn tells which links could not be read, and flags the result.
func (a *answer) warn(t *connector.Trailer) connector.Diagnostic {
	var reasons []string
	total := 0
	for reason, n := range a.unread {
		if n > 1 {
			reason = fmt.Sprintf("%s (%d times)", reason, n)
		}
		reasons = append(reasons, reason)
		total += n
	}
	slices.Sort(reasons)
	what := fmt.Sprintf("%d links", total)
	if total == 1 {
		what = "One link"
	}
	detail := fmt.Sprintf("%s cannot be verified: %s.", what, strings.Join(reasons, "; "))
	t.Flags = append(t.Flags, connector.Flag{Code: connector.FlagPartial, Detail: detail})
	d := connector.NewWarning(codeUnverifiable, "Links cannot be verified", detail+" That they carry no codes is not said by that.")
	d.Hint = "To read posts, log in with the auth scheme oauth_with_page as a person with a role on the page."
	return d
}
