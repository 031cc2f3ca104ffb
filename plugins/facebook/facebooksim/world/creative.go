package world

// Forms of creatives: where their links are differs, and Meta has no field that
// says it for all.

const pageID = "333000000000001"

func story(part string, data map[string]any) map[string]any {
	return map[string]any{"page_id": pageID, part: data}
}

func button(kind, link string) map[string]any {
	return map[string]any{"type": kind, "value": map[string]any{"link": link}}
}

// linkAd shows one image with one link.
func linkAd(link, tags string) *Creative {
	return &Creative{
		ObjectType: "SHARE", URLTags: tags, StoryID: pageID + "_910000000000001",
		Spec: story("link_data", map[string]any{
			"link": link, "message": "Spring is here", "call_to_action": button("SHOP_NOW", link),
		}),
	}
}

// carousel shows cards with links of their own.
func carousel(tags string, links ...string) *Creative {
	var cards []any
	for _, link := range links {
		cards = append(cards, map[string]any{"link": link, "name": "Card", "call_to_action": button("SHOP_NOW", link)})
	}
	return &Creative{
		ObjectType: "SHARE", URLTags: tags,
		Spec: story("link_data", map[string]any{"link": links[0], "message": "Pick one", "child_attachments": cards}),
	}
}

// video has its link in the button alone.
func video(link, tags string) *Creative {
	return &Creative{
		ObjectType: "VIDEO", URLTags: tags, Video: true,
		Spec: story("video_data", map[string]any{"video_id": "555000000000001", "message": "Watch", "call_to_action": button("LEARN_MORE", link)}),
	}
}

// photo has no link at all.
func photo() *Creative {
	return &Creative{ObjectType: "PHOTO", Spec: story("photo_data", map[string]any{"caption": "Hello"})}
}

// leadForm collects leads on Meta.
func leadForm() *Creative {
	return &Creative{
		ObjectType: "SHARE",
		Spec: story("link_data", map[string]any{
			"link": "http://fb.me/", "message": "Get the catalogue",
			"call_to_action": map[string]any{"type": "SIGN_UP", "value": map[string]any{"lead_gen_form_id": "777000000000001"}},
		}),
	}
}

// product is filled from a catalogue.
func product(link, tags string) *Creative {
	return &Creative{
		ObjectType: "SHARE", URLTags: tags,
		Spec:  story("template_data", map[string]any{"link": link, "message": "{{product.name}}", "call_to_action": button("SHOP_NOW", link)}),
		Extra: map[string]any{"product_set_id": "888000000000001", "template_url_spec": map[string]any{"web": map[string]any{"url": "{{product.url}}?utm_source=facebook"}}},
	}
}

// feed lets Meta choose among assets; the last link has tags of its own.
func feed(tags string, assets ...Asset) *Creative {
	var links, bodies, titles []any
	for i, asset := range assets {
		link := map[string]any{"website_url": asset.URL, "display_url": "shop.example.com"}
		if i == len(assets)-1 {
			link["url_tags"] = "utm_content=last"
		}
		links = append(links, link)
		bodies = append(bodies, map[string]any{"text": asset.Body})
		titles = append(titles, map[string]any{"text": asset.Title})
	}
	return &Creative{
		ObjectType: "SHARE", URLTags: tags, Spec: map[string]any{"page_id": pageID}, Feed: assets,
		FeedSpec: map[string]any{
			"link_urls": links, "bodies": bodies, "titles": titles, "ad_formats": []any{"SINGLE_IMAGE"},
			"call_to_action_types": []any{"SHOP_NOW"},
		},
	}
}

// siteLinks is a link ad with further links under it.
func siteLinks(link, tags string, more ...string) *Creative {
	c := linkAd(link, tags)
	var specs []any
	for _, url := range more {
		specs = append(specs, map[string]any{"site_link_title": "More", "site_link_url": url})
	}
	c.Extra = map[string]any{"creative_sourcing_spec": map[string]any{"site_links_spec": specs}}
	return c
}

// existingPost promotes a post of the Page: its links are the post's.
func existingPost(post, tags string) *Creative {
	return &Creative{
		ObjectType: "STATUS", URLTags: tags, StoryID: pageID + "_" + post,
		Extra: map[string]any{"object_story_id": pageID + "_" + post},
	}
}

// boosted promotes Instagram media.
func boosted(media, link string) *Creative {
	c := &Creative{ObjectType: "VIDEO", Video: true, Extra: map[string]any{
		"source_instagram_media_id": media, "effective_instagram_media_id": media, "instagram_permalink_url": "https://www.instagram.com/p/" + media + "/",
	}}
	if link != "" {
		c.Extra["call_to_action"] = button("LEARN_MORE", link)
	}
	return c
}
