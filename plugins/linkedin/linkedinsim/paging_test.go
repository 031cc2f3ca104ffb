package linkedinsim

import (
	"errors"
	"net/http"
	"testing"

	"github.com/roictl/roictl/plugins/linkedin/linkedinsim/problem"
	"github.com/roictl/roictl/plugins/linkedin/linkedinsim/restli"
)

// TestTooManyEntities holds that a search may match a thousand entities without
// paging, and more only with it.
func TestTooManyEntities(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		matches int
		query   string
		refused bool
	}{{1000, "", false}, {1001, "", true}, {1001, "pageSize=1000", false}} {
		query, err := restli.ParseQuery(tt.query, restli.V2)
		if err != nil {
			t.Fatal(err)
		}
		c := &call{server: New(Options{}), path: []string{"adAccounts"}, query: query}
		_, err = c.cursor(make([]any, tt.matches), maxPage)
		var p *problem.Problem
		if refused := errors.As(err, &p) && p.Status == http.StatusBadRequest && p.Message == "Request would return too many entities"; refused != tt.refused {
			t.Errorf("%d matches with %q: %v", tt.matches, tt.query, err)
		}
	}
}
