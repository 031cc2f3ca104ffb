package filetext

import (
	"context"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// File reads a regular file of a directory that has at most limit bytes. A named
// pipe or a device is refused before it is opened: opening it may wait forever.
// The error is an [*Error].
func File(directory fs.FS, name string, limit int64) ([]byte, error) {
	info, err := fs.Stat(directory, name)
	if err != nil {
		return nil, explain(err)
	}
	if err := irregular(info.Mode()); err != nil {
		return nil, err
	}
	if info.Size() > limit {
		return nil, tooLarge(limit)
	}
	file, err := directory.Open(name)
	if err != nil {
		return nil, explain(err)
	}
	defer file.Close() // it was only read
	return All(file, limit)
}

// Path reads a regular file at an absolute path as [File] does.
func Path(path string, limit int64) ([]byte, error) {
	return File(os.DirFS(filepath.Dir(path)), filepath.Base(path), limit)
}

// Named reads whatever a user has named on purpose, also a pipe such as that of
// <(command), up to limit bytes. It waits for what a pipe will give until the
// context ends. The error is an [*Error], or the context's.
func Named(ctx context.Context, path string, limit int64) ([]byte, error) {
	type result struct {
		content []byte
		err     error
	}
	done := make(chan result, 1) // nobody may be left to take it
	go func() {
		content, err := open(path, limit)
		done <- result{content, err}
	}()
	select {
	case r := <-done:
		return r.content, r.err
	case <-ctx.Done():
		return nil, context.Cause(ctx)
	}
}

func open(path string, limit int64) ([]byte, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, explain(err)
	}
	defer file.Close() // it was only read
	return All(file, limit)
}

// All reads to the end, or refuses what has more than limit bytes. The error is an
// [*Error].
func All(r io.Reader, limit int64) ([]byte, error) {
	content, err := io.ReadAll(io.LimitReader(r, limit+1))
	switch {
	case err != nil:
		return nil, explain(err)
	case int64(len(content)) > limit:
		return nil, tooLarge(limit)
	}
	return content, nil
}
