package linkedinsim

import (
	"github.com/roictl/roictl/plugins/linkedin/linkedinsim/analytics"
	"github.com/roictl/roictl/plugins/linkedin/linkedinsim/problem"
	"github.com/roictl/roictl/plugins/linkedin/linkedinsim/world"
)

// adAnalytics answers the finders of adAnalytics. Its paging is decoration: one
// answer is all there is.
func (c *call) adAnalytics() (any, error) {
	if c.server.quota.full(c.server.options.DataVolume, c.now, c.token.Client) {
		return nil, problem.TooMuchData()
	}
	switch c.query.Text("q") {
	case "analytics", "statistics":
	case "attributedRevenueMetrics":
		return indexed([]any{}, 0, 10), nil // no customer system is connected
	case "":
		return nil, problem.Required("q")
	default:
		return nil, problem.Invalid("q")
	}
	request, err := analytics.Parse(c.query, world.DayOf(c.now))
	if err != nil {
		return nil, err
	}
	reader := &analytics.Reader{World: c.server.world, Now: c.now, Accounts: c.accounts(), Cap: c.server.options.Cap,
		Noise: c.server.options.DemographicNoise}
	result := reader.Read(request)
	c.server.quota.spend(c.now, c.token.Client, result.Values)
	return indexed(result.Elements, 0, 10), nil
}

// indexed wraps elements as index-paged resources do.
func indexed(elements []any, start, count int) object {
	return object{"elements": elements, "paging": object{"start": start, "count": count, "links": []any{}}}
}
