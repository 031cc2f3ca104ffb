package catalogue

import (
	"strings"

	"github.com/roictl/roictl/connector"
)

// Measure is a measure of the report ads.
type Measure struct {
	connector.Measure
	// Field is the field of Ads Insights that holds it.
	Field string
	// Action is the one action type that is read of a field that lists actions;
	// empty for a field that is one number. Entries of such a list overlap: an
	// omni_purchase is a purchase as well, so that they are never added up.
	Action string
	// Percent says that Meta writes hundredths, 4.86 for 4.86 %.
	Percent bool
	// Replaced says what a retired measure was replaced by, in a full sentence;
	// empty for one that Meta still fills.
	Replaced string
}

// Days for which Meta goes on changing a day. Conversions come in for 28 days,
// after which figures do not change (Insights API, "Data freshness"); delivery is
// corrected for invalid traffic within days.
const (
	Delivered = 3
	Restated  = 28
)

// The stages of the funnel, as in connector.Measure.
const (
	awareness  = "awareness"
	interest   = "interest"
	evaluation = "evaluation"
	purchase   = "purchase"
)

// delivery is a number that Meta counts as it shows ads.
func delivery(field, title, description string) Measure {
	return Measure{Field: field, Measure: connector.Measure{
		Name: field, Title: title, Description: description,
		Unit: connector.UnitCount, Aggregation: connector.AggregateSum, Maturity: Delivered,
	}}
}

// actions counts actions of one type.
func actions(action, title, description string) Measure {
	m := delivery(fieldActions, title, description)
	m.Name, m.Action, m.Maturity = fieldActions+":"+action, action, Restated
	return m
}

// worth is the money that actions of one type brought.
func worth(action, title, description string) Measure {
	m := actions(action, title, description).in(connector.UnitMoney)
	m.Name, m.Field = fieldValues+":"+action, fieldValues
	return m
}

// watched counts how far videos were watched: a list of one entry, whatever the
// type is called.
func watched(field, title, description string) Measure {
	m := delivery(field, title, description).micro(interest)
	m.Action = AnyAction
	return m
}

// people counts different people, who are in no sum.
func people(field, title, description string) Measure {
	m := delivery(field, title, description)
	m.Aggregation = connector.AggregateNone
	return m
}

// ratio is a quotient that only Meta can compute over a window.
func ratio(unit connector.Unit, field, title, description string) Measure {
	m := delivery(field, title, description).in(unit)
	m.Aggregation = connector.AggregateAverage
	return m
}

// percentage is a ratio that Meta writes in hundredths.
func percentage(field, title, description string) Measure {
	m := ratio(connector.UnitPercent, field, title, description)
	m.Percent = true
	return m
}

func (m Measure) named(standard string) Measure {
	m.Standard = standard
	return m
}

func (m Measure) in(unit connector.Unit) Measure {
	m.Unit = unit
	return m
}

func (m Measure) micro(stage string) Measure {
	m.Kind, m.Stage = connector.KindMicro, stage
	return m
}

func (m Measure) macro(stage string) Measure {
	m.Kind, m.Stage = connector.KindMacro, stage
	return m
}

// The fields that list actions by their type.
const (
	fieldActions = "actions"
	fieldValues  = "action_values"
	fieldUnique  = "unique_actions"
)

// AnyAction stands for the one entry of a field that lists a single type.
const AnyAction = "*"

// Unique says whether it counts people, or is a ratio of them.
func (m Measure) Unique() bool {
	return m.Aggregation == connector.AggregateNone || m.Field == "frequency"
}

// Counted says whether attribution decides about it: it counts actions, or their
// worth.
func (m Measure) Counted() bool {
	return m.Action != "" && m.Action != AnyAction
}

// onMeta are the action types of what people do within Meta's own apps. Everything
// else may happen on a website, in an app or in a shop.
var onMeta = []string{"link_click", "post_engagement", "page_engagement", "post_reaction", "comment", "post", "like", "video_view", "photo_view", "landing_page_view"}

// OffMeta says whether what is counted may happen outside of Meta's apps, so that
// Meta drops it without a word from some breakdowns.
func (m Measure) OffMeta() bool {
	if !m.Counted() || strings.HasPrefix(m.Action, "onsite_conversion.") {
		return false
	}
	for _, action := range onMeta {
		if m.Action == action {
			return false
		}
	}
	return true
}

// MissingFrom says whether Meta leaves the measure out, without a word, when it is
// split by a breakdown: conversions outside of its apps by some, people and videos by
// the hour, how far videos were watched by region.
func (m Measure) MissingFrom(d Dimension) bool {
	switch {
	case d.Blind && m.OffMeta(), d.Hourly() && (m.Unique() || m.ofVideos()):
		return true
	}
	return d.Name == "region" && m.ofVideos() && m.Field != "video_play_actions" && (strings.HasPrefix(m.Field, "video_p") || strings.HasPrefix(m.Field, "video_avg"))
}

func (m Measure) ofVideos() bool { return strings.HasPrefix(m.Field, "video_") }
