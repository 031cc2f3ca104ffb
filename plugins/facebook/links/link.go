package links

import (
	"fmt"
	"slices"
	"strings"
)

// Link is one address of an ad, or the reason why there is none.
type Link struct {
	URL   string // as it was written; empty where there is none to tell
	Where string // the field of the creative that holds it
	Tags  string // what Meta appends to it
	State State
}

// State says what is known of an ad's links.
type State string

// The states. Tags that contradict an address are found by Codes.
const (
	Found         State = "found"
	Conflict      State = "conflict"       // address and tags say different things
	Unresolvable  State = "unresolvable"   // it leads somewhere, and Meta does not say where
	NotApplicable State = "not_applicable" // it leads to no website
)

// Of lists the links of an ad, each address once for each place it stands in.
// There is at least one, which says why there is no address where there is none.
func Of(ad *Ad) []Link {
	c := &collector{tags: ad.Creative.URLTags}
	c.creative(&ad.Creative)
	if len(c.links) > 0 {
		return c.links
	}
	state, where := Unresolvable, "creative"
	switch {
	case c.elsewhere != "":
		state, where = NotApplicable, c.elsewhere
	case ad.Creative.StoryID != "" && ad.Creative.Story == nil:
		where = "effective_object_story_id"
	case ad.Creative.Story != nil && (ad.Creative.Story.Photo != nil || ad.Creative.Story.Text != nil):
		state, where = NotApplicable, "object_story_spec"
	}
	return []Link{{Where: where, Tags: ad.Creative.URLTags, State: state}}
}

// OfPost lists the links of a post that an ad promotes, with the tags of the ad.
func OfPost(ad *Ad, post *Post) []Link {
	c := &collector{tags: ad.Creative.URLTags}
	c.action("post.call_to_action", post.Action)
	c.attachments("post.attachments", post.Attachments.Data)
	return c.links
}

// Promotes says whether the ad promotes a post, whose links have to be looked up.
func Promotes(ad *Ad, found []Link) bool {
	return len(found) == 1 && found[0].State == Unresolvable && ad.Creative.StoryID != ""
}

// noAddress stands where an ad with an instant form would have its address.
const noAddress = "http://fb.me"

// collector collects links.
type collector struct {
	tags      string
	links     []Link
	elsewhere string // where it leads that is no website
}

func (c *collector) add(where, address string) { c.addTagged(where, address, c.tags) }

func (c *collector) addTagged(where, address, tags string) {
	link := Link{URL: address, Where: where, Tags: tags, State: Found}
	if address == "" || strings.TrimRight(address, "/") == noAddress || slices.ContainsFunc(c.links, func(l Link) bool { return l.URL == address && l.Tags == tags }) {
		return
	}
	if codes := CodesOf(link); len(codes.Conflicts) > 0 {
		link.State = Conflict
	}
	c.links = append(c.links, link)
}

func (c *collector) action(where string, a *action) {
	if a == nil {
		return
	}
	c.add(where+".value.link", a.Value.Link)
	switch v := a.Value; {
	case v.LeadForm != "":
		c.elsewhere = where + ".value.lead_gen_form_id"
	case v.AppLink != "" || v.Destination != "":
		c.elsewhere = where + ".value.app_link"
	}
}

func (c *collector) attachment(where string, a *attachment) {
	c.add(where+".link", a.Link)
	c.action(where+".call_to_action", a.Action)
}

func (c *collector) cards(where string, cards []attachment) {
	for i := range cards {
		c.attachment(fmt.Sprintf("%s.child_attachments[%d]", where, i), &cards[i])
	}
}

func (c *collector) creative(creative *Creative) {
	if s := creative.Story; s != nil {
		if s.Link != nil {
			c.attachment("object_story_spec.link_data", &s.Link.attachment)
			c.cards("object_story_spec.link_data", s.Link.Cards)
		}
		if s.Video != nil {
			c.attachment("object_story_spec.video_data", s.Video)
		}
		if s.Template != nil {
			c.attachment("object_story_spec.template_data", &s.Template.attachment)
			c.cards("object_story_spec.template_data", s.Template.Cards)
		}
	}
	if f := creative.Feed; f != nil {
		c.feed(f)
	}
	if s := creative.Sourcing; s != nil {
		for i, link := range s.SiteLinks {
			c.add(fmt.Sprintf("creative_sourcing_spec.site_links_spec[%d].site_link_url", i), link.URL)
		}
	}
	c.action("call_to_action", creative.Action)
	c.add("template_url", creative.TemplateURL)
	if t := creative.TemplateURLSpec; t != nil && t.Web != nil {
		c.add("template_url_spec.web.url", t.Web.URL)
	}
	// What is left is of old forms of ads, and holds the address of a tab at times.
	c.add("object_url", creative.ObjectURL)
	c.add("link_url", creative.LinkURL)
}

func (c *collector) feed(f *feed) {
	for i, link := range f.Links {
		where := fmt.Sprintf("asset_feed_spec.link_urls[%d]", i)
		tags := strings.Trim(c.tags+"&"+link.Tags, "&")
		c.addTagged(where+".website_url", link.Website, tags)
		c.addTagged(where+".carousel_see_more_url", link.More, tags)
	}
	for i := range f.Actions {
		c.action(fmt.Sprintf("asset_feed_spec.call_to_actions[%d]", i), &f.Actions[i])
	}
	for i, carousel := range f.Carousels {
		c.cards(fmt.Sprintf("asset_feed_spec.carousels[%d]", i), carousel.Cards)
	}
}

func (c *collector) attachments(where string, all []postAttachment) {
	for i, a := range all {
		c.add(fmt.Sprintf("%s[%d].unshimmed_url", where, i), a.Plain)
		c.attachments(fmt.Sprintf("%s[%d].subattachments", where, i), a.Sub.Data)
	}
}
