package connector

import "context"

// Connector is a kind of source. Authors implement it; roictl finds reports and
// settings through Describe and opens one [Source] per `connector` block.
type Connector interface {
	// Describe says what the connector is. It is pure: no network, clock, file
	// or environment, and the same answer every time.
	Describe() Description
	// Open prepares a source from its settings without touching the network. A
	// plan needs no login: PlanQuery has to work without a credential, and a
	// missing one is no fault before a Query or a TestConnection needs it.
	Open(ctx context.Context, settings Settings) (Source, Diagnostics)
}

// Source answers queries for one `connector` block. Query may be called
// concurrently. A source that also is an io.Closer is closed at the end.
type Source interface {
	// Query writes the header, then rows, to the stream, and returns what there
	// is to tell. The SDK adds the trailer when Query returns without an error
	// diagnostic. It must return soon after ctx is done.
	Query(ctx context.Context, query Query, out *Stream) Diagnostics
}

// ConfigValidator is a [Connector] that can check settings beyond the schema,
// offline, and that has reports which depend on the settings.
type ConfigValidator interface {
	// ValidateConfig returns the reports that these settings give, in addition
	// to the described ones, and what is wrong with the settings.
	ValidateConfig(ctx context.Context, settings Settings) ([]Report, Diagnostics)
}

// ConnectionTester is a [Source] that can say whether it reaches its platform.
type ConnectionTester interface {
	TestConnection(ctx context.Context) ConnectionTest
}

// QueryPlanner is a [Source] that can tell the cost of a query before it runs.
// It asks no platform for data.
type QueryPlanner interface {
	PlanQuery(ctx context.Context, query Query) QueryPlan
}

// CredentialExchanger is a [Connector] whose platform renews credentials in its
// own way. It turns an old credential into a new one and keeps nothing.
type CredentialExchanger interface {
	ExchangeCredentials(ctx context.Context, old Credential) (Credential, Diagnostics)
}

// ConnectionTest is the outcome of a connection test.
type ConnectionTest struct {
	OK          bool
	Code        TestCode // stable reason when not OK
	Facts       []Fact   // what was found: account, time zone, currency, rows, columns
	Diagnostics Diagnostics
	// Proposal is a `connector` block in HCL that would read this source,
	// where the connector can propose one.
	Proposal string
}

// Fact is a labelled finding of a connection test.
type Fact struct {
	Name  string
	Value string
}

// TestCode is the stable reason of a failed connection test.
type TestCode string

// The reasons.
const (
	TestAuthExpired       TestCode = "AUTH_EXPIRED"
	TestAuthScope         TestCode = "AUTH_SCOPE"
	TestAccountNotVisible TestCode = "ACCOUNT_NOT_VISIBLE"
	TestQuota             TestCode = "QUOTA"
	TestNetwork           TestCode = "NETWORK"
	TestVersionSunset     TestCode = "VERSION_SUNSET"
	TestSource            TestCode = "SOURCE" // the source itself is missing or unreadable
)
