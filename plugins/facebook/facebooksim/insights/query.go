package insights

import (
	"encoding/json"
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/roictl/roictl/plugins/facebook/facebooksim/graph"
	"github.com/roictl/roictl/plugins/facebook/facebooksim/world"
)

// Query is a request that Meta would accept.
type Query struct {
	Level            Level
	Fields           []string
	Ranges           []Range
	Increment        Increment
	Breakdowns       []string
	ActionBreakdowns []string
	Windows          []string
	Limit            int
	Summary          []string
	filters          []filter
	sort             *order
	family           world.Family
	async            bool
	blind            bool // to what happened off Meta, for the breakdowns
	byReaction       bool // actions are broken down by reaction
}

// defaultLimit is how many rows a page has where the request does not say.
const defaultLimit = 25

// Request is what a query is read from.
type Request struct {
	Values url.Values
	Scope  Scope
	Seen   world.Moment
	Async  bool // it asks for a report that is made in the background
	// NoConversions leaves conversions out above ad sets, which Meta has been seen
	// to do.
	NoConversions bool
}

// Read reads a request. What Meta ignores (action_report_time,
// use_unified_attribution_setting) is ignored.
func Read(request Request, rules Rules) (*Query, *graph.Error) {
	q := &Query{async: request.Async, Limit: defaultLimit}
	for _, read := range []func(Request, Rules) *graph.Error{
		q.readLevel, q.readFields, q.readRanges, q.readBreakdowns, q.readActions, q.readFilters, q.readSort, q.readLimit,
	} {
		if err := read(request, rules); err != nil {
			return nil, err
		}
	}
	return q, nil
}

func (q *Query) readLevel(request Request, _ Rules) *graph.Error {
	q.Level = request.Scope.Level()
	if name := request.Values.Get("level"); name != "" {
		level, ok := levels[name]
		if !ok {
			return oneOf("level", []string{"ad", "adset", "campaign", "account"})
		}
		q.Level = level
	}
	return nil
}

func (q *Query) readFields(request Request, _ Rules) *graph.Error {
	q.Fields = List(request.Values, "fields")
	if q.Fields == nil {
		q.Fields = append(slices.Clone(identities[q.Level]), "date_start", "date_stop", "impressions", "spend")
	}
	q.Summary = List(request.Values, "summary")
	if q.Summary == nil && request.Values.Get("default_summary") == "true" {
		q.Summary = q.Fields
	}
	for _, name := range slices.Concat(q.Fields, q.Summary) {
		if !knownFields[name] || removedFields[name] {
			return graph.Parameter("%s is not valid for fields param. please check https://developers.facebook.com/docs/marketing-api/reference/ads-insights/ for all valid values", name)
		}
	}
	return nil
}

// identities are the ids that a row of a level has by default.
var identities = map[Level][]string{
	AccountLevel:  {"account_id"},
	CampaignLevel: {"account_id", "campaign_id"},
	AdSetLevel:    {"account_id", "campaign_id", "adset_id"},
	AdLevel:       {"account_id", "campaign_id", "adset_id", "ad_id"},
}

func (q *Query) readActions(request Request, _ Rules) *graph.Error {
	q.ActionBreakdowns = List(request.Values, "action_breakdowns")
	for _, name := range q.ActionBreakdowns {
		if !knownActionBreakdowns[name] {
			return oneOf("action_breakdowns", sorted(knownActionBreakdowns))
		}
	}
	q.byReaction = slices.Contains(q.ActionBreakdowns, "action_reaction")
	q.Windows = List(request.Values, "action_attribution_windows")
	for _, name := range q.Windows {
		if !knownWindows[name] {
			return oneOf("action_attribution_windows", sorted(knownWindows))
		}
	}
	return nil
}

func (q *Query) readLimit(request Request, _ Rules) *graph.Error {
	text := request.Values.Get("limit")
	if text == "" {
		return nil
	}
	limit, err := strconv.Atoi(text)
	if err != nil || limit < 1 {
		return graph.Parameter("param limit must be an integer greater than 0")
	}
	q.Limit = limit
	return nil
}

// List reads a parameter that is a comma-separated list or a JSON array of
// texts. Without the parameter it is nil.
func List(values url.Values, name string) []string {
	text := strings.TrimSpace(values.Get(name))
	if text == "" {
		return nil
	}
	var list []string
	if err := json.Unmarshal([]byte(text), &list); err == nil {
		return list
	}
	for item := range strings.SplitSeq(strings.Trim(text, "[]"), ",") {
		if item = strings.Trim(item, " \""); item != "" {
			list = append(list, item)
		}
	}
	return list
}

func oneOf(param string, values []string) *graph.Error {
	return graph.Parameter("%s must be one of the following values: %s", param, strings.Join(values, ", "))
}

func sorted(names map[string]bool) []string {
	var list []string
	for name := range names {
		list = append(list, name)
	}
	slices.Sort(list)
	return list
}

// listing identifies a query apart from its place and its page size, which a
// client may change between pages.
func listing(scope Scope, values url.Values) string {
	values = url.Values(cloneWithout(values, "after", "before", "limit", "access_token", "appsecret_proof"))
	return fmt.Sprintf("%s/insights?%s", scope.ID(), values.Encode())
}

func cloneWithout(values url.Values, names ...string) map[string][]string {
	kept := make(map[string][]string, len(values))
	for name, value := range values {
		if !slices.Contains(names, name) {
			kept[name] = value
		}
	}
	return kept
}
