package host

import (
	"fmt"
	"os"
	"sync"
)

// maxSocketDir is the longest directory in which a socket's path fits the 104
// bytes that the strictest system (macOS) allows, with the name that a child
// adds.
const maxSocketDir = 80

// socketDir is the directory of one run's sockets, made when first needed. Only
// the user can enter it: a socket in it is as private as the process itself.
type socketDir struct {
	parent string // empty means the system's directory for temporary files

	mu   sync.Mutex
	path string
}

// make returns the directory, making it the first time.
func (d *socketDir) make() (string, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.path != "" {
		return d.path, nil
	}
	parent := d.parent
	if parent == "" {
		parent = os.TempDir()
	}
	if len(parent) > maxSocketDir {
		parent = "/tmp" // a deep TMPDIR, as test frameworks make; exists on every Unix
	}
	path, err := os.MkdirTemp(parent, "roictl-") // 0700
	if err != nil {
		return "", fmt.Errorf("make directory for sockets: %w", err)
	}
	d.path = path
	return path, nil
}

// remove deletes the directory with the sockets that crashed connectors left.
func (d *socketDir) remove() error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.path == "" {
		return nil
	}
	if err := os.RemoveAll(d.path); err != nil {
		return fmt.Errorf("remove directory of sockets: %w", err)
	}
	d.path = ""
	return nil
}
