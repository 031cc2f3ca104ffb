package advertiser

import (
	"fmt"
	"regexp"
	"time"

	"github.com/roictl/roictl/connector"
)

// DefaultVersion is the version of the Marketing API that is asked for unless a
// block says another.
const DefaultVersion = "202607"

// Codes of what is wrong with a version before LinkedIn says so.
const (
	CodeVersionEnds    = "LINKEDIN_VERSION_ENDS"
	CodeVersionUnknown = "LINKEDIN_VERSION_UNKNOWN"
)

// sunsets are the days on which LinkedIn switches versions off, as published on the
// page "LinkedIn Marketing API migrations". Responses carry no such notice.
var sunsets = map[string]connector.Date{
	"202507": connector.DateOf(2026, time.July, 15),
	"202508": connector.DateOf(2026, time.August, 17),
	"202509": connector.DateOf(2026, time.September, 15),
	"202510": connector.DateOf(2026, time.October, 15),
	"202511": connector.DateOf(2026, time.November, 16),
	"202601": connector.DateOf(2027, time.January, 15),
	"202602": connector.DateOf(2027, time.February, 15),
	"202603": connector.DateOf(2027, time.March, 16),
	"202604": connector.DateOf(2027, time.April, 15),
	"202605": connector.DateOf(2027, time.May, 15),
	"202606": connector.DateOf(2027, time.June, 15),
	"202607": connector.DateOf(2027, time.July, 15),
}

// warnDays is how long before its end a version is warned of.
const warnDays = 60

var versionForm = regexp.MustCompile(`^20[0-9]{2}(0[1-9]|1[0-2])$`)

// checkVersion says what is wrong with the form of a version.
func checkVersion(version string) *connector.Diagnostic {
	if versionForm.MatchString(version) {
		return nil
	}
	d := fault("Invalid version", fmt.Sprintf("%q is not a version of LinkedIn's Marketing API, which is a year and a month, such as %q.", version, DefaultVersion),
		fmt.Sprintf("Leave it out to use %s.", DefaultVersion))
	return &d
}

// VersionNotice warns of a version that ends soon, or of which this connector does
// not know when it ends; nil where there is nothing to say. Once it has ended,
// LinkedIn says so itself.
func (a *Advertiser) VersionNotice(today connector.Date) *connector.Diagnostic {
	end, known := sunsets[a.Version]
	var d connector.Diagnostic
	switch left := int(end - today); {
	case !known:
		d = connector.NewWarning(CodeVersionUnknown, "Version of LinkedIn's interface is not known",
			fmt.Sprintf("This connector was made for the versions up to %s and does not know %s, nor when LinkedIn switches it off.", DefaultVersion, a.Version))
		d.Hint = fmt.Sprintf("Use api_version = %q unless you need another.", DefaultVersion)
	case left > warnDays:
		return nil
	default:
		d = connector.NewWarning(CodeVersionEnds, "Version of LinkedIn's interface ends",
			fmt.Sprintf("LinkedIn switches version %s of its Marketing API off on %s. From then on it answers nothing to it.", a.Version, end))
		d.Hint = "Set api_version to a later one. Where roictl chooses the version, a later roictl chooses a later one."
	}
	d.Path = connector.Path("api_version")
	return &d
}
