package filetext

import (
	"errors"
	"fmt"
	"io/fs"
	"syscall"
)

// Error says why a file was not read.
type Error struct {
	Why  string // a clause that continues "cannot be read:"
	Todo string // what to do, in full sentences
	err  error  // what the system said; nil where it said nothing
}

// Error is the reason alone.
func (e *Error) Error() string { return e.Why }

// Unwrap returns what the system said.
func (e *Error) Unwrap() error { return e.err }

// explain turns what the system says into an [Error].
func explain(err error) error {
	if err == nil {
		return nil
	}
	var known *Error
	if errors.As(err, &known) {
		return known
	}
	for _, c := range []struct {
		err       error
		why, todo string
	}{
		{fs.ErrNotExist, "it does not exist", "Correct the name, or create the file. Where it is a symbolic link, the file that it leads to is missing."},
		{fs.ErrPermission, "permission is denied", "Give the user that runs roictl the right to read it."},
		{syscall.ELOOP, "it is a symbolic link that leads back to itself", "Replace the link by the file, or remove it."},
		{syscall.EISDIR, "it is a directory", "Name a file in it."},
	} {
		if errors.Is(err, c.err) {
			return &Error{Why: c.why, Todo: c.todo, err: err}
		}
	}
	why := err
	var path *fs.PathError
	if errors.As(err, &path) {
		why = path.Err // the name is said by the caller
	}
	return &Error{Why: why.Error(), Todo: "Check that the file can be opened at all.", err: err}
}

// irregular says why something that is no regular file is not read; nil for one
// that is.
func irregular(mode fs.FileMode) error {
	what := "special file"
	switch {
	case mode.IsRegular():
		return nil
	case mode.IsDir():
		return explain(syscall.EISDIR)
	case mode&fs.ModeNamedPipe != 0:
		what = "named pipe"
	case mode&fs.ModeSocket != 0:
		what = "socket"
	case mode&fs.ModeDevice != 0:
		what = "device"
	}
	return &Error{
		Why:  fmt.Sprintf("it is a %s, from which roictl would wait for data, perhaps forever", what),
		Todo: "Replace it by a regular file, or remove it.",
	}
}

// tooLarge says that a file has more bytes than are read.
func tooLarge(limit int64) error {
	return &Error{
		Why:  fmt.Sprintf("it has more than %d MB", limit>>20),
		Todo: "Check that it is the right file. One that is may be split.",
	}
}
