package facebook_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/plugins/facebook/facebooksim"
	"github.com/roictl/roictl/plugins/facebook/facebooksim/world"
)

// Every address of every live ad is found, in whichever of Meta's many fields it
// stands, with the codes that a visitor arrives with. What cannot be known, and what
// leads to no website, is told apart from what is missing. The ads are those of the
// simulator's spring.
func TestLinksOfLiveAds(t *testing.T) {
	t.Parallel()
	s := newStage(t, facebooksim.Options{}, world.Shop)
	got := s.answer(on(query(connector.GrainTotal, "links by ad, url, utm_campaign, state", days(t, "2026-05-19")), "links")).text()
	shop := "https://shop.example.com/"
	tagged := shop + "spring?utm_source=facebook&utm_medium=paid_social&utm_campaign=spring-2026"
	want := map[string]string{
		"0 | Spring link | " + shop + "spring | spring-2026 | found":                                        "1",
		"0 | Spring carousel | " + tagged + " | spring-2026 | found":                                        "1",
		"0 | Spring carousel | " + shop + "spring/dresses |  | found":                                       "1", // the one card without codes
		"0 | Spring video | " + tagged + " | spring-2026 | found":                                           "1",
		"0 | Spring choice | " + shop + "spring/a | spring-2026 | found":                                    "1",
		"0 | Spring choice | " + shop + "spring/b | spring-2026 | conflict":                                 "1", // tags of its own contradict the ad's
		"0 | Spring site links | " + shop + "spring | spring-2026 | found":                                  "1",
		"0 | Spring site links | " + shop + "spring/new | spring-2026 | found":                              "1",
		"0 | Spring site links | " + tagged + " | spring-2026 | found":                                      "1",
		"0 | Spring conflict | " + shop + "spring?utm_campaign=spring26 | spring26 | conflict":              "1",
		"0 | Spring catalogue | " + shop + "spring | spring-2026 | found":                                   "1",
		"0 | Spring catalogue | {{product.url}}?utm_source=facebook | spring-2026 | found":                  "1",
		"0 | Catalogue form |  |  | not_applicable":                                                         "1",
		"0 | Catalogue page | " + shop + "catalogue | spring-2026 | found":                                  "1",
		"0 | Catalogue boosted reel | " + shop + "catalogue?utm_campaign=spring-2026 | spring-2026 | found": "1",
		"0 | Brand photo |  |  | not_applicable":                                                            "1",
	}
	post := ""
	for _, p := range s.World().Pages[0].Posts {
		if p.ID == "333000000000001_910000000000002" {
			post = p.Link
		}
	}
	if post != "" {
		want["0 | Brand post | "+post+" |  | found"] = "1"
	} else {
		want["0 | Brand post |  |  | unresolvable"] = "1"
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	frozen := s.answer(where(on(query(connector.GrainTotal, "links by ad, utm_content", days(t, "2026-05-19")), "links"), "frozen_names", connector.OperatorIn, "true")).text()
	if diff := cmp.Diff(map[string]string{"0 | Spring video | Spring video": "1"}, frozen); diff != "" {
		t.Errorf("names that were filled in at first (-want +got):\n%s", diff)
	}
}
