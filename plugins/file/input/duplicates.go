package input

import (
	"crypto/sha256"
	"fmt"
	"io"
	"io/fs"

	"github.com/roictl/roictl/connector"
)

// Duplicates warns of files with the same content, as "ads.csv" and "ads (1).csv"
// are after a second download: everything in them counts twice. Only files of
// the same size are read. A file that cannot be read is told of elsewhere.
func Duplicates(fsys fs.FS, files []File) connector.Diagnostics {
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
		sum, err := digest(fsys, file.Name)
		if err != nil {
			continue
		}
		other, seen := first[sum]
		if !seen {
			first[sum] = file.Name
			continue
		}
		w := connector.NewWarning("FILE_DUPLICATE", "Two files have the same content",
			fmt.Sprintf("%q and %q are the same, and both match the path, so that every row of them counts twice.", other, file.Name))
		w.Hint = "Remove one of them, or make the path more exact."
		diags = append(diags, w)
	}
	return diags
}

func digest(fsys fs.FS, name string) (sum [sha256.Size]byte, err error) {
	file, err := fsys.Open(name)
	if err != nil {
		return sum, err
	}
	defer file.Close() // it was only read
	hash := sha256.New()
	if _, err := io.Copy(hash, file); err != nil {
		return sum, err
	}
	return [sha256.Size]byte(hash.Sum(nil)), nil
}
