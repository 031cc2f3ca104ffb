package sqlite

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"slices"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"github.com/roictl/roictl/history"
)

// safeToDelete is said wherever the file itself is the trouble.
const safeToDelete = "No check needs it: move it away or delete it, together with the files beside it " +
	"whose names begin with its name, and the next check begins a new one. What was recorded in it is then lost."

// explanations are the troubles a file can have, in the user's words.
var explanations = map[int]struct{ summary, detail string }{
	sqlite3.SQLITE_NOTADB: {
		"it is not a roictl history",
		"The file is not a database at all. " + safeToDelete,
	},
	sqlite3.SQLITE_CORRUPT: {
		"the history is damaged",
		"Part of the file was overwritten or is missing. " + safeToDelete,
	},
	sqlite3.SQLITE_READONLY: {
		"the history cannot be written",
		"This user may read the file but not write to it, or not create files in its directory. " +
			"Give write permission to both.",
	},
	sqlite3.SQLITE_CANTOPEN: {
		"the history cannot be opened",
		"Its path leads to no place where a file can be, or this user may not read and write the file " +
			"and create files in its directory. Mend the path or give permission to both.",
	},
	sqlite3.SQLITE_FULL: {
		"the disk is full",
		"Nothing of this run was kept, earlier runs are safe. Free some space and run again.",
	},
	sqlite3.SQLITE_IOERR: {
		"the disk has a fault",
		"The operating system could not read or write the file. Check the disk and, on a network drive, " +
			"the connection; a history belongs on a local disk. Earlier runs are safe if the disk is.",
	},
	sqlite3.SQLITE_BUSY: {
		"another process holds the history",
		fmt.Sprintf("It was still in use after %s. Recording a run takes less than a second, so look for a check "+
			"that is stopped or hangs, or another program that has the file open.", busyTimeout),
	},
}

// fault says what err, met while doing op, means for the file at path. Errors
// that are not about the file keep their meaning: a cancelled context stays one.
func fault(op, path string, err error) error {
	var newer newerSchemaError
	var explained *history.FileError
	var database *sqlite.Error
	var system *fs.PathError
	switch {
	case err == nil:
		return nil
	case errors.As(err, &explained):
		return err
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return fmt.Errorf("%s %s: %w", op, path, err)
	case errors.As(err, &newer):
		return &history.FileError{Op: op, Path: path, Err: err,
			Summary: "the history was written by a newer roictl",
			Detail: fmt.Sprintf("The file has schema version %d, this roictl knows up to version %d. "+
				"Use the newer roictl. %s", newer.have, newer.known, safeToDelete)}
	case errors.Is(err, errForeign):
		return &history.FileError{Op: op, Path: path, Err: err,
			Summary: "it is not a roictl history",
			Detail:  "The file is a SQLite database, but roictl did not make it, so nothing in it was touched. Give the history another place."}
	case errors.Is(err, errIsDirectory):
		return &history.FileError{Op: op, Path: path, Err: err,
			Summary: "it is not a file",
			Detail:  "There is a directory where the history has to be. Move it away."}
	case errors.Is(err, errNoWAL):
		return &history.FileError{Op: op, Path: path, Err: err,
			Summary: "the history cannot be kept here",
			Detail:  "Its directory is on a file system without shared memory, such as a network drive. Keep it on a local disk."}
	case errors.As(err, &system):
		explanation := explanations[sqlite3.SQLITE_CANTOPEN]
		return &history.FileError{Op: op, Path: path, Err: err, Summary: explanation.summary, Detail: explanation.detail}
	case errors.As(err, &database):
		if explanation, ok := explanations[primaryCode(database)]; ok {
			return &history.FileError{Op: op, Path: path, Err: err, Summary: explanation.summary, Detail: explanation.detail}
		}
	}
	return &history.FileError{Op: op, Path: path, Err: err,
		Summary: "the history cannot be used",
		Detail:  "The cause is not one that roictl knows. " + safeToDelete}
}

// primaryCode is the kind of a SQLite error, without its finer distinction.
func primaryCode(err *sqlite.Error) int { return err.Code() & 0xff }

// hasCode says whether SQLite is the cause, for a reason of one of these kinds.
func hasCode(err error, kinds ...int) bool {
	var database *sqlite.Error
	return errors.As(err, &database) && slices.Contains(kinds, primaryCode(database))
}
