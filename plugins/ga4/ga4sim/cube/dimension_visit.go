package cube

import (
	"strconv"

	"github.com/roictl/roictl/plugins/ga4/ga4sim/world"
)

const (
	pageCategory   = "Page / Screen"
	deviceCategory = "Platform / Device"
	geography      = "Geography"
	userCategory   = "User"
)

// pageDimensions tell of the landing page (of the session) and of the page of the event.
var pageDimensions = []Dimension{
	{Name: "landingPage", UI: "Landing page", Category: pageCategory, Scope: SessionScope, Value: landing(func(p *world.Page) string { return p.Path })},
	{Name: "landingPagePlusQueryString", UI: "Landing page + query string", Category: pageCategory, Scope: SessionScope, Value: landing(func(p *world.Page) string { return p.Path + p.Query })},
	page("pagePath", "Page path", func(_ *Fact, p *world.Page) string { return p.Path }),
	page("pagePathPlusQueryString", "Page path + query string", func(_ *Fact, p *world.Page) string { return p.Path + p.Query }),
	page("pageTitle", "Page title", func(_ *Fact, p *world.Page) string { return p.Title }),
	page("hostName", "Hostname", func(f *Fact, _ *world.Page) string { return f.Property.Name }),
	page("fullPageUrl", "Full page URL", func(f *Fact, p *world.Page) string { return f.Property.Name + p.Path + p.Query }),
	page("pageLocation", "Page location", func(f *Fact, p *world.Page) string { return "https://" + f.Property.Name + p.Path + p.Query }),
}

func landing(read func(*world.Page) string) func(*Fact) string {
	return ofSession(func(s *world.Session) string {
		if s.Landing == nil {
			return world.NotSet
		}
		return read(s.Landing)
	})
}

func page(name, ui string, read func(*Fact, *world.Page) string) Dimension {
	return Dimension{Name: name, UI: ui, Category: pageCategory, Scope: EventScope, Value: func(f *Fact) string {
		if f.Event == nil || f.Event.Page == nil {
			return world.NotSet
		}
		return read(f, f.Event.Page)
	}}
}

// peopleDimensions tell of the user and of what the user visits with.
var peopleDimensions = []Dimension{
	place("continent", "Continent", func(p *world.Place) string { return p.Continent }),
	place("country", "Country", func(p *world.Place) string { return p.Country }),
	place("countryId", "Country ID", func(p *world.Place) string { return p.CountryID }),
	place("region", "Region", func(p *world.Place) string { return p.Region }),
	place("city", "City", func(p *world.Place) string { return p.City }),
	device("deviceCategory", "Device category", func(d *world.Device) string { return d.Category }),
	device("operatingSystem", "Operating system", func(d *world.Device) string { return d.System }),
	device("browser", "Browser", func(d *world.Device) string { return d.Browser }),
	device("platform", "Platform", func(*world.Device) string { return "web" }),
	user("language", "Language", deviceCategory, func(u *world.User) string { return u.Language }),
	user("userAgeBracket", "Age", "Demographics", func(u *world.User) string { return u.Age }),
	user("userGender", "Gender", "Demographics", func(u *world.User) string { return u.Gender }),
	user("audienceName", "Audience name", userCategory, func(*world.User) string { return "All Users" }),
	user("audienceId", "Audience ID", userCategory, func(*world.User) string { return "7000000001" }),
	user("firstSessionDate", "First session date", userCategory, func(u *world.User) string { return u.FirstDay.Date().Format("20060102") }),
	user("signedInWithUserId", "Signed in with user ID", userCategory, func(u *world.User) string {
		if u.Membership == world.NotSet {
			return world.NotSet
		}
		return "yes"
	}),
	{Name: "newVsReturning", UI: "New / returning", Category: userCategory, Scope: SessionScope, Value: ofSession(func(s *world.Session) string {
		switch {
		case s.Landing == nil:
			return world.NotSet
		case s.Number == 1:
			return "new"
		default:
			return "returning"
		}
	})},
	stream("streamId", "Stream ID", func(s world.Stream) string { return s.ID }),
	stream("streamName", "Stream name", func(s world.Stream) string { return s.Name }),
	{Name: "isKeyEvent", UI: "Is key event", Category: "Event", Scope: EventScope, Deprecated: []string{"isConversionEvent"},
		Value: func(f *Fact) string { return strconv.FormatBool(f.isKey) }},
}

func place(name, ui string, read func(*world.Place) string) Dimension {
	return Dimension{Name: name, UI: ui, Category: geography, Scope: SessionScope, Value: ofUser(func(u *world.User) string { return read(u.Place) })}
}

func device(name, ui string, read func(*world.Device) string) Dimension {
	return Dimension{Name: name, UI: ui, Category: deviceCategory, Scope: SessionScope, Value: ofSession(func(s *world.Session) string { return read(s.Device) })}
}

func user(name, ui, category string, read func(*world.User) string) Dimension {
	return Dimension{Name: name, UI: ui, Category: category, Scope: UserScope, Value: ofUser(read)}
}

// stream reads the property's first data stream, which all its sessions came through.
func stream(name, ui string, read func(world.Stream) string) Dimension {
	return Dimension{Name: name, UI: ui, Category: deviceCategory, Scope: SessionScope, Value: func(f *Fact) string {
		if len(f.Property.Streams) == 0 {
			return world.NotSet
		}
		return read(f.Property.Streams[0])
	}}
}
