package input

import (
	"context"
	"crypto/sha256"
	"fmt"
	"io"
	"io/fs"

	"github.com/roictl/roictl/connector"
)

// Duplicates tells of files with the same content, as "ads.csv" and "ads (1).csv"
// have after a second download: added up, everything in them would count twice.
// Only files of the same size are read. A file that cannot be read is told of
// elsewhere.
func Duplicates(ctx context.Context, fsys fs.FS, files []File) connector.Diagnostics {
	sizes := make(map[int64]int)
	for _, file := range files {
		sizes[file.Size]++
	}
	var diags connector.Diagnostics
	first := make(map[[sha256.Size]byte]string)
	for _, file := range files {
		if sizes[file.Size] < 2 || file.Size == 0 {
			continue
		}
		sum, err := digest(ctx, fsys, file.Name)
		if err != nil {
			continue
		}
		other, seen := first[sum]
		if !seen {
			first[sum] = file.Name
			continue
		}
		d := connector.NewError("FILE_DUPLICATE", "Two files have the same content",
			fmt.Sprintf("%q and %q are the same, and the path matches both, so that every row of them would count twice.", other, file.Name))
		d.Hint = "Remove one of them, or make the path more exact."
		diags = append(diags, d)
	}
	return diags
}

func digest(ctx context.Context, fsys fs.FS, name string) (sum [sha256.Size]byte, err error) {
	file, err := fsys.Open(name)
	if err != nil {
		return sum, err
	}
	defer file.Close() // it was only read
	hash := sha256.New()
	if _, err := io.Copy(hash, cancellable{ctx, file}); err != nil {
		return sum, err
	}
	return [sha256.Size]byte(hash.Sum(nil)), nil
}

// cancellable is a reader that fails once its context is done.
type cancellable struct {
	ctx    context.Context
	source io.Reader
}

func (c cancellable) Read(p []byte) (int, error) {
	if err := c.ctx.Err(); err != nil {
		return 0, err
	}
	return c.source.Read(p)
}
