package linkedinsim

import (
	"fmt"
	"slices"

	"github.com/roictl/roictl/plugins/linkedin/linkedinsim/problem"
	"github.com/roictl/roictl/plugins/linkedin/linkedinsim/restli"
)

// criteria are the values that a search allows by field; fields are ANDed,
// values of one field ORed.
type criteria map[string][]string

// searchOf reads (field:(values:List(…)),test:false).
func searchOf(q restli.Query, fields ...string) (criteria, error) {
	if !q.Has("search") {
		return nil, nil
	}
	record, ok := q.Value("search").(restli.Record)
	if !ok {
		return nil, problem.Invalid("search")
	}
	found := make(criteria)
	for field, value := range record {
		if !slices.Contains(fields, field) {
			return nil, problem.Invalid("search")
		}
		if text, ok := value.(restli.Text); ok && field == "test" {
			found[field] = []string{string(text)}
			continue
		}
		values, ok := restli.Texts(restli.At(value, "values"))
		if !ok || len(values) == 0 {
			return nil, problem.Invalid("search")
		}
		found[field] = values
	}
	return found, nil
}

// hold says whether an entity with these values is searched for.
func (c criteria) hold(values map[string]string) bool {
	for field, allowed := range c {
		if !slices.Contains(allowed, values[field]) {
			return false
		}
	}
	return true
}

func urn(kind string, id int64) string { return fmt.Sprintf("urn:li:%s:%d", kind, id) }
