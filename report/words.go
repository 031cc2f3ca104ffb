package report

import (
	"fmt"
	"math/big"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/hashicorp/hcl/v2"

	"github.com/roictl/roictl/config"
	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/report/figure"
	"github.com/roictl/roictl/report/screen"
)

// counted puts a number before a noun: 1 source, 2 sources.
func counted(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return strconv.Itoa(n) + " " + many
}

// large counts what there may be very much of, with its digits in groups: 1,234,567
// rows.
func large(n int64, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return figure.Count(new(big.Rat).SetInt64(n)) + " " + many
}

// days writes an interval for people: 1 - 31 May 2026, 28 Feb - 6 Mar 2026.
func days(i connector.Interval) string {
	start, end := i.Start.Time(), i.End.Time()
	last := strings.ReplaceAll(end.Format("2 Jan 2006"), " ", noBreak)
	switch {
	case i.Start == i.End:
		return last
	case start.Year() != end.Year():
		return strings.ReplaceAll(start.Format("2 Jan 2006"), " ", noBreak) + dash + last
	case start.Month() != end.Month():
		return strings.ReplaceAll(start.Format("2 Jan"), " ", noBreak) + dash + last
	default:
		return start.Format("2") + dash + last
	}
}

const dash = noBreak + "-" + noBreak

// place writes where something is declared: goals.roi.hcl:12. It is empty for
// what stands nowhere.
func place(r hcl.Range) string {
	if r.Filename == "" {
		return ""
	}
	return fmt.Sprintf("%s:%d", screen.Text(filepath.ToSlash(r.Filename)), r.Start.Line)
}

// nameInGoal is a KPI's name inside its goal: cpa["fr"].
func nameInGoal(a config.Address) string { return a.Name + a.Key.String() }

// goalName is a goal's name with its instance key: sales["fr"].
func goalName(a config.Address) string { return a.Parent + a.ParentKey.String() }
