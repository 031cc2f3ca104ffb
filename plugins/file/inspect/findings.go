package inspect

import (
	"fmt"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/plugins/file/cube"
	"github.com/roictl/roictl/plugins/file/dates"
)

// Findings are what a file was found to be. Texts from the file are shortened
// and untrusted.
type Findings struct {
	File       string
	Size       int64 // bytes as stored
	Compressed bool
	Encoding   string
	JSONLines  bool
	Delimiter  string   // empty for JSON lines
	HeaderLine int      // 0 for JSON lines
	Preamble   []string // lines before the header
	Preset     string   // whose export it is; empty when it is not recognised

	// What was looked at: rows at the beginning and at the end, totals and
	// malformed ones among them. Everything below is about these.
	HeadRows int64
	EndRows  int64
	Whole    bool // these are all rows

	Rows      int64   // rows of data
	Totals    []Place // the first rows that look like totals
	TotalRows int64   // all of them
	Malformed int64   // rows that have not the form of the others
	Columns   []Column

	Date     Date
	Decimal  Decimal
	Currency Currency

	// Notes are what a person should know or decide, one sentence each.
	Notes []string
	// Proposal is a `connector` block in HCL.
	Proposal string
}

// Place is a line of the file.
type Place struct {
	Line int // 0 for one near the end of the file
	Text string
}

// Where names the place.
func (p Place) Where() string {
	if p.Line == 0 {
		return "near the end"
	}
	return fmt.Sprintf("on line %d", p.Line)
}

// Role is what a column seems to be for.
type Role string

// The roles.
const (
	RoleDate      Role = "date"
	RoleEnd       Role = "end" // last day of the period of a row
	RoleCurrency  Role = "currency"
	RoleDimension Role = "dimension"
	RoleMeasure   Role = "measure"
	RoleUnclear   Role = "unclear" // numbers of which the file does not say what they are
	RoleLeftOut   Role = "left out"
)

// Column is one column of the file.
type Column struct {
	Name        string // as the header has it
	Label       string // for the block
	Role        Role
	Reason      string         // why, in a few words
	Unit        connector.Unit // of a measure; empty when unclear
	Aggregation cube.Kind      // of a measure
	Standard    string         // standard name that it seems to be
	Distinct    int            // different values, up to a limit
	Many        bool           // there are more different values than were counted
	Empty       int64          // rows without a value
	Samples     []string       // first different values; none for personal data
}

// Date is the column with the day.
type Date struct {
	Column  string
	End     string   // column with the last day; empty when there is none
	Formats []string // that fit every value; several mean that the file does not tell day and month apart
	Covers  dates.Cover
	First   connector.Date
	Last    connector.Date
}

// Decimal is what the numbers prove about the decimal sign.
type Decimal struct {
	Sign      string // "." or ","; empty when nothing proves one
	Proof     Place  // a value that can only be read so
	Ambiguous *Place // a value that can be read both ways; nil when there is none
	Mixed     bool   // some values prove one sign, others the other
}

// Currency is what the file says about the currency of its money.
type Currency struct {
	Code   string // from the header or the values; empty when unknown
	Column string // that holds it row by row
	Sign   string // such as $, which may be any of several
}
