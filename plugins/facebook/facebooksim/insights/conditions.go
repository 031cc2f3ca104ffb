package insights

import (
	"net/url"

	"github.com/roictl/roictl/plugins/facebook/facebooksim/graph"
	"github.com/roictl/roictl/plugins/facebook/facebooksim/world"
)

// Conditions are which objects a listing of campaigns, ad sets or ads has.
type Conditions struct {
	query Query
}

// ReadConditions reads the parameters filtering and effective_status of a listing
// of objects of a level.
func ReadConditions(filtering, statuses string, level Level) (*Conditions, *graph.Error) {
	c := &Conditions{Query{Level: level}}
	values := url.Values{"filtering": {filtering}, "effective_status": {statuses}}
	if err := c.query.readFilters(Request{Values: values}, Rules{}); err != nil {
		return nil, err
	}
	for _, f := range c.query.filters {
		if _, ok := attribute(f.field); !ok {
			return nil, graph.Parameter("Filtering field %s is invalid", f.field)
		}
	}
	if wanted := List(values, "effective_status"); wanted != nil {
		c.query.filters = append(c.query.filters, filter{prefixes[level] + ".effective_status", "IN", wanted})
	}
	return c, nil
}

// Keep says whether the object that an ad belongs to is listed.
func (c *Conditions) Keep(ad *world.Ad) bool {
	return c.query.keeps(ad) && (c.query.asksForStatus(c.query.Level) || !world.Gone(c.query.Level.status(ad)))
}
