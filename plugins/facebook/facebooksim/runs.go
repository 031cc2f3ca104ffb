package facebooksim

import (
	"net/http"
	"net/url"
	"strconv"
	"sync"
	"time"

	"github.com/roictl/roictl/plugins/facebook/facebooksim/fields"
	"github.com/roictl/roictl/plugins/facebook/facebooksim/graph"
	"github.com/roictl/roictl/plugins/facebook/facebooksim/insights"
)

// Runs say how asynchronous reports go. A run moves on with every look at its
// status and with the virtual clock, whichever is further, so that clients finish
// whether or not somebody moves the clock.
type Runs struct {
	// Polls is how many looks at a run's status it takes until it is complete;
	// 0 is three.
	Polls int
	// Takes is how long it takes on the virtual clock; 0 is 30 seconds.
	Takes time.Duration
	// Late answers the first look at each run with error 100/33.
	Late bool
	// Outcomes are how runs end, in the order in which they are started: empty is
	// completed; others are "failed", "skipped" and "stuck", which never moves.
	// Runs beyond the list complete.
	Outcomes []string
}

// The statuses of a run, as Meta spells them.
const (
	notStarted = "Job Not Started"
	started    = "Job Started"
	running    = "Job Running"
	completed  = "Job Completed"
	failed     = "Job Failed"
	skipped    = "Job Skipped"
)

// runs are the reports that were started.
type runs struct {
	mu   sync.Mutex
	byID map[string]*run
}

// run is one report in the background.
type run struct {
	id      string
	scope   insights.Scope
	request insights.Request
	created time.Time
	failure *graph.Error // of a report that is too large
	polls   int          // looks at its status so far; guarded by runs.mu
}

// start starts a run.
func (r *runs) start(c *call, scope insights.Scope, request insights.Request, failure *graph.Error) string {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.byID == nil {
		r.byID = make(map[string]*run)
	}
	request.Values = cloneValues(request.Values)
	started := &run{
		id: "6023920149" + strconv.Itoa(100000+len(r.byID)), scope: scope, request: request,
		created: c.now, failure: failure,
	}
	r.byID[started.id] = started
	return started.id
}

func cloneValues(values url.Values) url.Values {
	clone := make(url.Values, len(values))
	for name, all := range values {
		clone[name] = append([]string(nil), all...)
	}
	return clone
}

// get finds a run.
func (r *runs) get(id string) (*run, bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	found, ok := r.byID[id]
	return found, ok
}

// isRun says whether an object is a run.
func isRun(object any) bool {
	_, ok := object.(*run)
	return ok
}

// outcomeOf returns how a run ends: by its place among all runs.
func (s *Server) outcomeOf(r *run) string {
	number, err := strconv.Atoi(r.id[len("6023920149"):])
	if at := number - 100000; err == nil && at < len(s.options.Runs.Outcomes) {
		return s.options.Runs.Outcomes[at]
	}
	return ""
}

// poll counts a look at a run and returns how many there were.
func (r *runs) poll(one *run, counts bool) int {
	r.mu.Lock()
	defer r.mu.Unlock()
	if counts {
		one.polls++
	}
	return one.polls
}

// status returns the status of a run and its percentage. The percentage reaches
// 100 one step before the run is complete.
func (s *Server) status(r *run, now time.Time, polls int) (status string, percent int) {
	needed, takes := s.options.Runs.Polls, s.options.Runs.Takes
	if needed == 0 {
		needed = 3
	}
	if takes == 0 {
		takes = 30 * time.Second
	}
	outcome := s.outcomeOf(r)
	progress := min(max(polls*100/needed, int(now.Sub(r.created)*100/takes)), 100)
	switch {
	case outcome == "stuck":
		return notStarted, 0
	case outcome == "skipped":
		return skipped, 0
	case outcome == "failed" || r.failure != nil:
		return failed, 0
	case progress == 100:
		return completed, 100
	case progress == 0:
		return notStarted, 0
	case progress < 34:
		return started, 0
	case progress < 60:
		return running, progress
	default:
		return running, 100
	}
}

// runEdge answers about a run: its status, or its rows.
func (s *Server) runEdge(c *call, r *run, edge string) (answer, *graph.Error) {
	const kept = 30 * day
	if c.now.Sub(r.created) > kept {
		return answer{}, graph.NoObject("get", r.id)
	}
	switch edge {
	case "":
		polls := s.runs.poll(r, true)
		if polls == 1 && s.options.Runs.Late {
			return answer{}, graph.NoObject("get", r.id)
		}
		return s.node(c, s.runNode(r, c.now, polls))
	case "insights":
		return s.runRows(c, r)
	default:
		return answer{}, graph.NoEdge(edge, "AdReportRun")
	}
}

// runNode describes a run.
func (s *Server) runNode(r *run, now time.Time, polls int) fields.Node {
	status, percent := s.status(r, now, polls)
	values := map[string]any{
		"id": r.id, "account_id": r.scope.Account.ID, "time_ref": r.created.Unix(), "async_status": status,
		"async_percent_completion": percent, "is_running": status == running || status == started,
	}
	if report, failure := insights.NewReport(r.request, s.options.Insights); failure == nil {
		values["date_start"], values["date_stop"] = report.Dates()
	}
	wanted := []string{"account_id", "time_ref", "async_status", "async_percent_completion", "date_start", "date_stop", "is_running"}
	if status == completed {
		values["time_completed"] = now.Unix()
	}
	if status == failed {
		failure := r.failure
		if failure == nil {
			failure = &graph.Error{Code: -2, Subcode: 2490547, Message: "Report Failed", UserMsg: "The report failed. Please try again later."}
		}
		values["error_code"], values["error_subcode"], values["error_message"] = failure.Code, failure.Subcode, failure.Message
		values["error_user_title"], values["error_user_msg"] = failure.Message, failure.UserMsg
		wanted = append(wanted, "error_code", "error_subcode", "error_message", "error_user_title", "error_user_msg")
	}
	empty := []string{"date_start", "date_stop", "time_completed", "async_report_url", "error_code", "error_message", "error_subcode", "error_user_title", "error_user_msg"}
	return fields.Node{Values: values, Default: wanted, Empty: empty}
}

// runRows answers with a page of a run's rows, as of the moment at which it was
// started. Before it is complete there are none.
func (s *Server) runRows(c *call, r *run) (answer, *graph.Error) {
	if status, _ := s.status(r, c.now, s.runs.poll(r, false)); status != completed {
		return answer{}, &graph.Error{
			Status: http.StatusBadRequest, Code: 2601, Subcode: 1815107, Transient: true,
			Message: "Error accessing adreport job.", UserTitle: "Loading Async Ads Report Failed", UserMsg: "Sorry, the report you are loading has failed. Please try again.",
		}
	}
	report, failure := insights.NewReport(r.request, s.options.Insights)
	if failure != nil {
		return answer{}, failure
	}
	return s.rows(c, report)
}
