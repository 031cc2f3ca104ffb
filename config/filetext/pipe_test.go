//go:build unix

package filetext_test

import (
	"context"
	"errors"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/roictl/roictl/config/filetext"
)

// A named pipe that nobody writes to would be waited for forever.
func TestPipes(t *testing.T) {
	t.Parallel()
	pipe := filepath.Join(t.TempDir(), "pipe")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Skipf("no named pipes here: %v", err)
	}
	for path, why := range map[string]string{pipe: "named pipe", "/dev/null": "device"} {
		if _, err := filetext.Path(path, 100); err == nil || !strings.Contains(err.Error(), why) {
			t.Errorf("%s: got %v, want a refusal because it is a %s", path, err, why)
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := filetext.Named(ctx, pipe, 100); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want that the context has ended", err)
	}
	if _, err := filetext.Named(context.Background(), "/dev/zero", 1<<20); err == nil || !strings.Contains(err.Error(), "more than 1 MB") {
		t.Errorf("got %v, want a refusal of what never ends", err)
	}
}
