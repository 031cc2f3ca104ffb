package facebooksim

import (
	"strconv"
	"time"

	"github.com/roictl/roictl/plugins/facebook/facebooksim/fields"
	"github.com/roictl/roictl/plugins/facebook/facebooksim/graph"
	"github.com/roictl/roictl/plugins/facebook/facebooksim/world"
)

// adsNode describes an object of an ad account.
func (s *Server) adsNode(object any, c *call) fields.Node {
	switch o := object.(type) {
	case *world.Account:
		return accountNode(o, c.now)
	case *world.Campaign:
		return campaignNode(o)
	case *world.AdSet:
		return adSetNode(o)
	case *world.Ad:
		return adNode(o)
	case creative:
		return creativeNode(o.ad)
	default:
		return fields.Node{}
	}
}

// accountNode describes an ad account. Its amounts are minor units, and the
// offset of its time zone is today's only.
func accountNode(a *world.Account, now time.Time) fields.Node {
	_, offset := now.In(a.Zone).Zone()
	return fields.Node{
		Values: map[string]any{
			"id": "act_" + a.ID, "account_id": a.ID, "name": a.Name, "account_status": a.Status, "currency": a.Currency,
			"timezone_name": a.Zone.String(), "timezone_id": 47, "timezone_offset_hours_utc": float64(offset) / 3600,
			"amount_spent": "123456", "balance": "0", "spend_cap": "0", "min_daily_budget": 100,
			"business": fields.Node{Values: map[string]any{"id": "900000000000001", "name": "Simulated Business"}, Default: []string{"name"}},
		},
		Default: []string{"account_id"},
		Empty:   []string{"created_time", "disable_reason", "end_advertiser", "funding_source", "owner", "capabilities"},
	}
}

// stamp writes the midnight that a day starts at, with the account's offset.
func stamp(a *world.Account, d world.Day) string { return d.In(a.Zone).Format(graph.Layout) }

func campaignNode(campaign *world.Campaign) fields.Node {
	created := stamp(campaign.Account, campaign.Created)
	return fields.Node{
		Values: map[string]any{
			"id": campaign.ID, "name": campaign.Name, "account_id": campaign.Account.ID, "objective": campaign.Objective,
			"status": campaign.Status, "configured_status": campaign.Status, "effective_status": campaign.Status,
			"buying_type": "AUCTION", "created_time": created, "updated_time": created, "start_time": created,
		},
		Empty: []string{"stop_time", "daily_budget", "lifetime_budget", "budget_remaining", "spend_cap", "bid_strategy", "special_ad_categories", "pacing_type"},
	}
}

func adSetNode(set *world.AdSet) fields.Node {
	created := stamp(set.Campaign.Account, set.Campaign.Created)
	spec := []any{map[string]any{"event_type": "CLICK_THROUGH", "window_days": 7}}
	if set.Attribution.Windows()[world.View1] {
		spec = append(spec, map[string]any{"event_type": "VIEW_THROUGH", "window_days": 1})
	}
	if set.Attribution.Windows()[world.Engaged1] {
		spec = append(spec, map[string]any{"event_type": "ENGAGED_VIDEO_VIEW", "window_days": 1})
	}
	return fields.Node{
		Values: map[string]any{
			"id": set.ID, "name": set.Name, "account_id": set.Campaign.Account.ID, "campaign_id": set.Campaign.ID,
			"campaign": campaignNode(set.Campaign), "status": set.Status, "configured_status": set.Status, "effective_status": set.Effective(),
			"optimization_goal": set.Goal, "billing_event": "IMPRESSIONS", "attribution_spec": spec,
			"daily_budget": strconv.FormatInt(set.DailyBudget, 10), "lifetime_budget": "0",
			"created_time": created, "updated_time": created, "start_time": created,
		},
		Empty: []string{"end_time", "budget_remaining", "bid_amount", "bid_strategy", "targeting", "promoted_object"},
	}
}

func adNode(ad *world.Ad) fields.Node {
	created := stamp(ad.Account(), ad.AdSet.Campaign.Created)
	return fields.Node{
		Values: map[string]any{
			"id": ad.ID, "name": ad.Name, "account_id": ad.Account().ID, "adset_id": ad.AdSet.ID, "campaign_id": ad.AdSet.Campaign.ID,
			"adset": adSetNode(ad.AdSet), "campaign": campaignNode(ad.AdSet.Campaign), "creative": creativeNode(ad),
			"status": ad.Status, "configured_status": ad.Status, "effective_status": ad.Effective(),
			"created_time": created, "updated_time": created,
			"tracking_specs": []any{map[string]any{"action.type": []any{"offsite_conversion"}, "fb_pixel": []any{"444000000000001"}}},
		},
		Empty: []string{"conversion_domain", "creative_asset_groups_spec", "bid_amount", "last_updated_by_app_id", "preview_shareable_link", "issues_info", "ad_review_feedback"},
	}
}

// creativeNode describes a creative. Fields of other forms of creatives exist and
// are empty.
func creativeNode(ad *world.Ad) fields.Node {
	values := map[string]any{
		"id": ad.Creative.ID, "name": ad.Creative.Name, "account_id": ad.Account().ID, "status": "ACTIVE", "object_type": ad.Creative.ObjectType,
	}
	if ad.Creative.URLTags != "" {
		values["url_tags"] = ad.Creative.URLTags
	}
	if ad.Creative.StoryID != "" {
		values["effective_object_story_id"] = ad.Creative.StoryID
	}
	if ad.Creative.Spec != nil {
		values["object_story_spec"] = ad.Creative.Spec
	}
	if ad.Creative.FeedSpec != nil {
		values["asset_feed_spec"] = ad.Creative.FeedSpec
	}
	for name, value := range ad.Creative.Extra {
		values[name] = value
	}
	return fields.Node{
		Values:  values,
		Default: nil,
		Empty: []string{
			"url_tags", "link_url", "object_url", "template_url", "template_url_spec", "object_story_id", "effective_object_story_id",
			"source_instagram_media_id", "effective_instagram_media_id", "instagram_permalink_url", "product_set_id", "call_to_action",
			"object_story_spec", "asset_feed_spec", "creative_sourcing_spec", "body", "title", "image_url", "thumbnail_url",
			"call_to_action_type", "degrees_of_freedom_spec", "video_id", "image_hash", "link_destination_display_url",
		},
	}
}
