package cost

import (
	"slices"

	"github.com/roictl/roictl/config"
)

// categories are those of a full cost, in the order in which they are reported
// (domain.md R59).
var categories = []string{"ads", "content", "time", "tools"}

// Coverage says which categories of a full cost are declared and which are
// missing (domain.md F31). It stands beside every return on investment: one on
// ads alone is no return on the whole effort.
func Coverage(costs []*config.Cost) (declared, missing []string) {
	for _, category := range categories {
		if slices.ContainsFunc(costs, func(c *config.Cost) bool { return c.Category == category }) {
			declared = append(declared, category)
		} else {
			missing = append(missing, category)
		}
	}
	return declared, missing
}
