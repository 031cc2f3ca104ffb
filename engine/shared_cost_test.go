package engine_test

import (
	"fmt"
	"math/big"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/roictl/roictl/connector"
)

// sharing declares an always-on campaign of the year, which shares a cost of 60 a
// month with two seasons, and a KPI a month for the cost of each.
func sharing(allocate string) string {
	return `
roictl {
  currency = "EUR"
}
connector "shelf" "ads" {
}
metric "always_spend" {
  source  = connector.shelf.ads
  measure = "spend"
  where   = { campaign = "always" }
}
metric "spring_spend" {
  source  = connector.shelf.ads
  measure = "spend"
  where   = { campaign = "spring" }
}
metric "summer_spend" {
  source  = connector.shelf.ads
  measure = "spend"
  where   = { campaign = "summer" }
}
metric "spring_revenue" {
  source  = connector.shelf.ads
  measure = "revenue"
  where   = { campaign = "spring" }
}
metric "always_revenue" {
  source  = connector.shelf.ads
  measure = "revenue"
  where   = { campaign = "always" }
}
metric "summer_revenue" {
  source  = connector.shelf.ads
  measure = "revenue"
  where   = { campaign = "summer" }
}
campaign "always" {
  start = "2026-01-01"
  end   = "2026-12-31"
  cost "ads" {
    value = metric.always_spend
  }
  cost "tools" {
    amount      = 60
    every       = "month"
    shared_with = [campaign.spring, campaign.summer]
    allocate_by = "` + allocate + `"
  }
  return "sales" {
    value = metric.always_revenue
  }
}
campaign "spring" {
  start = "2026-03-01"
  end   = "2026-05-31"
  cost "ads" {
    value = metric.spring_spend
  }
  return "sales" {
    value = metric.spring_revenue
  }
}
campaign "summer" {
  start = "2026-05-16"
  end   = "2026-08-31"
  cost "ads" {
    value = metric.summer_spend
  }
  return "sales" {
    value = metric.summer_revenue
  }
}
goal "g" {
` + monthly("always", "campaign.always.cost - campaign.always.media_cost", "") +
		monthly("spring", "campaign.spring.cost - campaign.spring.media_cost", "") +
		monthly("summer", "campaign.summer.cost - campaign.summer.media_cost", "") + `
}
`
}

// A shared cost is divided day by day among the campaigns that run. The parts of
// all campaigns add up to the cost, those of the months to those of the whole, and
// nobody pays for days before it began.
func TestSharedCosts(t *testing.T) {
	t.Parallel()
	const data = `
2026-03-01 campaign=always spend=10 revenue=30
2026-03-01 campaign=spring spend=30 revenue=10
2026-05-20 campaign=always spend=20 revenue=50
2026-05-20 campaign=spring spend=20 revenue=40
2026-05-20 campaign=summer spend=60 revenue=10
2026-06-10 campaign=always spend=10 revenue=0
2026-06-10 campaign=summer spend=30 revenue=20
2026-07-31 campaign=summer spend=0  revenue=0
`
	for allocate, want := range map[string]map[string]string{
		// January and February: always alone, 60 each. March and April: two run.
		// May: two run on 15 of 31 days (29 1/31 of 60), three on 16 (30 30/31).
		// June: always and summer, since spring has ended.
		"equal": {
			"2026-02": "60 0 0", "2026-03": "30 30 0",
			"2026-05": "24.84 24.84 10.32", // 900/31/2 + 960/31/3 twice, 960/31/3
			"2026-06": "30 0 30",
		},
		// By length: always 365 days, spring 92, summer 108.
		"days": {
			"2026-03": "47.92 12.08 0", // 365/457 and 92/457 of 60
			"2026-06": "46.30 0 13.70", // 365/473 and 108/473
		},
		"media_cost": {
			"2026-03": "15 45 0", // 10 : 30
			"2026-06": "15 0 45", // 10 : 30
		},
		"return": {
			"2026-03": "45 15 0", // 30 : 10
			"2026-06": "0 0 60",  // 0 : 20
		},
	} {
		t.Run(allocate, func(t *testing.T) {
			t.Parallel()
			source := &set{rows: rows(t, data), currency: "EUR", dense: true, covered: connector.Interval{Start: date(t, "2026-01-01"), End: date(t, "2026-06-30")}}
			s := stage(t, one(inEuros(ads()), source), sharing(allocate))
			for month, want := range want {
				opts := asOf(t, "2026-07-01")
				opts.Period = month
				result := s.check(t, opts)
				var got []string
				sum := new(big.Rat)
				for _, name := range []string{"always", "spring", "summer"} {
					k := kpi(t, result, "goal.g."+name)
					text := "0" // a campaign that does not run has no cost to speak of
					if k.Actual.IsKnown() {
						sum.Add(sum, k.Actual.Low)
						text = strings.TrimSuffix(k.Actual.Low.FloatString(2), ".00")
					} else if !strings.HasPrefix(k.Reason, "campaign."+name) {
						t.Errorf("%s %s: %s (%s)", month, name, k.Actual, k.Reason)
					}
					got = append(got, text)
				}
				if diff := cmp.Diff(want, strings.Join(got, " ")); diff != "" {
					t.Errorf("%s (-want +got):\n%s", month, diff)
				}
				if sum.Cmp(big.NewRat(60, 1)) != 0 {
					t.Errorf("%s: the parts add up to %s, want 60", month, sum)
				}
			}
			if allocate == "return" || allocate == "media_cost" {
				return // weighed anew on each span of days
			}
			// To date, at the end of June: six months of 60.
			result := s.check(t, asOf(t, "2026-07-01"))
			sum := new(big.Rat)
			for _, c := range result.Campaigns {
				tools := new(big.Rat).Sub(c.Cost.Low, c.MediaCost.Low)
				sum.Add(sum, tools)
			}
			if sum.Cmp(big.NewRat(360, 1)) != 0 {
				t.Errorf("to date the parts add up to %s, want 360", sum)
			}
		})
	}
}

// The monthly parts of a cost that is divided equally add up to the campaign's
// own line, exactly.
func TestSharedCostsOverMonths(t *testing.T) {
	t.Parallel()
	source := &set{rows: rows(t, "2026-01-01 campaign=always spend=1 revenue=1\n2026-08-31 campaign=summer spend=1 revenue=1\n2026-03-01 campaign=spring spend=1 revenue=1"), currency: "EUR", dense: true,
		covered: connector.Interval{Start: date(t, "2026-01-01"), End: date(t, "2026-09-30")}}
	s := stage(t, one(inEuros(ads()), source), sharing("equal"))
	months := make(map[string]*big.Rat)
	for month := 1; month <= 9; month++ {
		opts := asOf(t, "2026-10-01")
		opts.Period = fmt.Sprintf("2026-%02d", month)
		result := s.check(t, opts)
		for _, name := range []string{"always", "spring", "summer"} {
			if months[name] == nil {
				months[name] = new(big.Rat)
			}
			if k := kpi(t, result, "goal.g."+name); k.Actual.IsKnown() {
				months[name].Add(months[name], k.Actual.Low)
			}
		}
	}
	for _, c := range s.check(t, asOf(t, "2026-10-01")).Campaigns {
		tools := new(big.Rat).Sub(c.Cost.Low, c.MediaCost.Low)
		if name := c.Campaign.Address.Name; tools.Cmp(months[name]) != 0 {
			t.Errorf("%s bears %s to date, and %s over the months", name, tools.RatString(), months[name].RatString())
		}
	}
}
