package links

import (
	"net/url"
	"slices"
	"strings"
)

// Codes are the tracking codes that a visitor arrives with.
type Codes struct {
	Source, Medium, Campaign, Content, Term string
	// Conflicts are the parameters that stand in the address and in the tags with
	// different values, so that the website gets both.
	Conflicts []string
	// Frozen says that a macro of a name is among them: Meta fills it in once, when the
	// ad is first published, so that a later name is not what visitors arrive with.
	Frozen bool
}

// pairs reads a query as browsers do, keeping macros such as {{ad.id}} and spaces
// that nobody escaped.
func pairs(query string) url.Values {
	all := make(url.Values)
	for part := range strings.SplitSeq(strings.TrimLeft(strings.TrimSpace(query), "?&"), "&") {
		name, value, _ := strings.Cut(part, "=")
		if name != "" {
			all.Add(unescape(name), unescape(value))
		}
	}
	return all
}

// unescape leaves a text as it is where its escapes are wrong.
func unescape(text string) string {
	plain, err := url.QueryUnescape(text)
	if err != nil {
		return text
	}
	return plain
}

// queryOf is the query of an address, which need not be valid: macros are not.
func queryOf(address string) string {
	address, _, _ = strings.Cut(address, "#")
	_, query, _ := strings.Cut(address, "?")
	return query
}

// CodesOf reads the tracking codes of a link as it was written, with macros. Where a
// parameter stands twice, the address counts: it comes first, and analytics tools
// take the first.
func CodesOf(link Link) Codes {
	own, appended := pairs(queryOf(link.URL)), pairs(link.Tags)
	var c Codes
	effective := func(name string) string {
		values := slices.Compact(slices.Concat(own[name], appended[name]))
		if len(values) == 0 {
			return ""
		}
		if len(values) > 1 {
			c.Conflicts = append(c.Conflicts, name)
		}
		value := values[0]
		c.Frozen = c.Frozen || slices.ContainsFunc(nameMacros, func(macro string) bool { return strings.Contains(value, macro) })
		return value
	}
	c.Source, c.Medium, c.Campaign = effective("utm_source"), effective("utm_medium"), effective("utm_campaign")
	c.Content, c.Term = effective("utm_content"), effective("utm_term")
	return c
}

// nameMacros are those that Meta fills in once.
var nameMacros = []string{"{{campaign.name}}", "{{adset.name}}", "{{ad.name}}"}

// Expand fills macros of an ad in. Those of placements differ from visitor to
// visitor and stay.
func Expand(text string, ad *Ad) string {
	return strings.NewReplacer(
		"{{campaign.id}}", ad.Campaign.ID, "{{adset.id}}", ad.AdSet.ID, "{{ad.id}}", ad.ID,
		"{{campaign.name}}", ad.Campaign.Name, "{{adset.name}}", ad.AdSet.Name, "{{ad.name}}", ad.Name,
	).Replace(text)
}
