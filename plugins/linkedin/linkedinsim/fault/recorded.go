package fault

import (
	"bytes"
	"maps"
	"net/http"
	"strconv"
)

// Recorded is an answer that waits to be sent.
type Recorded struct {
	header http.Header
	status int
	body   bytes.Buffer
}

// Header is the answer's header.
func (r *Recorded) Header() http.Header {
	if r.header == nil {
		r.header = make(http.Header)
	}
	return r.header
}

// WriteHeader sets the answer's status.
func (r *Recorded) WriteHeader(status int) {
	if r.status == 0 {
		r.status = status
	}
}

// Write adds to the answer's body.
func (r *Recorded) Write(data []byte) (int, error) {
	r.WriteHeader(http.StatusOK)
	return r.body.Write(data)
}

// Status is the answer's status.
func (r *Recorded) Status() int { return r.status }

// start sends all but the body.
func (r *Recorded) start(w http.ResponseWriter) {
	maps.Copy(w.Header(), r.Header())
	w.Header().Set("Content-Length", strconv.Itoa(r.body.Len()))
	w.WriteHeader(max(r.status, http.StatusOK))
}

// Send sends the answer.
func (r *Recorded) Send(w http.ResponseWriter) {
	r.start(w)
	_, _ = w.Write(r.body.Bytes()) // the client may have gone away
}
