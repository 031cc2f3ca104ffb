package cube

import (
	"strings"

	"github.com/roictl/roictl/plugins/ga4/ga4sim/world"
)

var (
	keyEvents = &measure{kind: perFact, read: func(f *Fact) world.Micros {
		if !f.isKey {
			return 0
		}
		return f.share(world.One)
	}}
	keySessions = &measure{kind: perSession, read: func(f *Fact) world.Micros { return when(f.isKey) }}
	keyUsers    = &measure{kind: perUser, read: func(f *Fact) world.Micros { return when(f.isKey) }}
	eventValue  = &measure{kind: perFact, read: func(f *Fact) world.Micros { return f.share(f.detail().Value) }}
)

const eventCategory = "Event"

var eventMetrics = []Metric{
	total(anyEvent).named("eventCount", "Event count", eventCategory, Integer),
	ratio(anyEvent, activeUsers).named("eventCountPerUser", "Event count per active user", eventCategory, Float),
	ratio(anyEvent, sessions).named("eventsPerSession", "Events per session", eventCategory, Float),
	total(eventValue).named("eventValue", "Event value", eventCategory, Float),
	renamed(total(keyEvents).named("keyEvents", "Key events", eventCategory, Float), "conversions"),
	renamed(ratio(keySessions, sessions).named("sessionKeyEventRate", "Session key event rate", sessionCategory, Float), "sessionConversionRate"),
	renamed(ratio(keyUsers, activeUsers).named("userKeyEventRate", "User key event rate", userCategory, Float), "userConversionRate"),
}

func renamed(m Metric, old string) Metric {
	m.Deprecated = []string{old}
	return m
}

// keyEventMetrics are the rates of one registered key event.
func keyEventMetrics(name string) []Metric {
	has := func(f *Fact) world.Micros { return when(f.isKey && f.Event.Name.String() == name) }
	inSession, ofUser := &measure{kind: perSession, read: has}, &measure{kind: perUser, read: has}
	return []Metric{
		ratio(inSession, sessions).named("sessionKeyEventRate:"+name, "Session key event rate for "+name, sessionCategory, Float),
		ratio(ofUser, activeUsers).named("userKeyEventRate:"+name, "User key event rate for "+name, userCategory, Float),
	}
}

// customMetrics are the sum, the average and the count of a registered parameter.
func customMetrics(custom world.CustomMetric) []Metric {
	sum := &measure{kind: perFact, read: func(f *Fact) world.Micros { return world.Micros(f.detail().Score) * world.One }}
	count := events(world.QuizComplete)
	list := []Metric{
		total(sum).named("customEvent:"+custom.Parameter, custom.Name, "Custom", "TYPE_"+strings.ToUpper(custom.Unit)),
		ratio(sum, count).named("averageCustomEvent:"+custom.Parameter, "Average "+custom.Name, "Custom", Float),
		total(count).named("countCustomEvent:"+custom.Parameter, "Count "+custom.Name, "Custom", Integer),
	}
	for i := range list {
		list[i].Custom = true
	}
	return list
}
