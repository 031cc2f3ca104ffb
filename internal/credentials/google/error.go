package google

import "fmt"

// FileError says that a file is not what it should be. It quotes nothing of it.
type FileError struct {
	Path   string
	Reason string // a clause: "it cannot be read: permission denied"
}

// Error says what is wrong with which file.
func (e *FileError) Error() string { return fmt.Sprintf("read %s: %s", e.Path, e.Reason) }
