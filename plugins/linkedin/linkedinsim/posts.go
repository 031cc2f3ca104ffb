package linkedinsim

import (
	"slices"
	"strings"

	"github.com/roictl/roictl/plugins/linkedin/linkedinsim/problem"
	"github.com/roictl/roictl/plugins/linkedin/linkedinsim/world"
)

// posts answers BATCH_GET and the finders of posts.
func (c *call) posts() (any, error) {
	switch c.query.Text("q") {
	case "author":
		return c.postsByAuthor()
	case "dscAdAccount":
		return c.postsByAccount()
	case "":
		return c.batchPosts()
	}
	return nil, problem.Invalid("q")
}

func (c *call) getPost() (any, error) {
	post, err := c.readPost(c.key(1))
	if err != nil {
		return nil, err
	}
	return postObject(post), nil
}

// readPost finds a post that the member may read: one of a page with a role.
func (c *call) readPost(id string) (*world.Post, error) {
	if !strings.HasPrefix(id, "urn:li:share:") && !strings.HasPrefix(id, "urn:li:ugcPost:") {
		return nil, problem.UrnType(id)
	}
	i := slices.IndexFunc(c.server.world.Posts, func(p world.Post) bool { return p.URN == id && !p.Deleted })
	if i < 0 {
		return nil, problem.NotFound("The post " + id + " does not exist")
	}
	post := &c.server.world.Posts[i]
	if c.member.Organizations[post.Organization] == "" {
		return nil, c.forbidden()
	}
	return post, nil
}

func (c *call) batchPosts() (any, error) {
	ids, ok := c.query.List("ids")
	if !ok {
		return nil, problem.Required("ids")
	}
	results, statuses, failures := object{}, object{}, object{}
	for _, id := range ids {
		post, err := c.readPost(id)
		if err != nil {
			failures[id] = err
			continue
		}
		results[id], statuses[id] = postObject(post), 200
	}
	return object{"results": results, "statuses": statuses, "errors": failures}, nil
}

func (c *call) postsByAuthor() (any, error) {
	organization, err := c.organization("author")
	if err != nil {
		return nil, err
	}
	return c.listPosts(func(p *world.Post) bool { return p.Organization == organization.ID && p.Account == 0 })
}

// postsByAccount lists the posts that only an account's ads show.
func (c *call) postsByAccount() (any, error) {
	account := c.query.Text("dscAdAccount")
	if _, ok := c.query.List("dscAdTypes"); !ok {
		return nil, problem.Required("dscAdTypes")
	}
	for id := range c.accounts() {
		if urn("sponsoredAccount", id) == account {
			return c.listPosts(func(p *world.Post) bool { return p.Account == id })
		}
	}
	return nil, c.forbidden()
}

func (c *call) listPosts(wanted func(*world.Post) bool) (any, error) {
	var found []any
	for i := range c.server.world.Posts {
		if p := &c.server.world.Posts[i]; !p.Deleted && wanted(p) && !p.Published.Start().After(c.now) {
			found = append(found, postObject(p))
		}
	}
	return c.indexPage(found, 10, len(found))
}

func postObject(p *world.Post) object {
	published := p.Published.Milli()
	o := object{"id": p.URN, "author": urn("organization", p.Organization), "lifecycleState": "PUBLISHED", "visibility": "PUBLIC",
		"commentary": p.Commentary, "createdAt": published, "publishedAt": published, "lastModifiedAt": published, "isReshareDisabledByAuthor": false}
	if p.Landing != "" {
		o["contentLandingPage"], o["contentCallToActionLabel"] = p.Landing, "LEARN_MORE"
		o["content"] = object{"media": object{"id": "urn:li:image:C4E10A", "title": "A robot"}}
	}
	if p.Article != "" {
		o["content"] = object{"article": object{"source": p.Article, "title": "Our story"}}
	}
	if len(p.Cards) > 0 {
		cards := make([]any, len(p.Cards))
		for i, landing := range p.Cards {
			cards[i] = object{"landingPage": landing, "media": object{"id": "urn:li:image:C4E10A", "title": "A robot"}}
		}
		o["content"] = object{"carousel": object{"cards": cards}}
	}
	if p.Account != 0 {
		o["adContext"] = object{"isDsc": true, "dscAdAccount": urn("sponsoredAccount", p.Account), "dscAdType": "STANDARD", "dscStatus": "ACTIVE"}
	}
	return o
}

// socialMetadata answers reactions and comments of a post.
func (c *call) socialMetadata() (any, error) {
	post, err := c.readPost(c.key(1))
	if err != nil {
		return nil, err
	}
	likes, comments := c.server.world.Applause(post)
	return object{"entity": post.URN, "commentsState": "OPEN",
		"reactionSummaries": object{"LIKE": object{"reactionType": "LIKE", "count": likes}, "PRAISE": object{"reactionType": "PRAISE", "count": likes / 6}},
		"commentSummary":    object{"count": comments, "topLevelCount": comments - comments/4}}, nil
}
