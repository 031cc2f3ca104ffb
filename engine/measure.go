package engine

import (
	"fmt"
	"strings"

	"github.com/hashicorp/hcl/v2"

	"github.com/roictl/roictl/config"
	"github.com/roictl/roictl/connector"
)

// findMeasure looks a measure up in the named report, or in all of them.
func findMeasure(src *source, decl *config.Metric) (connector.Report, connector.Measure, *hcl.Diagnostic) {
	candidates := src.reports
	if decl.Report != "" {
		candidates = nil
		for _, report := range src.reports {
			if report.Name == decl.Report {
				candidates = []connector.Report{report}
			}
		}
		if candidates == nil {
			return connector.Report{}, connector.Measure{}, unknownReport(src, decl)
		}
	}
	var found []connector.Report
	var measure connector.Measure
	for _, report := range candidates {
		if m, ok := report.Measure(decl.Measure); ok {
			if len(found) == 0 {
				measure = m
			}
			found = append(found, report)
		}
	}
	switch {
	case len(found) == 1:
		return found[0], measure, nil
	case len(found) > 1:
		return connector.Report{}, connector.Measure{}, &hcl.Diagnostic{
			Severity: hcl.DiagError,
			Summary:  "Ambiguous measure",
			Detail: fmt.Sprintf("The measure %q stands in several reports of %s: %s. Add a line such as report = %q.",
				decl.Measure, src.decl.Address, strings.Join(reportNames(found), ", "), found[0].Name),
			Subject: decl.MeasureRange.Ptr(),
			Extra:   codeAmbiguousMeasure,
		}
	}
	for _, report := range candidates {
		if report.Open {
			return report, unlisted(report, decl.Measure), nil
		}
	}
	return connector.Report{}, connector.Measure{}, unknownMeasure(src, candidates, decl)
}

// unlisted is a measure that an open report does not list. NAME:DETAIL is a listed
// measure of one detail, such as a rate of one key event. Of other names nobody
// knows how they combine, so that only the platform may combine them.
func unlisted(report connector.Report, name string) connector.Measure {
	if base, _, detailed := strings.Cut(name, ":"); detailed {
		for _, m := range report.Measures {
			if m.Name == base {
				m.Name, m.Standard = name, ""
				return m
			}
		}
	}
	return connector.Measure{Name: name, Unit: connector.UnitCount, Aggregation: connector.AggregateNone}
}

func unknownReport(src *source, decl *config.Metric) *hcl.Diagnostic {
	names := reportNames(src.reports)
	return &hcl.Diagnostic{
		Severity: hcl.DiagError,
		Summary:  "Unknown report",
		Detail: fmt.Sprintf("%s has no report %q.%s Its reports are: %s.",
			src.decl.Address, decl.Report, didYouMean(connector.Suggest(decl.Report, names)), strings.Join(names, ", ")),
		Subject: decl.MeasureRange.Ptr(),
		Extra:   codeUnknownReport,
	}
}

func unknownMeasure(src *source, candidates []connector.Report, decl *config.Metric) *hcl.Diagnostic {
	var names []string
	suggestion := ""
	for _, report := range candidates {
		for _, measure := range report.Measures {
			names = append(names, measure.Name)
		}
		if suggestion == "" {
			suggestion = report.SuggestMeasure(decl.Measure)
		}
	}
	detail := fmt.Sprintf("%s has no measure %q.%s", src.decl.Address, decl.Measure, didYouMean(suggestion))
	if len(names) > 0 {
		detail += fmt.Sprintf("\n\nIts measures are: %s.", strings.Join(names, ", "))
	} else {
		detail += " It declares no measures at all: add measure blocks to the connector."
	}
	return &hcl.Diagnostic{
		Severity: hcl.DiagError,
		Summary:  "Unknown measure",
		Detail:   detail,
		Subject:  decl.MeasureRange.Ptr(),
		Extra:    codeUnknownMeasure,
	}
}

func reportNames(reports []connector.Report) []string {
	names := make([]string, len(reports))
	for i, report := range reports {
		names[i] = report.Name
	}
	return names
}

// didYouMean continues a sentence with a suggestion; "" when there is none.
func didYouMean(suggestion string) string {
	if suggestion == "" {
		return ""
	}
	return fmt.Sprintf(" Did you mean %q?", suggestion)
}
