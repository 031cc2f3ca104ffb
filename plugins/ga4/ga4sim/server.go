package ga4sim

import (
	"net/http"
	"sync"
	"time"

	"github.com/roictl/roictl/plugins/ga4/ga4sim/oauth"
	"github.com/roictl/roictl/plugins/ga4/ga4sim/quota"
	"github.com/roictl/roictl/plugins/ga4/ga4sim/report"
	"github.com/roictl/roictl/plugins/ga4/ga4sim/world"
)

// Options of a simulator. Only Now is required.
type Options struct {
	// Now is where the virtual clock starts. It decides what "today" is, which sessions have
	// been processed, and when quotas come back. It stands still until it is moved.
	Now time.Time
	// World is what happened. Nil makes the demo world from Seed, from 14 months before Now to two
	// months after it. A world can be shared by several servers.
	World *world.World
	// Seed and SessionsPerDay shape the demo world; see [world.Options].
	Seed           uint64
	SessionsPerDay int
	// Wall is the clock that clients sign their assertions with: time.Now, where clock skew is to
	// be told. Nil believes whatever time an assertion tells.
	Wall func() time.Time
	// Testing gives the installed app the publishing status "Testing": refresh tokens die after
	// seven days of the virtual clock.
	Testing bool
	// QuotaFactor multiplies what requests cost in tokens, as a large property does; 1 where zero.
	QuotaFactor int
}

// Accounts that the simulator knows.
const (
	Reader   = "reader@ga4sim.iam.gserviceaccount.com"   // may read all properties but world.Private
	Stranger = "stranger@ga4sim.iam.gserviceaccount.com" // may read none
	Person   = "person@shop.example"                     // consents to the installed app; reads what Reader does
)

// project is the number of the Cloud project that owns all accounts.
const project = "310000000000"

// Server is the simulator. It is an [http.Handler], and safe for concurrent use.
type Server struct {
	options  Options
	world    *world.World
	tokens   *oauth.Authority
	clock    clock
	faults   faults
	ledger   ledger
	meter    *quota.Meter
	controls http.Handler

	mu       sync.Mutex
	quality  map[string]report.Quality // by property
	disabled map[string]bool           // services that are not enabled in the project
}

var _ http.Handler = (*Server)(nil)

// New returns a simulator of Google's token endpoint, the Data API v1beta and the
// Admin API v1beta.
func New(options Options) *Server {
	s := &Server{
		options: options, world: options.World, clock: clock{now: options.Now}, meter: quota.NewMeter(),
		quality: make(map[string]report.Quality), disabled: make(map[string]bool),
	}
	if s.world == nil {
		s.world = DemoWorld(options.Now, options.Seed, options.SessionsPerDay)
	}
	s.tokens = oauth.New(oauth.Options{
		Wall: options.Wall, Now: s.Now, Testing: options.Testing, AppProject: project, User: Person,
		Projects: map[string]string{Reader: project, Stranger: project},
	})
	s.controls = s.control()
	return s
}

// DemoWorld returns the world of a server that is given none: from the first of the
// month 14 months before an instant to two months after it.
func DemoWorld(now time.Time, seed uint64, sessionsPerDay int) *world.World {
	year, month, _ := now.Date()
	return world.Demo(world.Options{
		Seed: seed, SessionsPerDay: sessionsPerDay,
		First: world.NewDay(year, month-14, 1), Last: world.DayOf(now) + 60,
	})
}

// ServiceAccountKey returns the key file of [Reader], whose token endpoint is at the
// given base URL of this server.
func (s *Server) ServiceAccountKey(baseURL string) []byte {
	return s.AccountKey(Reader, baseURL)
}

// AccountKey returns the key file of any service account.
func (s *Server) AccountKey(email, baseURL string) []byte {
	return s.tokens.AccountKey(email, baseURL)
}

// ClientJSON returns the client file of an installed app that signs in here.
func (s *Server) ClientJSON(baseURL string) []byte { return oauth.ClientFile(baseURL) }

// AccessToken returns a valid access token of [Reader], without any exchange.
func (s *Server) AccessToken() string {
	return s.tokens.Issue(Reader, project, oauth.ScopeReadonly)
}

// Tokens returns the server's authority, to change how the person consents and to end
// the life of tokens.
func (s *Server) Tokens() *oauth.Authority { return s.tokens }

// World returns what happened, to compare reports with.
func (s *Server) World() *world.World { return s.world }

// SetQuality decides what is wrong with the reports of a property from now on.
func (s *Server) SetQuality(property string, quality report.Quality) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.quality[property] = quality
}

// Services that can be disabled in the Cloud project.
const (
	DataAPI  = "analyticsdata.googleapis.com"
	AdminAPI = "analyticsadmin.googleapis.com"
)

// EnableService switches a service of the Cloud project on or off. Both are on at first.
func (s *Server) EnableService(service string, on bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.disabled[service] = !on
}
