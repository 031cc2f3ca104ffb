package linkedinsim

import (
	"encoding/json"
	"net/http"
	"strings"
	"time"
)

// isControl says whether a request is for the simulator and not for LinkedIn.
func isControl(r *http.Request) bool { return strings.HasPrefix(r.URL.Path, "/__sim/") }

// control adds the endpoints by which a demonstration steers the simulator from
// outside: its clock, ledger, tokens and faults.
func (s *Server) control(mux *http.ServeMux) {
	mux.HandleFunc("GET /__sim/clock", s.controlClock)
	mux.HandleFunc("POST /__sim/clock", s.controlSetClock)
	mux.HandleFunc("GET /__sim/ledger", func(w http.ResponseWriter, _ *http.Request) { reply(w, object{"requests": s.Requests()}) })
	mux.HandleFunc("DELETE /__sim/ledger", func(http.ResponseWriter, *http.Request) { s.ClearRequests() })
	mux.HandleFunc("POST /__sim/tokens", s.controlToken)
	mux.HandleFunc("POST /__sim/faults", s.controlFault)
	mux.HandleFunc("DELETE /__sim/faults", func(http.ResponseWriter, *http.Request) { s.ClearFaults() })
}

func (s *Server) controlClock(w http.ResponseWriter, _ *http.Request) {
	reply(w, object{"now": s.Now().Format(time.RFC3339)})
}

// controlSetClock takes {"now": "2026-11-22T08:00:00Z"} or {"advance": "24h"}.
func (s *Server) controlSetClock(w http.ResponseWriter, r *http.Request) {
	var wish struct {
		Now     time.Time `json:"now"`
		Advance string    `json:"advance"`
	}
	if err := json.NewDecoder(r.Body).Decode(&wish); err != nil {
		http.Error(w, "read clock: "+err.Error(), http.StatusBadRequest)
		return
	}
	if !wish.Now.IsZero() {
		s.SetNow(wish.Now)
	}
	if wish.Advance != "" {
		d, err := time.ParseDuration(wish.Advance)
		if err != nil {
			http.Error(w, "read clock: "+err.Error(), http.StatusBadRequest)
			return
		}
		s.Advance(d)
	}
	s.controlClock(w, r)
}

// controlToken takes {"member": "admin", "scopes": ["r_ads"]}.
func (s *Server) controlToken(w http.ResponseWriter, r *http.Request) {
	var wish struct {
		Member string   `json:"member"`
		Scopes []string `json:"scopes"`
	}
	if err := json.NewDecoder(r.Body).Decode(&wish); err != nil {
		http.Error(w, "read token: "+err.Error(), http.StatusBadRequest)
		return
	}
	if s.world.Member(wish.Member) == nil {
		http.Error(w, "issue token: there is no such member", http.StatusBadRequest)
		return
	}
	token, err := s.Token(wish.Member, wish.Scopes...)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	reply(w, object{"access_token": token.Access, "refresh_token": token.Refresh, "scopes": token.Scopes})
}

// reply answers JSON.
func reply(w http.ResponseWriter, value any) {
	body, err := json.Marshal(value)
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	_, _ = w.Write(body) // the client may have gone away
}
