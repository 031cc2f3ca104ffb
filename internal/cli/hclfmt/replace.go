package hclfmt

import (
	"bytes"
	"fmt"
	"path/filepath"

	"github.com/natefinch/atomic"
)

// Replace puts new content into the file at path, relative to dir, whole or not
// at all, and keeps its permissions. Where the path is a symbolic link, the file
// behind it is replaced, not the link.
func Replace(dir, path string, content []byte) error {
	at, err := filepath.EvalSymlinks(resolve(dir, path))
	if err != nil {
		return fmt.Errorf("replace file %q: %w", path, err)
	}
	if err := atomic.WriteFile(at, bytes.NewReader(content)); err != nil {
		return fmt.Errorf("replace file %q: %w", path, err)
	}
	return nil
}
