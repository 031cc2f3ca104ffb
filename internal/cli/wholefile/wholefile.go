// Package wholefile writes files whole or not at all: a reader sees the old
// content or the new one, never a part, even when the machine stops in between.
package wholefile

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/natefinch/atomic"
)

// Write replaces the content of the file at an absolute path. A file that is
// there keeps its permissions, and one behind a symbolic link is replaced in its
// own place; a new file gets the permissions that the system gives new files.
func Write(path string, content io.Reader) error {
	target, err := filepath.EvalSymlinks(path)
	if errors.Is(err, fs.ErrNotExist) {
		target, err = path, create(path)
	}
	if err != nil {
		return fmt.Errorf("write file: %w", err)
	}
	if err := atomic.WriteFile(target, content); err != nil {
		return fmt.Errorf("write file: %w", err)
	}
	return nil
}

// create makes an empty file, so that the user's umask decides its permissions.
func create(path string) error {
	file, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o666)
	if err != nil {
		return err
	}
	return file.Close()
}
