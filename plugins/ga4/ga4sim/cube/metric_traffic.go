package cube

import "github.com/roictl/roictl/plugins/ga4/ga4sim/world"

// Sessions and users. A user is active with an engaged session or a first visit.
var (
	sessions        = &measure{kind: perSession, read: func(f *Fact) world.Micros { return when(f.Session != nil) }}
	engagedSessions = &measure{kind: perSession, read: func(f *Fact) world.Micros { return when(f.engaged) }}
	bounces         = &measure{kind: perSession, read: func(f *Fact) world.Micros { return when(f.Session != nil && !f.engaged) }}
	duration        = &measure{kind: perSession, read: func(f *Fact) world.Micros {
		if !f.engaged {
			return 0
		}
		return world.Micros(f.Session.Seconds) * world.One
	}}
	attention = &measure{kind: perFact, read: func(f *Fact) world.Micros {
		if !f.engaged || !f.is(world.UserEngagement) {
			return 0
		}
		return world.Micros(f.Session.Attention) * world.One
	}}
	allUsers    = &measure{kind: perUser, read: func(f *Fact) world.Micros { return when(f.Session != nil) }}
	activeUsers = &measure{kind: perUser, read: func(f *Fact) world.Micros { return when(f.engaged || f.is(world.FirstVisit)) }}
	newUsers    = usersWith(world.FirstVisit)
	views       = events(world.PageView)
	anyEvent    = &measure{kind: perFact, read: func(f *Fact) world.Micros { return when(f.Event != nil && f.once()) }}
)

const sessionCategory = "Session"

var trafficMetrics = []Metric{
	total(sessions).named("sessions", "Sessions", sessionCategory, Integer),
	total(allUsers).named("totalUsers", "Total users", userCategory, Integer),
	total(newUsers).named("newUsers", "New users", userCategory, Integer),
	total(activeUsers).named("activeUsers", "Active users", userCategory, Integer),
	ratio(sessions, activeUsers).named("sessionsPerUser", "Sessions per active user", sessionCategory, Float),
	total(views).named("screenPageViews", "Views", pageCategory, Integer),
	ratio(views, sessions).named("screenPageViewsPerSession", "Views per session", pageCategory, Float),
	ratio(views, activeUsers).named("screenPageViewsPerUser", "Views per active user", pageCategory, Float),
	total(usersWith(world.Scroll)).named("scrolledUsers", "Scrolled users", userCategory, Integer),
}

var engagementMetrics = []Metric{
	total(engagedSessions).named("engagedSessions", "Engaged sessions", sessionCategory, Integer),
	ratio(engagedSessions, sessions).named("engagementRate", "Engagement rate", sessionCategory, Float),
	ratio(bounces, sessions).named("bounceRate", "Bounce rate", sessionCategory, Float),
	ratio(duration, sessions).named("averageSessionDuration", "Average session duration", sessionCategory, Seconds),
	total(attention).named("userEngagementDuration", "User engagement", userCategory, Seconds),
}
