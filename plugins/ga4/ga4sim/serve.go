package ga4sim

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"strings"

	"github.com/roictl/roictl/plugins/ga4/ga4sim/wire"
)

// maxBody is more than any request needs.
const maxBody = 4 << 20

// answer is what a call gets: a JSON value, an error of Google's or a page.
type answer struct {
	status int
	value  any
	page   string // HTML, where the answer is not JSON
	header http.Header
	tokens int
	// release ends what the call holds while it is answered; nil where it holds nothing.
	release func()
}

// ServeHTTP answers Google's paths, and those of /__sim/ that control the server.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Date", s.Now().UTC().Format(http.TimeFormat)) // the server has one clock
	if strings.HasPrefix(r.URL.Path, controlPath) {
		s.controls.ServeHTTP(w, r)
		return
	}
	fault := s.faults.take(r.URL.Path)
	if handle := s.signIn(r); handle != nil {
		s.serveSignIn(w, r, handle, fault)
		return
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
	if err != nil {
		http.Error(w, "The request could not be read.", http.StatusBadRequest)
		return
	}
	a := s.api(r, body, fault.Kind)
	entry := Request{Method: r.Method, Path: r.URL.Path, Body: string(body), Status: a.status, Fault: fault.Kind, Tokens: a.tokens}
	if fault.Kind == Cut {
		entry.Status = 0
	}
	s.ledger.add(entry)
	if a.release != nil {
		defer a.release()
	}
	deliver(w, r, a, fault)
}

// ok, refused and notFound are the three forms of an answer.
func ok(value any) answer { return answer{status: http.StatusOK, value: value} }

func refused(problem *wire.Error) answer {
	a := answer{status: problem.Code, header: http.Header{}, value: struct {
		Error *wire.Error `json:"error"`
	}{problem}}
	if problem.Challenge != "" {
		a.header.Set("WWW-Authenticate", problem.Challenge)
	}
	return a
}

// notFound is Google's page for paths, verbs and HTTP methods that do not exist: it is
// not JSON, and it is never a 405.
func notFound() answer {
	return answer{status: http.StatusNotFound, page: "<!DOCTYPE html>\n<html lang=en>\n<title>Error 404 (Not Found)!!1</title>\n" +
		"<p><b>404.</b> <ins>That’s an error.</ins>\n<p>The requested URL was not found on this server. <ins>That’s all we know.</ins>\n"}
}

// body renders an answer. Google indents JSON unless prettyPrint=false says otherwise.
func (a answer) body(r *http.Request) ([]byte, string, error) {
	if a.page != "" {
		return []byte(a.page), "text/html; charset=UTF-8", nil
	}
	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	if r.URL.Query().Get("prettyPrint") != "false" {
		encoder.SetIndent("", "  ")
	}
	err := encoder.Encode(a.value)
	return text.Bytes(), "application/json; charset=UTF-8", err
}
