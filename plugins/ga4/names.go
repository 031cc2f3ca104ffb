package ga4

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/plugins/ga4/catalogue"
	"github.com/roictl/roictl/plugins/ga4/platform"
)

// checkNames holds the names that the catalogue does not list to those that the
// property has: Google's own refusal names one of them only.
func (s *source) checkNames(ctx context.Context, asked *question) connector.Diagnostics {
	if len(asked.unlisted) == 0 {
		return nil
	}
	names, problem := s.propertyNames(ctx)
	if problem != nil {
		return connector.Diagnostics{problem.Diagnostic}
	}
	var diags connector.Diagnostics
	for _, n := range asked.unlisted {
		if !has(names, n) {
			diags = append(diags, unknown(names, n))
		}
	}
	return diags
}

// propertyNames asks for the property's names, once.
func (s *source) propertyNames(ctx context.Context) (*platform.Names, *platform.Problem) {
	known, ok := s.borrow(ctx)
	if !ok {
		return nil, s.google.Interrupted(ctx)
	}
	defer func() { s.facts <- known }()
	if known.names != nil {
		return known.names, nil
	}
	names, problem := s.google.Names(ctx)
	known.names = names
	return names, problem
}

// doubts warns of names that are probably misspelt: those that the catalogue does
// not list, but nearly does. Only the property knows.
func (q *question) doubts() connector.Diagnostics {
	var diags connector.Diagnostics
	report := catalogue.Report()
	for _, n := range q.unlisted {
		kind, near := "dimension", report.SuggestDimension(n.text)
		if n.measure {
			if catalogue.Unlisted(n.text).Per != "" {
				continue // the rate of a key event, whose name is the property's own
			}
			kind, near = "metric", report.SuggestMeasure(n.text)
		}
		if near == "" {
			continue
		}
		d := connector.NewWarning(platform.CodeField, "Name is not known", fmt.Sprintf("Roictl knows no %s %q of Google Analytics, so that only the property can say whether it has one.", kind, n.text))
		d.Hint, d.Path = fmt.Sprintf("Did you mean %q?", near), n.path()
		diags = append(diags, d)
	}
	return diags
}

func has(names *platform.Names, n name) bool {
	if n.measure {
		return names.Metrics[n.text] != nil
	}
	return names.Dimensions[n.text] != nil
}

// unknown says that the property has no such name, and which one was meant.
func unknown(names *platform.Names, n name) connector.Diagnostic {
	kind, other, candidates := "dimension", names.Metrics[n.text] != nil, slices.Sorted(maps.Keys(names.Dimensions))
	if n.measure {
		kind, other, candidates = "metric", names.Dimensions[n.text] != nil, slices.Sorted(maps.Keys(names.Metrics))
	}
	d := connector.NewError(platform.CodeField, "Unknown dimension or metric", fmt.Sprintf("The property has no %s %q.", kind, n.text))
	d.Path = n.path()
	event, keyEvent := strings.CutPrefix(n.text, "keyEvents:")
	switch near := connector.Suggest(n.text, candidates); {
	case keyEvent && n.measure:
		d.Hint = fmt.Sprintf("Count one key event with measure = \"keyEvents\" and where = { eventName = %q }.", event)
	case other && n.measure:
		d.Hint = "It is a dimension: use it in by or where."
	case other:
		d.Hint = "It is a metric: use it as a measure."
	case near != "":
		d.Hint = fmt.Sprintf("Did you mean %q?", near)
	case strings.HasPrefix(n.text, "custom"):
		d.Hint = "Custom names have to be registered in Analytics, under Admin, Custom definitions. Capitals count."
	default:
		d.Hint = "Names are those of the Data API, in which capitals count: https://developers.google.com/analytics/devguides/reporting/data/v1/api-schema."
	}
	return d
}
