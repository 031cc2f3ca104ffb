package catalogue

import (
	"fmt"

	"github.com/roictl/roictl/connector"
)

// Dimension is a dimension of the Data API.
type Dimension struct {
	connector.Dimension
	API   string // the name that Google knows it by today
	Level Level
}

// operators are what the Data API can filter by, exactly as roictl does.
var operators = []connector.Operator{connector.OperatorIn, connector.OperatorNotIn, connector.OperatorMatch, connector.OperatorNotMatch}

func dimension(name, standard, title, description string) Dimension {
	return Dimension{API: name, Level: levelOf(name), Dimension: connector.Dimension{
		Name: name, Standard: standard, Title: title, Description: description, Operators: operators,
	}}
}

// ofVisits marks what hardly ever changes within a session, such as the device.
func (d Dimension) ofVisits() Dimension {
	d.Level = Session
	return d
}

// called gives a dimension another name here, where Google's is a standard name of
// something else: tracking codes look for source and medium.
func (d Dimension) called(name string) Dimension {
	d.Name = name
	return d
}

// The standard names of tracking codes belong to the session's manual dimensions:
// they hold what the link said (utm_source and so on), where sessionSource and
// its kin hold what Google made of click ids, referrers and earlier visits.
var dimensions = []Dimension{
	dimension("sessionManualSource", "source", "Session manual source", "utm_source of the link that began the session."),
	dimension("sessionManualMedium", "medium", "Session manual medium", "utm_medium of that link."),
	dimension("sessionManualCampaignName", "campaign", "Session manual campaign name", "utm_campaign of that link."),
	dimension("sessionManualCampaignId", "campaign_id", "Session manual campaign ID", "utm_id of that link."),
	dimension("sessionManualAdContent", "content", "Session manual ad content", "utm_content of that link."),
	dimension("sessionManualTerm", "term", "Session manual term", "utm_term of that link."),
	dimension("sessionManualSourceMedium", "", "Session manual source / medium", "utm_source and utm_medium in one."),
	dimension("sessionManualSourcePlatform", "", "Session manual source platform", "utm_source_platform of that link."),
	dimension("sessionManualCreativeFormat", "", "Session manual creative format", "utm_creative_format of that link."),
	dimension("sessionManualMarketingTactic", "", "Session manual marketing tactic", "utm_marketing_tactic of that link."),

	dimension("sessionDefaultChannelGroup", "channel", "Session default channel group", "Channel by Google's own rules, such as Paid Social."),
	dimension("sessionPrimaryChannelGroup", "", "Session primary channel group", "Channel by the rules that the property made its primary ones."),
	dimension("sessionSource", "", "Session source", "Source that Google attributes the session to."),
	dimension("sessionMedium", "", "Session medium", "Medium that Google attributes the session to."),
	dimension("sessionSourceMedium", "", "Session source / medium", "Both in one, such as google / cpc."),
	dimension("sessionCampaignName", "", "Session campaign", "Campaign that Google attributes the session to; with auto-tagging the name in Google Ads."),
	dimension("sessionCampaignId", "", "Session campaign ID", "Identifier of that campaign."),
	dimension("sessionSourcePlatform", "", "Session source platform", "Platform that bought the traffic."),
	dimension("sessionGoogleAdsCampaignName", "", "Session Google Ads campaign", "Campaign in Google Ads."),
	dimension("sessionGoogleAdsAdGroupName", "", "Session Google Ads ad group name", "Ad group in Google Ads."),
	dimension("sessionGoogleAdsKeyword", "", "Session Google Ads keyword text", "Keyword that matched."),
	dimension("landingPage", "landing_page", "Landing page", "Path of the first page, without what follows the question mark."),
	dimension("landingPagePlusQueryString", "", "Landing page + query string", "The same with what follows the question mark."),

	dimension("firstUserManualSource", "", "First user manual source", "utm_source of the link that first brought the visitor."),
	dimension("firstUserManualMedium", "", "First user manual medium", "utm_medium of that link."),
	dimension("firstUserManualCampaignName", "", "First user manual campaign name", "utm_campaign of that link."),
	dimension("firstUserSource", "", "First user source", "Source that first brought the visitor."),
	dimension("firstUserMedium", "", "First user medium", "Medium that first brought the visitor."),
	dimension("firstUserCampaignName", "", "First user campaign", "Campaign that first brought the visitor."),
	dimension("firstUserDefaultChannelGroup", "", "First user default channel group", "Channel that first brought the visitor."),
	dimension("newVsReturning", "", "New / returning", "new or returning.").ofVisits(),

	dimension("country", "country", "Country", "Country, in English.").ofVisits(),
	dimension("countryId", "", "Country ID", "ISO 3166 code of the country, such as DE.").ofVisits(),
	dimension("region", "region", "Region", "Region, in English.").ofVisits(),
	dimension("city", "city", "City", "City, in English.").ofVisits(),
	dimension("language", "language", "Language", "Language of the browser or app.").ofVisits(),
	dimension("deviceCategory", "device", "Device category", "desktop, mobile, tablet or smart tv.").ofVisits(),
	dimension("operatingSystem", "", "Operating system", "Such as Android.").ofVisits(),
	dimension("browser", "", "Browser", "Such as Chrome.").ofVisits(),
	dimension("platform", "", "Platform", "web, iOS or Android.").ofVisits(),
	dimension("userAgeBracket", "age", "Age", "Age group. Google withholds small ones, and limits how often it may be asked."),
	dimension("userGender", "gender", "Gender", "Gender. Google withholds small groups, and limits how often it may be asked."),
	dimension("audienceName", "", "Audience name", "Audience of the property. A visitor may be in several."),

	dimension("defaultChannelGroup", "", "Default channel group", "Channel that gets the credit for the key event, by the attribution of the property."),
	dimension("source", "", "Source", "Source that gets the credit for the key event. Google calls it source, which here is the session's manual source.").called("eventSource"),
	dimension("medium", "", "Medium", "Medium that gets the credit for the key event. Google calls it medium.").called("eventMedium"),
	dimension("campaignName", "", "Campaign", "Campaign that gets the credit for the key event."),
	dimension("manualSource", "", "Manual source", "utm_source of the link that gets the credit for the key event."),
	dimension("manualMedium", "", "Manual medium", "utm_medium of that link."),
	dimension("manualCampaignName", "", "Manual campaign name", "utm_campaign of that link."),
	dimension("eventName", "", "Event name", "Kind of event, such as sign_up."),
	dimension("isKeyEvent", "", "Is key event", "true for key events."),
	dimension("pagePath", "", "Page path", "Path of the page, without what follows the question mark."),
	dimension("pagePathPlusQueryString", "", "Page path + query string", "The same with what follows the question mark."),
	dimension("pageTitle", "", "Page title", "Title of the page."),
	dimension("hostName", "", "Hostname", "Host of the page."),
	dimension("transactionId", "", "Transaction ID", "Identifier of the purchase."),
	dimension("orderCoupon", "promo_code", "Order coupon", "Promo code that the customer entered for the whole order."),

	dimension("itemName", "product", "Item name", "Name of the item."),
	dimension("itemId", "", "Item ID", "Identifier of the item."),
	dimension("itemBrand", "", "Item brand", "Brand of the item."),
	dimension("itemCategory", "", "Item category", "Category of the item."),
	dimension("itemVariant", "", "Item variant", "Variant of the item."),

	renamedDimension("isConversionEvent", "isKeyEvent"),
}

// renamedDimension lists a dimension under the name it had before.
func renamedDimension(old, now string) Dimension {
	d := dimension(now, "", "Is conversion event", "true for key events.")
	d.Name = old
	d.Deprecated = fmt.Sprintf("Google calls it %s since May 2024. Use that name.", now)
	return d
}
