package linkreport

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"regexp"
	"slices"
	"strings"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/plugins/linkedin/entities"
	"github.com/roictl/roictl/plugins/linkedin/platform"
	"github.com/roictl/roictl/plugins/linkedin/restli"
)

// landing is what a creative leads to, before LinkedIn appends anything.
type landing struct {
	state  string
	reason string
	pages  []string
}

// post is a post that ads show (Posts API).
type post struct {
	Landing    string `json:"contentLandingPage"`
	Commentary string `json:"commentary"`
	Content    struct {
		Article struct {
			Source string `json:"source"`
		} `json:"article"`
		Carousel struct {
			Cards []struct {
				Landing string `json:"landingPage"`
			} `json:"cards"`
		} `json:"carousel"`
	} `json:"content"`
}

var address = regexp.MustCompile(`https?://[^\s<>"']+`)

// pages are the landing pages of a post: that of its button, else that of the article,
// else those of the cards, else the first address in its text.
func (p *post) pages() []string {
	switch {
	case p.Landing != "":
		return []string{p.Landing}
	case p.Content.Article.Source != "":
		return []string{p.Content.Article.Source}
	case len(p.Content.Carousel.Cards) > 0:
		all := make([]string, len(p.Content.Carousel.Cards))
		for i, card := range p.Content.Carousel.Cards {
			all[i] = card.Landing
		}
		return all
	}
	if found := address.FindString(p.Commentary); found != "" {
		return []string{strings.TrimRight(found, ".,;:!?)")}
	}
	return nil
}

func found(pages ...string) landing {
	pages = slices.DeleteFunc(pages, func(page string) bool { return page == "" })
	if len(pages) == 0 {
		return landing{state: noLink}
	}
	return landing{state: verified, pages: pages}
}

func unknown(reason string) landing { return landing{state: unverifiable, reason: reason} }

// isPost says whether a reference is that of a post: others are refused as such.
func isPost(reference string) bool {
	return strings.HasPrefix(reference, "urn:li:share:") || strings.HasPrefix(reference, "urn:li:ugcPost:")
}

const messagePrefix = "urn:li:adInMailContent:"

// landingOf finds out where a creative leads. Posts were read before.
func (a *answer) landingOf(ctx context.Context, c *entities.Creative) (landing, error) {
	var content struct {
		TextAd    *struct{ LandingPage string } `json:"textAd"`
		Spotlight *struct{ LandingPage string } `json:"spotlight"`
		Reference string                        `json:"reference"`
	}
	if err := json.Unmarshal(c.Content, &content); err != nil {
		return unknown("LinkedIn does not say what the creative shows"), nil
	}
	switch {
	case c.Lead.Destination != "":
		return landing{state: leadForm}, nil
	case content.TextAd != nil:
		return found(content.TextAd.LandingPage), nil
	case content.Spotlight != nil:
		return found(content.Spotlight.LandingPage), nil
	case isPost(content.Reference):
		return a.posts[content.Reference], nil
	case strings.HasPrefix(content.Reference, messagePrefix):
		return a.message(ctx, strings.TrimPrefix(content.Reference, messagePrefix))
	case content.Reference != "":
		return unknown("the creative shows something that this connector cannot read: " + content.Reference), nil
	}
	return landing{state: noLink}, nil
}

// message reads where the button of a message leads.
func (a *answer) message(ctx context.Context, id string) (landing, error) {
	var told struct {
		SubContent struct {
			Regular struct {
				Landing string `json:"callToActionLandingPageUrl"`
			} `json:"regular"`
		} `json:"subContent"`
	}
	problem := a.source.Client.Get(ctx, "inMailContents/"+string(restli.Text(id)), nil, "", &told)
	switch {
	case problem == nil && told.SubContent.Regular.Landing != "":
		return found(told.SubContent.Regular.Landing), nil
	case problem == nil:
		return landing{state: noLink}, nil
	case passable(problem):
		return unknown("LinkedIn does not let the login read the message"), nil
	}
	return landing{}, problem
}

// passable says whether something that cannot be read concerns one thing only.
func passable(p *platform.Problem) bool {
	return p.Denied() || p.Status == http.StatusBadRequest || p.Code == connector.CodePlatform
}

// postBatch is how many posts are read at once.
const postBatch = 50

// readPosts reads the posts that creatives show. What a login may not read, and what
// is deleted, cannot be verified; that is no failure.
func (a *answer) readPosts(ctx context.Context, references []string) error {
	slices.Sort(references)
	for ids := range slices.Chunk(slices.Compact(references), postBatch) {
		var told struct {
			Results map[string]post `json:"results"`
			Errors  map[string]struct {
				Status int `json:"status"`
			} `json:"errors"`
		}
		problem := a.source.Client.Get(ctx, "posts", restli.Query{{Key: "ids", Value: restli.Texts(ids...)}}, "BATCH_GET", &told)
		if problem != nil && !passable(problem) {
			return problem
		}
		for _, id := range ids {
			p, ok := told.Results[id]
			switch {
			case ok:
				a.posts[id] = found(p.pages()...)
			case problem != nil && problem.Denied():
				a.posts[id] = unknown("the login may not read posts, which takes the permission r_organization_social and a role on the page")
			case problem != nil:
				a.posts[id] = unknown("LinkedIn did not answer about the post")
			default:
				a.posts[id] = unknown(whyNot(told.Errors[id].Status))
			}
		}
	}
	return nil
}

func whyNot(status int) string {
	switch status {
	case http.StatusNotFound:
		return "the post does not exist any more, or the login may not see it"
	case http.StatusForbidden:
		return "the login may not read posts of this page, which takes the permission r_organization_social and a role on the page"
	}
	return fmt.Sprintf("LinkedIn did not answer about the post (status %d)", status)
}
