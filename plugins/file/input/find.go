package input

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/bmatcuk/doublestar/v4"

	"github.com/roictl/roictl/connector"
)

// File is one file of a source.
type File struct {
	Name string // relative to the directory, with slashes
	Size int64  // bytes as stored

	// Found is what the file was when it was found, so that a change since then
	// is seen; nil when that is not known.
	Found fs.FileInfo
}

// Find returns the files that the globs match, sorted by name. A file that
// several globs match is there once, and so is one that has several names, as
// links give it: under the first of them. ** stands for any depth of directories.
func Find(fsys fs.FS, globs []string) ([]File, connector.Diagnostics) {
	var diags connector.Diagnostics
	found := make(map[string]File)
	for _, glob := range globs {
		if d := CheckGlob(glob); d != nil {
			diags = append(diags, *d)
			continue
		}
		files, d := match(fsys, path.Clean(glob))
		if d != nil {
			diags = append(diags, *d)
		}
		for _, file := range files {
			found[file.Name] = file
		}
	}
	files := slices.SortedFunc(maps.Values(found), func(a, b File) int { return strings.Compare(a.Name, b.Name) })
	return withoutLinks(files), diags
}

// withoutLinks drops files that another name before them leads to.
func withoutLinks(files []File) []File {
	bySize := make(map[int64][]fs.FileInfo)
	return slices.DeleteFunc(files, func(file File) bool {
		if slices.ContainsFunc(bySize[file.Size], func(other fs.FileInfo) bool { return os.SameFile(file.Found, other) }) {
			return true
		}
		bySize[file.Size] = append(bySize[file.Size], file.Found)
		return false
	})
}

