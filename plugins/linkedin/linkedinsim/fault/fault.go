package fault

import (
	"net/http"
	"strings"
	"time"

	"github.com/roictl/roictl/plugins/linkedin/linkedinsim/problem"
)

// Match chooses requests; an empty field matches all.
type Match struct {
	Path   string // how the path begins, for example /rest/posts
	Method string // as the server understands it: a tunnelled read is GET
	Query  string // a text that the raw query contains
	After  int    // so many matching requests go through first
}

// Fault is what happens to one request, or with Repeat to more.
type Fault struct {
	name   string
	answer func(w http.ResponseWriter)
	spoil  func(w http.ResponseWriter, r *http.Request, real *Recorded)
	repeat int // further requests that it happens to; negative: all
}

// Name says what the fault is, for ledgers and failure messages.
func (f Fault) Name() string { return f.name }

// Repeat makes the fault happen to n requests in a row.
func (f Fault) Repeat(n int) Fault {
	f.repeat = n - 1
	return f
}

// Always makes the fault happen to every request from now on.
func (f Fault) Always() Fault {
	f.repeat = -1
	return f
}

// Problem answers with an error of LinkedIn's.
func Problem(p *problem.Problem) Fault {
	return Fault{name: p.Error(), answer: p.Write}
}

// JSON answers with a status and LinkedIn's envelope.
func JSON(status int) Fault {
	return Problem(&problem.Problem{Status: status, Code: strings.ToUpper(strings.ReplaceAll(http.StatusText(status), " ", "_")), Message: http.StatusText(status)})
}

// HTML answers with a status and a page, as servers in front of LinkedIn do.
func HTML(status int) Fault {
	return raw("HTML "+http.StatusText(status), status, "text/html", "<html><head><title>"+http.StatusText(status)+"</title></head><body>An error occurred.</body></html>")
}

// Empty answers with a status and nothing else.
func Empty(status int) Fault { return raw("empty "+http.StatusText(status), status, "", "") }

// Bare429 is the throttle that protects LinkedIn's infrastructure: it is not
// JSON and says nothing of quotas.
func Bare429() Fault {
	return raw("bare 429", http.StatusTooManyRequests, "text/plain", "Too Many Requests")
}

// RetryAfter is a bare 429 that says after how many seconds to come back, which
// LinkedIn does not document.
func RetryAfter(seconds string) Fault {
	return Fault{name: "429 with Retry-After", answer: func(w http.ResponseWriter) {
		w.Header().Set("Retry-After", seconds)
		w.WriteHeader(http.StatusTooManyRequests)
	}}
}

// DayLimit is the throttle of a quota that is used up until 00:00 UTC; scope is
// APPLICATION, MEMBER or APPLICATION_AND_MEMBER.
func DayLimit(scope string) Fault { return Problem(problem.Throttled(scope, "DAY")) }

// MinuteLimit is the throttle of a short window.
func MinuteLimit(scope string) Fault { return Problem(problem.Throttled(scope, "MINUTE")) }

// DataVolume is the throttle of 45 million metric values in five minutes.
func DataVolume() Fault { return Problem(problem.TooMuchData()) }

// Sunset is 426, as it comes when a version ends in the middle of a run.
func Sunset(version string) Fault { return Problem(problem.VersionInactive(version)) }

// Revoked is 401 by a token that was revoked.
func Revoked() Fault { return Problem(problem.RevokedToken()) }

// Denied is 403, for example partnerApiPostsExternal.GET.20260701.
func Denied(permission string) Fault { return Problem(problem.Denied(permission)) }

// Pass lets a request through untouched.
func Pass() Fault { return Fault{name: "pass"} }

func raw(name string, status int, contentType, body string) Fault {
	return Fault{name: name, answer: func(w http.ResponseWriter) {
		if contentType != "" {
			w.Header().Set("Content-Type", contentType)
		}
		w.WriteHeader(status)
		_, _ = w.Write([]byte(body)) // the client may have gone away
	}}
}

// Reset breaks the connection in the middle of the real answer.
func Reset() Fault {
	return Fault{name: "reset in mid-body", spoil: func(w http.ResponseWriter, _ *http.Request, real *Recorded) {
		real.start(w)
		_, _ = w.Write(real.body.Bytes()[:real.body.Len()/2]) // it is about to break anyway
		flush(w)
		panic(http.ErrAbortHandler) // net/http's way to drop a connection
	}}
}

// Truncated ends the real answer early although the connection stays in order,
// so that its JSON is cut.
func Truncated() Fault {
	return Fault{name: "truncated body", spoil: func(w http.ResponseWriter, _ *http.Request, real *Recorded) {
		real.body.Truncate(real.body.Len() / 2)
		real.Send(w)
	}}
}

// Slow sends half of the real answer, waits, and sends the rest, unless the
// client leaves before.
func Slow(wait time.Duration) Fault {
	return Fault{name: "slow body", spoil: func(w http.ResponseWriter, r *http.Request, real *Recorded) {
		real.start(w)
		half := real.body.Len() / 2
		_, _ = w.Write(real.body.Bytes()[:half]) // a client that left is seen below
		flush(w)
		timer := time.NewTimer(wait)
		defer timer.Stop()
		select {
		case <-r.Context().Done():
		case <-timer.C:
			_, _ = w.Write(real.body.Bytes()[half:])
		}
	}}
}

func flush(w http.ResponseWriter) {
	if f, ok := w.(http.Flusher); ok {
		f.Flush()
	}
}
