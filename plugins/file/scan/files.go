package scan

import (
	"fmt"
	"strings"

	"github.com/roictl/roictl/connector"
)

// fileFaults collects what is wrong with files as such. Files that fail alike are
// told of together: a column that thirty exports lack is one mistake.
type fileFaults struct {
	shown connector.Diagnostics
	alike [][]string     // by what is shown: the names of further files
	known map[string]int // what is shown, by what it says but for the file
}

// add takes over what is wrong with a file.
func (f *fileFaults) add(file string, diags connector.Diagnostics) {
	if f.known == nil {
		f.known = make(map[string]int)
	}
	name := fmt.Sprintf("%q", file)
	for _, d := range diags {
		wrong, _, _ := strings.Cut(d.Detail, "\n\n")
		key := fmt.Sprint(d.Code, d.Summary, d.Path, strings.ReplaceAll(wrong, name, ""))
		if at, told := f.known[key]; told {
			f.alike[at] = append(f.alike[at], name)
			continue
		}
		f.known[key] = len(f.shown)
		f.shown, f.alike = append(f.shown, d), append(f.alike, nil)
	}
}

// report returns what there is to tell.
func (f *fileFaults) report() connector.Diagnostics {
	const most = 5
	for i, names := range f.alike {
		switch n := len(names); {
		case n == 0:
		case n > most:
			f.shown[i].Detail += fmt.Sprintf("\n\nSo it is with %s and %d more files.", strings.Join(names[:most], ", "), n-most)
		default:
			f.shown[i].Detail += fmt.Sprintf("\n\nSo it is with %s.", strings.Join(names, ", "))
		}
	}
	return f.shown
}
