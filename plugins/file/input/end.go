package input

import (
	"fmt"
	"io"
	"io/fs"

	"github.com/roictl/roictl/connector"
)

// OpenEnd opens the last bytes of a file that is not compressed, as text in an
// encoding that is known. The text may begin in the middle of a line, or of a
// character. It is nil for a file that can be read only from its beginning.
func OpenEnd(fsys fs.FS, file File, encoding string, bytes int64) (*Text, *connector.Diagnostic) {
	opened, err := fsys.Open(file.Name)
	if err != nil {
		return nil, diagnosed(file.Name, err)
	}
	text := &Text{Encoding: encoding, fsys: fsys, name: file.Name, file: opened, before: file.Found, consumed: &counter{source: opened}}
	text.Reader = text.consumed
	seeker, ok := opened.(io.Seeker)
	if !ok {
		_ = opened.Close() // nothing was read
		return nil, nil
	}
	const unit = 4 // bytes of the widest character, at whose border it has to begin
	if _, err := seeker.Seek(max(0, file.Size-bytes)/unit*unit, io.SeekStart); err != nil {
		_ = opened.Close() // nothing was read
		return nil, diagnosed(file.Name, fmt.Errorf("seek: %w", err))
	}
	if encoding != "utf-8" {
		known, d := Encoding(encoding)
		if d != nil {
			_ = opened.Close() // nothing was read
			return nil, d
		}
		text.Reader = known.NewDecoder().Reader(text.consumed)
	}
	return text, nil
}
