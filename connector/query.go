package connector

// Query asks one report for measures by dimensions over some intervals of days.
type Query struct {
	Report     string            `json:"report"`
	Measures   []string          `json:"measures"`             // names or standard names, as Resolve finds them
	Dimensions []string          `json:"dimensions,omitempty"` // likewise; `date` is not among them, Grain says it
	Filter     Filter            `json:"filter,omitempty"`
	Intervals  []Interval        `json:"intervals"` // closed. Disjoint and sorted with GrainDay; may overlap with GrainTotal
	Grain      Grain             `json:"grain"`
	TimeZone   string            `json:"time_zone,omitempty"` // IANA name of the reporting zone
	Options    map[string]string `json:"options,omitempty"`
	Limit      int64             `json:"limit,omitempty"` // at most so many rows; 0 means all
	// Credential is the one to use for this query. The host refreshes it before it
	// expires, so that it replaces that of the settings. It is no part of what is
	// asked: two queries that differ in it only are the same question.
	Credential Credential `json:"-"`
}

// Filter keeps the rows that satisfy any of its clauses; an empty filter keeps
// every row.
type Filter []Clause

// Clause is satisfied when all of its conditions are.
type Clause []Condition

// Condition compares one dimension with values.
type Condition struct {
	Dimension string   `json:"dimension"`
	Operator  Operator `json:"operator"`
	Values    []string `json:"values"`
}

// Operator is a comparison of a dimension with a list of values. A null
// dimension satisfies only the negated operators.
type Operator string

const (
	// OperatorIn is satisfied when the dimension equals any of the values.
	OperatorIn Operator = "in"
	// OperatorNotIn is satisfied when it equals none of them.
	OperatorNotIn Operator = "not_in"
	// OperatorMatch is satisfied when it matches any of the values as a glob, in
	// which * stands for any run of characters and ? for one.
	OperatorMatch Operator = "match"
	// OperatorNotMatch is satisfied when it matches none of them.
	OperatorNotMatch Operator = "not_match"
)

// QueryPlan says what a query will cost and what the connector will do itself.
type QueryPlan struct {
	PushedDown     []string    // dimensions whose conditions the connector applies
	EstimatedCalls int         // requests to the platform; 0 for a file
	EstimatedRows  int64       // -1 when unknown
	QuotaUnits     int64       // in the platform's own unit; 0 when it has none
	ProvisionalTo  Date        // days from here on may still change; 0 when none
	Steps          []string    // for people: what will be read or asked, such as "read data/ads.csv (12.4 MB)"
	Diagnostics    Diagnostics // warnings about the query
}
