package platform

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"time"
)

// Part is one request of a batch: a path with its parameters.
type Part struct {
	Path       string
	Parameters url.Values
}

// Reply is the answer to a part: its body, or what is wrong.
type Reply struct {
	Body    json.RawMessage
	Problem *Problem
}

// maxBatch is how many requests a batch holds (Graph API, "Batch requests").
const maxBatch = 50

// mostRounds is how often parts of a batch are sent that had no answer.
const mostRounds = 4

// Batch sends many small requests in few. Each of them counts against the rate
// limits all the same, but not the way there and back. Parts that Meta had no time
// for, or that failed for a moment, are sent again, and only they.
func (c *Client) Batch(ctx context.Context, parts []Part) ([]Reply, *Problem) {
	replies := make([]Reply, len(parts))
	open := make([]int, len(parts))
	for i := range parts {
		open[i] = i
	}
	for round := 0; len(open) > 0; round++ {
		if round > 0 {
			if err := c.http.Wait(ctx, 2*time.Second<<round, "Meta left a part of the questions unanswered"); err != nil {
				return nil, c.diagnose(err)
			}
		}
		var left []int
		for start := 0; start < len(open); start += maxBatch {
			some := open[start:min(start+maxBatch, len(open))]
			unanswered, problem := c.send(ctx, parts, some, replies)
			if problem != nil {
				return nil, problem
			}
			left = append(left, unanswered...)
		}
		if open = left; round == mostRounds-1 {
			break
		}
	}
	return replies, nil
}

// send sends some parts and notes their replies. It returns those that are worth
// sending again.
func (c *Client) send(ctx context.Context, parts []Part, some []int, replies []Reply) ([]int, *Problem) {
	type item struct {
		Method string `json:"method"`
		URL    string `json:"relative_url"`
	}
	items := make([]item, len(some))
	for i, at := range some {
		form := make(url.Values)
		for name, values := range parts[at].Parameters {
			form[name] = values
		}
		items[i] = item{http.MethodGet, parts[at].Path + "?" + form.Encode()}
	}
	text, err := json.Marshal(items)
	if err != nil {
		return nil, c.Misread(err)
	}
	var answers []*struct {
		Code    int
		Headers []struct{ Name, Value string }
		Body    string
	}
	problem := c.Post(ctx, "", url.Values{"batch": {string(text)}, "include_headers": {"true"}}, &answers)
	switch {
	case problem != nil:
		return nil, problem
	case len(answers) != len(some):
		return nil, c.Misread(errors.New("the batch has another number of answers than of questions"))
	}
	var again []int
	for i, at := range some {
		answer := answers[i]
		if answer == nil {
			replies[at] = Reply{Problem: c.notUnderstood(http.StatusOK)}
			again = append(again, at)
			continue
		}
		header := make(http.Header)
		for _, h := range answer.Headers {
			header.Add(h.Name, h.Value)
		}
		c.limits.read(header)
		refused := errorIn(answer.Code, []byte(answer.Body))
		if refused == nil {
			replies[at] = Reply{Body: json.RawMessage(answer.Body)}
			continue
		}
		problem := c.refusal(refused, header)
		replies[at] = Reply{Problem: problem}
		if problem.Kind == Passing || problem.Kind == Throttled {
			again = append(again, at)
		}
		if problem.Kind == Throttled {
			c.limits.postpone(c.limits.refused(header, 0), bucketOf(refused)+" is used up")
		}
	}
	return again, nil
}

// Batches is how many batches it takes to send some parts.
func Batches(parts int) int { return (parts + maxBatch - 1) / maxBatch }
