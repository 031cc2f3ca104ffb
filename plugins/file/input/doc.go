// Package input finds the files of a source and opens them as text.
//
// What comes in: a directory as an fs.FS and globs, or the name of a file. What
// goes out: the files that match, each once and in order, and for each a stream
// of UTF-8 text, decompressed and decoded. What keeps a file from being read is
// told as a [connector.Diagnostic], with what to do about it.
//
// This package must not know what the text holds, nor attributes of a
// `connector` block: callers add the path of the attribute at fault.
package input
