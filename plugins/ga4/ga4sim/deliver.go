package ga4sim

import (
	"compress/gzip"
	"errors"
	"net/http"
	"strconv"
	"time"
)

// deliver writes an answer the way the fault wants it.
func deliver(w http.ResponseWriter, r *http.Request, a answer, fault Fault) {
	body, kind, err := a.body(r)
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	for name, values := range a.header {
		w.Header()[name] = values
	}
	w.Header().Set("Content-Type", kind)
	w.Header().Set("Vary", "Origin, X-Origin, Referer")
	half := len(body) / 2
	switch fault.Kind {
	case Cut:
		cut(w, a.status, body)
		return
	case NotJSON:
		body = body[:half]
	case Gzip:
		w.Header().Set("Content-Encoding", "gzip")
		w.WriteHeader(a.status)
		compressed := gzip.NewWriter(w)
		_, err := compressed.Write(body)
		abandon(errors.Join(err, compressed.Close()))
		return
	case Slow:
		w.WriteHeader(a.status)
		if _, err := w.Write(body[:half]); err != nil || !pause(w, r, fault.Delay) {
			return
		}
		body = body[half:]
	default:
		w.WriteHeader(a.status)
	}
	_, err = w.Write(body)
	abandon(err)
}

// cut promises the whole body, sends half of it and ends the connection.
func cut(w http.ResponseWriter, status int, body []byte) {
	w.Header().Set("Content-Length", strconv.Itoa(len(body)))
	w.WriteHeader(status)
	_, err := w.Write(body[:len(body)/2])
	abandon(errors.Join(err, http.NewResponseController(w).Flush()))
	panic(http.ErrAbortHandler) // how net/http is told to end a connection
}

// pause sends what has been written, and waits; false says that the client has left.
func pause(w http.ResponseWriter, r *http.Request, delay time.Duration) bool {
	if err := http.NewResponseController(w).Flush(); err != nil {
		return false
	}
	timer := time.NewTimer(delay)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-r.Context().Done():
		return false
	}
}

// abandon ends the connection where writing has failed: the client has left, so there
// is nobody to tell.
func abandon(err error) {
	if err != nil {
		panic(http.ErrAbortHandler)
	}
}
