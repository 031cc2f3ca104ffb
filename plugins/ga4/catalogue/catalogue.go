package catalogue

import (
	"slices"
	"strings"

	"github.com/roictl/roictl/connector"
)

// ReportName is the name of the one report.
const ReportName = "web"

// Report returns the report as roictl describes it.
func Report() connector.Report {
	report := connector.Report{
		Name:  ReportName,
		Title: "Website and app",
		Description: "What visitors of a property did, as the core reports of Google Analytics 4 count it. " +
			"Every other dimension and metric of the property may be asked for by its own name (customEvent:…, sessionKeyEventRate:…).",
		Grains: []connector.Grain{connector.GrainTotal, connector.GrainDay},
		Open:   true,
	}
	for _, d := range dimensions {
		report.Dimensions = append(report.Dimensions, d.Dimension)
	}
	for _, m := range measures {
		measure := m.Measure
		for _, d := range dimensions {
			if measure.Aggregation.Additive() && overlaps(m.Level, d.Level) {
				measure.Overlaps = append(measure.Overlaps, d.Name)
			}
		}
		report.Measures = append(report.Measures, measure)
	}
	return report
}

// FindMeasure returns the measure of a name, its own before a standard one.
func FindMeasure(name string) (Measure, bool) {
	for _, matches := range []func(Measure) bool{
		func(m Measure) bool { return m.Name == name },
		func(m Measure) bool { return m.Standard == name && name != "" },
	} {
		if i := slices.IndexFunc(measures, matches); i >= 0 {
			return measures[i], true
		}
	}
	return Measure{}, false
}

// Unlisted is a measure that only the property knows: the rate of one key event
// (sessionKeyEventRate:purchase), or a metric of its own, of which nothing is known
// but the name.
func Unlisted(name string) Measure {
	base, event, _ := strings.Cut(name, ":")
	for _, rate := range []Measure{sessionKeyEventRate, userKeyEventRate} {
		if event != "" && base == rate.Name {
			rate.Name, rate.API, rate.Standard = name, name, ""
			return rate
		}
	}
	return Measure{API: name, Measure: connector.Measure{Name: name, Aggregation: connector.AggregateNone}}
}

// FindDimension returns the dimension of a name, its own before a standard one.
func FindDimension(name string) (Dimension, bool) {
	for _, matches := range []func(Dimension) bool{
		func(d Dimension) bool { return d.Name == name },
		func(d Dimension) bool { return d.Standard == name && name != "" },
	} {
		if i := slices.IndexFunc(dimensions, matches); i >= 0 {
			return dimensions[i], true
		}
	}
	return Dimension{}, false
}
