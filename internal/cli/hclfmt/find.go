package hclfmt

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// suffixes of the files that are laid out where a directory is named.
var suffixes = []string{".roi.hcl", ".vars.hcl"}

// Find returns the files that a path names, relative to dir, in lexical order: a
// file itself, or those of a directory whose names say that they are roictl's.
// With recursive, directories below are searched too, but hidden ones.
func Find(dir, path string, recursive bool) ([]string, error) {
	at := resolve(dir, path)
	info, err := os.Stat(at)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, fmt.Errorf("format %q: there is no such file or directory", path)
	case err != nil:
		return nil, fmt.Errorf("format %q: %w", path, err)
	case !info.IsDir():
		if !strings.HasSuffix(path, ".hcl") {
			return nil, fmt.Errorf("format %q: only files whose names end in .hcl can be formatted", path)
		}
		return []string{path}, nil
	}

	var files []string
	err = filepath.WalkDir(at, func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() {
			if name != at && (!recursive || strings.HasPrefix(entry.Name(), ".")) {
				return fs.SkipDir
			}
			return nil
		}
		if info, err := os.Stat(name); err == nil && info.IsDir() {
			return nil // behind a symbolic link
		}
		if formats(entry.Name()) {
			relative, err := filepath.Rel(at, name)
			if err != nil {
				return err
			}
			files = append(files, filepath.Join(path, relative))
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("search directory %q: %w", path, err)
	}
	return files, nil
}

// formats says whether a file in a directory is laid out. Hidden files, such as
// an editor's backups, are not.
func formats(name string) bool {
	if strings.HasPrefix(name, ".") {
		return false
	}
	for _, suffix := range suffixes {
		if strings.HasSuffix(name, suffix) {
			return true
		}
	}
	return false
}

// resolve returns where a path is that was written relative to dir.
func resolve(dir, path string) string {
	if filepath.IsAbs(path) {
		return path
	}
	return filepath.Join(dir, path)
}
