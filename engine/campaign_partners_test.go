package engine_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// A season on two platforms, and each platform by itself: ads cost 60 and 40, and
// content of 50 is shared by that.
const partners = `
roictl {
  currency = "EUR"
}
connector "shelf" "ads" {
}
tracking "facebook" {
  source = "facebook"
}
tracking "linkedin" {
  source = "linkedin"
}
metric "facebook_spend" {
  source  = connector.shelf.ads
  measure = "spend"
  where   = { source = "facebook" }
}
metric "linkedin_spend" {
  source  = connector.shelf.ads
  measure = "spend"
  where   = { source = "linkedin" }
}
metric "facebook_orders" {
  source   = connector.shelf.ads
  measure  = "purchases"
  tracking = tracking.facebook
}
metric "orders" {
  source   = connector.shelf.ads
  measure  = "purchases"
  tracking = [tracking.linkedin, tracking.facebook]
}
campaign "season" {
  start    = "2026-05-01"
  end      = "2026-05-31"
  tracking = [tracking.facebook, tracking.linkedin]
  cost "ads" {
    value = metric.facebook_spend + metric.linkedin_spend
  }
}
campaign "facebook" {
  start    = "2026-05-01"
  end      = "2026-05-31"
  tracking = [tracking.facebook]
  cost "ads" {
    value = metric.facebook_spend
  }
  cost "content" {
    amount      = 50
    every       = "once"
    shared_with = [campaign.linkedin]
    allocate_by = "media_cost"
  }
}
campaign "linkedin" {
  start    = "2026-05-01"
  end      = "2026-05-31"
  tracking = [tracking.linkedin]
  cost "ads" {
    value = metric.linkedin_spend
  }
}
`

// F31: a campaign that bears a part of another's cost has that cost, and its return
// is not one on media alone. F11: what a campaign costs for each of what it brought
// is about all of its tracking codes and about no others: 100 for 2 + 3 orders, and
// 60 + 30 for 2.
func TestPartnersOfOneSeason(t *testing.T) {
	t.Parallel()
	data := &set{rows: rows(t, `
2026-05-01 source=facebook spend=60 purchases=2
2026-05-31 source=linkedin spend=40 purchases=3
`), currency: "EUR", dense: true}
	result := stage(t, one(inEuros(ads()), data), partners).check(t, may())
	for address, want := range map[string]string{
		"campaign.season":   "cost 100 of [ads] without [content time tools], metric.orders 20",
		"campaign.facebook": "cost 90 of [ads content] without [time tools], metric.facebook_orders 45",
		"campaign.linkedin": "cost 60 of [ads content] without [time tools]",
	} {
		c := campaign(t, result, address)
		got := fmt.Sprintf("cost %s of %v without %v", figureOf(c.Cost), c.Declared, c.Missing)
		for _, line := range c.CostPer {
			got += fmt.Sprintf(", %s %s", line.Name, figureOf(line.Amount))
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", address, diff)
		}
	}
}
