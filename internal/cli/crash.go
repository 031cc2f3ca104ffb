package cli

import (
	"fmt"
	"io"
	"runtime/debug"
)

// contain runs the work and turns a panic, which is always a fault of roictl,
// into its exit code: that of the Go runtime would say that a target is missed.
func contain(stderr io.Writer, work func() ExitCode) (code ExitCode) {
	defer func() {
		if cause := recover(); cause != nil {
			_, _ = fmt.Fprintf(stderr, "Error: roictl crashed: %v\n\nThis is a fault of roictl, not of your configuration. Please report it with the text below.\n\n%s", cause, debug.Stack())
			code = ExitFault
		}
	}()
	return work()
}
