package catalogue

import (
	"slices"

	"github.com/roictl/roictl/connector"
)

// Names of the reports.
const (
	Ads      = "ads"
	Audience = "audience"
)

// Book is the names of one report.
type Book struct {
	Report     connector.Report
	measures   []Measure
	dimensions []Dimension
}

// Books returns the names of a report of ads; nil where there is no such report.
func Books(report string) *Book {
	switch report {
	case Ads:
		return ads
	case Audience:
		return audience
	}
	return nil
}

var ads = build(connector.Report{
	Name:  Ads,
	Title: "Ads",
	Description: "What ads cost and did, by account, campaign group, campaign and creative, by device and conversion rule. " +
		"Days are those of UTC. By who saw the ads is a report of its own, audience, since LinkedIn withholds and blurs parts of it.",
	Grains:            []connector.Grain{connector.GrainTotal, connector.GrainDay},
	CurrencyDimension: Currency,
	TimeZone:          "UTC",
}, measures, slices.Concat(entities, deliveries))

// audience holds the counts that LinkedIn splits by who saw an ad. None of them adds
// up: values below three are withheld, and others blurred, in every row anew, so that
// only LinkedIn can say what a window comes to.
var audience = build(connector.Report{
	Name:  Audience,
	Title: "Audience of ads",
	Description: "Who saw ads and what they did: by company size, industry, function, seniority, job title, company, country and region. " +
		"LinkedIn estimates these figures, withholds small ones and keeps them for two years. Spend is not among them, since LinkedIn's is wrong there.",
	Grains:   []connector.Grain{connector.GrainTotal, connector.GrainDay},
	TimeZone: "UTC",
}, unsummed(measures), slices.Concat(members, entities))

// unsummed returns the measures that LinkedIn splits by member, as such that do not
// add up.
func unsummed(all []Measure) []Measure {
	var kept []Measure
	for _, m := range all {
		if !m.NotByMember {
			m.Aggregation = connector.AggregateNone
			kept = append(kept, m)
		}
	}
	return kept
}

func build(report connector.Report, measures []Measure, dimensions []Dimension) *Book {
	for _, d := range dimensions {
		report.Dimensions = append(report.Dimensions, d.Dimension)
	}
	for _, m := range measures {
		if m.Aggregation.Additive() {
			// A conversion is in the row of its rule, and a campaign's total is not
			// the sum of them: LinkedIn's differ.
			m.Overlaps = []string{ConversionID, ConversionName}
		}
		report.Measures = append(report.Measures, m.Measure)
	}
	return &Book{Report: report, measures: measures, dimensions: dimensions}
}

// Measure returns the measure of a name, its own before a standard one.
func (b *Book) Measure(name string) (Measure, bool) {
	for _, matches := range []func(Measure) bool{
		func(m Measure) bool { return m.Name == name },
		func(m Measure) bool { return m.Standard == name && name != "" },
	} {
		if i := slices.IndexFunc(b.measures, matches); i >= 0 {
			return b.measures[i], true
		}
	}
	return Measure{}, false
}

// Dimension returns the dimension of a name, its own before a standard one.
func (b *Book) Dimension(name string) (Dimension, bool) {
	for _, matches := range []func(Dimension) bool{
		func(d Dimension) bool { return d.Name == name },
		func(d Dimension) bool { return d.Standard == name && name != "" },
	} {
		if i := slices.IndexFunc(b.dimensions, matches); i >= 0 {
			return b.dimensions[i], true
		}
	}
	return Dimension{}, false
}
