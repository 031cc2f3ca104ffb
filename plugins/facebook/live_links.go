package facebook

import (
	"context"
	"encoding/json"
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/plugins/facebook/catalogue"
	"github.com/roictl/roictl/plugins/facebook/cells"
	"github.com/roictl/roictl/plugins/facebook/links"
	"github.com/roictl/roictl/plugins/facebook/platform"
)

// liveStatuses are the statuses of ads that run, or are about to.
const liveStatuses = `["ACTIVE","IN_PROCESS","PENDING_REVIEW","WITH_ISSUES"]`

// adsPage is how many ads one request asks for: their creatives are heavy.
const adsPage = 50

// links answers with the links of live ads.
func (s *source) links(ctx context.Context, query connector.Query, out *connector.Stream) connector.Diagnostics {
	q, diags := linksQuestion(query)
	if diags.HasErrors() {
		return diags
	}
	facts, problems := s.adAccount(ctx)
	if problems.HasErrors() {
		return problems
	}
	q.zone, q.today = facts.TimeZone, connector.DateIn(s.meta.Moment(), facts.Zone)
	ads, problem := s.liveAds(ctx)
	if problem != nil {
		return connector.Diagnostics{problem.Diagnostic}
	}
	posts, warnings := s.promoted(ctx, ads)
	for i := range ads {
		found := links.Of(&ads[i])
		if post := posts[ads[i].Creative.StoryID]; post != nil && links.Promotes(&ads[i], found) {
			if more := links.OfPost(&ads[i], post); len(more) > 0 {
				found = more
			}
		}
		for _, link := range found {
			if err := q.add(&ads[i], link); err != nil {
				return connector.Diagnostics{tooLarge(err).Diagnostic}
			}
		}
	}
	if len(ads) == 0 {
		if warnings = append(warnings, s.unseen(ctx, "live ads", "ads_read")...); warnings.HasErrors() {
			return warnings
		}
	}
	q.write(out)
	return warnings
}

// linkQuestion is a query of the report links.
type linkQuestion struct {
	query      connector.Query
	dimensions []string
	matcher    connector.Matcher
	table      *cells.Table
	zone       string
	today      connector.Date // where the account is
}

func linksQuestion(query connector.Query) (*linkQuestion, connector.Diagnostics) {
	q := &linkQuestion{query: query}
	var diags connector.Diagnostics
	add := func(name string) {
		d, ok := catalogue.FindLinkDimension(name)
		if !ok {
			problem := connector.NewError(codeField, "Unknown dimension", fmt.Sprintf("The report %q has no dimension %q.", query.Report, name))
			problem.Hint = "roictl connectors describe facebook lists them."
			diags = append(diags, problem)
			return
		}
		q.dimensions = append(q.dimensions, d.Name)
	}
	for _, name := range query.Dimensions {
		add(name)
	}
	for _, name := range query.Measures {
		if name != catalogue.LinksMeasure {
			d := connector.NewError(codeField, "Unknown measure", fmt.Sprintf("The report %q has no measure %q.", query.Report, name))
			d.Hint = fmt.Sprintf("Its one measure is %q.", catalogue.LinksMeasure)
			diags = append(diags, d)
		}
	}
	for _, clause := range query.Filter {
		for _, condition := range clause {
			if _, there := q.position(condition.Dimension); !there {
				add(condition.Dimension)
			}
		}
	}
	matcher, err := connector.CompileFilter(query.Filter, q.position)
	if err != nil && !diags.HasErrors() {
		diags = append(diags, connector.NewError(connector.CodeQuery, "Invalid filter", fmt.Sprintf("The filter cannot be applied: %v.", err)))
	}
	q.matcher = matcher
	columns := make([]connector.Aggregation, len(query.Measures))
	for i := range columns {
		columns[i] = connector.AggregateSum // links are counted here, one by one
	}
	q.table = cells.NewTable(columns)
	return q, diags
}

func (q *linkQuestion) position(name string) (int, bool) {
	d, _ := catalogue.FindLinkDimension(name)
	at := slices.Index(q.dimensions, d.Name)
	return at, at >= 0
}

// add counts a link, in the windows that reach to the present: those before have no
// links that anybody kept.
func (q *linkQuestion) add(ad *links.Ad, link links.Link) error {
	codes := links.CodesOf(link)
	texts := make([]connector.Text, len(q.dimensions))
	for i, dimension := range q.dimensions {
		value := linkText(ad, link, codes, dimension)
		texts[i] = connector.Text{Value: value, Null: value == ""}
	}
	if !q.matcher.Match(texts) {
		return nil
	}
	for interval, window := range q.query.Intervals {
		if !window.Contains(q.today) && !window.Contains(q.today-1) {
			continue
		}
		for column := range q.query.Measures {
			if err := q.table.Put(int32(interval), texts[:len(q.query.Dimensions)], column, connector.Int(1)); err != nil {
				return err
			}
		}
	}
	return nil
}

