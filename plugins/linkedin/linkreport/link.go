package linkreport

import (
	"net/url"
	"slices"
	"strings"

	"github.com/roictl/roictl/connector"
)

// link is where an ad leads, or why nobody knows.
type link struct {
	state      string
	reason     string
	page       string // as declared
	url        string // with what LinkedIn appends
	query      url.Values
	duplicates []string
}

// pair is a parameter that LinkedIn appends.
type pair struct{ key, value string }

// newLink works out the address that a click leads to. LinkedIn appends its
// parameters to whatever is there, and removes none that is there already
// (Dynamic UTM Tracking).
func newLink(page string, appended []pair) *link {
	l := &link{state: verified, page: page}
	address, err := url.Parse(page)
	if err != nil {
		return unreadable("LinkedIn gives a landing page that is no address")
	}
	parts := make([]string, 0, len(appended)+1)
	if address.RawQuery != "" {
		parts = append(parts, address.RawQuery)
	}
	for _, p := range appended {
		parts = append(parts, url.QueryEscape(p.key)+"="+strings.ReplaceAll(url.QueryEscape(p.value), "+", "%20"))
	}
	address.RawQuery = strings.Join(parts, "&")
	l.url = address.String()
	l.query = address.Query()
	for name, values := range l.query {
		if len(values) > 1 {
			l.duplicates = append(l.duplicates, name)
		}
	}
	slices.Sort(l.duplicates)
	return l
}

func unreadable(reason string) *link { return &link{state: unverifiable, reason: reason} }

// tagged says whether the link says where a visitor comes from.
func (l *link) tagged() bool {
	return l.query.Get("utm_source") != "" && l.query.Get("utm_medium") != ""
}

// texts are the values of the link in the dimensions about it.
func (l *link) texts() []connector.Text {
	values := []string{l.state, l.reason, l.page, l.url}
	for _, name := range utm {
		values = append(values, l.query.Get(name))
	}
	values = append(values, strings.Join(l.duplicates, ","))
	texts := make([]connector.Text, len(values))
	for i, value := range values {
		texts[i] = connector.Text{Value: value, Null: value == ""}
	}
	return texts
}
