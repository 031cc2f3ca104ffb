package catalogue

import (
	"strings"

	"github.com/roictl/roictl/connector"
)

// Level says what a dimension describes, from coarse to fine.
type Level int

// The levels of an ad account, and what is none of them.
const (
	Elsewhere Level = iota // a property of the delivery, not of an entity
	Account
	Group
	Campaign
	Creative
)

// Pivot is what LinkedIn calls rows of the level.
func (l Level) Pivot() string {
	return [...]string{"", "ACCOUNT", "CAMPAIGN_GROUP", "CAMPAIGN", "CREATIVE"}[l]
}

// Facet is the parameter that keeps a request to entities of the level.
func (l Level) Facet() string {
	return [...]string{"", "accounts", "campaignGroups", "campaigns", "creatives"}[l]
}

// Kind is the level in URNs.
func (l Level) Kind() string {
	return [...]string{"", "sponsoredAccount", "sponsoredCampaignGroup", "sponsoredCampaign", "sponsoredCreative"}[l]
}

// Dimension is a property that rows are split by.
type Dimension struct {
	connector.Dimension
	Level Level
	// Pivot is LinkedIn's name where the level is Elsewhere; "" for the currency.
	Pivot string
	// Bare says that the identifier alone gives the value, so that no list of
	// entities is needed.
	Bare bool
}

// ByMember says whether the dimension is about who saw the ad.
func (d Dimension) ByMember() bool { return strings.HasPrefix(d.Pivot, "MEMBER_") }

// Names that the code asks for.
const (
	Currency        = "currency"
	ConversionID    = "conversion_id"
	ConversionName  = "conversion"
	ConversionPivot = "CONVERSION"
)

// operators are what the connector filters by, exactly as roictl does.
var operators = []connector.Operator{connector.OperatorIn, connector.OperatorNotIn, connector.OperatorMatch, connector.OperatorNotMatch}

func entity(level Level, name, standard, description string) Dimension {
	return Dimension{Level: level, Dimension: connector.Dimension{Name: name, Standard: standard, Description: description, Operators: operators}}
}

func bare(level Level, name, standard, description string) Dimension {
	d := entity(level, name, standard, description)
	d.Bare = true
	return d
}

func delivery(pivot, name, standard, description string) Dimension {
	d := entity(Elsewhere, name, standard, description)
	d.Pivot = pivot
	return d
}

// entities are the dimensions of what was advertised. Campaign Manager renamed its
// levels in 2025 (campaign group to campaign, campaign to ad set, creative to ad);
// the API, and roictl with it, kept the names.
var entities = []Dimension{
	bare(Account, "account_id", "account_id", "Number of the ad account"),
	bare(Account, "account", "account", "Name of the ad account"),
	bare(Group, "campaign_group_id", "", "Number of the campaign group (in Campaign Manager since 2025: campaign)"),
	entity(Group, "campaign_group", "", "Name of the campaign group (in Campaign Manager since 2025: campaign)"),
	bare(Campaign, "campaign_id", "campaign_id", "Number of the campaign (in Campaign Manager since 2025: ad set)"),
	entity(Campaign, "campaign", "campaign", "Name of the campaign (in Campaign Manager since 2025: ad set)"),
	entity(Campaign, "campaign_status", "", "Status of the campaign today, such as ACTIVE"),
	entity(Campaign, "campaign_type", "", "Type of the campaign, such as SPONSORED_UPDATES"),
	entity(Campaign, "objective", "objective", "Objective of the campaign, such as LEAD_GENERATION"),
	entity(Campaign, "format", "format", "Format of the campaign's ads, such as SINGLE_IMAGE"),
	bare(Creative, "creative_id", "ad_id", "Number of the creative (in Campaign Manager since 2025: ad)"),
	entity(Creative, "creative", "ad", "Name of the creative (in Campaign Manager since 2025: ad)"),
	entity(Creative, "post_id", "post_id", "URN of the post that the creative shows"),
}

// deliveries are the dimensions of how an ad was shown, and to what it led.
var deliveries = []Dimension{
	delivery("", Currency, "currency", "ISO 4217 code of the row's money: that of the account, and USD for costInUsd"),
	delivery("IMPRESSION_DEVICE_TYPE", "device", "device", "Kind of device, such as MOBILE_APP"),
	delivery("SERVING_LOCATION", "serving_location", "", "ON_SITE for LinkedIn itself, OFF_SITE for its audience network"),
	delivery("PLACEMENT_NAME", "placement", "placement", "Place where the ad was shown, as LinkedIn names it"),
	delivery("CARD_INDEX", "card", "", "Card of a carousel, counted from 0"),
	delivery(ConversionPivot, ConversionID, "", "Number of the conversion rule"),
	delivery(ConversionPivot, ConversionName, "", "Name of the conversion rule"),
}

// members are the dimensions of who saw an ad (adAnalytics, "Professional
// demographic" pivots).
var members = []Dimension{
	delivery("MEMBER_COMPANY_SIZE", "company_size", "", "Size of the member's company, such as SIZE_51_TO_200"),
	delivery("MEMBER_JOB_TITLE", "job_title", "", "Job title, as LinkedIn's URN"),
	delivery("MEMBER_JOB_FUNCTION", "job_function", "", "Job function, as LinkedIn's URN"),
	delivery("MEMBER_SENIORITY", "seniority", "", "Seniority, as LinkedIn's URN"),
	delivery("MEMBER_INDUSTRY", "industry", "", "Industry of the member's company, as LinkedIn's URN"),
	delivery("MEMBER_COMPANY", "company", "", "Company of the member, as LinkedIn's URN"),
	delivery("MEMBER_COUNTRY_V2", "country", "country", "Country of the member, as LinkedIn's URN"),
	delivery("MEMBER_REGION_V2", "region", "region", "Region of the member, as LinkedIn's URN"),
}
