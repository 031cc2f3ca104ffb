package insights

import (
	_ "embed"
	"strings"
)

// The names that Meta's SDK specification (v25, of April 2026) lists for
// insights, with the breakdowns that v26 added and without dma, which ended on
// 2026-06-22.
var (
	//go:embed names/fields.txt
	fieldNames string
	//go:embed names/removed_fields.txt
	removedFieldNames string
	//go:embed names/breakdowns.txt
	breakdownNames string
	//go:embed names/action_breakdowns.txt
	actionBreakdownNames string
	//go:embed names/windows.txt
	windowNames string
	//go:embed names/presets.txt
	presetNames string

	knownFields           = set(fieldNames)
	removedFields         = set(removedFieldNames)
	knownBreakdowns       = set(breakdownNames)
	knownActionBreakdowns = set(actionBreakdownNames)
	knownWindows          = set(windowNames)
	knownPresets          = set(presetNames)
)

// set makes a set of the lines of a list.
func set(lines string) map[string]bool {
	names := make(map[string]bool)
	for _, name := range strings.Fields(lines) {
		names[name] = true
	}
	return names
}
