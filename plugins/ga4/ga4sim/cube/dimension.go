package cube

import (
	"slices"
	"strings"

	"github.com/roictl/roictl/plugins/ga4/ga4sim/world"
)

// Dimension is a column of names.
type Dimension struct {
	Name, UI, Category string
	Deprecated         []string // earlier names
	Scope              Scope
	Custom             bool
	Value              func(*Fact) string
}

// Campaign says whether costs of advertising join on the dimension.
func (d *Dimension) Campaign() bool {
	return d.Scope != UserScope && (strings.Contains(d.Name, "ampaign") || strings.Contains(d.Name, "oogleAds"))
}

// Demographic says whether rows by the dimension may be withheld to protect people.
func (d *Dimension) Demographic() bool {
	return slices.Contains([]string{"userAgeBracket", "userGender", "brandingInterest", "audienceId", "audienceName"}, d.Name)
}

// ofEvent says whether the value differs between events of one session.
func (d *Dimension) ofEvent() bool {
	return d.Scope == EventScope || d.Scope == AttributionScope || d.Scope == ItemScope
}

// Dimensions returns all that a property can be broken down by, its registered
// parameters included. A nil property has the universal ones only.
func Dimensions(p *world.Property) []Dimension {
	list := slices.Concat(timeDimensions, trafficDimensions(), pageDimensions, peopleDimensions, eventDimensions, itemDimensions)
	if p != nil {
		for _, custom := range p.CustomDimensions {
			list = append(list, customDimension(custom))
		}
	}
	return list
}

// DimensionNamed finds a dimension of a property.
func DimensionNamed(p *world.Property, name string) (Dimension, bool) {
	list := Dimensions(p)
	i := slices.IndexFunc(list, func(d Dimension) bool { return d.Name == name })
	if i < 0 {
		return Dimension{}, false
	}
	return list[i], true
}

// ofSession reads a session, and is not set for costs.
func ofSession(read func(*world.Session) string) func(*Fact) string {
	return func(f *Fact) string {
		if f.Session == nil {
			return world.NotSet
		}
		return read(f.Session)
	}
}

// ofUser reads a user, and is not set for costs.
func ofUser(read func(*world.User) string) func(*Fact) string {
	return ofSession(func(s *world.Session) string { return read(s.User) })
}
