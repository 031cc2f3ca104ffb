package platform

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"time"

	"github.com/roictl/roictl/connector"
)

// The states of a report in the background, as Meta spells them (Insights API,
// "Asynchronous jobs").
const (
	jobCompleted = "Job Completed"
	jobFailed    = "Job Failed"
	jobSkipped   = "Job Skipped"
)

// How long reports in the background are waited for. A run may take an hour with
// Meta's own retries; one that has not begun after minutes was dropped.
const (
	firstPoll   = 5 * time.Second
	slowestPoll = time.Minute
	mustBegin   = 5 * time.Minute
	mustEnd     = 60 * time.Minute
	mostRuns    = 3
)

// run is the status of a report in the background.
type run struct {
	Status       string `json:"async_status"`
	Percent      int    `json:"async_percent_completion"`
	ErrorCode    int    `json:"error_code"`
	ErrorSubcode int    `json:"error_subcode"`
	ErrorMessage string `json:"error_message"`
	ErrorUserMsg string `json:"error_user_msg"`
}

// errDropped says that a run has to be started anew.
var errDropped = errors.New("the report was dropped")

// Background has Meta make a report in the background and returns the path of its
// rows. Runs that fail or are skipped are started anew, a few times, with a longer
// wait each time: starting them at once makes throttling worse. Percent is told as
// Meta tells it.
func (c *Client) Background(ctx context.Context, path string, parameters url.Values, percent func(int)) (string, *Problem) {
	var last *Problem
	for attempt := range mostRuns {
		if attempt > 0 {
			if err := c.http.Wait(ctx, time.Minute<<(attempt-1), "Meta's report in the background failed, and starts anew"); err != nil {
				return "", c.diagnose(err)
			}
		}
		var begun struct {
			ID string `json:"report_run_id"`
		}
		if problem := c.Post(ctx, path, parameters, &begun); problem != nil {
			return "", problem
		}
		problem, err := c.follow(ctx, begun.ID, percent)
		switch {
		case err == nil && problem == nil:
			return begun.ID + "/insights", nil
		case err == nil:
			return "", problem
		}
		last = problem
	}
	return "", last
}

// follow looks at a run until it ends. An error says that another run may do
// better.
func (c *Client) follow(ctx context.Context, id string, percent func(int)) (*Problem, error) {
	waited, pause := time.Duration(0), firstPoll
	for {
		if err := c.http.Wait(ctx, pause, "Meta makes the report in the background"); err != nil {
			return c.diagnose(err), nil
		}
		waited += pause
		var now run
		problem := c.look(ctx, id, &now)
		if problem != nil {
			return problem, nil
		}
		percent(now.Percent)
		switch {
		case now.Status == jobCompleted && now.Percent == 100:
			return nil, nil
		case now.Status == jobFailed:
			return c.runFailed(now)
		case now.Status == jobSkipped:
			return reportProblem("Meta skipped the report, without a reason."), errDropped
		case now.Percent == 0 && waited >= mustBegin:
			return reportProblem(fmt.Sprintf("Meta had not begun with the report after %s.", minutes(waited))), errDropped
		case waited >= mustEnd:
			return reportProblem(fmt.Sprintf("The report was at %d %% after %s.", now.Percent, minutes(waited))), nil
		}
		pause = min(pause*3/2, slowestPoll)
	}
}

// look asks for the status of a run, which Meta may not know for a moment after it
// has accepted it.
func (c *Client) look(ctx context.Context, id string, into *run) *Problem {
	const mostLooks = 5
	fields := url.Values{"fields": {"async_status,async_percent_completion,error_code,error_subcode,error_message,error_user_msg"}}
	for looks := 1; ; looks++ {
		problem := c.Get(ctx, id, fields, into)
		if problem == nil || problem.Kind != Missing || looks == mostLooks {
			return problem
		}
		if err := c.http.Wait(ctx, time.Second, "Meta does not know the report yet"); err != nil {
			return c.diagnose(err)
		}
	}
}

// runFailed says why a run failed, and whether another one may do better.
func (c *Client) runFailed(r run) (*Problem, error) {
	e := &graphError{Code: r.ErrorCode, Subcode: r.ErrorSubcode, Message: r.ErrorMessage, UserMsg: r.ErrorUserMsg}
	switch kind := e.kind(); {
	case r.ErrorCode == 0 || kind == Passing || kind == Throttled:
		detail := "Meta gave up on the report."
		if r.ErrorCode != 0 {
			detail += " " + e.quote()
		}
		return reportProblem(detail), errDropped
	default:
		return c.refusal(e, nil), nil
	}
}

func reportProblem(detail string) *Problem {
	d := connector.NewError(CodeReport, "Report in the background failed", detail)
	d.Hint = "Try again later, or ask for a shorter period or fewer segments, which Meta answers directly."
	d.Retryable = true
	return &Problem{Diagnostic: d, Kind: Passing}
}
