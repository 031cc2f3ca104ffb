package ga4

import (
	"fmt"
	"slices"
	"time"

	"google.golang.org/api/analyticsdata/v1beta"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/plugins/ga4/catalogue"
	"github.com/roictl/roictl/plugins/ga4/cells"
	"github.com/roictl/roictl/plugins/ga4/platform"
	"github.com/roictl/roictl/plugins/ga4/quality"
)

// answer is what Google said to a question.
type answer struct {
	*question
	parts      []*cells.Part
	types      map[string]string // Google's types by metric
	metadata   []*analyticsdata.ResponseMetaData
	moment     time.Time // when Google answered
	undated    int
	tokensUsed int64
	tokensLeft int64 // -1 when not known

	findings    *quality.Findings
	coveredFrom connector.Date // since when the property has data; 0 when not known
}

// add adds a report to the answer.
func (a *answer) add(r *platform.Report) {
	a.parts = append(a.parts, r.Part)
	for i, metric := range r.Part.Columns {
		a.types[metric] = r.Types[i]
	}
	a.metadata = append(a.metadata, r.Metadata...)
	a.moment, a.undated = r.Moment, a.undated+r.Undated
	a.tokensUsed += r.Used
	if r.Left >= 0 {
		a.tokensLeft = r.Left
	}
}

// codeConflict says that Google contradicts itself within an answer.
const codeConflict = "GA4_CONFLICT"

// judge reads what Google says about the quality of its figures.
func (a *answer) judge() connector.Diagnostics {
	a.findings = quality.Read(a.metadata, a.window())
	f := a.findings
	if f.Conflict != "" {
		d := connector.NewError(codeConflict, "Property changed meanwhile", f.Conflict)
		d.Hint, d.Retryable = "Run roictl again.", true
		return connector.Diagnostics{d}
	}
	if want := a.Currency; want != "" && f.Currency != "" && f.Currency != want {
		d := connector.NewError(codeConflict, "Money is in another currency", fmt.Sprintf("Google was asked for money in %s and gave it in %s.", want, f.Currency))
		d.Hint, d.Path = "Remove the currency from the block to get the property's own.", connector.Path("currency")
		return connector.Diagnostics{d}
	}
	diags := slices.Clone(f.Warnings)
	if a.undated > 0 {
		detail := fmt.Sprintf("The property had more different values than Google keeps, so that the days of some were folded into \"(other)\", too. Such rows belong to no day and are left out, which makes sums too low; there are %d of them.", a.undated)
		diags = append(diags, connector.NewWarning(quality.CodeFolded, "Rows without a day are left out", detail))
		f.Flags = append(f.Flags, connector.Flag{Code: connector.FlagPartial, Detail: detail})
	}
	return append(diags, a.hidden()...)
}

// hidden says which measures the login may not see, for which Google writes zeros.
func (a *answer) hidden() connector.Diagnostics {
	var diags connector.Diagnostics
	for _, m := range a.measures {
		kind, hidden := a.findings.Restricted[m.API]
		if !hidden {
			continue
		}
		d := connector.NewError(quality.CodeRestricted, "Metric is hidden from the login",
			fmt.Sprintf("The role of the login hides %s data, so that Google writes 0 for %s, whatever it is.", kind, m.Name))
		d.Hint, d.Path = quality.Unhide(kind), connector.MeasurePath(m.Name)
		diags = append(diags, d)
	}
	return diags
}

// measureOf leads to the measure that asks for a metric, perhaps to divide by it.
func (a *answer) measureOf(metric string) []connector.PathStep {
	for _, m := range a.measures {
		if m.API == metric || m.Per == metric {
			return connector.MeasurePath(m.Name)
		}
	}
	return nil
}

// window reaches from the first to the last day that was asked for.
func (a *answer) window() connector.Interval {
	window := a.Intervals[0]
	for _, i := range a.Intervals {
		window.Start, window.End = min(window.Start, i.Start), max(window.End, i.End)
	}
	return window
}

// absent is what a metric is in a row that only other reports have. Google leaves
// rows out whose metrics are all 0, so that it is 0, unless rows are withheld for
// another reason. Of a metric that is not listed nobody knows whether it is a ratio,
// whose 0 may mean nothing.
func (a *answer) absent(metric string) connector.Decimal {
	for _, flag := range a.findings.Flags {
		if flag.Code == connector.FlagThresholded || flag.Code == connector.FlagPartial {
			return connector.NullDecimal
		}
	}
	if _, listed := catalogue.FindMeasure(metric); !listed {
		return connector.NullDecimal
	}
	return connector.Int(0)
}
