package engine

import (
	"time"

	"github.com/roictl/roictl/connector"
)

// Options say what a run judges and how hard it may try.
type Options struct {
	// AsOf is the run's today. Today is incomplete, so data count up to the day
	// before.
	AsOf connector.Date
	// Period selects the period each KPI is judged on: current, last, or a name
	// such as 2026-05.
	Period string
	// Targets are the addresses to judge, with everything inside them; empty
	// means all. Excludes are left out.
	Targets  []string
	Excludes []string
	// FailOn is what makes the exit code differ from 0.
	FailOn FailOn
	// Parallelism limits the queries under way at once; 10 when 0.
	Parallelism int
	// IdleTimeout ends a query that has been silent for so long; 2 minutes when 0.
	IdleTimeout time.Duration
	// Now is the clock, for the times of observation, which are unknown when it is
	// nil. It may be called concurrently.
	Now func() time.Time
}

// PeriodCurrent and PeriodLast are the selections of a period without a name.
const (
	PeriodCurrent = "current"
	PeriodLast    = "last"
)

// lastDay is the last complete day.
func (o Options) lastDay() connector.Date { return o.AsOf - 1 }

const (
	defaultParallelism = 10
	defaultIdleTimeout = 2 * time.Minute
)

// withDefaults returns the options a run works with.
func (o Options) withDefaults() Options {
	if o.Parallelism <= 0 {
		o.Parallelism = defaultParallelism
	}
	if o.IdleTimeout <= 0 {
		o.IdleTimeout = defaultIdleTimeout
	}
	if o.Now == nil {
		o.Now = func() time.Time { return time.Time{} }
	}
	return o
}

// FailOn is the least bad outcome that a schedule should stop at.
type FailOn string

// The levels of FailOn.
const (
	FailOnMissed     FailOn = "missed"     // a target is missed
	FailOnAtRisk     FailOn = "at_risk"    // or will be, at this pace
	FailOnIncomplete FailOn = "incomplete" // or any KPI lacks evidence, required or not
	FailOnNever      FailOn = "never"      // nothing but the tool's own failure
)
