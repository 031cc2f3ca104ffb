package report

import (
	"time"

	"github.com/roictl/roictl/plugins/ga4/ga4sim/cube"
	"github.com/roictl/roictl/plugins/ga4/ga4sim/wire"
	"github.com/roictl/roictl/plugins/ga4/ga4sim/world"
)

// Setting is what a report depends on beside its request.
type Setting struct {
	Property *world.Property
	Now      time.Time
	Quality  Quality
	Paging   Paging
}

// Paging is what goes wrong between the pages of a report. Real reports page
// without gaps only where the request orders its rows completely.
type Paging struct {
	Unstable bool // rows change places from page to page where the request has no orderBys
	Repeat   bool // every page but the first starts a row early, as when a row has come in since
}

// Limits of a request.
const (
	MaxRanges     = 4
	MaxDimensions = 9
	MaxMetrics    = 10
	MaxBatch      = 5
	defaultLimit  = 10_000
	maxLimit      = 250_000
)

// Size is what the cost of a request in tokens depends on.
type Size struct {
	Days, Dimensions, Metrics, Rows int
	Thresholded                     bool // reads who people are, so small rows may be withheld
}

// Run answers runReport.
func Run(request *wire.RunReport, setting Setting) (*wire.Report, Size, *wire.Error) {
	plan, problem := prepare(request, setting)
	if problem != nil {
		return nil, Size{}, problem
	}
	result := cube.Run(plan.query)
	plan.withhold(&result)
	rows := plan.rows(&result)
	response := &wire.Report{
		DimensionHeaders: plan.dimensionHeaders(),
		MetricHeaders:    plan.metricHeaders(),
		RowCount:         len(rows),
		Metadata:         plan.metadata(&result, len(rows)),
		Kind:             "analyticsData#runReport",
	}
	plan.aggregate(response, &result, rows)
	for _, row := range plan.page(rows) {
		response.Rows = append(response.Rows, plan.line(row))
	}
	size := Size{Days: plan.days(), Dimensions: len(request.Dimensions), Metrics: len(request.Metrics), Rows: len(rows), Thresholded: plan.demographic()}
	return response, size, nil
}

// Validate checks a request without reading any data.
func Validate(request *wire.RunReport, setting Setting) *wire.Error {
	_, problem := prepare(request, setting)
	return problem
}

// plan is a request that has been checked.
type plan struct {
	Setting
	request  *wire.RunReport
	fields   *fields
	query    cube.Query
	having   func(cube.Row) bool // nil accepts every row
	order    []less
	names    []string // of the date ranges
	currency string
}

// prepare checks a request in Google's order: names, limits, dates, counts, and then
// filters and order.
func prepare(request *wire.RunReport, setting Setting) (*plan, *wire.Error) {
	p := &plan{Setting: setting, request: request, fields: fieldsOf(setting.Property)}
	p.query = cube.Query{Property: setting.Property, At: setting.Now, Sample: setting.Quality.SampleRate, Combos: setting.Quality.MaxCombinations}
	for _, check := range []func() *wire.Error{
		p.columns, p.duplicates, p.limits, p.unsupported, p.dates, p.counts, p.filters, p.orders, p.aggregations, p.money, p.compatible,
	} {
		if problem := check(); problem != nil {
			return nil, problem
		}
	}
	p.retention()
	return p, nil
}

func (p *plan) days() int {
	days := 0
	for _, r := range p.query.Ranges {
		days += r.Days()
	}
	return days
}

func (p *plan) demographic() bool {
	for _, d := range p.fields.dimensions() {
		if d.Demographic() {
			return true
		}
	}
	return false
}
