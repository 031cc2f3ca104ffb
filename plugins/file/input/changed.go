package input

import (
	"fmt"
	"io/fs"
	"os"

	"github.com/roictl/roictl/connector"
)

// identify notes what the file is, and says when that is not what was found.
func (t *Text) identify() *connector.Diagnostic {
	info, err := t.file.Stat()
	if err != nil {
		return diagnosed(t.name, err)
	}
	if t.before == nil {
		t.before = info
	}
	if !same(t.before, info) {
		return changed(t.name)
	}
	return nil
}

// Changed says that the file has become another one since it was found: it has
// been written to, or another one has taken its place. What was read of it is
// then neither the old content nor the new one. It is asked after reading.
func (t *Text) Changed() *connector.Diagnostic {
	open, err := t.file.Stat()
	if err != nil {
		return diagnosed(t.name, err)
	}
	stored, err := fs.Stat(t.fsys, t.name)
	if err != nil {
		return diagnosed(t.name, err)
	}
	if !same(t.before, open) || !same(t.before, stored) {
		return changed(t.name)
	}
	return nil
}

// same says whether two looks at a file saw the same one with the same content,
// as far as that can be told without reading it.
func same(before, after fs.FileInfo) bool {
	if before.Size() != after.Size() || !before.ModTime().Equal(after.ModTime()) {
		return false
	}
	// Only files of the operating system can be told apart by what they are.
	known := os.SameFile(before, before)
	return !known || os.SameFile(before, after)
}

func changed(name string) *connector.Diagnostic {
	d := connector.NewError("FILE_CHANGED", "File changed while it was read",
		fmt.Sprintf("%q was written to or replaced while it was read, so that what was read may be neither the old content nor the new one.", name))
	d.Hint = "Run it again once the file is complete. A schedule that fetches an export does best to write it under another name and to rename it at the end."
	d.Retryable = true
	return &d
}
