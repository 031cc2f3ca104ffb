package catalogue

import (
	"fmt"
	"slices"
	"strings"
)

// Windows are the attribution windows in which conversions count, in Meta's names.
// None of them is the attribution setting of each ad set.
type Windows []string

// DefaultWindows is the name of the attribution setting of each ad set.
const DefaultWindows = "default"

// The windows that Meta still fills. Click windows nest: a conversion within a day
// of a click is within seven days of it too. Views and engagement stand beside.
var (
	clickWindows = []string{"1d_click", "7d_click", "28d_click"}
	otherWindows = []string{"1d_view", "1d_ev"}
)

// retiredWindows are accepted by Meta, which then fills in nothing, without a word
// (Marketing API changelog: 7-day and 28-day view windows ended on 2026-01-12).
var retiredWindows = map[string]string{
	"7d_view":  "1d_view",
	"28d_view": "1d_view",
	"inline":   "1d_click",
}

// ParseWindows reads windows with commas between them. An error says what is wrong
// and what to use instead, as a sentence without its full stop.
func ParseWindows(text string) (Windows, error) {
	var windows Windows
	clicks := 0
	for name := range strings.SplitSeq(text, ",") {
		name = strings.TrimSpace(name)
		bare := strings.TrimSuffix(strings.TrimSuffix(name, "_all_conversions"), "_first_conversion")
		switch instead, gone := retiredWindows[bare]; {
		case name == "" || name == DefaultWindows && len(windows) == 0:
			continue
		case gone:
			return nil, fmt.Errorf("the attribution window %s was ended by Meta, which would answer with nothing, without saying so; use %s", name, instead)
		case slices.Contains(windows, name):
			return nil, fmt.Errorf("the attribution window %s stands twice", name)
		case slices.Contains(clickWindows, name):
			clicks++
		case !slices.Contains(otherWindows, name):
			return nil, fmt.Errorf("%q is not an attribution window that can be counted in; there are %s and %s, and %s alone", name, strings.Join(clickWindows, ", "), strings.Join(otherWindows, ", "), DefaultWindows)
		}
		if clicks > 1 {
			return nil, fmt.Errorf("click windows hold each other, so that they cannot be added up; name one of %s", strings.Join(clickWindows, ", "))
		}
		windows = append(windows, name)
	}
	return windows, nil
}

// String writes the windows as ParseWindows reads them.
func (w Windows) String() string {
	if len(w) == 0 {
		return DefaultWindows
	}
	return strings.Join(w, ",")
}
