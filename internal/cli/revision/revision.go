// Package revision finds the git commit that a configuration stands at.
//
// What comes in: a directory. What goes out: the commit that HEAD names there,
// read from the files of the repository, so that neither git nor a process is
// needed. It never writes, and must not know what the commit is recorded for.
package revision

import (
	"bufio"
	"os"
	"path/filepath"
	"strings"
)

// Of returns the commit, in hex, that HEAD of the repository around the absolute
// directory dir names. It is empty outside a repository, before the first
// commit, and where the repository keeps its references in a way that is not
// read here (reftable).
func Of(dir string) string {
	gitDir := find(dir)
	if gitDir == "" {
		return ""
	}
	// A worktree has its own HEAD, and shares references with its repository.
	shared := gitDir
	if line, ok := firstLine(filepath.Join(gitDir, "commondir")); ok {
		shared = relativeTo(gitDir, line)
	}
	ref := "HEAD"
	for range maxSymbolic {
		line, ok := firstLine(filepath.Join(gitDir, filepath.FromSlash(ref)))
		if !ok {
			line, ok = firstLine(filepath.Join(shared, filepath.FromSlash(ref)))
		}
		if !ok {
			return packed(shared, ref)
		}
		next, symbolic := strings.CutPrefix(line, "ref: ")
		if !symbolic {
			return commit(line)
		}
		if ref = next; !filepath.IsLocal(filepath.FromSlash(ref)) {
			return ""
		}
	}
	return ""
}

// maxSymbolic is how many references may lead to one another, as in git.
const maxSymbolic = 5

// find returns the repository's directory that belongs to dir: .git here or
// further up, or where a file of that name points to.
func find(dir string) string {
	for {
		path := filepath.Join(dir, ".git")
		if info, err := os.Stat(path); err == nil {
			if info.IsDir() {
				return path
			}
			line, _ := firstLine(path)
			if target, ok := strings.CutPrefix(line, "gitdir: "); ok {
				return relativeTo(dir, target)
			}
			return ""
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			return ""
		}
		dir = parent
	}
}

// packed looks a reference up among those that git has packed into one file.
func packed(gitDir, ref string) string {
	file, err := os.Open(filepath.Join(gitDir, "packed-refs"))
	if err != nil {
		return ""
	}
	defer file.Close()
	lines := bufio.NewScanner(file)
	for lines.Scan() {
		if hash, name, ok := strings.Cut(lines.Text(), " "); ok && name == ref {
			return commit(hash)
		}
	}
	return ""
}

// firstLine returns the first line of a small file, without its end.
func firstLine(path string) (string, bool) {
	file, err := os.Open(path)
	if err != nil {
		return "", false
	}
	defer file.Close()
	lines := bufio.NewScanner(file)
	if !lines.Scan() {
		return "", false
	}
	return strings.TrimSpace(lines.Text()), true
}

// commit returns the name of a commit if it is one: 40 or 64 hex digits.
func commit(text string) string {
	if len(text) != 40 && len(text) != 64 {
		return ""
	}
	for _, c := range text {
		if !strings.ContainsRune("0123456789abcdef", c) {
			return ""
		}
	}
	return text
}

// relativeTo returns where a path is that was written in a file of dir.
func relativeTo(dir, path string) string {
	path = filepath.FromSlash(path)
	if filepath.IsAbs(path) {
		return path
	}
	return filepath.Join(dir, path)
}
