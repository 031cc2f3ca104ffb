package cli

import (
	"strings"
	"testing"
)

// TestCrashIsNoVerdict holds that a panic ends with the code of a fault and says
// where it was, and never with the 2 of a missed target.
func TestCrashIsNoVerdict(t *testing.T) {
	t.Parallel()
	var stderr strings.Builder
	code := contain(&stderr, func() ExitCode {
		var none []int
		return ExitCode(none[len(none)])
	})
	if code != ExitFault {
		t.Errorf("exit %d, want %d", code, ExitFault)
	}
	for _, want := range []string{"roictl crashed: runtime error: index out of range", "fault of roictl", "crash_test.go"} {
		if !strings.Contains(stderr.String(), want) {
			t.Errorf("the message lacks %q:\n%s", want, &stderr)
		}
	}
	if code := contain(&stderr, func() ExitCode { return ExitMissed }); code != ExitMissed {
		t.Errorf("work that does not crash exits %d, want its own %d", code, ExitMissed)
	}
}
