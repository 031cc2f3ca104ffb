package analytics

import (
	"math/big"
	"strconv"
	"strings"

	"github.com/roictl/roictl/plugins/linkedin/linkedinsim/world"
)

// metric is a field of adAnalytics that is not a key.
type metric struct {
	// value reads the field from a row; false where it is absent.
	value func(*row) (any, bool)
	// sparse metrics are absent where they are zero, others are 0.
	sparse bool
	// notByMember metrics are absent under MEMBER_ pivots.
	notByMember bool
}

// metrics has every field that LinkedIn's schema has. Those without a value are
// accepted and absent: nothing of the kind happened in the world.
var metrics = catalog()

func catalog() map[string]metric {
	all := map[string]metric{
		"costInLocalCurrency":            {value: func(r *row) (any, bool) { return decimal(r.local), true }},
		"costInUsd":                      {value: func(r *row) (any, bool) { return decimal(r.usd), true }},
		"conversionValueInLocalCurrency": {value: func(r *row) (any, bool) { return decimal(r.value), true }, notByMember: true},
		"externalWebsiteConversions": {value: func(r *row) (any, bool) {
			return r.counts[world.PostClickConversions] + r.counts[world.PostViewConversions], true
		}},
		"costPerQualifiedLead": {value: func(r *row) (any, bool) { return ratio(r.local, r.counts[world.QualifiedLeads]) }},
		"averageDwellTime": {value: func(r *row) (any, bool) {
			n := r.counts[world.Impressions]
			if n == 0 || r.counts[world.DwellMillis] == 0 {
				return nil, false
			}
			return float64(r.counts[world.DwellMillis]) / 1000 / float64(n), true
		}},
		"approximateMemberReach": {value: func(r *row) (any, bool) { return r.reach, r.reach >= reachThreshold }, notByMember: true},
		"audiencePenetration": {value: func(r *row) (any, bool) {
			return float64(r.reach) / world.Pool, r.reach >= reachThreshold && r.byCampaign
		}, notByMember: true},
	}
	for name, count := range map[string]world.Count{
		"impressions": world.Impressions, "clicks": world.Clicks, "landingPageClicks": world.LandingPageClicks,
		"companyPageClicks": world.CompanyPageClicks, "likes": world.Likes, "comments": world.Comments, "shares": world.Shares,
		"follows": world.Follows, "reactions": world.Reactions, "otherEngagements": world.OtherEngagements,
		"totalEngagements": world.TotalEngagements, "oneClickLeads": world.Leads, "oneClickLeadFormOpens": world.LeadFormOpens,
		"externalWebsitePostClickConversions": world.PostClickConversions, "externalWebsitePostViewConversions": world.PostViewConversions,
	} {
		all[name] = metric{value: counted(count)}
	}
	for name, count := range map[string]world.Count{
		"textUrlClicks": world.TextURLClicks, "actionClicks": world.ActionClicks, "sends": world.Sends, "opens": world.Opens,
		"videoStarts": world.VideoStarts, "videoViews": world.VideoViews, "videoFirstQuartileCompletions": world.VideoFirstQuartiles,
		"videoMidpointCompletions": world.VideoMidpoints, "videoThirdQuartileCompletions": world.VideoThirdQuartiles,
		"videoCompletions": world.VideoCompletions, "fullScreenPlays": world.FullScreenPlays,
		"validWorkEmailLeads": world.WorkEmailLeads, "qualifiedLeads": world.QualifiedLeads,
		"viralImpressions": world.ViralImpressions, "viralClicks": world.ViralClicks, "viralLikes": world.ViralLikes,
	} {
		all[name] = metric{value: counted(count), sparse: true}
	}
	all["cardImpressions"] = metric{value: counted(world.CardImpressions), sparse: true, notByMember: true}
	all["cardClicks"] = metric{value: counted(world.CardClicks), sparse: true, notByMember: true}
	for name := range strings.FieldsSeq(empty) {
		all[name] = metric{value: func(*row) (any, bool) { return nil, false }}
	}
	return all
}

// empty names the metrics of which nothing ever happens here.
const empty = `adUnitClicks downloadClicks headlineClicks headlineImpressions subscriptionClicks commentLikes averageVideoWatchTime
	documentFirstQuartileCompletions documentMidpointCompletions documentThirdQuartileCompletions documentCompletions
	talentLeads leadGenerationMailContactInfoShares leadGenerationMailInterestedClicks
	jobApplications jobApplyClicks postClickJobApplications postClickJobApplyClicks postViewJobApplications postViewJobApplyClicks
	registrations postClickRegistrations postViewRegistrations approximateUniqueImpressions
	viralLandingPageClicks viralCompanyPageClicks viralComments viralCommentLikes viralShares viralFollows viralReactions
	viralOtherEngagements viralTotalEngagements viralOneClickLeads viralOneClickLeadFormOpens viralVideoStarts viralVideoViews
	viralVideoFirstQuartileCompletions viralVideoMidpointCompletions viralVideoThirdQuartileCompletions viralVideoCompletions
	viralFullScreenPlays viralCardClicks viralCardImpressions viralExternalWebsiteConversions
	viralExternalWebsitePostClickConversions viralExternalWebsitePostViewConversions viralJobApplications viralJobApplyClicks
	viralDownloadClicks viralSubscriptionClicks viralRegistrations`

// reachThreshold is the reach below which LinkedIn gives none, to protect
// members' privacy.
const reachThreshold = 300

func counted(c world.Count) func(*row) (any, bool) {
	return func(r *row) (any, bool) { return r.counts[c], true }
}

func ratio(amount float64, n int64) (any, bool) {
	if n == 0 {
		return nil, false
	}
	return decimal(amount / float64(n)), true
}

// decimal writes money as LinkedIn does: the shortest text of a binary floating
// point number, with its dust, and with an exponent where it is tiny.
func decimal(x float64) string {
	if x != 0 && -1e-6 < x && x < 1e-6 {
		text := strconv.FormatFloat(x, 'E', -1, 64)
		return strings.Replace(text, "E-0", "E-", 1)
	}
	return strconv.FormatFloat(x, 'f', -1, 64)
}

// read returns a field's value for a row, false where it is absent.
func (m metric) read(r *row, byMember bool) (any, bool) {
	if m.notByMember && byMember {
		return nil, false
	}
	v, ok := m.value(r)
	return v, ok && !(m.sparse && zero(v))
}

// zero says whether a value is nothing: 0, "0" or 0.0.
func zero(v any) bool {
	switch v := v.(type) {
	case int64:
		return v == 0
	case float64:
		return v == 0
	case string:
		r, ok := new(big.Rat).SetString(v)
		return ok && r.Sign() == 0
	}
	return v == nil
}
