package facebooksim_test

import (
	"math/big"
	"net/http"
	"net/url"
	"strconv"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/roictl/roictl/plugins/facebook/facebooksim"
	"github.com/roictl/roictl/plugins/facebook/facebooksim/world"
)

// TestPaging: whatever the size of the pages, and if it changes on the way, the
// rows are the same; the last page has cursors and no next.
func TestPaging(t *testing.T) {
	t.Parallel()
	g := start(t, facebooksim.Options{})
	query := []string{"time_range", span("2026-04-01", "2026-04-07"), "time_increment", "1", "level", "ad", "breakdowns", "age,gender", "fields", "ad_id,spend"}
	whole := g.get("act_1001/insights", append(query, "limit", "5000")...)
	if after, more := whole.next(); more || after == "" {
		t.Errorf("the only page: cursor %q, more %v", after, more)
	}
	want := pick(whole.rows(), "ad_id", "age", "gender", "date_start", "spend")
	if len(want) < 1000 {
		t.Fatalf("only %d rows", len(want))
	}
	if diff := cmp.Diff(want, pick(g.all("act_1001/insights", append(query, "limit", "97")...), "ad_id", "age", "gender", "date_start", "spend")); diff != "" {
		t.Error(diff)
	}
	var got []map[string]any
	page := g.get("act_1001/insights", append(query, "limit", "500")...)
	for limit := 250; ; limit = limit/2 + 40 {
		got = append(got, page.rows()...)
		after, more := page.next()
		if !more {
			break
		}
		page = g.get("act_1001/insights", append(query, "limit", strconv.Itoa(limit), "after", after)...)
	}
	if diff := cmp.Diff(want, pick(got, "ad_id", "age", "gender", "date_start", "spend")); diff != "" {
		t.Error(diff)
	}
	if first := g.get("act_1001/insights", query...); len(first.rows()) != 25 {
		t.Errorf("a page has %d rows by default, want 25", len(first.rows()))
	}
}

// TestShortPages: pages may be short, the first one even empty, and lead on.
func TestShortPages(t *testing.T) {
	t.Parallel()
	short, usual := start(t, facebooksim.Options{ShortPages: true}), start(t, facebooksim.Options{})
	for _, path := range []string{"act_1001/insights", "act_1001/ads"} {
		query := []string{"level", "ad", "fields", "id", "limit", "5"}
		if path == "act_1001/insights" {
			query = []string{"level", "ad", "fields", "ad_id", "limit", "5"}
		}
		first := short.get(path, query...)
		if _, more := first.next(); len(first.rows()) != 0 || !more {
			t.Errorf("%s: the first page has %d rows, more %v", path, len(first.rows()), more)
		}
		if diff := cmp.Diff(usual.all(path, query...), short.all(path, query...)); diff != "" {
			t.Errorf("%s: %s", path, diff)
		}
	}
}

// TestNextIsASecret: the address of the next page has the token in it, and works.
func TestNextIsASecret(t *testing.T) {
	t.Parallel()
	g := start(t, facebooksim.Options{})
	first := g.get("act_1001/ads", "fields", "id", "limit", "3")
	paging, _ := first.json["paging"].(map[string]any)
	next, _ := paging["next"].(string)
	address, err := url.Parse(next)
	if err != nil || address.Query().Get("access_token") != g.Tokens().SystemUser {
		t.Fatalf("next is %q, %v", next, err)
	}
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, next, nil)
	if err != nil {
		t.Fatal(err)
	}
	after, _ := first.next()
	second := g.send(request)
	if diff := cmp.Diff(g.get("act_1001/ads", "fields", "id", "limit", "3", "after", after).rows(), second.rows()); diff != "" {
		t.Error(diff)
	}
	paging, _ = second.json["paging"].(map[string]any)
	cursors, _ := paging["cursors"].(map[string]any)
	before, _ := cursors["before"].(string)
	if diff := cmp.Diff(first.rows(), g.get("act_1001/ads", "fields", "id", "limit", "3", "before", before).rows()); diff != "" {
		t.Errorf("the way back: %s", diff)
	}
	if r := g.get("act_1001/campaigns", "after", after); r.status != http.StatusBadRequest {
		t.Errorf("a cursor of another listing: %d %s", r.status, r.text)
	}
}

