package insights

import (
	"encoding/json"
	"math/big"
	"slices"
	"strings"

	"github.com/roictl/roictl/plugins/facebook/facebooksim/graph"
	"github.com/roictl/roictl/plugins/facebook/facebooksim/world"
)

// filter is one condition of the parameter filtering.
type filter struct {
	field    string
	operator string
	values   []string
}

// operators are those that Meta documents.
var operators = set(`EQUAL NOT_EQUAL GREATER_THAN GREATER_THAN_OR_EQUAL LESS_THAN LESS_THAN_OR_EQUAL IN_RANGE
	NOT_IN_RANGE CONTAIN NOT_CONTAIN CONTAINS_ANY CONTAINS_ALL NOT_CONTAINS_ANY STEM_MATCH IN NOT_IN STARTS_WITH
	ENDS_WITH ANY ALL AFTER BEFORE ON_OR_AFTER ON_OR_BEFORE NONE TOP`)

// metricFilters are the metrics that rows can be filtered by.
var metricFilters = []string{"impressions", "spend", "clicks", "reach", "ad.impressions"}

func (q *Query) readFilters(request Request, _ Rules) *graph.Error {
	text := request.Values.Get("filtering")
	if text == "" {
		return nil
	}
	var raw []struct {
		Field    string
		Operator string
		Value    json.RawMessage
	}
	if err := json.Unmarshal([]byte(text), &raw); err != nil {
		return graph.Parameter("param filtering must be an array.")
	}
	for _, one := range raw {
		if !operators[one.Operator] {
			return oneOf("filtering[operator]", sorted(operators))
		}
		_, object := attribute(one.Field)
		if !object && !slices.Contains(metricFilters, one.Field) && one.Field != "action_type" {
			return graph.Parameter("Filtering field %s with operation %s is not supported", one.Field, strings.ToLower(one.Operator))
		}
		q.filters = append(q.filters, filter{one.Field, one.Operator, texts(one.Value)})
	}
	return nil
}

// texts reads a filter's value: a text, a number, or an array of them.
func texts(raw json.RawMessage) []string {
	var many []json.RawMessage
	if err := json.Unmarshal(raw, &many); err != nil {
		many = []json.RawMessage{raw}
	}
	var values []string
	for _, one := range many {
		var text string
		if err := json.Unmarshal(one, &text); err != nil {
			text = string(one) // a number stands for its digits
		}
		values = append(values, text)
	}
	return values
}

// attribute returns how to read a field of a campaign, an ad set or an ad, and
// whether there is such a field.
func attribute(field string) (func(*world.Ad) string, bool) {
	prefix, name, _ := strings.Cut(field, ".")
	level, ok := levels[prefix]
	if !ok || level == AccountLevel {
		return nil, false
	}
	switch name {
	case "id":
		return level.key, true
	case "name":
		return level.name, true
	case "effective_status":
		return level.status, true
	case "delivery_info":
		return func(ad *world.Ad) string { return strings.ToLower(level.status(ad)) }, true
	case "objective":
		return func(ad *world.Ad) string { return ad.AdSet.Campaign.Objective }, level == CampaignLevel
	default:
		return nil, false
	}
}

// name returns the name of the object of a level that an ad belongs to.
func (l Level) name(ad *world.Ad) string {
	switch l {
	case AdLevel:
		return ad.Name
	case AdSetLevel:
		return ad.AdSet.Name
	case CampaignLevel:
		return ad.AdSet.Campaign.Name
	default:
		return ad.Account().Name
	}
}

// keeps says whether the conditions on objects leave an ad in.
func (q *Query) keeps(ad *world.Ad) bool {
	for _, f := range q.filters {
		if read, ok := attribute(f.field); ok && !f.holds(read(ad)) {
			return false
		}
	}
	return true
}

// asksForStatus says whether a filter names the statuses of a level.
func (q *Query) asksForStatus(level Level) bool {
	return slices.ContainsFunc(q.filters, func(f filter) bool { return f.field == prefixes[level]+".effective_status" })
}

// holds says whether a text meets the condition.
func (f filter) holds(text string) bool {
	contains := func(value string) bool { return strings.Contains(strings.ToLower(text), strings.ToLower(value)) }
	switch f.operator {
	case "EQUAL", "IN", "ANY":
		return slices.Contains(f.values, text)
	case "NOT_EQUAL", "NOT_IN", "NONE":
		return !slices.Contains(f.values, text)
	case "CONTAIN", "CONTAINS_ANY", "STEM_MATCH":
		return slices.ContainsFunc(f.values, contains)
	case "CONTAINS_ALL", "ALL":
		return !slices.ContainsFunc(f.values, func(value string) bool { return !contains(value) })
	case "NOT_CONTAIN", "NOT_CONTAINS_ANY":
		return !slices.ContainsFunc(f.values, contains)
	case "STARTS_WITH":
		return slices.ContainsFunc(f.values, func(value string) bool { return strings.HasPrefix(text, value) })
	case "ENDS_WITH":
		return slices.ContainsFunc(f.values, func(value string) bool { return strings.HasSuffix(text, value) })
	default:
		return f.compares(text)
	}
}

// compares says whether a number meets the condition. What is no number meets
// none.
func (f filter) compares(text string) bool {
	number, ok := new(big.Rat).SetString(text)
	if !ok || len(f.values) == 0 {
		return false
	}
	var limits []*big.Rat
	for _, value := range f.values {
		limit, ok := new(big.Rat).SetString(value)
		if !ok {
			return false
		}
		limits = append(limits, limit)
	}
	inside := number.Cmp(limits[0]) >= 0 && number.Cmp(limits[len(limits)-1]) <= 0
	switch f.operator {
	case "GREATER_THAN", "AFTER":
		return number.Cmp(limits[0]) > 0
	case "GREATER_THAN_OR_EQUAL", "ON_OR_AFTER":
		return number.Cmp(limits[0]) >= 0
	case "LESS_THAN", "BEFORE":
		return number.Cmp(limits[0]) < 0
	case "LESS_THAN_OR_EQUAL", "ON_OR_BEFORE":
		return number.Cmp(limits[0]) <= 0
	case "IN_RANGE":
		return inside
	case "NOT_IN_RANGE":
		return !inside
	default:
		return false
	}
}

// keepsRow says whether the conditions on metrics leave a row in.
func (q *Query) keepsRow(r *row) bool {
	for _, f := range q.filters {
		name := strings.TrimPrefix(f.field, "ad.")
		if !slices.Contains(metricFilters, f.field) {
			continue
		}
		if !f.holds(r.text(name)) {
			return false
		}
	}
	return true
}
