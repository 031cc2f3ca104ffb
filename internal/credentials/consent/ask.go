package consent

import (
	"context"
	"net"
	"strconv"
	"sync"
	"time"

	"github.com/roictl/roictl/internal/credentials/endpoint"
)

// Limit is how long a user has time.
const Limit = 5 * time.Minute

// Way says how the browser comes back and how the user is reached.
type Way struct {
	// RedirectURL is a page of the user's own; then nobody listens and the answer is
	// pasted. Empty means this machine.
	RedirectURL string
	// Host is 127.0.0.1 or localhost, as the client is registered. The listener is
	// on 127.0.0.1 in any case.
	Host string
	// Port is that of the listener; 0 means any free one.
	Port int
	// Show tells the user the address of the consent page. It is always called.
	Show func(url string)
	// Open opens the address in a browser; nil when there is none.
	Open func(url string) error
	// Paste gives what the user pastes, a line at a time, and is closed at the end;
	// nil when nothing is pasted.
	Paste <-chan string
	// OnlyPaste says that nobody will come back by a browser: the end of the input
	// is then the end of the attempt.
	OnlyPaste bool
	// Wrong tells the user that something pasted is no answer; they may try again.
	Wrong func(error)
	// After is the clock of Limit.
	After func(time.Duration) <-chan time.Time
}

// Ask gets the consent. The error is one of this package's, or that of ctx.
func Ask(ctx context.Context, request Request, way Way) (endpoint.Code, error) {
	address, back, err := way.back()
	if err != nil {
		return endpoint.Code{}, err
	}
	a, err := begin(request, address)
	if err != nil {
		return endpoint.Code{}, err
	}
	done := make(chan outcome, 1)
	serving, stop := context.WithCancel(ctx)
	var servers sync.WaitGroup
	defer servers.Wait()
	defer stop()
	if back != nil {
		servers.Go(func() { back.serve(serving, a, done) })
	}
	way.Show(a.url)
	if way.Open != nil {
		// Some systems return only when the browser is closed, which nobody waits for.
		// Where none opens, the user has the address.
		go func() { _ = way.Open(a.url) }()
	}
	return way.wait(ctx, a, done, back != nil)
}

// back returns the address that the browser is sent back to, and who listens
// there: nobody, where that is a page of the user's own or the port is taken but
// the answer can be pasted.
func (w Way) back() (address string, l *listener, err error) {
	if w.RedirectURL != "" {
		return w.RedirectURL, nil, nil
	}
	l, err = listen(w.Host, w.Port)
	switch {
	case err == nil:
		return redirectURL(l.authority()), l, nil
	case w.Port != 0 && w.Paste != nil:
		return redirectURL(net.JoinHostPort(w.Host, strconv.Itoa(w.Port))), nil, nil
	}
	return "", nil, err
}

// wait returns the first answer.
func (w Way) wait(ctx context.Context, a *attempt, done <-chan outcome, listening bool) (endpoint.Code, error) {
	limit, paste := w.After(Limit), w.Paste
	for {
		if paste == nil && !listening {
			return endpoint.Code{}, ErrNoAnswer
		}
		select {
		case o := <-done:
			return o.code, o.err
		case line, more := <-paste:
			if !more {
				paste = nil // the listener may still be reached
				listening = listening && !w.OnlyPaste
				continue
			}
			if line == "" {
				continue
			}
			code, err := a.read(line)
			if err == nil || refused(err) {
				return code, err
			}
			w.Wrong(err)
		case <-limit:
			return endpoint.Code{}, ErrTimeout
		case <-ctx.Done():
			return endpoint.Code{}, ctx.Err()
		}
	}
}
