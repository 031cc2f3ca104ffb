package facebook

import (
	"context"
	"fmt"
	"strings"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/plugins/facebook/catalogue"
	"github.com/roictl/roictl/plugins/facebook/insights"
	"github.com/roictl/roictl/plugins/facebook/platform"
)

// codeLevels says that Meta contradicts itself between levels.
const codeLevels = "FACEBOOK_LEVELS"

// compareLevels asks ad sets about conversions of which accounts or campaigns have
// none: Meta has been seen to leave them out above ad sets, on some days, which
// looks like a return of nothing. It costs one request, and only where there are no
// conversions at all.
func (s *source) compareLevels(ctx context.Context, a *adsAnswer) connector.Diagnostics {
	q := a.question
	var suspect []catalogue.Measure
	for i, m := range q.measures {
		if m.Counted() && m.Aggregation.Additive() && !a.seen[i] {
			suspect = append(suspect, m)
		}
	}
	if len(suspect) == 0 || a.received == 0 || q.Level >= catalogue.AdSetLevel {
		return nil
	}
	below := q.Question
	below.Level, below.Daily, below.Breakdowns, below.Fields = catalogue.AdSetLevel, false, nil, nil
	for _, m := range suspect {
		below.Fields = append(below.Fields, m.Field)
	}
	requests, err := below.Requests()
	if err != nil {
		return connector.Diagnostics{tooLarge(err).Diagnostic}
	}
	found := make(map[string]bool)
	listing := platform.Listing{Path: s.account.Node() + "/insights", Parameters: requests[0], Limit: s.account.PageSize}
	problem := platform.List(ctx, s.meta, listing, func(rows []insights.Row) error {
		for _, row := range rows {
			for _, m := range suspect {
				value, err := insights.Value(row, m, q.Windows)
				if err != nil {
					return err
				}
				if value.Unscaled != 0 {
					found[m.Name] = true
				}
			}
		}
		return nil
	}, nil)
	if problem != nil {
		return nil // it was a second look only, at what may be too much to ask
	}
	var names []string
	for _, m := range suspect {
		if found[m.Name] {
			names = append(names, m.Name)
		}
	}
	if names == nil {
		return nil
	}
	detail := fmt.Sprintf("Meta has none of %s by %s, and has some by ad set, in the same days: it leaves conversions out above ad sets at times.", strings.Join(names, ", "), q.Level)
	a.out.Trailer().Flags = append(a.out.Trailer().Flags, connector.Flag{Code: connector.FlagPartial, Detail: detail})
	d := connector.NewWarning(codeLevels, "Conversions are missing above ad sets", detail)
	d.Hint = "Split by adset_id, or filter by ad_group, so that ad sets are asked; or check again later."
	return connector.Diagnostics{d}
}
