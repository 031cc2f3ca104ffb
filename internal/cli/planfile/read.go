package planfile

import (
	"archive/zip"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"
)

// The reasons why a file is not taken.
var (
	// ErrNotAPlan says that the file is something else, or damaged.
	ErrNotAPlan = errors.New("not a plan file of roictl, or damaged")
	// ErrTampered says that the snapshot is not the one that was written.
	ErrTampered = errors.New("changed after it was written")
)

// NewerError says that a file was written in a format that is not known here.
type NewerError struct {
	Format  string // of the file
	Version string // of the roictl that wrote it
}

// Error names both formats.
func (e *NewerError) Error() string {
	return fmt.Sprintf("plan format %s of roictl %s is not readable: this roictl reads format %s", e.Format, e.Version, FormatVersion)
}

// maxSize bounds what is unpacked, in bytes, so that a small file cannot fill
// the memory.
const maxSize = 256 << 20

// Read reads a plan and proves its snapshot. The file system holds the
// configuration's sources by their names. The error is, or wraps, [ErrNotAPlan],
// [ErrTampered] or a [*NewerError].
func Read(r io.ReaderAt, size int64) (Plan, fs.FS, error) {
	archive, err := zip.NewReader(r, size)
	if err != nil {
		return Plan{}, nil, fmt.Errorf("%w: %w", ErrNotAPlan, err)
	}
	budget := int64(maxSize)
	sources := make(map[string][]byte)
	var document []byte
	for _, entry := range archive.File {
		name, inSnapshot := strings.CutPrefix(entry.Name, snapshotDir+"/")
		if !inSnapshot && entry.Name != planName {
			continue // of a later minor version
		}
		content, err := unpack(entry, &budget)
		if err != nil {
			return Plan{}, nil, fmt.Errorf("%w: %s: %w", ErrNotAPlan, entry.Name, err)
		}
		if _, twice := sources[name]; twice {
			return Plan{}, nil, fmt.Errorf("%w: %s is in it twice", ErrNotAPlan, entry.Name)
		}
		if inSnapshot {
			sources[name] = content
		} else {
			document = content
		}
	}
	plan, err := parse(document)
	if err != nil {
		return Plan{}, nil, err
	}
	if digest(sources) != plan.SnapshotDigest {
		return Plan{}, nil, fmt.Errorf("the configuration in the plan file was %w", ErrTampered)
	}
	snapshot, err := fs.Sub(archive, snapshotDir)
	if err != nil {
		return Plan{}, nil, fmt.Errorf("%w: %w", ErrNotAPlan, err)
	}
	return plan, snapshot, nil
}

// parse reads plan.json. The format is looked at first: what follows may mean
// something else in another one.
func parse(document []byte) (Plan, error) {
	var version struct {
		FormatVersion string `json:"format_version"`
		RoictlVersion string `json:"roictl_version"`
	}
	if document == nil {
		return Plan{}, fmt.Errorf("%w: it holds no %s", ErrNotAPlan, planName)
	}
	if err := json.Unmarshal(document, &version); err != nil {
		return Plan{}, fmt.Errorf("%w: %s: %w", ErrNotAPlan, planName, err)
	}
	own, _, _ := strings.Cut(FormatVersion, ".")
	if major, _, ok := strings.Cut(version.FormatVersion, "."); !ok || major != own {
		return Plan{}, &NewerError{Format: version.FormatVersion, Version: version.RoictlVersion}
	}
	var plan Plan
	if err := json.Unmarshal(document, &plan); err != nil {
		return Plan{}, fmt.Errorf("%w: %s: %w", ErrNotAPlan, planName, err)
	}
	return plan, nil
}

// unpack reads one file of the archive, as far as the budget of bytes allows.
// Reading to the end also compares its checksum.
func unpack(entry *zip.File, budget *int64) ([]byte, error) {
	file, err := entry.Open()
	if err != nil {
		return nil, err
	}
	defer file.Close()
	content, err := io.ReadAll(io.LimitReader(file, *budget+1))
	if err != nil {
		return nil, err
	}
	if *budget -= int64(len(content)); *budget < 0 {
		return nil, fmt.Errorf("more than %d MB", maxSize>>20)
	}
	return content, nil
}
