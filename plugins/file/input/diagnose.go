package input

import (
	"compress/flate"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"

	"github.com/roictl/roictl/connector"
)

// Diagnose says in a user's words why a file cannot be opened or read on.
func Diagnose(name string, err error) connector.Diagnostic {
	var corrupt flate.CorruptInputError
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return connector.NewError("FILE_NOT_FOUND", "File is gone", fmt.Sprintf("%q was there a moment ago and is not any more.", name))
	case errors.Is(err, fs.ErrPermission):
		d := connector.NewError("FILE_UNREADABLE", "File may not be read", fmt.Sprintf("You have no permission to read %q.", name))
		d.Hint = "Give the user that runs roictl the right to read it."
		return d
	case strings.Contains(err.Error(), "escapes from parent"): // os.Root has no value for it
		d := connector.NewError("FILE_PATH_OUTSIDE", "Path leads out of the configuration's directory",
			fmt.Sprintf("%q is, or lies behind, a symbolic link that leads out of the configuration's directory.\n\nA configuration reads only files below its own directory.", name))
		d.Hint = "Replace the link by the file or a copy of it."
		return d
	case errors.Is(err, io.ErrUnexpectedEOF):
		d := connector.NewError("FILE_TRUNCATED", "Compressed file is cut off", fmt.Sprintf("%q ends in the middle of its compressed data, so rows are missing at its end.", name))
		d.Hint = "Download or copy it again."
		return d
	case errors.Is(err, gzip.ErrChecksum), errors.Is(err, gzip.ErrHeader), errors.As(err, &corrupt):
		d := connector.NewError("FILE_CORRUPT", "Compressed file is damaged", fmt.Sprintf("%q cannot be unpacked: its data are damaged.", name))
		d.Hint = "Download or copy it again."
		return d
	}
	return connector.NewError("FILE_UNREADABLE", "File cannot be read", fmt.Sprintf("%q cannot be read: %v.", name, err))
}
