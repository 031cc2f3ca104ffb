package analytics

import (
	"fmt"
	"strings"

	"github.com/roictl/roictl/plugins/linkedin/linkedinsim/world"
)

// Pivot is what a request breaks its rows down by.
type Pivot string

// pivots are all that LinkedIn has; true where the world has values for them.
var pivots = map[Pivot]bool{
	"ACCOUNT": true, "CAMPAIGN_GROUP": true, "CAMPAIGN": true, "CREATIVE": true, "COMPANY": true, "SHARE": true, "CONVERSION": true,
	"SERVING_LOCATION": true, "IMPRESSION_DEVICE_TYPE": true, "MEMBER_COMPANY_SIZE": true, "MEMBER_JOB_TITLE": true,
	"MEMBER_JOB_FUNCTION": true, "MEMBER_SENIORITY": true, "MEMBER_INDUSTRY": true, "MEMBER_COMPANY": true,
	"MEMBER_COUNTRY_V2": true, "MEMBER_REGION_V2": true,
	"CARD_INDEX": false, "CONVERSATION_NODE": false, "CONVERSATION_NODE_OPTION_INDEX": false, "PLACEMENT_NAME": false, "MEMBER_COUNTY": false,
	"MEMBER_SCHOOL": false, "MEMBER_DEGREE": false, "MEMBER_FIELD_OF_STUDY": false, "EVENT_STAGE": false,
}

// member says whether the pivot is a professional demographic one, which has
// rules of its own.
func (p Pivot) member() bool { return strings.HasPrefix(string(p), "MEMBER_") }

// audience says whether the pivot's value depends on who saw the ad, or on
// what, and not on the creative alone.
func (p Pivot) audience() bool {
	return p.member() || p == "SERVING_LOCATION" || p == "IMPRESSION_DEVICE_TYPE"
}

// varies says whether facts of one creative can have different values.
func (p Pivot) varies() bool { return p.audience() || p == "CONVERSION" }

// value is what a creative has in a pivot that it alone decides, "" where it has
// nothing.
func (r *Reader) value(p Pivot, creative *world.Creative) string {
	campaign := r.World.Campaign(creative.Campaign)
	switch p {
	case "ACCOUNT":
		return urn("sponsoredAccount", campaign.Account)
	case "CAMPAIGN_GROUP":
		return urn("sponsoredCampaignGroup", campaign.Group)
	case "CAMPAIGN":
		return urn("sponsoredCampaign", campaign.ID)
	case "CREATIVE":
		return urn("sponsoredCreative", creative.ID)
	case "COMPANY":
		return urn("organization", r.World.Account(campaign.Account).Organization)
	case "SHARE":
		if ref := creative.Content.Reference; isPost(ref) {
			return ref
		}
	}
	return ""
}

func isPost(urn string) bool {
	return strings.HasPrefix(urn, "urn:li:share:") || strings.HasPrefix(urn, "urn:li:ugcPost:")
}

func urn(kind string, id int64) string { return fmt.Sprintf("urn:li:%s:%d", kind, id) }
