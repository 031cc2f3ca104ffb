package catalogue

import (
	"strings"
)

// Level is what Google calls the scope of a name: which things it describes or
// counts. The finer the level, the more rows one thing of a coarser level is in.
type Level int

// The levels, from coarse to fine. A visitor makes sessions, a session holds
// events, an e-commerce event holds items.
const (
	User Level = iota
	Session
	Event
	Item
	// Several is the level of audiences: everything is in as many rows as its
	// visitor is in audiences.
	Several
)

// levelOf tells the level of a dimension that is not listed by the form of its
// name.
func levelOf(dimension string) Level {
	for _, form := range []struct {
		prefix string
		level  Level
	}{
		{"firstUser", User}, {"firstSession", User}, {"customUser:", User}, {"userAge", User}, {"userGender", User},
		{"session", Session}, {"landingPage", Session},
		{"item", Item}, {"customItem:", Item},
		{"audience", Several}, {"brandingInterest", Several},
	} {
		if strings.HasPrefix(dimension, form.prefix) {
			return form.level
		}
	}
	return Event
}

// overlaps says whether a count of one level is in several rows of a dimension of
// another: sessions are in a row for each of their pages, events in one only. An
// event's measure cannot be split by item at all: Google refuses that.
func overlaps(measure, dimension Level) bool {
	return dimension == Several || dimension > max(measure, Session)
}
