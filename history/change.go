package history

import "time"

// ChangeKind says what changed.
type ChangeKind string

// The kinds of changes.
const (
	Restated    ChangeKind = "restated"  // a closed period's figure moved
	StatusMoved ChangeKind = "status"    // a KPI's status differs from the run before
	TargetMoved ChangeKind = "target"    // a goalpost was moved
	Added       ChangeKind = "added"     // a block is new
	Removed     ChangeKind = "removed"   // a block is gone
	Redefined   ChangeKind = "redefined" // a block means something else
)

// Direction says what a moved target means for whoever has to reach it.
type Direction string

// The directions of a moved target. It has none when the old and the new one
// cannot be compared, such as a percentage against a number of orders.
const (
	Tightened Direction = "tightened" // fewer results meet it than before
	Loosened  Direction = "loosened"  // more results meet it than before
)

// Change is one difference between a run and what was recorded before it.
type Change struct {
	Kind     ChangeKind
	Address  string
	Period   string // start..end, where it concerns one
	Segment  string // canonical JSON of the segment's dimensions; "" for the whole
	Before   string // "" where there was nothing before
	After    string // "" where there is nothing any more
	Unit     string
	Currency string
	// Attribute is the attribute of a block that was redefined; empty otherwise.
	Attribute string
	// Direction is of a moved target; empty when it cannot be told.
	Direction Direction
	// Reason says, for people, what else may have moved the figure or the
	// target; empty when nothing else did.
	Reason string
	// Since is when the earlier state was recorded; zero when unknown.
	Since time.Time
}