// linkText is what a dimension says of a link.
func linkText(ad *links.Ad, link links.Link, codes links.Codes, dimension string) string {
	switch dimension {
	case "campaign_name":
		return ad.Campaign.Name
	case "campaign_id":
		return ad.Campaign.ID
	case "adset_name":
		return ad.AdSet.Name
	case "adset_id":
		return ad.AdSet.ID
	case "ad_name":
		return ad.Name
	case "ad_id":
		return ad.ID
	case "effective_status":
		return ad.Status
	case "url":
		return link.URL
	case "where":
		return link.Where
	case "url_tags":
		return link.Tags
	case "state":
		return string(link.State)
	case "frozen_names":
		return strconv.FormatBool(codes.Frozen)
	case "utm_source":
		return links.Expand(codes.Source, ad)
	case "utm_medium":
		return links.Expand(codes.Medium, ad)
	case "utm_campaign":
		return links.Expand(codes.Campaign, ad)
	case "utm_content":
		return links.Expand(codes.Content, ad)
	}
	return links.Expand(codes.Term, ad)
}

// write writes the answer.
func (q *linkQuestion) write(out *connector.Stream) {
	h := connector.Header{Grain: q.query.Grain, TimeZone: q.zone}
	for _, name := range q.query.Dimensions {
		h.Dimensions = append(h.Dimensions, connector.Column{Name: name})
	}
	for _, name := range q.query.Measures {
		h.Measures = append(h.Measures, connector.Column{Name: name, Unit: connector.UnitCount})
	}
	if out.Header(h) != nil {
		return // the SDK remembers why
	}
	for _, row := range q.table.Rows() {
		if out.AppendTotal(int(row.Slot), row.Texts, row.Values) != nil {
			return
		}
	}
}

// liveAds lists the ads that are live, with their creatives.
func (s *source) liveAds(ctx context.Context) ([]links.Ad, *platform.Problem) {
	var ads []links.Ad
	listing := platform.Listing{
		Path: s.account.Node() + "/ads", Limit: min(adsPage, s.account.PageSize),
		Parameters: url.Values{"fields": {links.Fields}, "effective_status": {liveStatuses}},
	}
	again := func() bool { ads = nil; return true }
	problem := platform.List(ctx, s.meta, listing, func(page []links.Ad) error {
		ads = append(ads, page...)
		return nil
	}, again)
	return ads, problem
}

// codePosts says that promoted posts could not be read.
const codePosts = "FACEBOOK_POSTS_UNREADABLE"

// promoted reads the posts that ads promote, which hold the links of such ads, with
// the token of their Page. What cannot be read leaves its ads unresolvable, which is
// told; everything else is known all the same.
func (s *source) promoted(ctx context.Context, ads []links.Ad) (map[string]*links.Post, connector.Diagnostics) {
	byPage := make(map[string][]string)
	for i := range ads {
		story := ads[i].Creative.StoryID
		page, _, _ := strings.Cut(story, "_")
		if links.Promotes(&ads[i], links.Of(&ads[i])) && !slices.Contains(byPage[page], story) {
			byPage[page] = append(byPage[page], story)
		}
	}
	posts := make(map[string]*links.Post)
	var unread []string
	for id, stories := range byPage {
		page, problem := s.meta.Page(ctx, id)
		if problem != nil {
			unread = append(unread, stories...)
			continue
		}
		parts := make([]platform.Part, len(stories))
		for i, story := range stories {
			parts[i] = platform.Part{Path: story, Parameters: url.Values{"fields": {links.PostFields}}}
		}
		replies, problem := s.meta.Batch(platform.AsPage(ctx, page), parts)
		if problem != nil {
			unread = append(unread, stories...)
			continue
		}
		for i, reply := range replies {
			post := new(links.Post)
			if reply.Problem != nil || json.Unmarshal(reply.Body, post) != nil {
				unread = append(unread, stories[i])
				continue
			}
			posts[stories[i]] = post
		}
	}
	if len(unread) == 0 {
		return posts, nil
	}
	d := connector.NewWarning(codePosts, "Promoted posts cannot be read", fmt.Sprintf("The links of %d promoted posts are not known, since the login may not read them: %s.", len(unread), strings.Join(unread[:min(5, len(unread))], ", ")))
	d.Hint = "Give the login, or the system user, access to the Page with pages_read_engagement."
	return posts, connector.Diagnostics{d}
}
