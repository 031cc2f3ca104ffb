package connector

// Header opens a result: what the columns mean.
type Header struct {
	Dimensions    []Column // in the order of the query
	Measures      []Column // likewise
	Grain         Grain
	Currency      string // of all money columns, unless a dimension carries it
	TimeZone      string // in which the source cut its days
	SourceVersion string // version of the platform's interface, where it has one
	// Dense says that, inside the days the trailer says are covered, a cell that
	// is absent means that nothing happened: a sum of it is 0. Otherwise an
	// absent cell is unknown.
	Dense bool
}

// Column names one column of a result.
type Column struct {
	Name string
	Unit Unit // of a measure; empty for a dimension
}

// Text is a dimension's value. Null means that the source says nothing, which
// differs from an empty string.
type Text struct {
	Value string
	Null  bool
}

// Batch is a part of a result in columns.
//
// Dimension columns hold indexes into a dictionary per column that grows over
// the stream; index 0 is null. Consumers may key on the index within one stream.
type Batch struct {
	Rows       int
	Dates      []Date  // with GrainDay
	Intervals  []int32 // with GrainTotal: index into Query.Intervals
	Dimensions []TextColumn
	Measures   []DecimalColumn
}

// TextColumn is a dictionary-coded column. Dictionary[0] is unused: index 0 is null.
type TextColumn struct {
	Indexes    []uint32
	Dictionary []string // of the whole stream so far
}

// Text returns the value in a row.
func (c TextColumn) Text(row int) Text {
	index := c.Indexes[row]
	if index == 0 {
		return Text{Null: true}
	}
	return Text{Value: c.Dictionary[index]}
}

// DecimalColumn holds exact decimals with one scale for the batch.
type DecimalColumn struct {
	Unscaled []int64
	Scale    uint8
	Nulls    []bool // nil when no value is null
}

// Decimal returns the value in a row.
func (c DecimalColumn) Decimal(row int) Decimal {
	if c.Nulls != nil && c.Nulls[row] {
		return NullDecimal
	}
	return Decimal{Unscaled: c.Unscaled[row], Scale: c.Scale}
}

// Trailer closes a result. A result without a trailer is not a result.
type Trailer struct {
	Rows     int64  // rows sent, which the host compares with the rows received
	APICalls int    // requests made
	Quota    *Quota // nil when the platform has none
	// CoveredFrom and FreshUntil are the first and the last day for which the
	// source has data at all, whatever the filter; 0 when unknown.
	CoveredFrom Date
	FreshUntil  Date
	Flags       []Flag
}

// Quota is what a platform allows, in its own unit.
type Quota struct {
	Used      int64
	Remaining int64
	Unit      string
}

// Flag is a statement about the quality of a whole result.
type Flag struct {
	Code   FlagCode
	Detail string // for people
	Since  Date   // FlagProvisional: days from here on may still change
}

// FlagCode is a stable identifier of a quality flag.
type FlagCode string

// The quality flags.
const (
	FlagProvisional FlagCode = "PROVISIONAL_UNTIL" // recent days may still change
	FlagSampled     FlagCode = "SAMPLED"           // computed from a sample
	FlagThresholded FlagCode = "THRESHOLDED"       // small groups withheld for privacy
	FlagCapped      FlagCode = "CAPPED"            // a limit cut the result
	FlagPartial     FlagCode = "PARTIAL"           // something could not be read
	FlagModelled    FlagCode = "MODELLED"          // estimated by the platform
)

// Progress says how far a query has come.
type Progress struct {
	Done    int64
	Total   int64  // 0 when unknown
	Unit    string // "bytes", "rows", "requests"
	Message string
}
