package analytics

import (
	"slices"
	"strings"

	"github.com/roictl/roictl/plugins/linkedin/linkedinsim/problem"
	"github.com/roictl/roictl/plugins/linkedin/linkedinsim/restli"
)

// parseFields reads `fields`. Without it LinkedIn answers impressions and
// clicks and no keys; the same happens to a list that is wrapped as List(…),
// which does not reach it as a projection.
func (r *Request) parseFields(q restli.Query) error {
	text, sent := q.Fields()
	if !sent || strings.HasPrefix(text, "List(") {
		r.Metrics = []string{"impressions", "clicks"}
		return nil
	}
	mask, err := restli.ParseMask(text)
	if err != nil {
		return problem.Invalid("fields")
	}
	if n := len(mask); n > maxFields {
		return problem.BadRequest("The number of fields requested %d exceeds the maximum of %d", n, maxFields)
	}
	for name := range mask {
		switch name {
		case "dateRange":
			r.DateRange = true
		case "pivotValues":
			r.PivotValues = true
		default:
			if _, known := metrics[name]; !known {
				return problem.BadRequest("Projection field \"%s\" not present in schema \"com.linkedin.adsexternalapi.AdAnalytics\"", name)
			}
			r.Metrics = append(r.Metrics, name)
		}
	}
	slices.Sort(r.Metrics)
	return nil
}

func (r *Request) parseFilters(q restli.Query) error {
	if q.Has("campaignType") {
		types, ok := q.List("campaignType")
		if !ok {
			types = []string{q.Enum("campaignType")}
		}
		for _, t := range types {
			if !slices.Contains([]string{"TEXT_AD", "SPONSORED_UPDATES", "SPONSORED_INMAILS", "DYNAMIC"}, t) {
				return problem.Invalid("campaignType")
			}
		}
		r.types = types
	}
	if q.Has("objectiveType") {
		if r.objective = q.Enum("objectiveType"); r.objective == "" {
			return problem.Invalid("objectiveType")
		}
	}
	return nil
}

// order is how sortBy asks for elements to be ordered.
type order struct {
	metric     string
	descending bool
}

// sortable are the fields that sortBy takes, by their names there.
var sortable = map[string]string{
	"COST_IN_LOCAL_CURRENCY": "costInLocalCurrency", "IMPRESSIONS": "impressions", "ONE_CLICK_LEADS": "oneClickLeads",
	"OPENS": "opens", "SENDS": "sends", "EXTERNAL_WEBSITE_CONVERSIONS": "externalWebsiteConversions",
}

func (r *Request) parseSort(q restli.Query) error {
	if !q.Has("sortBy") {
		return nil
	}
	field, direction := restli.Symbol(restli.At(q.Value("sortBy"), "field")), restli.Symbol(restli.At(q.Value("sortBy"), "order"))
	r.sort = order{metric: sortable[field], descending: direction == "DESCENDING"}
	if r.sort.metric == "" || direction != "DESCENDING" && direction != "ASCENDING" {
		return problem.Invalid("sortBy")
	}
	return nil
}

// parsePaging refuses a second page: adAnalytics has none.
func parsePaging(q restli.Query) error {
	if start := q.Text("start"); start != "" && start != "0" {
		return problem.Invalid("start")
	}
	return nil
}
