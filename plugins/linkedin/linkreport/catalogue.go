package linkreport

import (
	"slices"

	"github.com/roictl/roictl/connector"
)

// Name is the name of the report.
const Name = "links"

// States of a link.
const (
	verified     = "verified"     // it was read, with all that is appended
	leadForm     = "lead_form"    // the click opens a form within LinkedIn
	noLink       = "no_link"      // the ad leads nowhere outside LinkedIn
	unverifiable = "unverifiable" // it could not be read
)

// utm are the codes that have a dimension of their own.
var utm = []string{"utm_source", "utm_medium", "utm_campaign", "utm_content", "utm_term", "utm_id"}

// measure counts links.
type measure struct {
	connector.Measure
	counts func(l *link) bool
}

func count(name, description string, counts func(l *link) bool) measure {
	return measure{counts: counts, Measure: connector.Measure{
		Name: name, Description: description, Unit: connector.UnitCount, Aggregation: connector.AggregateNone,
	}}
}

var measures = []measure{
	count("links", "Links that lead out of LinkedIn", func(l *link) bool { return l.state == verified }),
	count("tagged", "Links that carry utm_source and utm_medium", func(l *link) bool { return l.state == verified && l.tagged() }),
	count("untagged", "Links that lack utm_source or utm_medium", func(l *link) bool { return l.state == verified && !l.tagged() }),
	count("duplicates", "Links that carry a parameter twice: on the landing page, and appended by LinkedIn", func(l *link) bool { return len(l.duplicates) > 0 }),
	count("unverifiable", "Links that could not be read", func(l *link) bool { return l.state == unverifiable }),
}

var operators = []connector.Operator{connector.OperatorIn, connector.OperatorNotIn, connector.OperatorMatch, connector.OperatorNotMatch}

func dimension(name, standard, description string) connector.Dimension {
	return connector.Dimension{Name: name, Standard: standard, Description: description, Operators: operators}
}

// known are the dimensions that the lists of an account tell, before any link is read.
var known = []connector.Dimension{
	dimension("account_id", "account_id", "Number of the ad account"),
	dimension("account", "account", "Name of the ad account"),
	dimension("campaign_group", "", "Name of the campaign group"),
	dimension("campaign_id", "campaign_id", "Number of the campaign"),
	dimension("campaign", "campaign", "Name of the campaign"),
	dimension("creative_id", "ad_id", "Number of the creative"),
	dimension("creative", "ad", "Name of the creative"),
	dimension("status", "", "Status that the creative is meant to have, such as ACTIVE"),
	dimension("serving", "", "yes where the creative is shown now, and no where it is not"),
}

// read are the dimensions of the link itself.
var read = []connector.Dimension{
	dimension("state", "", "verified; lead_form where the click opens a form; no_link where the ad leads nowhere; unverifiable where the link could not be read"),
	dimension("reason", "", "Why the link could not be read"),
	dimension("link", "landing_page", "Landing page as it was declared"),
	dimension("url", "", "Address that a click leads to: the landing page with what LinkedIn appends"),
	dimension("utm_source", "source", "Value of utm_source"),
	dimension("utm_medium", "medium", "Value of utm_medium"),
	dimension("utm_campaign", "", "Value of utm_campaign"),
	dimension("utm_content", "content", "Value of utm_content"),
	dimension("utm_term", "term", "Value of utm_term"),
	dimension("utm_id", "", "Value of utm_id"),
	dimension("duplicated", "", "Names of parameters that are there twice, separated by commas"),
}

// Report returns the report as roictl describes it.
func Report() connector.Report {
	r := connector.Report{
		Name:  Name,
		Title: "Links of ads",
		Description: "Where the links of ads lead, and which tracking codes they carry, with the parameters that LinkedIn appends at the click. " +
			"It is the state of now, whichever days are asked for.",
		Grains:     []connector.Grain{connector.GrainTotal},
		Dimensions: slices.Concat(known, read),
	}
	for _, m := range measures {
		r.Measures = append(r.Measures, m.Measure)
	}
	return r
}
