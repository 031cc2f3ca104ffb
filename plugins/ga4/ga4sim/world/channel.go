package world

import (
	"regexp"
	"slices"
	"strings"
)

// Ad networks of Google Ads that decide the channel.
const (
	searchNetwork  = "Google search"
	displayNetwork = "Google Display Network"
	videoNetwork   = "YouTube Videos"
	crossNetwork   = "Cross-network"
)

var (
	paidMedium   = regexp.MustCompile(`^(.*cp.*|ppc|retargeting|paid.*)$`)
	shopCampaign = regexp.MustCompile(`^(.*(([^a-df-z]|^)shop|shopping).*)$`)
	videoMedium  = regexp.MustCompile(`^(.*video.*)$`)

	// Google's lists hold hundreds of sites; the world visits from these.
	shoppingSites = []string{"amazon", "ebay", "etsy", "shopping.google.com"}
	searchSites   = []string{"google", "bing", "duckduckgo", "yahoo", "ecosia.org"}
	socialSites   = []string{"facebook", "facebook.com", "instagram", "instagram.com", "linkedin", "linkedin.com", "tiktok", "pinterest", "x.com", "l.facebook.com"}
	videoSites    = []string{"youtube", "youtube.com", "vimeo"}

	displayMedia = []string{"display", "banner", "expandable", "interstitial", "cpm"}
	socialMedia  = []string{"social", "social-network", "social-media", "sm", "social network", "social media"}
	emailNames   = []string{"email", "e-mail", "e_mail", "e mail"}
)

// Channel returns the default channel group of traffic. The first rule that holds
// wins; the definitions ignore case. Clicks on Google ads are sorted by their network.
func Channel(t *Traffic) string {
	if t.Ads != nil {
		switch t.Ads.Network {
		case searchNetwork:
			return "Paid Search"
		case displayNetwork:
			return "Display"
		case videoNetwork:
			return "Paid Video"
		default:
			return "Cross-network"
		}
	}
	source, medium, campaign := strings.ToLower(t.Source), strings.ToLower(t.Medium), strings.ToLower(t.Campaign)
	if source == "(direct)" && (medium == NotSet || medium == "(none)") {
		return "Direct"
	}
	if strings.Contains(campaign, "cross-network") {
		return "Cross-network"
	}
	if medium == "ai-assistant" {
		return "AI Assistant"
	}
	if channel := paidChannel(source, medium, campaign); channel != "" {
		return channel
	}
	return unpaidChannel(source, medium, campaign)
}

func paidChannel(source, medium, campaign string) string {
	paid := paidMedium.MatchString(medium)
	switch {
	case paid && (slices.Contains(shoppingSites, source) || shopCampaign.MatchString(campaign)):
		return "Paid Shopping"
	case paid && slices.Contains(searchSites, source):
		return "Paid Search"
	case paid && slices.Contains(socialSites, source):
		return "Paid Social"
	case paid && slices.Contains(videoSites, source):
		return "Paid Video"
	case slices.Contains(displayMedia, medium):
		return "Display"
	case paid:
		return "Paid Other"
	}
	return ""
}

func unpaidChannel(source, medium, campaign string) string {
	switch {
	case slices.Contains(shoppingSites, source) || shopCampaign.MatchString(campaign):
		return "Organic Shopping"
	case slices.Contains(socialSites, source) || slices.Contains(socialMedia, medium):
		return "Organic Social"
	case slices.Contains(videoSites, source) || videoMedium.MatchString(medium):
		return "Organic Video"
	case slices.Contains(searchSites, source) || medium == "organic":
		return "Organic Search"
	case slices.Contains([]string{"referral", "app", "link"}, medium):
		return "Referral"
	case slices.Contains(emailNames, source) || slices.Contains(emailNames, medium):
		return "Email"
	case medium == "affiliate":
		return "Affiliates"
	case medium == "audio":
		return "Audio"
	case source == "sms" || medium == "sms":
		return "SMS"
	case strings.HasSuffix(medium, "push") || strings.Contains(medium, "mobile") || strings.Contains(medium, "notification") || source == "firebase":
		return "Mobile Push Notifications"
	}
	return "Unassigned"
}
