package connectortest

import (
	"context"
	"errors"
	"fmt"
	"log/slog"

	"github.com/roictl/roictl/connector"
)

// run is the checking of a connector in one way.
type run struct {
	suite    Suite
	way      way
	check    string // under way
	reach    func() (connector.Handle, error)
	findings []Finding

	description connector.Description
	report      connector.Report // under test
	query       connector.Query  // all that the suite asks for
	whole       *answer          // to the query
}

// all runs every check, once there is something to check.
func (r *run) all(ctx context.Context, reference *run) {
	r.check = "setup"
	open, stop, err := r.way.start()
	if err != nil {
		r.problemf("the connector cannot be reached: %v", err)
		return
	}
	r.reach = open
	if r.setup(ctx) {
		for _, c := range checks {
			r.check = c.name
			c.run(ctx, r)
		}
		if reference != nil && reference.whole != nil {
			r.check = "same everywhere"
			r.compare(reference)
		}
	}
	if err := stop(); err != nil {
		r.problemf("stopping the connector: %v", err)
	}
}

// problemf records what is wrong.
func (r *run) problemf(format string, args ...any) {
	r.findings = append(r.findings, Finding{Check: r.check, Way: r.way.name, Problem: fmt.Sprintf(format, args...)})
}

// context gives calls the log that is searched for the secret.
func (r *run) context(ctx context.Context) context.Context {
	return connector.WithLogger(ctx, slog.New(slog.NewTextHandler(r.way.log, &slog.HandlerOptions{Level: slog.LevelDebug})))
}

// open returns a handle and what closes it.
func (r *run) open(ctx context.Context) (connector.Handle, func(), bool) {
	handle, err := r.reach()
	if err != nil {
		r.problemf("the connector cannot be reached: %v", err)
		return nil, nil, false
	}
	return handle, func() {
		if err := handle.Close(ctx); err != nil {
			r.problemf("closing: %v", err)
		}
	}, true
}

// configured opens a handle and configures it as the suite says.
func (r *run) configured(ctx context.Context) (connector.Handle, func(), bool) {
	handle, end, ok := r.open(ctx)
	if !ok {
		return nil, nil, false
	}
	diags, err := handle.Configure(ctx, r.suite.Settings)
	if err != nil || diags.HasErrors() {
		r.problemf("the suite's settings are refused: %v", errors.Join(err, asError(diags)))
		end()
		return nil, nil, false
	}
	return handle, end, true
}

func asError(diags connector.Diagnostics) error {
	if !diags.HasErrors() {
		return nil
	}
	return diags
}

// setup learns what there is to ask for. Without it nothing can be checked.
func (r *run) setup(ctx context.Context) bool {
	ctx = r.context(ctx)
	handle, end, ok := r.configured(ctx)
	if !ok {
		return false
	}
	defer end()
	var err error
	if r.description, err = handle.Describe(ctx); err != nil {
		r.problemf("Describe: %v", err)
		return false
	}
	more, diags, err := handle.ValidateConfig(ctx, r.suite.Settings)
	if err != nil || diags.HasErrors() {
		r.problemf("ValidateConfig refuses the suite's settings: %v", errors.Join(err, asError(diags)))
		return false
	}
	if !r.choose(append(r.description.Reports, more...)) {
		return false
	}
	r.whole = r.ask(ctx, handle, r.query)
	if r.whole == nil {
		return false
	}
	if len(r.whole.rows) == 0 {
		r.problemf("there are no rows in %s, so that nothing can be checked: choose an interval with data", r.suite.Interval)
		return false
	}
	return true
}

// choose picks the report and makes the query for all that the suite asks for.
func (r *run) choose(reports []connector.Report) bool {
	for _, report := range reports {
		if r.suite.Report == "" || report.Name == r.suite.Report {
			r.report = report
			break
		}
	}
	if r.report.Name == "" {
		r.problemf("there is no report %q", r.suite.Report)
		return false
	}
	r.query = connector.Query{
		Report:     r.report.Name,
		Measures:   r.suite.Measures,
		Dimensions: r.suite.Dimensions,
		Intervals:  []connector.Interval{r.suite.Interval},
		Grain:      connector.GrainTotal,
		TimeZone:   r.report.TimeZone,
	}
	if r.has(connector.GrainDay) {
		r.query.Grain = connector.GrainDay
	}
	if r.query.Measures == nil {
		for _, m := range r.report.Measures {
			r.query.Measures = append(r.query.Measures, m.Name)
		}
	}
	if r.query.Dimensions == nil {
		for _, d := range r.report.Dimensions {
			if d.Name != "date" && d.Standard != "date" { // the grain says that
				r.query.Dimensions = append(r.query.Dimensions, d.Name)
			}
		}
	}
	return true
}

func (r *run) has(grain connector.Grain) bool {
	for _, g := range r.report.Grains {
		if g == grain {
			return true
		}
	}
	return false
}

// ask runs a query that has to succeed; nil when it did not.
func (r *run) ask(ctx context.Context, handle connector.Handle, query connector.Query) *answer {
	a := &answer{}
	var diags connector.Diagnostics
	var err error
	a.trailer, diags, err = handle.Query(ctx, query, a)
	if err := errors.Join(err, asError(diags)); err != nil {
		r.problemf("a query fails: %v (%s)", err, describeQuery(query))
		return nil
	}
	a.diags = diags
	return a
}

// describeQuery is a query in a line.
func describeQuery(q connector.Query) string {
	text := fmt.Sprintf("measures %v by %v in %v, grain %s", q.Measures, q.Dimensions, q.Intervals, q.Grain)
	if len(q.Filter) > 0 {
		text += fmt.Sprintf(", filter %v", q.Filter)
	}
	if q.Limit > 0 {
		text += fmt.Sprintf(", limit %d", q.Limit)
	}
	return text
}

// compare wants the same description and the same result as another way gave.
func (r *run) compare(other *run) {
	if a, b := asJSON(r.description), asJSON(other.description); a != b {
		r.problemf("the description differs from that of the %s way:\n%s\n%s", other.way.name, a, b)
	}
	if difference := r.whole.differs(other.whole); difference != "" {
		r.problemf("the result differs from that of the %s way: %s", other.way.name, difference)
	}
	if a, b := asJSON(r.whole.header), asJSON(other.whole.header); a != b {
		r.problemf("the header differs from that of the %s way:\n%s\n%s", other.way.name, a, b)
	}
	mine, theirs := r.whole.trailer, other.whole.trailer
	mine.Quota, theirs.Quota = nil, nil // what is left of it changes with every query
	if a, b := asJSON(mine), asJSON(theirs); a != b {
		r.problemf("the trailer differs from that of the %s way:\n%s\n%s", other.way.name, a, b)
	}
	if a, b := asJSON(r.whole.diags), asJSON(other.whole.diags); a != b {
		r.problemf("the diagnostics differ from those of the %s way:\n%s\n%s", other.way.name, a, b)
	}
}
