package ga4sim

import (
	"fmt"

	"github.com/roictl/roictl/plugins/ga4/ga4sim/world"
)

// Demo is what tests and examples may rely on in the demo world.
type Demo struct {
	// Shop, Leads, Private and Unused are property identifiers; see package world.
	Shop, Leads, Private, Unused string
	server                       *Server
}

// Demo returns the facts of the server's world.
func (s *Server) Demo() Demo {
	return Demo{Shop: world.Shop, Leads: world.Leads, Private: world.Private, Unused: world.Unused, server: s}
}

// Sum adds up the sessions of a property from the first to the last day, YYYY-MM-DD, as
// far as the server's clock lets them be seen. It uses none of the reporting code. keep
// chooses sessions, such as those of a campaign; nil takes all.
func (d Demo) Sum(property, first, last string, keep func(*world.Session) bool) (world.Sums, error) {
	p, ok := d.server.world.Property(property)
	if !ok {
		return world.Sums{}, fmt.Errorf("sum sessions: there is no property %s", property)
	}
	from, err := world.ParseDay(first)
	if err != nil {
		return world.Sums{}, fmt.Errorf("sum sessions: %w", err)
	}
	to, err := world.ParseDay(last)
	if err != nil {
		return world.Sums{}, fmt.Errorf("sum sessions: %w", err)
	}
	return p.Sum(from, to, d.server.Now(), keep), nil
}

// Campaign keeps the sessions whose link was tagged with a source, a medium and a
// campaign, spelt exactly so; an empty one is not looked at.
func Campaign(source, medium, campaign string) func(*world.Session) bool {
	fits := func(want, is string) bool { return want == "" || want == is }
	return func(s *world.Session) bool {
		utm := s.Traffic.UTM
		return fits(source, utm.Source) && fits(medium, utm.Medium) && fits(campaign, utm.Campaign)
	}
}
