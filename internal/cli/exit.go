package cli

import (
	"fmt"
	"strings"
)

// ExitCode is what the process answers with. There are no other codes.
type ExitCode int

// The exit codes. Two of them have another meaning in a command that Terraform
// also has, where its users' scripts expect it.
const (
	// ExitOK: nothing is worse than what --fail-on allows.
	ExitOK ExitCode = 0
	// ExitFault: the tool or the configuration is at fault.
	ExitFault ExitCode = 1
	// ExitMissed: at least one target is missed.
	ExitMissed ExitCode = 2
	// ExitChanges: `plan --detailed-exitcode` found changed declarations.
	ExitChanges ExitCode = 2
	// ExitIncomplete: evidence is incomplete for a KPI that is required.
	ExitIncomplete ExitCode = 3
	// ExitFilesDiffer: `fmt --check` found files that are not formatted.
	ExitFilesDiffer ExitCode = 3
	// ExitInterrupted: the user or the system interrupted the command.
	ExitInterrupted ExitCode = 130
)

// exitNote says in a command's help when it answers with a code.
type exitNote struct {
	Code ExitCode
	When string
}

// exitNotes returns the help on exit codes: the command's own, and the two that
// every command has.
func exitNotes(ok string, own ...exitNote) string {
	notes := []exitNote{{ExitOK, ok}, {ExitFault, "the command line, the configuration or roictl itself is at fault"}}
	notes = append(notes, own...)
	notes = append(notes, exitNote{ExitInterrupted, "interrupted (Ctrl-C); a second Ctrl-C stops at once"})
	var text strings.Builder
	for _, note := range notes {
		fmt.Fprintf(&text, "  %3d  %s\n", note.Code, note.When)
	}
	return text.String()
}
