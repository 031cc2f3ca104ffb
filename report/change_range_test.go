package report

import (
	"strings"
	"testing"

	"github.com/roictl/roictl/history"
)

// TestRestatedRange: a range of costs makes a range of return, recorded as exact
// fractions; people read percentages, machines decimals.
func TestRestatedRange(t *testing.T) {
	t.Parallel()
	c := history.Change{Kind: history.Restated, Address: "campaign.spring.roi", Unit: "percent", Before: "1/2..3/4", After: "-1/3..1/4"}
	got := strings.ReplaceAll(changeText(c), noBreak, " ")
	if want := "campaign.spring.roi restated: 50 to 75 % -> -33.3 to 25 %"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	document := changeToJSON(c)
	if document.Before != "0.5..0.75" || document.After != "-0.3333333333333333..0.25" {
		t.Errorf("JSON has %q and %q", document.Before, document.After)
	}
}
