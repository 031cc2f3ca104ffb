package reporting

import (
	"errors"
	"fmt"
	"slices"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/plugins/linkedin/platform"
)

// ErrStream says that the stream wants no more rows; the stream remembers why.
var ErrStream = errors.New("no more rows are wanted")

// Diagnose turns what went wrong into words for the user; nothing for ErrStream.
func Diagnose(err error) connector.Diagnostics {
	var problem *platform.Problem
	switch {
	case errors.Is(err, ErrStream):
		return nil
	case errors.As(err, &problem):
		return connector.Diagnostics{problem.Diagnostic}
	}
	return connector.Diagnostics{connector.NewError(connector.CodePlatform, "LinkedIn's answer cannot be used", fmt.Sprintf("The answer cannot be used: %v.", err))}
}

// UnknownMeasure says that a report has no such measure, and which one was meant.
func UnknownMeasure(r connector.Report, name string) connector.Diagnostic {
	return unknown(r, "measure", name, r.SuggestMeasure(name))
}

// UnknownDimension says that a report has no such dimension, and which one was meant.
func UnknownDimension(r connector.Report, name string) connector.Diagnostic {
	return unknown(r, "dimension", name, r.SuggestDimension(name))
}

func unknown(r connector.Report, kind, name, near string) connector.Diagnostic {
	d := connector.NewError(connector.CodeQuery, "Unknown "+kind, fmt.Sprintf("LinkedIn's report %q has no %s %q.", r.Name, kind, name))
	d.Hint = "roictl connectors schema linkedin lists all of them."
	if near != "" {
		d.Hint = fmt.Sprintf("Did you mean %q?", near)
	}
	return d
}

// InvalidFilter says that a filter cannot be run.
func InvalidFilter(err error) connector.Diagnostic {
	return connector.NewError(connector.CodeQuery, "Invalid filter", err.Error()+".")
}

// Header announces the columns of a query, whose measures have these units, as a
// version of the Marketing API answers them. Days are those of UTC in all that
// LinkedIn reports.
func Header(query connector.Query, units []connector.Unit, version string) connector.Header {
	h := connector.Header{Grain: query.Grain, TimeZone: "UTC", SourceVersion: version}
	for _, name := range query.Dimensions {
		h.Dimensions = append(h.Dimensions, connector.Column{Name: name})
	}
	for i, name := range query.Measures {
		h.Measures = append(h.Measures, connector.Column{Name: name, Unit: units[i]})
	}
	return h
}

// Filtered names the dimensions that a filter looks at, each once.
func Filtered(filter connector.Filter) []string {
	var names []string
	for _, clause := range filter {
		for _, condition := range clause {
			if !slices.Contains(names, condition.Dimension) {
				names = append(names, condition.Dimension)
			}
		}
	}
	return names
}

// Reaches says whether a query asks for any day from one on.
func Reaches(query connector.Query, since connector.Date) bool {
	return slices.ContainsFunc(query.Intervals, func(i connector.Interval) bool { return i.End >= since })
}
