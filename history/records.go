package history

import "time"

// Run is one recorded check.
type Run struct {
	ID            string // ULID, in order of time
	StartedAt     time.Time
	FinishedAt    time.Time
	AsOf          string // ISO date
	Period        string // the selection: current, last or a name
	RoictlVersion string
	ConfigDigest  string // SHA-256 of the configuration's files
	GitCommit     string // of the configuration's repository; empty outside one
	ExitCode      int
	Summary       map[string]int    // KPIs by status
	Connectors    map[string]string // versions by connector address

	Observations []Observation
	Verdicts     []Verdict
	Declarations []Declaration
}

// Cell is what an observation is of: a KPI or campaign figure, in one period,
// for one segment.
type Cell struct {
	Address string // goal.sales.cpa, campaign.spring.roi
	Every   string // month, rolling, …
	Start   string // ISO date
	End     string // ISO date
	Segment string // canonical JSON object of the segment's dimensions; "" for the whole
}

// Observation is the value of a cell as it was seen at one time.
type Observation struct {
	Cell
	State       string // number, range, undefined, no_data
	Low, High   string // exact: a decimal, or a fraction "1/3" where no decimal is exact; "" when there is no value
	Reason      string
	Unit        string
	Currency    string
	N           string // events behind it; "" when not countable
	ObservedAt  time.Time
	Fingerprint string // of the queries it came from
	Flags       []string
	Final       bool // the period was closed and mature when it was observed
	// Supersedes is the run whose observation of the same cell this one replaces
	// with another value; empty when it is the first or the same.
	Supersedes string
}

// Verdict is the judgement of a KPI in one run, with the target in force.
type Verdict struct {
	Address  string
	Every    string
	Start    string
	End      string
	Status   string
	Reason   string
	Target   Target
	Actual   string
	OnMiss   string
	Required bool
}

// Target is a target as declared and as resolved.
type Target struct {
	Kind     string // at_least, …; "" when none is declared
	Declared string // as written
	Value    string // resolved; "" when it could not be
	Low      string
	High     string
	Versus   string
}

// Declaration is the digest of one block in force at the run, so that plan can
// say what changed since.
type Declaration struct {
	Address string
	Kind    string // kpi, metric, tracking, campaign, …
	// Summary is the canonical JSON of what matters of the block: one object, an
	// attribute a key, absent where not declared. A KPI's target is under the
	// key "target", as a [DeclaredTarget].
	Summary string
}
