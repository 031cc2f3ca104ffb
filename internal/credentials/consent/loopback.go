package consent

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strconv"
	"time"

	"github.com/roictl/roictl/internal/credentials/endpoint"
)

// callbackPath is where the browser comes back to.
const callbackPath = "/callback"

// headerPatience is how long a browser may take to send its request's header.
const headerPatience = 5 * time.Second

// listener waits for the browser on this machine alone.
type listener struct {
	net.Listener
	host string // as the browser is told: 127.0.0.1 or localhost
}

// listen opens the port, or any free one for 0.
func listen(host string, port int) (*listener, error) {
	l, err := net.Listen("tcp", net.JoinHostPort("127.0.0.1", strconv.Itoa(port)))
	if err != nil {
		return nil, &ListenError{Port: port, Err: plain(err)}
	}
	return &listener{Listener: l, host: host}, nil
}

func plain(err error) error {
	var fault *net.OpError
	if errors.As(err, &fault) {
		return fault.Err
	}
	return err
}

// authority is the host and port of the address that the browser is sent back to.
func (l *listener) authority() string {
	_, port, err := net.SplitHostPort(l.Addr().String())
	if err != nil {
		return l.host // cannot be: the address is the system's
	}
	return net.JoinHostPort(l.host, port)
}

// redirectURL returns the loopback address for a host and port.
func redirectURL(authority string) string { return "http://" + authority + callbackPath }

// outcome is the end of an attempt.
type outcome struct {
	code endpoint.Code
	err  error
}

// serve hands the first answer to done. What else browsers ask for, such as an
// icon, is no answer; neither is that of an older login, nor what another program
// or a page makes up, which would end the login otherwise; nor a request that names
// another host, which a page could send that rebinds a name to this machine. The server ends with ctx.
func (l *listener) serve(ctx context.Context, a *attempt, done chan<- outcome) {
	mux := http.NewServeMux()
	mux.HandleFunc("GET "+callbackPath, func(w http.ResponseWriter, r *http.Request) {
		if r.Host != l.authority() {
			http.NotFound(w, r)
			return
		}
		var o outcome
		o.code, o.err = a.take(r.URL.Query())
		if errors.Is(o.err, ErrState) {
			page(w, o.err) // it is somebody else's: the wait goes on
			return
		}
		select {
		case done <- o:
			page(w, o.err)
		default:
			// An answer was taken before.
			http.Error(w, "This login is over.", http.StatusGone)
		}
	})
	server := &http.Server{Handler: mux, ReadHeaderTimeout: headerPatience}
	stopped := make(chan struct{})
	go func() {
		defer close(stopped)
		// It ends with the listener; there is nothing to learn from how.
		_ = server.Serve(l)
	}()
	<-ctx.Done()
	// The page of the answer may still be on its way.
	closing, cancel := context.WithTimeout(context.WithoutCancel(ctx), headerPatience)
	defer cancel()
	if server.Shutdown(closing) != nil {
		_ = server.Close() // whoever is still connected gets nothing
	}
	<-stopped
}

// page tells the user in the browser how it went. Nothing of the request is in it.
func page(w http.ResponseWriter, err error) {
	title, text := "Signed in", "You can close this page and go back to the terminal."
	switch {
	case errors.Is(err, ErrState):
		title, text = "Not signed in", "This page belongs to another login than the one that is waiting. Open the address that the terminal shows."
	case err != nil:
		title, text = "Not signed in", "The terminal says why. You can close this page."
	}
	header := w.Header()
	header.Set("Content-Type", "text/html; charset=utf-8")
	header.Set("Content-Security-Policy", "default-src 'none'")
	header.Set("Referrer-Policy", "no-referrer")
	header.Set("Cache-Control", "no-store")
	header.Set("Connection", "close")
	// A browser that has gone reads the terminal.
	_, _ = io.WriteString(w, fmt.Sprintf("<!doctype html><html lang=\"en\"><title>roictl: %[1]s</title><h1>%[1]s</h1><p>%[2]s</p></html>\n", title, text))
}
