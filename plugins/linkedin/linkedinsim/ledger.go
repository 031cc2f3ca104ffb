package linkedinsim

import (
	"net/http"
	"slices"
	"time"
)

// Request is a call that the server got.
type Request struct {
	At        time.Time `json:"at"`     // on the virtual clock
	Method    string    `json:"method"` // what it means: of a tunnelled read, GET
	Path      string    `json:"path"`   // as sent, percent-encoded
	Query     string    `json:"query"`  // as sent, in the URL or in a tunnelled body
	Status    int       `json:"status"` // that was answered, even where the connection broke after it
	Tunnelled bool      `json:"tunnelled"`
	Version   string    `json:"version"`         // the LinkedIn-Version header
	Fault     string    `json:"fault,omitempty"` // what was done to it on purpose
}

// Requests returns all calls so far, in the order in which they were answered.
// Calls of the control endpoints are not part of it.
func (s *Server) Requests() []Request {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.requests)
}

// ClearRequests empties the ledger.
func (s *Server) ClearRequests() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.requests = nil
}

func (s *Server) enter(r Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.requests = append(s.requests, r)
}

// statusWriter remembers the status of an answer.
type statusWriter struct {
	http.ResponseWriter
	status int
}

func (w *statusWriter) WriteHeader(status int) {
	if w.status == 0 {
		w.status = status
	}
	w.ResponseWriter.WriteHeader(status)
}

func (w *statusWriter) Write(data []byte) (int, error) {
	if w.status == 0 {
		w.status = http.StatusOK
	}
	return w.ResponseWriter.Write(data)
}

// Flush passes on what was written so far.
func (w *statusWriter) Flush() {
	if f, ok := w.ResponseWriter.(http.Flusher); ok {
		f.Flush()
	}
}
