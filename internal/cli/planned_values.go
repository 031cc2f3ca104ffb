package cli

import (
	"errors"
	"io/fs"
	"slices"
	"strings"
)

// plannedFiles are the files that a plan is checked with: its declarations as they
// were, and the files of variables beside those in the directory as they are now.
// A plan holds no sensitive values, so that they are read where they stand; all
// others are the plan's own, whatever these files say today.
type plannedFiles struct {
	declarations fs.FS
	directory    fs.FS
}

var _ fs.ReadDirFS = plannedFiles{}

// Open opens a file on the side that it belongs to.
func (p plannedFiles) Open(name string) (fs.File, error) {
	if isValueFile(name) {
		return p.directory.Open(name)
	}
	return p.declarations.Open(name)
}

// ReadDir lists both sides. The directory may be gone: then the plan is all there
// is.
func (p plannedFiles) ReadDir(name string) ([]fs.DirEntry, error) {
	entries, err := fs.ReadDir(p.declarations, name)
	if err != nil {
		return nil, err
	}
	values, err := fs.ReadDir(p.directory, name)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	values = slices.DeleteFunc(values, func(entry fs.DirEntry) bool { return !isValueFile(entry.Name()) })
	return append(entries, values...), nil
}

// isValueFile says whether a file is one of variables by its name.
func isValueFile(name string) bool {
	return strings.HasSuffix(strings.TrimSuffix(name, ".json"), ".vars.hcl")
}
