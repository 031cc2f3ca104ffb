// Package record splits delimited text (CSV and its kin) into records.
//
// What comes in: UTF-8 text as an io.Reader. What goes out: the fields of one
// record after the other, as slices into a buffer that is reused, with the line
// and column of each. Memory is bounded by the longest record, and that by a
// limit: a quote that is never closed cannot swallow a file.
//
// Quoting is that of RFC 4180. In addition a quote inside an unquoted field is
// an ordinary character (12" screen), since exports hold them, and a record may
// end with \n, \r\n or, where the file has no other, \r.
//
// The standard library's reader is not used here because it has no limit on a
// record, does not stop at a line, and copies every record into a new string:
// it alone would take the time that a whole query may take.
//
// This package must not know what the fields mean.
package record