// TestRowsAgreeWithTheWorld: rows of every level and breakdown add up to what the
// brute force over the facts says, to the cent.
func TestRowsAgreeWithTheWorld(t *testing.T) {
	t.Parallel()
	moments := []string{"2026-05-04T09:10:00Z", "2026-05-20T10:00:00Z"} // in the middle of a day, and weeks later
	if testing.Short() {
		moments = moments[:1]
	}
	for _, now := range moments {
		g := start(t, facebooksim.Options{Now: utc(t, now), Seed: 7})
		for _, account := range []string{world.Shop, world.America, world.Japan} {
			for _, level := range []string{"account", "campaign", "adset", "ad"} {
				for name, family := range map[string]world.Family{"": world.Whole, "age": world.Audience, "gender": world.Audience, "country": world.Geography, "publisher_platform": world.Placement, "device_platform": world.Placement} {
					checkAgainstTruth(t, g, account, level, name, family)
				}
			}
		}
	}
}

func checkAgainstTruth(t *testing.T, g *rig, account, level, breakdown string, family world.Family) {
	t.Helper()
	rows := g.all("act_"+account+"/insights", "level", level, "time_increment", "7", "limit", "500", "breakdowns", breakdown,
		"time_range", span("2026-04-20", "2026-05-04"), "fields", "impressions,clicks,spend,actions,action_values", "action_attribution_windows", "7d_click")
	groups := make(map[string][]map[string]any)
	for _, row := range rows {
		key, _ := row[breakdown].(string)
		groups[key] = append(groups[key], row)
	}
	if len(groups) == 0 || breakdown != "" && account == world.Shop && len(groups) < 2 {
		t.Fatalf("%s by %s: %d groups", account, breakdown, len(groups))
	}
	since, _ := world.ParseDay("2026-04-20")
	until, _ := world.ParseDay("2026-05-04")
	for key, rows := range groups {
		ask := world.Ask{Account: account, Since: since, Until: until, Family: family}
		if breakdown != "" {
			ask.Cell = map[string]string{breakdown: key}
		}
		own := g.Truth(ask)
		ask.Windows = []string{"7d_click"}
		click := g.Truth(ask)
		for name, want := range map[string]*big.Rat{
			"impressions": new(big.Rat).SetInt64(own.Delivery[world.Impressions]),
			"clicks":      new(big.Rat).SetInt64(own.Delivery[world.Clicks]),
			"spend":       own.Spend,
		} {
			if got := total(rows, func(row map[string]any) any { return row[name] }); got.Cmp(want) != 0 {
				t.Errorf("%s by %s %s at %s: %s is %s, the world has %s", account, breakdown, key, level, name, got.RatString(), want.RatString())
			}
		}
		for name, want := range map[[2]string]*big.Rat{
			{"actions", "value"}:          new(big.Rat).SetInt64(own.Conversions[world.Purchase]),
			{"action_values", "value"}:    own.Value[world.Purchase],
			{"action_values", "7d_click"}: click.Value[world.Purchase],
		} {
			if got := total(rows, func(row map[string]any) any { return action(row, name[0], "omni_purchase")[name[1]] }); got.Cmp(want) != 0 {
				t.Errorf("%s by %s %s at %s: purchases %v are %s, the world has %s", account, breakdown, key, level, name, got.RatString(), want.RatString())
			}
		}
		if got := total(rows, func(row map[string]any) any { return action(row, "actions", "lead")["value"] }); got.Cmp(new(big.Rat).SetInt64(own.Leads())) != 0 {
			t.Errorf("%s by %s %s at %s: leads are %s, the world has %d", account, breakdown, key, level, got.RatString(), own.Leads())
		}
	}
}

// total adds texts up; what is missing is nothing.
func total(rows []map[string]any, read func(map[string]any) any) *big.Rat {
	sum := new(big.Rat)
	for _, row := range rows {
		text, ok := read(row).(string)
		if !ok {
			continue
		}
		if n, ok := new(big.Rat).SetString(text); ok {
			sum.Add(sum, n)
		}
	}
	return sum
}
