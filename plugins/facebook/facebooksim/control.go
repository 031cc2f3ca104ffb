package facebooksim

import (
	"encoding/json"
	"net/http"
	"strings"
	"time"

	"github.com/roictl/roictl/plugins/facebook/facebooksim/fault"
	"github.com/roictl/roictl/plugins/facebook/facebooksim/graph"
)

// controls is where the simulator itself is controlled, for clients in other
// processes.
const controls = "/__sim/"

// control answers the simulator's own addresses:
//
//	GET  /__sim/clock     {"now": "2026-05-20T10:00:00Z"}
//	POST /__sim/clock     {"now": "…"} or {"advance": "24h"}
//	POST /__sim/faults    {"match": {…}, "faults": [{…}]}, see [fault]
//	DELETE /__sim/faults  forget them
//	GET  /__sim/ledger    the requests so far, without tokens
//	DELETE /__sim/ledger  forget them
//	GET  /__sim/tokens    the tokens that work
func (s *Server) control(w http.ResponseWriter, r *http.Request) {
	switch r.Method + " " + strings.TrimPrefix(r.URL.Path, controls) {
	case "GET clock":
	case "POST clock":
		if err := s.setClock(r); err != nil {
			send(w, refuse(graph.Parameter("%v", err)))
			return
		}
	case "POST faults":
		if err := s.addFaults(r); err != nil {
			send(w, refuse(graph.Parameter("%v", err)))
			return
		}
	case "DELETE faults":
		s.faults.Clear()
	case "GET ledger":
		all := s.Requests()
		for i := range all {
			all[i].Token = ""
		}
		send(w, respond(all))
		return
	case "DELETE ledger":
		s.Forget()
	case "GET tokens":
		send(w, respond(s.known))
		return
	default:
		send(w, answer{status: http.StatusNotFound, body: []byte(`{"error":"there is no such control"}`)})
		return
	}
	send(w, respond(map[string]any{"now": s.Now()}))
}

func (s *Server) setClock(r *http.Request) error {
	var body struct {
		Now     time.Time `json:"now"`
		Advance string    `json:"advance"`
	}
	if err := json.NewDecoder(r.Body).Decode(&body); err != nil {
		return err
	}
	if !body.Now.IsZero() {
		s.SetNow(body.Now)
	}
	if body.Advance != "" {
		d, err := time.ParseDuration(body.Advance)
		if err != nil {
			return err
		}
		s.Advance(d)
	}
	return nil
}

// addFaults reads a script. In it, names are those of [fault.Match] and
// [fault.Fault], a Delay is nanoseconds, and an Error has Code, Subcode, Status
// and Message.
func (s *Server) addFaults(r *http.Request) error {
	var body struct {
		Match  fault.Match
		Faults []fault.Fault
	}
	if err := json.NewDecoder(r.Body).Decode(&body); err != nil {
		return err
	}
	s.Inject(body.Match, body.Faults...)
	return nil
}
