package facebooksim_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"github.com/roictl/roictl/plugins/facebook/facebooksim"
	"github.com/roictl/roictl/plugins/facebook/facebooksim/insights"
	"github.com/roictl/roictl/plugins/facebook/facebooksim/world"
)

// TestLargeAccount: 2,000 ads, each with two months of the last thirteen, by age:
// six rows an ad.
func TestLargeAccount(t *testing.T) {
	t.Parallel()
	g := start(t, facebooksim.Options{World: world.Options{Large: true}})
	rows := g.all("act_1004/insights", "level", "ad", "breakdowns", "age", "fields", "ad_id,impressions", "time_range", span("2025-04-20", "2026-05-19"), "limit", "5000")
	ads := make(map[any]int)
	for _, row := range rows {
		ads[row["ad_id"]]++
	}
	if len(ads) != 2000 || len(rows) != 12000 {
		t.Errorf("%d rows of %d ads, want 12000 of 2000", len(rows), len(ads))
	}
}

// BenchmarkLargePage reads pages of 500 daily rows by age from the middle of the
// large account, over HTTP; it reports rows per second.
func BenchmarkLargePage(b *testing.B) {
	s := facebooksim.New(facebooksim.Options{World: world.Options{Large: true}, Insights: insights.Rules{SyncFacts: 1 << 30, CallFacts: 1 << 30}})
	server := httptest.NewServer(s)
	defer server.Close()
	query := url.Values{
		"level": {"ad"}, "time_increment": {"1"}, "breakdowns": {"age"}, "limit": {"500"},
		"fields":     {"ad_id,ad_name,account_currency,impressions,clicks,inline_link_clicks,spend,actions,action_values"},
		"time_range": {`{"since":"2025-05-01","until":"2026-05-19"}`},
	}
	after, rows := "", 0
	for b.Loop() {
		query.Set("after", after)
		request, err := http.NewRequestWithContext(b.Context(), http.MethodGet, server.URL+"/v26.0/act_1004/insights?"+query.Encode(), nil)
		if err != nil {
			b.Fatal(err)
		}
		request.Header.Set("Authorization", "Bearer "+s.Tokens().SystemUser)
		response, err := http.DefaultTransport.RoundTrip(request)
		if err != nil {
			b.Fatal(err)
		}
		body, err := io.ReadAll(response.Body)
		response.Body.Close()
		if err != nil || response.StatusCode != http.StatusOK {
			b.Fatal(response.Status, err)
		}
		text := string(body)
		rows += strings.Count(text, `"ad_id"`)
		_, rest, _ := strings.Cut(text, `"after":"`)
		after, _, _ = strings.Cut(rest, `"`)
		if !strings.Contains(text, `"next"`) {
			after = ""
		}
	}
	b.ReportMetric(float64(rows)/b.Elapsed().Seconds(), "rows/s")
	b.ReportMetric(0, "ns/op")
	if rows == 0 {
		b.Fatal("no rows, " + strconv.Itoa(b.N) + " pages")
	}
}
