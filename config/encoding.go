package config

import (
	"bytes"
	"unicode/utf8"

	"github.com/hashicorp/hcl/v2"
)

// utf8Mark is what some editors write at the beginning of a file in UTF-8.
const utf8Mark = "\xef\xbb\xbf"

// otherMarks begin files in other encodings of Unicode. That of UTF-32 begins
// with that of UTF-16.
var otherMarks = []struct{ mark, encoding string }{
	{"\xff\xfe\x00\x00", "UTF-32"},
	{"\x00\x00\xfe\xff", "UTF-32"},
	{"\xff\xfe", "UTF-16"},
	{"\xfe\xff", "UTF-16"},
}

// decodeText takes the mark off a text in UTF-8, and says which encoding another
// file has: read as it is, every one of its bytes would be a mistake. The text is
// nil where nothing of the file can be shown.
func decodeText(name string, src []byte) ([]byte, *hcl.Diagnostic) {
	place := hcl.Range{Filename: name, Start: hcl.InitialPos, End: hcl.InitialPos}
	if rest, marked := bytes.CutPrefix(src, []byte(utf8Mark)); marked {
		src = rest
	}
	encoding := encodingOf(src)
	switch {
	case encoding != "":
		return nil, fault(CodeEncoding, place, "File is not UTF-8",
			"The file is in %s, and declarations are text in UTF-8. Save it as UTF-8: editors offer that under \"Save as\" or \"Save with encoding\". On a command line:\n\n    iconv -f %s -t UTF-8 %s > NEW", encoding, encoding, name)
	case bytes.IndexByte(src[:min(len(src), sniffed)], 0) >= 0:
		return nil, fault(CodeEncoding, place, "File is not text",
			"The file holds bytes that no text has. Declarations are text in UTF-8. Check what the file is, and give it another name if it is none of roictl's.")
	case !utf8.Valid(src):
		place := invalidPlace(name, src)
		return src, fault(CodeEncoding, place, "File is not UTF-8",
			"The byte 0x%02X here is no part of a text in UTF-8; the file was probably saved in an older encoding, such as Windows-1252. Save it as UTF-8: editors offer that under \"Save as\" or \"Save with encoding\". On a command line:\n\n    iconv -f WINDOWS-1252 -t UTF-8 %s > NEW", src[place.Start.Byte], name)
	}
	return src, nil
}

// sniffed is how many bytes say what a file is.
const sniffed = 1 << 10

// encodingOf recognises UTF-16 and UTF-32, with their marks or by the zeros
// between the letters of a Western text; "" for everything else.
func encodingOf(src []byte) string {
	for _, m := range otherMarks {
		if bytes.HasPrefix(src, []byte(m.mark)) {
			return m.encoding
		}
	}
	head := src[:min(len(src), sniffed)]
	var zeros [4]int
	for i, c := range head {
		if c == 0 {
			zeros[i%4]++
		}
	}
	quarter := len(head) / 4
	often := func(n int) bool { return n > 0 && n*4 >= quarter*3 }
	switch {
	case often(zeros[1]) && often(zeros[2]) && (often(zeros[0]) || often(zeros[3])):
		return "UTF-32"
	case often(zeros[0]) && often(zeros[2]), often(zeros[1]) && often(zeros[3]):
		return "UTF-16"
	}
	return ""
}

// invalidPlace is where the first byte stands that is not UTF-8.
func invalidPlace(name string, src []byte) hcl.Range {
	pos := hcl.InitialPos
	for pos.Byte < len(src) {
		r, size := utf8.DecodeRune(src[pos.Byte:])
		if r == utf8.RuneError && size == 1 {
			break
		}
		pos.Byte += size
		pos.Column++
		if r == '\n' {
			pos.Line, pos.Column = pos.Line+1, 1
		}
	}
	end := pos
	end.Byte, end.Column = end.Byte+1, end.Column+1
	return hcl.Range{Filename: name, Start: pos, End: end}
}
