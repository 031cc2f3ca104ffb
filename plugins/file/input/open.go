package input

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"io/fs"
	"strings"
	"sync/atomic"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"

	"github.com/roictl/roictl/connector"
)

// Text is an open file as a stream of UTF-8.
type Text struct {
	io.Reader
	Encoding   string // of the file: "utf-8", "utf-16le", or as declared
	Compressed bool

	fsys     fs.FS
	name     string
	file     fs.File
	before   fs.FileInfo // what the file was when it was found or opened
	consumed *counter
}

// Consumed is how many bytes of the stored file have been read so far. It may be
// called while another goroutine reads.
func (t *Text) Consumed() int64 { return t.consumed.n.Load() }

// Close closes the file.
func (t *Text) Close() error { return t.file.Close() }

// sniffed is how much of a file is looked at to find out what it is.
const sniffed = 8 << 10

// Open opens a file as text. It is decompressed if it is gzip, whatever its
// name. A byte order mark decides the encoding; without one it is the declared
// one, and UTF-8 where none is declared.
func Open(fsys fs.FS, file File, declared string) (*Text, *connector.Diagnostic) {
	opened, err := fsys.Open(file.Name)
	if err != nil {
		return nil, diagnosed(file.Name, err)
	}
	text := &Text{fsys: fsys, name: file.Name, file: opened, before: file.Found, consumed: &counter{source: opened}}
	d := text.identify()
	if d == nil {
		d = text.decode(file.Name, declared)
	}
	if d != nil {
		_ = opened.Close() // it was only read, and what is wrong is known already
		return nil, d
	}
	return text, nil
}

func (t *Text) decode(name, declared string) *connector.Diagnostic {
	const buffer = 64 << 10
	stored := bufio.NewReaderSize(t.consumed, buffer)
	head, err := stored.Peek(2)
	if err != nil && err != io.EOF {
		return diagnosed(name, err)
	}
	plain := stored
	if bytes.Equal(head, []byte{0x1f, 0x8b}) {
		t.Compressed = true
		unpacked, err := gzip.NewReader(stored)
		if err != nil {
			return diagnosed(name, err)
		}
		plain = bufio.NewReaderSize(unpacked, buffer)
	} else if strings.HasSuffix(strings.ToLower(name), ".gz") && len(head) > 0 {
		d := connector.NewError("FILE_CORRUPT", "File is not compressed",
			fmt.Sprintf("%q ends in .gz, but its content is not in the gzip format.", name))
		d.Hint = "Download or compress it again, or drop .gz from its name if it is plain text."
		return &d
	}
	head, err = plain.Peek(sniffed)
	if err != nil && err != io.EOF {
		return diagnosed(name, err)
	}
	decoder, mark, d := t.chooseEncoding(name, declared, head)
	if d != nil {
		return d
	}
	if _, err := plain.Discard(mark); err != nil {
		return diagnosed(name, err)
	}
	t.Reader = plain
	if decoder != nil {
		t.Reader = decoder.NewDecoder().Reader(plain)
	}
	return nil
}

func diagnosed(name string, err error) *connector.Diagnostic {
	d := Diagnose(name, err)
	return &d
}

// chooseEncoding says how to decode a file that begins with head, and how many
// bytes of it are a byte order mark. No encoding means UTF-8.
func (t *Text) chooseEncoding(name, declared string, head []byte) (encoding.Encoding, int, *connector.Diagnostic) {
	marks := []struct {
		mark     string
		name     string
		encoding encoding.Encoding
	}{
		{"\xef\xbb\xbf", "utf-8", nil},
		{"\xff\xfe\x00\x00", "utf-32le", wide["utf-32le"]}, // it begins like UTF-16
		{"\x00\x00\xfe\xff", "utf-32be", wide["utf-32be"]},
		{"\xff\xfe", "utf-16le", unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)},
		{"\xfe\xff", "utf-16be", unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)},
	}
	for _, m := range marks {
		if bytes.HasPrefix(head, []byte(m.mark)) {
			t.Encoding = m.name
			if len(head) == len(m.mark) {
				return nil, 0, emptyFile(name)
			}
			return m.encoding, len(m.mark), nil
		}
	}
	if len(head) == 0 {
		return nil, 0, emptyFile(name)
	}
	if d := foreign(name, head); d != nil {
		return nil, 0, d
	}
	if declared == "" || strings.EqualFold(declared, "utf-8") || strings.EqualFold(declared, "utf8") {
		t.Encoding = "utf-8"
		return nil, 0, binary(name, head)
	}
	known, d := Encoding(declared)
	t.Encoding = strings.ToLower(declared)
	return known, 0, d
}

// wide are the encodings that the index of those of web pages leaves out.
var wide = map[string]encoding.Encoding{
	"utf-32le": utf32.UTF32(utf32.LittleEndian, utf32.IgnoreBOM),
	"utf-32be": utf32.UTF32(utf32.BigEndian, utf32.IgnoreBOM),
}

// Encoding finds an encoding by name, such as windows-1252 or utf-16le.
func Encoding(name string) (encoding.Encoding, *connector.Diagnostic) {
	if found := wide[strings.ToLower(name)]; found != nil {
		return found, nil
	}
	found, err := htmlindex.Get(name)
	if err == nil {
		return found, nil
	}
	d := connector.NewError("FILE_ENCODING_UNKNOWN", "Unknown encoding",
		fmt.Sprintf("There is no encoding %q.", name))
	d.Hint = `Usual ones are "utf-8", "utf-16le", "windows-1252" (Western Europe), "windows-1250" (Central Europe), "windows-1256" (Arabic), "shift_jis" and "gb18030". Files with a byte order mark need none.`
	if near := connector.Suggest(name, []string{"utf-8", "utf-16le", "utf-16be", "windows-1250", "windows-1251", "windows-1252", "windows-1254", "windows-1255", "windows-1256", "iso-8859-1", "iso-8859-15", "macintosh", "shift_jis", "gb18030"}); near != "" {
		d.Hint = fmt.Sprintf("Did you mean %q?", near)
	}
	return nil, &d
}

// counter counts the bytes that are read through it.
type counter struct {
	source io.Reader
	n      atomic.Int64
}

func (c *counter) Read(p []byte) (int, error) {
	n, err := c.source.Read(p)
	c.n.Add(int64(n))
	return n, err
}
