package connector

// Description is what a connector says about itself without configuration,
// network, clock or files: the same bytes every time. Its JSON form is what
// `describe` prints.
type Description struct {
	Name        string       `json:"name"`                   // the connector's type label, such as "facebook"
	Version     string       `json:"version"`                // the connector's own semantic version
	Title       string       `json:"title,omitempty"`        // for people, such as "Facebook and Instagram"
	Description string       `json:"description,omitempty"`  // one paragraph for the reference
	Config      ConfigSchema `json:"config"`                 // what a `connector` block of this type may say
	AuthSchemes []AuthScheme `json:"auth_schemes,omitempty"` // how a user may log in; empty when the source needs no credentials
	Reports     []Report     `json:"reports"`                // the reports every configuration has; see ConfigValidator for the others
	// Capabilities is filled in by the SDK from the interfaces that the
	// connector implements.
	Capabilities Capabilities `json:"capabilities"`
}

// Capabilities says which optional calls of the protocol a connector answers
// with more than the default.
type Capabilities struct {
	ValidateConfig      bool `json:"validate_config"`      // it is a ConfigValidator
	ExchangeCredentials bool `json:"exchange_credentials"` // it is a CredentialExchanger
}

// Report is a cube that can be queried: measures by dimensions and day.
type Report struct {
	Name        string      `json:"name"`
	Title       string      `json:"title,omitempty"`
	Description string      `json:"description,omitempty"`
	Measures    []Measure   `json:"measures"`
	Dimensions  []Dimension `json:"dimensions"`
	Currency    string      `json:"currency,omitempty"` // ISO 4217 code of all money in the report, where it is one and known before a query
	// CurrencyDimension names the dimension that carries the ISO 4217 code of
	// each row, where rows differ. The host then always asks for it beside
	// money.
	CurrencyDimension string   `json:"currency_dimension,omitempty"`
	TimeZone          string   `json:"time_zone,omitempty"` // IANA name of the zone in which the source cuts its days, where known
	Grains            []Grain  `json:"grains"`              // grains that a query may ask for; at least GrainTotal
	Options           []Option `json:"options,omitempty"`   // further settings of a query, such as an attribution window
	// ScanCost says that a query costs one pass over the source whatever it
	// asks for (a file), so that the host merges everything into one query.
	ScanCost bool `json:"scan_cost,omitempty"`
	// Open says that the source has further measures and dimensions which are
	// not listed (custom fields of an analytics property). Names that are not
	// listed are passed on as the user wrote them. A measure NAME:DETAIL, of which
	// NAME is listed, has the unit of that one and combines like it.
	Open bool `json:"open,omitempty"`
	// RowDays is how many days a row of GrainDay covers, its date being the
	// first: 7 in an export by week, RowDaysMonth and its like in one by calendar
	// months, RowDaysVary where rows differ. 0 and 1 mean a day. The host cannot
	// split such a row, so that it flags a period which cuts one, and takes one that
	// holds no whole row for unknown. It asks for earlier days, too, on which rows may
	// begin that reach into a period.
	RowDays int `json:"row_days,omitempty"`
}

// The values of Report.RowDays that are no number of days.
const (
	RowDaysVary    = -1 // rows cover periods of several lengths
	RowDaysMonth   = -2 // rows cover a month, from any day of it on
	RowDaysQuarter = -3 // rows cover three months
	RowDaysYear    = -4 // rows cover twelve months
)

// Measure is a number that a report can sum or compute over a window.
type Measure struct {
	Name        string      `json:"name"`               // the platform's own name
	Standard    string      `json:"standard,omitempty"` // the standard name where there is one, such as "spend"; see StandardMeasures
	Title       string      `json:"title,omitempty"`
	Description string      `json:"description,omitempty"`
	Unit        Unit        `json:"unit"`
	Aggregation Aggregation `json:"aggregation"`
	Maturity    int         `json:"maturity_days,omitempty"` // days after a day's end during which the source still changes it
	Kind        Kind        `json:"kind,omitempty"`          // micro or macro action, where the measure counts actions
	Stage       string      `json:"stage,omitempty"`         // awareness, interest, evaluation or purchase
	Deprecated  string      `json:"deprecated,omitempty"`    // what to use instead; empty when current
	// Overlaps names the report's dimensions whose rows count the same thing more
	// than once: a session counts on every page that it saw, so that sessions do
	// not add up over pages, though they do over days and campaigns. The host does
	// not add the measure up over them, but asks for exactly what it needs. Where
	// a report is open, the dimensions that it does not list are taken for such.
	Overlaps []string `json:"overlaps,omitempty"`
}

