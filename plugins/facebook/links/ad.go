package links

// Ad is a live ad as Meta describes it (Marketing API, "Ad", "Ad Creative").
type Ad struct {
	ID       string   `json:"id"`
	Name     string   `json:"name"`
	Status   string   `json:"effective_status"`
	Campaign Named    `json:"campaign"`
	AdSet    Named    `json:"adset"`
	Creative Creative `json:"creative"`
}

// Named is something that an ad belongs to.
type Named struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

// Fields are the fields of ads that Ad reads.
const Fields = "id,name,effective_status,campaign{id,name},adset{id,name},creative{id,url_tags,link_url,object_url,template_url,template_url_spec," +
	"effective_object_story_id,call_to_action,object_story_spec,asset_feed_spec,creative_sourcing_spec}"

// Creative is what an ad shows.
type Creative struct {
	URLTags         string        `json:"url_tags"`
	LinkURL         string        `json:"link_url"`
	ObjectURL       string        `json:"object_url"`
	TemplateURL     string        `json:"template_url"`
	TemplateURLSpec *templateSpec `json:"template_url_spec"`
	StoryID         string        `json:"effective_object_story_id"`
	Action          *action       `json:"call_to_action"`
	Story           *story        `json:"object_story_spec"`
	Feed            *feed         `json:"asset_feed_spec"`
	Sourcing        *sourcing     `json:"creative_sourcing_spec"`
}

type templateSpec struct {
	Web *struct {
		URL string `json:"url"`
	} `json:"web"`
}

// action is a button, which leads to an address, a form or an app.
type action struct {
	Value struct {
		Link        string `json:"link"`
		LeadForm    string `json:"lead_gen_form_id"`
		AppLink     string `json:"app_link"`
		Destination string `json:"app_destination"`
	} `json:"value"`
}

type attachment struct {
	Link   string  `json:"link"`
	Action *action `json:"call_to_action"`
}

// story is a post that was made for the ad.
type story struct {
	Link *struct {
		attachment
		Cards []attachment `json:"child_attachments"`
	} `json:"link_data"`
	Video    *attachment `json:"video_data"`
	Template *struct {
		attachment
		Cards []attachment `json:"child_attachments"`
	} `json:"template_data"`
	Photo *struct{} `json:"photo_data"`
	Text  *struct{} `json:"text_data"`
}

// feed is a choice of parts, of which Meta puts ads together.
type feed struct {
	Links []struct {
		Website string `json:"website_url"`
		More    string `json:"carousel_see_more_url"`
		Tags    string `json:"url_tags"`
	} `json:"link_urls"`
	Actions   []action `json:"call_to_actions"`
	Carousels []struct {
		Cards []attachment `json:"child_attachments"`
	} `json:"carousels"`
}

type sourcing struct {
	SiteLinks []struct {
		URL string `json:"site_link_url"`
	} `json:"site_links_spec"`
}

// Post is a post that an ad promotes.
type Post struct {
	Action      *action `json:"call_to_action"`
	Attachments struct {
		Data []postAttachment `json:"data"`
	} `json:"attachments"`
}

// PostFields are the fields of posts that Post reads.
const PostFields = "call_to_action,attachments{unshimmed_url,url,target,subattachments}"

type postAttachment struct {
	Plain string `json:"unshimmed_url"`
	Sub   struct {
		Data []postAttachment `json:"data"`
	} `json:"subattachments"`
}
