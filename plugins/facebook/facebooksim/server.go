package facebooksim

import (
	"net/http"
	"net/url"
	"sync"
	"time"

	"github.com/roictl/roictl/plugins/facebook/facebooksim/fault"
	"github.com/roictl/roictl/plugins/facebook/facebooksim/insights"
	"github.com/roictl/roictl/plugins/facebook/facebooksim/token"
	"github.com/roictl/roictl/plugins/facebook/facebooksim/usage"
	"github.com/roictl/roictl/plugins/facebook/facebooksim/world"
)

// Options choose a server. The zero Options are a server that behaves as Meta is
// documented to, as of [DefaultNow].
type Options struct {
	// Now is where the virtual clock starts; zero is DefaultNow. It stands still
	// but for SetNow and Advance.
	Now time.Time
	// Seed decides the world's figures.
	Seed uint64
	// World chooses its size. Its Seed and Now are those above.
	World world.Options
	// RequireProof makes the app refuse calls without appsecret_proof. A wrong one
	// is refused always.
	RequireProof bool
	// AutoUpgrade serves expired Marketing versions with the next one that lives,
	// instead of error 2635.
	AutoUpgrade bool
	// Insights are the sizes that are too much.
	Insights insights.Rules
	// Rates are the rate limits.
	Rates usage.Limits
	// Runs say how asynchronous reports go.
	Runs Runs
	// ShortPages leaves every page of a listing one item short of its limit, and
	// the first one empty, with more behind it: Meta allows itself both.
	ShortPages bool
	// HideConversions leaves conversions out of insights at account and campaign
	// level, which Meta has been seen to do.
	HideConversions bool
	// OptedIn opts every ad account in to the breakdowns that need it.
	OptedIn bool
	// RetiredPageMetrics are Page metrics that fail beside those that Meta has
	// retired.
	RetiredPageMetrics []string
	// Wait waits in real time for a fault's delay, or until the request is given
	// up; nil is a timer.
	Wait func(<-chan struct{}, time.Duration)
}

// DefaultNow is where the virtual clock starts.
var DefaultNow = time.Date(2026, time.May, 20, 10, 0, 0, 0, time.UTC)

// Server is the simulator. It is safe for concurrent use.
type Server struct {
	options Options
	world   *world.World
	index   map[string]any
	tokens  *token.Store
	known   Tokens
	faults  fault.Script
	meter   *usage.Meter
	runs    runs
	codes   codes

	mu     sync.Mutex
	now    time.Time
	ledger []Request
}

// New returns a server.
func New(options Options) *Server {
	if options.Now.IsZero() {
		options.Now = DefaultNow
	}
	options.World.Seed, options.World.Now = options.Seed, options.Now
	facts := world.New(options.World)
	for _, account := range facts.Accounts {
		account.OptedIn = options.OptedIn
	}
	if options.Wait == nil {
		options.Wait = func(done <-chan struct{}, delay time.Duration) {
			timer := time.NewTimer(delay)
			defer timer.Stop()
			select {
			case <-done:
			case <-timer.C:
			}
		}
	}
	s := &Server{
		options: options, world: facts, index: index(facts), tokens: token.NewStore(),
		meter: usage.NewMeter(options.Rates), now: options.Now,
	}
	s.known = s.issue()
	return s
}

// Now returns what the virtual clock shows.
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

// World returns the facts behind the API.
func (s *Server) World() *world.World { return s.world }

// Truth adds up the facts of an ad account as they are known now, independently
// of how requests are answered.
func (s *Server) Truth(ask world.Ask) world.Figures {
	if account, ok := s.index["act_"+ask.Account].(*world.Account); ok && ask.Seen == (world.Moment{}) {
		ask.Seen = world.MomentAt(s.Now(), account.Zone)
	}
	return s.world.Truth(ask)
}

// Inject adds faults to the script, for the requests that match.
func (s *Server) Inject(match fault.Match, faults ...fault.Fault) { s.faults.Inject(match, faults...) }

// Request is an entry of the ledger.
type Request struct {
	Method string
	Path   string // with its version, as it was asked for
	// Values are the decoded parameters of query and body, without the token.
	Values url.Values
	// TokenIn says where the token was: header, query or body; empty where there
	// was none. Only the header keeps it out of logs of addresses.
	TokenIn string
	Token   string
	Batched bool // it was part of a batch
	Status  int
	Rows    int // of the answer's data
}

// Requests returns what was asked so far, in the order of the answers.
func (s *Server) Requests() []Request {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]Request(nil), s.ledger...)
}

// Forget empties the ledger.
func (s *Server) Forget() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.ledger = nil
}

// record adds to the ledger.
func (s *Server) record(r Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.ledger = append(s.ledger, r)
}

// index finds everything by its id.
func index(w *world.World) map[string]any {
	all := map[string]any{w.Business: w}
	for _, account := range w.Accounts {
		all["act_"+account.ID] = account
		for _, campaign := range account.Campaigns {
			all[campaign.ID] = campaign
			for _, set := range campaign.AdSets {
				all[set.ID] = set
				for _, ad := range set.Ads {
					all[ad.ID] = ad
					all[ad.Creative.ID] = creative{ad}
				}
			}
		}
	}
	for _, page := range w.Pages {
		all[page.ID] = page
		for _, p := range page.Posts {
			all[p.ID] = post{page, p}
			if p.VideoID != "" {
				all[p.VideoID] = video{page, p}
			}
		}
		all[page.Instagram.ID] = instagram{page, page.Instagram}
		for _, m := range page.Instagram.Media {
			all[m.ID] = medium{page, m}
		}
	}
	return all
}

// What the world does not know by itself is wrapped with what it belongs to.
type (
	creative struct{ ad *world.Ad }
	post     struct {
		page *world.Page
		*world.Post
	}
	video struct {
		page *world.Page
		*world.Post
	}
	instagram struct {
		page *world.Page
		*world.Instagram
	}
	medium struct {
		page *world.Page
		*world.Media
	}
)

var _ http.Handler = (*Server)(nil)
