package linkedinsim

import (
	"net/http"
	"sync"
	"time"

	"github.com/roictl/roictl/plugins/linkedin/linkedinsim/fault"
	"github.com/roictl/roictl/plugins/linkedin/linkedinsim/oauth"
	"github.com/roictl/roictl/plugins/linkedin/linkedinsim/truth"
	"github.com/roictl/roictl/plugins/linkedin/linkedinsim/world"
)

// Server is LinkedIn. It is an http.Handler for the paths /rest/, /oauth/v2/ and,
// for tests and demonstrations, /__sim/. It is safe for concurrent use.
type Server struct {
	options Options
	world   *world.World
	auth    *oauth.Store
	faults  fault.Script
	quota   quota
	mux     *http.ServeMux

	mu       sync.Mutex
	now      time.Time
	requests []Request
	heavy    int // creatives' pages that were asked for with more than they can bear
}

// New makes a server.
func New(options Options) *Server {
	options = options.withDefaults()
	s := &Server{options: options, world: world.New(options.World), now: options.Now, mux: http.NewServeMux()}
	s.auth = oauth.New(oauth.Options{Clients: options.Clients, Now: s.Now, Delay: options.TokenDelay, Member: world.Admin})
	s.auth.Register(s.mux)
	s.mux.HandleFunc("/rest/", s.rest)
	s.control(s.mux)
	return s
}

// ServeHTTP answers a request and enters it into the ledger.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Date", s.Now().UTC().Format(http.TimeFormat))
	w.Header().Set("X-LI-UUID", "AAYsimulated")
	w.Header().Set("X-Li-Fabric", "prod-lva1")
	w.Header().Set("X-Li-Pop", "afd-prod-lva1-x")
	if isControl(r) {
		s.mux.ServeHTTP(w, r)
		return
	}
	method, query, bad := untunnel(r)
	entry := Request{At: s.Now(), Method: method, Path: r.URL.EscapedPath(), Query: query, Tunnelled: method != r.Method,
		Version: r.Header.Get("LinkedIn-Version")}
	out := &statusWriter{ResponseWriter: w}
	defer func() {
		entry.Status = out.status
		s.enter(entry)
	}()
	if bad != nil {
		bad.Write(out)
		return
	}
	real := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.mux.ServeHTTP(w, r.WithContext(withQuery(r.Context(), method, query)))
	})
	if f, ok := s.faults.Next(fault.Request{Method: method, Path: entry.Path, Query: query}); ok {
		entry.Fault = f.Name()
		f.Serve(out, r, real)
		return
	}
	real(out, r)
}

// Now is the time on the virtual clock.
func (s *Server) Now() time.Time {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.now
}

// SetNow sets the virtual clock.
func (s *Server) SetNow(now time.Time) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.now = now
}

// Advance moves the virtual clock.
func (s *Server) Advance(d time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.now = s.now.Add(d)
}

// Inject lets faults happen to matching requests, one after the other.
func (s *Server) Inject(match fault.Match, faults ...fault.Fault) { s.faults.Inject(match, faults...) }

// ClearFaults forgets all faults that have not happened yet.
func (s *Server) ClearFaults() { s.faults.Clear() }

// Auth is the sign-in: consents, revocations, restricted members.
func (s *Server) Auth() *oauth.Store { return s.auth }

// Token issues a token of the first application to a member of the world, as
// the token generator of the developer portal does. Without scopes it has
// [ReadScopes]. A token with other scopes ends the member's earlier ones.
func (s *Server) Token(member string, scopes ...string) (oauth.Token, error) {
	if len(scopes) == 0 {
		scopes = ReadScopes()
	}
	return s.auth.Issue(s.options.Clients[0].ID, member, scopes...)
}

// World is what happened.
func (s *Server) World() *world.World { return s.world }

// Truth adds up what happened, by itself and exactly, as it is known at the
// time of the virtual clock.
func (s *Server) Truth() truth.Book { return truth.New(s.world, s.Now()) }
