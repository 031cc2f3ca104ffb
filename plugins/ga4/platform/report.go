package platform

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"google.golang.org/api/analyticsdata/v1beta"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/connector/number"
	"github.com/roictl/roictl/plugins/ga4/cells"
	"github.com/roictl/roictl/plugins/ga4/request"
)

// Report is a whole report.
type Report struct {
	Part  *cells.Part
	Types []string // Google's types of the part's columns, such as TYPE_CURRENCY
	// Metadata is what the pages say about the report.
	Metadata []*analyticsdata.ResponseMetaData
	Undated  int       // rows that belong to no day, since Google folded days into "(other)"
	Moment   time.Time // when Google answered, by its clock
	Used     int64     // tokens that it cost
	Left     int64     // tokens that are left of those which run out first; -1 when not known
}

// errMoved says that the rows moved between two pages.
var errMoved = errors.New("the rows moved between the pages")

// mostStarts is how often a report is read from its first page on.
const mostStarts = 3

// Read reads all pages of a report. Where rows move between pages, because the
// report is computed anew for each, it starts again: a row would otherwise count
// twice, and another not at all. The function rows is told how many there are.
func (c *Client) Read(ctx context.Context, r request.Request, rows func(done, total int64)) (*Report, *Problem) {
	for range mostStarts {
		report, err := c.pages(ctx, r, rows)
		var problem *Problem
		switch {
		case err == nil:
			return report, nil
		case errors.As(err, &problem):
			return nil, problem
		case !errors.Is(err, errMoved):
			d := notUnderstood(c.property.Data)
			d.Detail = fmt.Sprintf("Google answered, but not what was asked: %v.", err)
			d.Hint, d.Retryable = "Run roictl again; if it stays, the Data API has changed, and a later roictl may know it.", false
			return nil, &Problem{Diagnostic: d}
		}
	}
	d := connector.NewError(connector.CodePlatform, "Report changes while it is read",
		fmt.Sprintf("The report has more than one page, and in each of %d attempts its rows changed from one page to the next, so that none of them is whole.", mostStarts))
	d.Hint = "Try again later, or ask for fewer segments, so that the report is smaller."
	d.Retryable = true
	return nil, &Problem{Diagnostic: d}
}

// pages reads a report once.
func (c *Client) pages(ctx context.Context, r request.Request, rows func(done, total int64)) (*Report, error) {
	report := &Report{Part: cells.NewPart(r.Metrics), Left: -1}
	var read, total int64
	for {
		page, problem := c.run(ctx, r.Body(read, c.pageRows))
		if problem != nil {
			return nil, problem
		}
		if read > 0 && page.RowCount != total {
			return nil, errMoved
		}
		total = page.RowCount
		if err := report.add(r, page); err != nil {
			return nil, err
		}
		report.Moment = c.moment(page.Header)
		read += int64(len(page.Rows))
		rows(read, total)
		switch {
		case read == total:
			return report, nil
		case read > total || len(page.Rows) == 0:
			return nil, errMoved
		}
	}
}

// run asks for one page.
func (c *Client) run(ctx context.Context, body *analyticsdata.RunReportRequest) (*analyticsdata.RunReportResponse, *Problem) {
	if d := c.quota.admit(); d != nil {
		return nil, &Problem{Diagnostic: *d}
	}
	call := c.data.RunReport(c.property.Name(), body).Context(counting(ctx))
	introduce(ctx, call.Header())
	page, err := call.Do()
	if err != nil {
		return nil, c.diagnose(err, c.property.Data)
	}
	c.quota.note(page.PropertyQuota)
	return page, nil
}

// add adds the rows of a page.
func (r *Report) add(asked request.Request, page *analyticsdata.RunReportResponse) error {
	dimensions := make([]string, len(page.DimensionHeaders))
	for i, h := range page.DimensionHeaders {
		dimensions[i] = h.Name
	}
	metrics := make([]string, len(page.MetricHeaders))
	r.Types = make([]string, len(page.MetricHeaders))
	for i, h := range page.MetricHeaders {
		metrics[i], r.Types[i] = h.Name, h.Type
	}
	if !slices.Equal(dimensions, asked.Dimensions()) || !slices.Equal(metrics, asked.Metrics) {
		return fmt.Errorf("the columns are %q and %q, and %q and %q were asked for", dimensions, metrics, asked.Dimensions(), asked.Metrics)
	}
	if page.Metadata != nil {
		r.Metadata = append(r.Metadata, page.Metadata)
	}
	if used, left, known := tokens(page.PropertyQuota); known {
		r.Used, r.Left = r.Used+used, left
	}
	for _, row := range page.Rows {
		if err := r.addRow(asked, row, len(dimensions)); err != nil {
			return err
		}
	}
	return nil
}

func (r *Report) addRow(asked request.Request, row *analyticsdata.Row, width int) error {
	if len(row.DimensionValues) != width || len(row.MetricValues) != len(asked.Metrics) {
		return fmt.Errorf("a row has %d and %d values for %d dimensions and %d metrics", len(row.DimensionValues), len(row.MetricValues), width, len(asked.Metrics))
	}
	texts := make([]string, width)
	for i, v := range row.DimensionValues {
		texts[i] = v.Value
	}
	slot, texts, err := asked.Place(texts)
	switch {
	case errors.Is(err, request.ErrUndated):
		r.Undated++
		return nil
	case errors.Is(err, request.ErrElsewhere):
		return nil
	}
	values := make([]connector.Decimal, len(row.MetricValues))
	for i, v := range row.MetricValues {
		if values[i], err = read(v.Value, r.Types[i]); err != nil {
			return fmt.Errorf("metric %q: %w", asked.Metrics[i], err)
		}
	}
	if !r.Part.Add(cells.Row{Slot: slot, Texts: texts, Values: values}) {
		return errMoved
	}
	return nil
}

// moneyPlaces is how many decimal places of an amount count: Google itself counts
// money in millionths.
const moneyPlaces = 6

// read reads a value. What is no integer is a binary fraction at Google, which adds
// digits that nobody measured.
func read(text, googleType string) (connector.Decimal, error) {
	value, err := number.Parse(text)
	switch googleType {
	case "TYPE_INTEGER":
		return value, err
	case "TYPE_CURRENCY":
		return number.Round(value, moneyPlaces), err
	}
	return number.Significant(value), err
}
