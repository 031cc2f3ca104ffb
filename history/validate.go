package history

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/oklog/ulid/v2"
)

// Validate says why a run cannot be recorded: what is kept for ever must be
// readable for ever. It stops at the first fault, since a run is made by the
// program and not by its user.
func (r *Run) Validate() error {
	if r.ID != "" {
		if _, err := ulid.ParseStrict(r.ID); err != nil {
			return fmt.Errorf("identifier %q: want a ULID: %w", r.ID, err)
		}
	}
	if r.StartedAt.IsZero() || r.FinishedAt.IsZero() {
		return errors.New("a run needs the times it started and finished")
	}
	if err := validateDay(r.AsOf); err != nil {
		return fmt.Errorf("as-of day: %w", err)
	}
	seen := make(map[Cell]bool, len(r.Observations))
	for _, observation := range r.Observations {
		if err := observation.validate(); err != nil {
			return fmt.Errorf("observation of %s: %w", observation.Cell, err)
		}
		if seen[observation.Cell] {
			return fmt.Errorf("two observations of %s: a run sees a cell once", observation.Cell)
		}
		seen[observation.Cell] = true
	}
	for _, verdict := range r.Verdicts {
		if verdict.Address == "" || verdict.Status == "" {
			return fmt.Errorf("verdict on %q is %q: it needs an address and a status", verdict.Address, verdict.Status)
		}
	}
	return validateDeclarations(r.Declarations)
}

func (o Observation) validate() error {
	if o.Address == "" {
		return errors.New("it has no address")
	}
	if err := validateDay(o.Start); err != nil {
		return fmt.Errorf("start: %w", err)
	}
	if err := validateDay(o.End); err != nil {
		return fmt.Errorf("end: %w", err)
	}
	if o.ObservedAt.IsZero() {
		return errors.New("it does not say when it was observed")
	}
	if o.Segment != "" && !isObject(o.Segment) {
		return fmt.Errorf("segment %q: want a JSON object", o.Segment)
	}
	if _, ok := parseExact(o.N); o.N != "" && !ok {
		return fmt.Errorf("n %q: want a decimal or a fraction", o.N)
	}
	return o.validateValue()
}

// validateValue holds the states to their values: no data is not zero, and a
// number is never absent.
func (o Observation) validateValue() error {
	lowest, low := parseExact(o.Low)
	highest, high := parseExact(o.High)
	switch o.State {
	case stateNumber:
		if !low || o.High != "" && !sameNumber(o.Low, o.High) {
			return fmt.Errorf("number %q..%q: want one decimal or fraction", o.Low, o.High)
		}
	case stateRange:
		if !low || !high || lowest.Cmp(highest) > 0 {
			return fmt.Errorf("range %q..%q: want two decimals or fractions, the lower first", o.Low, o.High)
		}
	case stateUndefined, stateNoData:
		if o.Low != "" || o.High != "" {
			return fmt.Errorf("%s with a value %q..%q", o.State, o.Low, o.High)
		}
	default:
		return fmt.Errorf("state %q: want number, range, undefined or no_data", o.State)
	}
	return nil
}

func validateDeclarations(declarations []Declaration) error {
	seen := make(map[string]bool, len(declarations))
	for _, declaration := range declarations {
		if declaration.Address == "" {
			return fmt.Errorf("declaration of a %s without an address", declaration.Kind)
		}
		if seen[declaration.Address] {
			return fmt.Errorf("two declarations of %s", declaration.Address)
		}
		seen[declaration.Address] = true
		if !isObject(declaration.Summary) {
			return fmt.Errorf("declaration of %s: summary %q: want a JSON object", declaration.Address, declaration.Summary)
		}
	}
	return nil
}

func validateDay(day string) error {
	if _, err := time.Parse(time.DateOnly, day); err != nil {
		return fmt.Errorf("%q: want YYYY-MM-DD", day)
	}
	return nil
}

func isObject(text string) bool {
	return bytes.HasPrefix(bytes.TrimSpace([]byte(text)), []byte("{")) && json.Valid([]byte(text))
}

// String is the cell in words: "goal.sales.cpa 2026-05-01..2026-05-31".
func (c Cell) String() string {
	text := c.Address + " " + c.period()
	if c.Segment != "" {
		text += " " + c.Segment
	}
	return text
}

func (c Cell) period() string { return c.Start + ".." + c.End }
