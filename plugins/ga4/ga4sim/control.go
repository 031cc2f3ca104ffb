package ga4sim

import (
	"encoding/json"
	"fmt"
	"net/http"
	"time"

	"github.com/roictl/roictl/plugins/ga4/ga4sim/oauth"
	"github.com/roictl/roictl/plugins/ga4/ga4sim/report"
)

// controlPath begins the paths that steer the server from outside its process.
const controlPath = "/__sim/"

// control returns what answers the server's own paths:
//
//	GET    /__sim/clock               {"now": "2026-06-05T08:00:00Z"}
//	POST   /__sim/clock               the same, or {"advance": "48h"}
//	POST   /__sim/faults              {"path": "/v1beta/properties/*:runReport", "faults": [{"kind": "unavailable", "times": 2}]}
//	DELETE /__sim/faults
//	GET    /__sim/requests            the ledger; DELETE empties it
//	POST   /__sim/quality/{property}  a report.Quality
//	POST   /__sim/services/{service}  {"enabled": false}
//	POST   /__sim/consent             {"answer": "approve" | "deny" | "untick"}
//	POST   /__sim/tokens/expire       all access tokens are invalid from now on
//	POST   /__sim/tokens/revoke       all refresh tokens are
//	GET    /__sim/key, /__sim/client  the key file of the reader, the client file of the installed app
func (s *Server) control() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /__sim/clock", s.showClock)
	mux.HandleFunc("POST /__sim/clock", instructed(s.moveClock))
	mux.HandleFunc("POST /__sim/faults", instructed(func(_ *http.Request, wanted faultOrder) error { return s.Inject(wanted.Path, wanted.Faults...) }))
	mux.HandleFunc("DELETE /__sim/faults", func(http.ResponseWriter, *http.Request) { s.ClearFaults() })
	mux.HandleFunc("GET /__sim/requests", func(w http.ResponseWriter, _ *http.Request) { show(w, s.Requests()) })
	mux.HandleFunc("DELETE /__sim/requests", func(http.ResponseWriter, *http.Request) { s.ForgetRequests() })
	mux.HandleFunc("POST /__sim/quality/{property}", instructed(func(r *http.Request, quality report.Quality) error {
		s.SetQuality(r.PathValue("property"), quality)
		return nil
	}))
	mux.HandleFunc("POST /__sim/services/{service}", instructed(func(r *http.Request, wanted struct{ Enabled bool }) error {
		s.EnableService(r.PathValue("service"), wanted.Enabled)
		return nil
	}))
	mux.HandleFunc("POST /__sim/consent", instructed(func(_ *http.Request, wanted struct{ Answer oauth.Consent }) error {
		return s.tokens.SetConsent(wanted.Answer)
	}))
	mux.HandleFunc("POST /__sim/tokens/expire", func(http.ResponseWriter, *http.Request) { s.tokens.ExpireAccess() })
	mux.HandleFunc("POST /__sim/tokens/revoke", func(http.ResponseWriter, *http.Request) { s.tokens.RevokeRefresh() })
	mux.HandleFunc("GET /__sim/key", func(w http.ResponseWriter, r *http.Request) { showFile(w, s.ServiceAccountKey("http://"+r.Host)) })
	mux.HandleFunc("GET /__sim/client", func(w http.ResponseWriter, r *http.Request) { showFile(w, s.ClientJSON("http://"+r.Host)) })
	return mux
}

// faultOrder is the body that queues faults.
type faultOrder struct {
	Path   string
	Faults []Fault
}

// clockOrder is the body that moves the clock: to an instant or by a duration.
type clockOrder struct {
	Now     time.Time
	Advance string
}

func (s *Server) showClock(w http.ResponseWriter, _ *http.Request) {
	show(w, map[string]time.Time{"now": s.Now()})
}

func (s *Server) moveClock(_ *http.Request, wanted clockOrder) error {
	if wanted.Advance == "" {
		if wanted.Now.IsZero() {
			return fmt.Errorf(`move clock: give "now" or "advance"`)
		}
		s.SetNow(wanted.Now)
		return nil
	}
	by, err := time.ParseDuration(wanted.Advance)
	if err != nil {
		return fmt.Errorf("move clock: %w", err)
	}
	s.Advance(by)
	return nil
}

// instructed reads an instruction from the body and carries it out.
func instructed[T any](carryOut func(*http.Request, T) error) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		var instruction T
		decoder := json.NewDecoder(http.MaxBytesReader(w, r.Body, maxBody))
		decoder.DisallowUnknownFields()
		err := decoder.Decode(&instruction)
		if err == nil {
			err = carryOut(r, instruction)
		}
		if err != nil {
			http.Error(w, err.Error(), http.StatusBadRequest)
			return
		}
		w.WriteHeader(http.StatusNoContent)
	}
}

func show(w http.ResponseWriter, value any) {
	w.Header().Set("Content-Type", "application/json")
	abandon(json.NewEncoder(w).Encode(value))
}

func showFile(w http.ResponseWriter, content []byte) {
	w.Header().Set("Content-Type", "application/json")
	_, err := w.Write(content)
	abandon(err)
}