// CheckGlob says what is wrong with a glob as such; nil when nothing is.
func CheckGlob(glob string) *connector.Diagnostic {
	outside := func(why string) *connector.Diagnostic {
		d := connector.NewError("FILE_PATH_OUTSIDE", "Path leads out of the configuration's directory",
			fmt.Sprintf("The path %q %s.\n\nA configuration reads only files below its own directory, so that it means the same on every machine that it is checked out on, and so that nobody can be made to read other files by a change to it.", glob, why))
		d.Hint = "Put the file, or a copy that your schedule refreshes, below the configuration's directory, and write the path from there: path = \"data/ads.csv\"."
		return &d
	}
	invalid := func(why, hint string) *connector.Diagnostic {
		d := connector.NewError("FILE_PATH_INVALID", "Invalid path", fmt.Sprintf("The path %q %s.", glob, why))
		d.Hint = hint
		return &d
	}
	switch {
	case glob == "":
		return invalid("is empty", "Name a file or a glob, such as path = \"data/ads-*.csv\".")
	case strings.HasPrefix(glob, "/") || strings.HasPrefix(glob, `\`) || len(glob) > 1 && glob[1] == ':':
		return outside("is absolute")
	case glob == "~" || strings.HasPrefix(glob, "~") && strings.Contains(glob, "/"):
		return outside("starts at a home directory")
	case strings.Contains(glob, `\`):
		return invalid("has backslashes", fmt.Sprintf("Write it with slashes, which work on Windows too: path = %q. A file with a backslash in its name must be renamed.", strings.ReplaceAll(glob, `\`, "/")))
	case slices.Contains(strings.Split(path.Clean(glob), "/"), ".."):
		return outside(`has ".." in it`)
	case strings.Contains(glob, "://"):
		return invalid("is a web address; this connector reads files", "Download the file first, for example in the schedule that runs roictl.")
	case !doublestar.ValidatePattern(glob):
		return invalid("is not a valid glob", "Check the brackets: [abc] is one of several characters, {csv,tsv} one of several texts. A bracket that is part of a file's name is written as [[], [{] or [}].")
	}
	return nil
}

// Literal returns the one name that a glob matches whose special characters all
// stand in brackets of their own, such as "export [[]1].csv".
func Literal(glob string) (name string, ok bool) {
	var b strings.Builder
	for rest := glob; rest != ""; {
		switch {
		case len(rest) >= 3 && rest[0] == '[' && rest[2] == ']':
			b.WriteByte(rest[1])
			rest = rest[3:]
		case strings.IndexByte("*?[{", rest[0]) >= 0:
			return "", false
		default:
			b.WriteByte(rest[0])
			rest = rest[1:]
		}
	}
	return b.String(), true
}

// match returns the files of one glob. A file with exactly that name comes
// first, since names of downloads hold brackets: "export [1].csv".
func match(fsys fs.FS, glob string) ([]File, *connector.Diagnostic) {
	info, err := fs.Stat(fsys, glob)
	name, only := Literal(glob)
	if only && name != glob && errors.Is(err, fs.ErrNotExist) {
		glob = name
		info, err = fs.Stat(fsys, glob)
	}
	switch {
	case err == nil && info.IsDir():
		d := connector.NewError("FILE_IS_DIRECTORY", "Path is a directory",
			fmt.Sprintf("%q is a directory, not a file.", glob))
		d.Hint = fmt.Sprintf("Name its files with a glob, such as path = %q.", path.Join(glob, "*.csv"))
		return nil, &d
	case err == nil && !info.Mode().IsRegular():
		d := connector.NewError("FILE_UNREADABLE", "Path is not a regular file",
			fmt.Sprintf("%q is a pipe or device. Its data cannot be read twice, so that no check over it could be repeated.", glob))
		return nil, &d
	case err == nil:
		return []File{{Name: glob, Size: info.Size(), Found: info}}, nil
	case !errors.Is(err, fs.ErrNotExist):
		d := Diagnose(glob, err)
		return nil, &d
	}
	if only {
		d := notFound(fsys, fmt.Sprintf("There is no file %q.", name), name, path.Dir(name))
		return nil, &d
	}
	names, err := doublestar.Glob(fsys, glob, doublestar.WithFilesOnly())
	if err != nil {
		d := Diagnose(glob, err)
		return nil, &d
	}
	var files []File
	for _, name := range names {
		info, err := fs.Stat(fsys, name)
		if err != nil {
			d := Diagnose(name, err)
			return nil, &d
		}
		if info.Mode().IsRegular() {
			files = append(files, File{Name: name, Size: info.Size(), Found: info})
		}
	}
	if len(files) == 0 {
		directory, _ := doublestar.SplitPattern(glob)
		d := notFound(fsys, fmt.Sprintf("No file matches %q.", glob), glob, directory)
		return nil, &d
	}
	return files, nil
}

// notFound says that nothing matches, and what is in the directory instead.
func notFound(fsys fs.FS, detail, glob, directory string) connector.Diagnostic {
	d := connector.NewError("FILE_NOT_FOUND", "No file matches the path", detail)
	entries, err := fs.ReadDir(fsys, directory)
	if err != nil {
		for err != nil && directory != "." {
			directory = path.Dir(directory)
			entries, err = fs.ReadDir(fsys, directory)
		}
		d.Detail += fmt.Sprintf(" The directory it should be in does not exist; %q is the nearest that does.", directory)
	}
	names := make([]string, 0, len(entries))
	for _, entry := range entries {
		if !strings.HasPrefix(entry.Name(), ".") {
			names = append(names, path.Join(directory, entry.Name()))
		}
	}
	const shown = 8
	switch near := connector.Suggest(glob, names); {
	case !utf8.ValidString(near):
		d.Hint = fmt.Sprintf("There is %q, whose name is not text in UTF-8, so that no path can name it. Rename it.", near)
	case near != "":
		d.Hint = fmt.Sprintf("Did you mean %q?", near)
	case len(names) == 0:
		d.Hint = fmt.Sprintf("The directory %q is empty. Save the export there, or correct the path.", directory)
	case len(names) > shown:
		d.Hint = fmt.Sprintf("There are %s and %d more.", strings.Join(quoted(names[:shown]), ", "), len(names)-shown)
	default:
		d.Hint = fmt.Sprintf("There are %s.", strings.Join(quoted(names), ", "))
	}
	return d
}

func quoted(names []string) []string {
	texts := make([]string, len(names))
	for i, name := range names {
		texts[i] = fmt.Sprintf("%q", name)
	}
	return texts
}