// Dimension is a property by which a report can be split and filtered.
type Dimension struct {
	Name        string     `json:"name"`
	Standard    string     `json:"standard,omitempty"` // the standard name where there is one, such as "campaign"; see StandardDimensions
	Title       string     `json:"title,omitempty"`
	Description string     `json:"description,omitempty"`
	Operators   []Operator `json:"operators,omitempty"` // filters the connector can push down; nil means none
	Deprecated  string     `json:"deprecated,omitempty"`
}

// Unit says what a measure counts.
type Unit string

// The units. Percent and ratio differ in how they are shown, not in value: both
// are stored as fractions (0.5 is 50 %).
const (
	UnitCount    Unit = "count"
	UnitMoney    Unit = "money"
	UnitRatio    Unit = "ratio"
	UnitPercent  Unit = "percent"
	UnitDuration Unit = "duration" // seconds
)

// Aggregation says how a measure's values combine.
type Aggregation string

const (
	// AggregateSum adds up over days and dimensions.
	AggregateSum Aggregation = "sum"
	// AggregateLast is a stock (followers): it adds up over dimensions, and over
	// days the last day with data counts.
	AggregateLast Aggregation = "last"
	// AggregateAverage is a mean that only the source can compute over a window.
	AggregateAverage Aggregation = "avg"
	// AggregateNone cannot be combined at all (reach, unique users): the host
	// asks for exactly the window, filter and segments that it needs.
	AggregateNone Aggregation = "non_additive"
)

// Additive says whether daily cells of the measure may be combined by the host.
func (a Aggregation) Additive() bool { return a == AggregateSum || a == AggregateLast }

// Kind tells small actions (a like, a click) from the ones the business wants
// (a lead, a purchase).
type Kind string

// The two kinds of action.
const (
	KindMicro Kind = "micro"
	KindMacro Kind = "macro"
)

// Grain is the time resolution of the rows a query returns.
type Grain string

const (
	// GrainTotal gives one cell per interval and segment.
	GrainTotal Grain = "total"
	// GrainDay gives one cell per day and segment.
	GrainDay Grain = "day"
)

// Option is a setting of a query beyond measures, dimensions and window.
type Option struct {
	Name        string   `json:"name"`
	Description string   `json:"description,omitempty"`
	Values      []string `json:"values,omitempty"` // the values it takes; empty means any string
	Default     string   `json:"default,omitempty"`
}

// AuthScheme is one way to obtain credentials for a connector. The host runs
// the flow and keeps the long-lived secret.
type AuthScheme struct {
	Name   string   `json:"name"` // stable identifier that HCL and the environment choose by
	Kind   AuthKind `json:"kind"` // which flow it is
	Title  string   `json:"title,omitempty"`
	Scopes []string `json:"scopes,omitempty"`
	// AuthURL and TokenURL are the endpoints of an OAuth 2.0 flow.
	AuthURL  string            `json:"auth_url,omitempty"`
	TokenURL string            `json:"token_url,omitempty"`
	PKCE     bool              `json:"pkce,omitempty"`   // proof key for code exchange, RFC 7636
	Params   map[string]string `json:"params,omitempty"` // further parameters of the authorization request
	// RevokeURL ends a token at the platform (RFC 7009); empty when it has no such
	// endpoint.
	RevokeURL string `json:"revoke_url,omitempty"`
	// Exchange says that the platform gives no refresh token: the host renews a
	// credential through ExchangeCredentials, right after a login and again before
	// it expires. The connector is a CredentialExchanger.
	Exchange bool `json:"exchange,omitempty"`
	// PassClient says that the connector needs the OAuth client itself beside the
	// token, to sign requests or to inspect the token: the host puts its id, its
	// secret and the token endpoint into Credential.Extra, under ExtraClientID,
	// ExtraClientSecret and ExtraTokenURL, where the user gave them.
	PassClient bool `json:"pass_client,omitempty"`
}

// Keys of Credential.Extra.
const (
	ExtraClientID     = "client_id"
	ExtraClientSecret = "client_secret"
	ExtraTokenURL     = "token_url"
	ExtraQuotaProject = "quota_project" // of Google's application default credentials: the project that requests count against
)

// AuthKind is the flow of an AuthScheme.
type AuthKind string

// The flows that the host knows.
const (
	AuthOAuth2Code         AuthKind = "oauth2_authorization_code"
	AuthOAuth2Device       AuthKind = "oauth2_device"
	AuthServiceAccount     AuthKind = "service_account"
	AuthStaticToken        AuthKind = "static_token"
	AuthApplicationDefault AuthKind = "application_default"
)
