package linkedinsim_test

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"

	"github.com/roictl/roictl/plugins/linkedin/linkedinsim"
	"github.com/roictl/roictl/plugins/linkedin/linkedinsim/fault"
	"github.com/roictl/roictl/plugins/linkedin/linkedinsim/truth"
	"github.com/roictl/roictl/plugins/linkedin/linkedinsim/world"
)

// A test gives the simulator facts, lets something go wrong, calls it as a
// connector would, and compares with the truth.
func Example() {
	day := world.Date(2026, 10, 1)
	sim := linkedinsim.New(linkedinsim.Options{World: world.Config{Quiet: true, Facts: []world.Fact{
		{Creative: 800000001, Day: day, Counts: world.Counts{world.Impressions: 100}, Cents: 10},
		{Creative: 800000001, Day: day, Counts: world.Counts{world.Impressions: 200}, Cents: 20},
	}}})
	sim.Inject(fault.Match{Path: "/rest/adAnalytics"}, fault.HTML(http.StatusBadGateway))
	token, err := sim.Token(world.Admin)
	if err != nil {
		fmt.Println(err)
		return
	}
	server := httptest.NewServer(sim)
	defer server.Close()
	for range 2 {
		request, err := http.NewRequest(http.MethodGet, server.URL+"/rest/adAnalytics?q=analytics&pivot=ACCOUNT&timeGranularity=ALL"+
			"&dateRange=(start:(year:2026,month:10,day:1),end:(year:2026,month:10,day:31))"+
			"&accounts=List(urn%3Ali%3AsponsoredAccount%3A500000001)&fields=impressions,costInLocalCurrency", nil)
		if err != nil {
			fmt.Println(err)
			return
		}
		request.Header.Set("Authorization", "Bearer "+token.Access)
		request.Header.Set("LinkedIn-Version", "202607")
		request.Header.Set("X-Restli-Protocol-Version", "2.0.0")
		response, err := http.DefaultClient.Do(request)
		if err != nil {
			fmt.Println(err)
			return
		}
		body, err := io.ReadAll(response.Body)
		_ = response.Body.Close()
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Printf("%d %.94s\n", response.StatusCode, body)
	}
	sum := sim.Truth().Sum(truth.Scope{From: day, To: day})
	fmt.Println(sum.Counts[world.Impressions], sum.CostLocal.FloatString(2), len(sim.Requests()))
	// Output:
	// 502 <html><head><title>Bad Gateway</title></head><body>An error occurred.</body></html>
	// 200 {"elements":[{"costInLocalCurrency":"0.30000000000000004","impressions":300}],"paging":{"count
	// 300 0.30 2
}
