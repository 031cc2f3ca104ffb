package fault

import (
	"net/url"
	"testing"
)

func TestScriptsRunInOrder(t *testing.T) {
	t.Parallel()
	var s Script
	s.Inject(Match{Method: "GET", Path: "act_*/insights", Skip: 1},
		Fault{Status: 500, Times: 2}, Fault{}, Fault{Status: 503})
	s.Inject(Match{Path: "*", Where: map[string]string{"fields": "url_tags"}}, Fault{Status: 418, Times: -1})
	insights, tags := url.Values{}, url.Values{"fields": {"id,creative{url_tags}"}}
	for i, tt := range []struct {
		method, path string
		values       url.Values
		want         int
	}{
		{"GET", "act_1/insights", insights, 0},  // skipped
		{"POST", "act_1/insights", insights, 0}, // another method
		{"GET", "act_1/insights", insights, 500},
		{"GET", "act_1", insights, 0}, // another path
		{"GET", "act_2/insights", insights, 500},
		{"GET", "act_1/insights", insights, 0}, // made room for
		{"GET", "act_1/insights", insights, 503},
		{"GET", "act_1/insights", insights, 0}, // used up
		{"GET", "act_1", tags, 418},
		{"GET", "act_1", tags, 418},
	} {
		if got := s.Next(tt.method, tt.path, tt.values); got.Status != tt.want {
			t.Errorf("request %d: status %d, want %d", i, got.Status, tt.want)
		}
	}
}
