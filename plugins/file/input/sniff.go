package input

import (
	"bytes"
	"fmt"

	"github.com/roictl/roictl/connector"
)

func emptyFile(name string) *connector.Diagnostic {
	d := connector.NewError("FILE_EMPTY", "File is empty", fmt.Sprintf("%q holds nothing, not even a header.", name))
	d.Hint = "An export without rows would still have a header: the download probably failed. Export it again."
	return &d
}

// signatures are beginnings of files that people mistake for text exports.
var signatures = []struct {
	begin string
	what  string
	hint  string
}{
	{"PK\x03\x04", "an Excel workbook or a zip archive", "Open it and save the sheet as CSV (UTF-8), or unpack the archive."},
	{"\xd0\xcf\x11\xe0", "an old Excel workbook", "Open it and save the sheet as CSV (UTF-8)."},
	{"%PDF", "a PDF document", "Export the report as CSV."},
	{"PAR1", "a Parquet file", "Convert it to CSV or JSON lines."},
	{"SQLite format 3", "an SQLite database", "Export the table as CSV."},
	{"BZh", "compressed with bzip2", "Unpack it, or compress it with gzip instead."},
	{"\xfd7zXZ", "compressed with xz", "Unpack it, or compress it with gzip instead."},
	{"\x28\xb5\x2f\xfd", "compressed with zstd", "Unpack it, or compress it with gzip instead."},
}

// foreign recognises files of another kind.
func foreign(name string, head []byte) *connector.Diagnostic {
	for _, s := range signatures {
		if bytes.HasPrefix(head, []byte(s.begin)) {
			d := connector.NewError("FILE_NOT_TEXT", "File is not a text file", fmt.Sprintf("%q is %s; this connector reads CSV, TSV and JSON lines.", name, s.what))
			d.Hint = s.hint
			return &d
		}
	}
	start := bytes.ToLower(bytes.TrimSpace(head[:min(len(head), 512)]))
	if bytes.HasPrefix(start, []byte("<!doctype html")) || bytes.HasPrefix(start, []byte("<html")) {
		d := connector.NewError("FILE_NOT_TEXT", "File is a web page", fmt.Sprintf("%q is a web page, not an export.", name))
		d.Hint = "The download probably led to a login page. Download the export while you are logged in."
		return &d
	}
	return nil
}

// binary recognises bytes that no text in UTF-8 holds.
func binary(name string, head []byte) *connector.Diagnostic {
	zeros, controls, oddZeros := 0, 0, 0
	for i, c := range head {
		switch {
		case c == 0:
			zeros++
			oddZeros += i & 1
		case c < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != 0x1a:
			controls++
		}
	}
	switch {
	case zeros*3 > len(head) && (oddZeros*10 > zeros*9 || oddZeros*10 < zeros):
		order := "utf-16be"
		if oddZeros*2 > zeros {
			order = "utf-16le"
		}
		d := connector.NewError("FILE_ENCODING", "File is in another encoding", fmt.Sprintf("%q is text in UTF-16 without the mark that would say so.", name))
		d.Hint = fmt.Sprintf("Add encoding = %q.", order)
		return &d
	case zeros > 0 || controls*20 > len(head):
		d := connector.NewError("FILE_BINARY", "File is not a text file", fmt.Sprintf("%q holds binary data; this connector reads CSV, TSV and JSON lines.", name))
		d.Hint = "Check that the path names the export itself."
		return &d
	}
	return nil
}
