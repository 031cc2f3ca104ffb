package report

import (
	"fmt"
	"slices"
	"strings"

	"github.com/roictl/roictl/plugins/ga4/ga4sim/cube"
	"github.com/roictl/roictl/plugins/ga4/ga4sim/wire"
)

// compatible refuses sets of fields that no table of Google Analytics has together.
func (p *plan) compatible() *wire.Error { return p.fields.conflict() }

// conflict says which field has to go, or to come, so that the set becomes compatible.
func (f *fields) conflict() *wire.Error {
	dimensions, metrics := f.dimensions(), f.measured()
	for _, m := range metrics {
		if slices.ContainsFunc(dimensions, func(d cube.Dimension) bool { return clash(d, m) }) {
			return incompatible("remove " + m.Name)
		}
	}
	costs := slices.ContainsFunc(metrics, func(m cube.Metric) bool { return m.Scope == cube.CostScope })
	if costs && !slices.ContainsFunc(dimensions, campaign) {
		return incompatible("add sessionCampaignName")
	}
	return nil
}

func incompatible(advice string) *wire.Error {
	return wire.Invalid(fmt.Sprintf("Please %s to make the request compatible. The request's dimensions & metrics are incompatible. "+
		"To learn more, see https://ga-dev-tools.google/ga4/dimensions-metrics-explorer/", advice))
}

// campaign says whether a dimension lets costs in: one of campaigns, of users too,
// though costs by campaigns of users are blank.
func campaign(d cube.Dimension) bool {
	return d.Campaign() || d.Scope == cube.UserScope && strings.Contains(d.Name, "ampaign")
}

// clash says whether a dimension and a metric are in no table together: items and what
// events of a shop count, promotions and events, items and the costs of advertising.
func clash(d cube.Dimension, m cube.Metric) bool {
	if d.Scope != cube.ItemScope {
		return false
	}
	if m.Scope == cube.EventScope || m.Scope == cube.CostScope {
		return true
	}
	return m.Name == "eventCount" && strings.HasPrefix(d.Name, "itemPromotion")
}
