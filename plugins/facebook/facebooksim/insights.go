package facebooksim

import (
	"net/http"

	"github.com/roictl/roictl/plugins/facebook/facebooksim/graph"
	"github.com/roictl/roictl/plugins/facebook/facebooksim/insights"
	"github.com/roictl/roictl/plugins/facebook/facebooksim/world"
)

// insights answers GET with rows, and POST with a report that is made in the
// background: the verb is the switch.
func (s *Server) insights(c *call, scope insights.Scope) (answer, *graph.Error) {
	request := insights.Request{
		Values: c.values, Scope: scope, Seen: world.MomentAt(c.now, scope.Account.Zone), Async: c.method == http.MethodPost,
		NoConversions: s.options.HideConversions,
	}
	report, failure := insights.NewReport(request, s.options.Insights)
	if failure != nil && (!request.Async || failure.Code > 0) {
		return answer{}, failure
	}
	switch c.method {
	case http.MethodPost:
		return respond(map[string]any{"report_run_id": s.runs.start(c, scope, request, failure)}), nil
	case http.MethodGet:
		return s.rows(c, report)
	default:
		return answer{}, graph.NoObject("delete", scope.ID())
	}
}

// rows answers with a page of a report. A token whose access to data has lapsed
// gets none, and no error.
func (s *Server) rows(c *call, report *insights.Report) (answer, *graph.Error) {
	if c.token.Blind(c.now) {
		return answer{status: http.StatusOK, body: []byte(`{"data":[]}`)}, nil
	}
	page, failure := report.Page(c.values, func(limit int) int { return s.shorten(limit, c.values.Get("after") == "") })
	if failure != nil {
		return answer{}, failure
	}
	if page.After == "" {
		return answer{status: http.StatusOK, body: []byte(`{"data":[]}`)}, nil
	}
	return c.page(page.Rows, page.Count, links{before: page.Before, after: page.After, next: page.More}, page.Summary), nil
}
