package facebook_test

import (
	"runtime"
	"strconv"
	"testing"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/plugins/facebook/facebooksim"
	"github.com/roictl/roictl/plugins/facebook/facebooksim/insights"
	"github.com/roictl/roictl/plugins/facebook/facebooksim/world"
)

// counter is a sink that counts rows, and looks at the heap with each batch.
type counter struct {
	rows int
	peak uint64
}

func (c *counter) Header(connector.Header) error { return nil }

func (c *counter) Progress(connector.Progress) {}

func (c *counter) Batch(b *connector.Batch) error {
	c.rows += b.Rows
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	c.peak = max(c.peak, m.HeapInuse)
	return nil
}

// BenchmarkLargeAccount reads 2,000 ads over thirteen months at ad level by age,
// day by day, over HTTP, the simulator in the same process. It reports the requests
// beside the fewest that the page size allows, of which one reads the account.
func BenchmarkLargeAccount(b *testing.B) {
	for _, pageSize := range []int{500, 2000} {
		b.Run(strconv.Itoa(pageSize), func(b *testing.B) {
			s := newStage(b, facebooksim.Options{World: world.Options{Large: true}, Insights: insights.Rules{SyncFacts: 1 << 30, CallFacts: 1 << 30, PageCells: 1 << 30}},
				world.Large, `, "page_size": `+strconv.Itoa(pageSize))
			q := query(connector.GrainDay, "spend, impressions, link_clicks, purchases, revenue by ad_id, age", days(b, "2025-04-20..2026-05-19"))
			q.Report = "ads"
			var got counter
			calls := 0
			for b.Loop() {
				got = counter{}
				trailer, diags, err := s.handle.Query(b.Context(), q, &got)
				if err != nil || diags.HasErrors() {
					b.Fatal(err, diags)
				}
				calls = trailer.APICalls
			}
			b.ReportMetric(float64(got.rows)*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
			b.ReportMetric(float64(calls), "calls")
			b.ReportMetric(float64((got.rows+pageSize-1)/pageSize), "fewest")
			b.ReportMetric(float64(got.peak)/(1<<20), "MiB")
			b.ReportMetric(0, "ns/op")
		})
	}
}
