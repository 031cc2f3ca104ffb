package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/hashicorp/hcl/v2"

	"github.com/roictl/roictl/config"
	"github.com/roictl/roictl/engine"
	"github.com/roictl/roictl/history"
	"github.com/roictl/roictl/history/sqlite"
	"github.com/roictl/roictl/internal/cli/record"
	"github.com/roictl/roictl/internal/cli/revision"
)

// codeHistoryUnavailable is the stable code of the warning that the history could
// not be used.
const codeHistoryUnavailable config.Code = "HISTORY_UNAVAILABLE"

// dataDirectory is the directory beside a configuration that roictl keeps its
// memory in.
const dataDirectory = ".roictl"

// historyPath is where the history of a configuration is kept: in the directory
// that ROICTL_DATA_DIR names, else in .roictl beside the configuration.
func (s *session) historyPath(directory string) string {
	data := filepath.Join(directory, dataDirectory)
	if named := s.env("ROICTL_DATA_DIR"); named != "" {
		data = absolute(s.dir(), named)
	}
	return filepath.Join(data, "history.db")
}

// remember records a result, unless it is only to be looked at, and returns what
// differs from the run before. Memory never decides: whatever fails here is a
// warning.
func (s *session) remember(ctx context.Context, m *measurement, result *engine.Result, write bool) ([]history.Change, hcl.Diagnostics) {
	run, err := record.Run(m.config, result, record.Circumstances{
		Version:      thisBuild(s.Version).Version,
		Commit:       revision.Of(m.config.Directory),
		ConfigDigest: m.digest,
	})
	if err != nil {
		return nil, historyWarning(err)
	}
	before, err := s.exchange(ctx, s.historyPath(m.config.Directory), run, write)
	switch {
	case err != nil:
		return nil, historyWarning(err)
	case before == nil || before.AsOf > run.AsOf:
		// A look back at an old day is not compared with what came later.
		return nil, nil
	}
	return history.Compare(before, run), nil
}

// exchange gives the run to the history and takes the one before it that judged
// the same selection of periods; nil when there is none.
func (s *session) exchange(ctx context.Context, path string, run *history.Run, write bool) (before *history.Run, err error) {
	open := sqlite.OpenReadOnly
	if write {
		open = sqlite.Open
	}
	store, err := open(ctx, path)
	if errors.Is(err, history.ErrNoHistory) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	before, err = store.LatestOf(ctx, run.Period)
	if err != nil && !errors.Is(err, history.ErrNoHistory) {
		return nil, err
	}
	if write {
		if err := store.Record(ctx, run); err != nil {
			return nil, err
		}
		if filepath.Base(filepath.Dir(path)) == dataDirectory {
			return before, keepOutOfGit(filepath.Dir(path))
		}
	}
	return before, nil
}

// keepOutOfGit keeps the history from being committed by accident with the
// declarations beside it: it is of one machine, and changes with every run.
func keepOutOfGit(directory string) error {
	file, err := os.OpenFile(filepath.Join(directory, ".gitignore"), os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("keep the history out of git: %w", err)
	}
	_, err = file.WriteString("*\n")
	return errors.Join(err, file.Close())
}

// historyWarning says that the history could not be used, and that the verdicts
// hold all the same.
func historyWarning(err error) hcl.Diagnostics {
	detail := sentence(err.Error()) + "."
	var fault *history.FileError
	if errors.As(err, &fault) {
		detail = sentence(fault.Error()) + "."
		if fault.Detail != "" {
			detail += "\n\n" + fault.Detail
		}
	}
	return hcl.Diagnostics{{
		Severity: hcl.DiagWarning,
		Summary:  "History not available",
		Detail:   detail + "\n\nNo verdict depends on it.",
		Extra:    codeHistoryUnavailable,
	}}
}
