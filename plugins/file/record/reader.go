package record

import (
	"bytes"
	"fmt"
	"io"
	"unicode/utf8"
)

// MaxRecord is the largest record in bytes. Real ones are a thousand times
// smaller; a quote that is never closed reaches it soon.
const MaxRecord = 1 << 20

// Reader reads records from text. It belongs to one goroutine.
type Reader struct {
	source    io.Reader
	delimiter byte
	newline   byte

	buffer []byte
	start  int   // where the record begins
	end    int   // of what the buffer holds
	used   int   // bytes of the record and its line end
	failed error // from the source; io.EOF at its end

	lines      int // line ends before start
	usedLines  int // line ends in the record
	singleLine bool

	raw    []byte // the record without its line end
	fields []field
	plain  []byte // text of fields with doubled quotes
}

// field is a field of the current record. Its numbers are small, since records
// are.
type field struct {
	begin, end int32 // in raw, or in plain when copied
	offset     int32 // in raw, where the field begins; for its place
	copied     bool  // the text had to be unquoted into plain
}

// NewReader returns a reader of records whose fields the delimiter separates.
func NewReader(source io.Reader, delimiter byte) *Reader {
	const initial = 64 << 10
	return &Reader{source: source, delimiter: delimiter, newline: '\n', buffer: make([]byte, initial)}
}

// SetNewline says which character ends a line, for files in which that is a lone
// carriage return.
func (r *Reader) SetNewline(c byte) { r.newline = c }

// FormatError says that a record is not well formed. Reading goes on with the
// next line.
type FormatError struct {
	Line   int // where the mistake is, from 1
	Column int // in characters, from 1
	Reason string
}

// Error says where and why.
func (e *FormatError) Error() string {
	return fmt.Sprintf("read record: line %d, column %d: %s", e.Line, e.Column, e.Reason)
}

// TooLongError says that a line is larger than [MaxRecord]. Reading cannot go on.
type TooLongError struct {
	Line int // from 1
}

// Error says where.
func (e *TooLongError) Error() string {
	return fmt.Sprintf("read record: line %d is longer than %d bytes", e.Line, MaxRecord)
}

// Next reads the next record that is not an empty line. It returns io.EOF at the
// end, a [*FormatError] for a record that can be skipped, and anything else when
// reading cannot go on. What was returned for the record before is no longer
// valid.
func (r *Reader) Next() error {
	for {
		if err := r.nextLine(); err != nil {
			return err
		}
		if len(r.raw) == 0 {
			continue
		}
		if bytes.IndexByte(r.raw, '"') < 0 {
			r.splitPlain()
			return nil
		}
		return r.splitQuoted()
	}
}

// NextLine reads the next line without splitting it, also an empty one. Raw
// returns it.
func (r *Reader) NextLine() error { return r.nextLine() }

// nextLine moves behind the record and makes the next line the record.
func (r *Reader) nextLine() error {
	r.start += r.used
	r.lines += r.usedLines
	r.used, r.usedLines = 0, 0
	r.raw, r.fields, r.plain = nil, r.fields[:0], r.plain[:0]
	return r.addLine()
}

// addLine adds a line to the record. At the end of the text it returns io.EOF,
// or what the source failed with.
func (r *Reader) addLine() error {
	from := r.used
	for {
		if i := bytes.IndexByte(r.buffer[r.start+from:r.end], r.newline); i >= 0 {
			r.setRecord(from+i, 1)
			return nil
		}
		from = r.end - r.start
		switch {
		case from-r.used > MaxRecord:
			return &TooLongError{Line: r.Line() + r.usedLines}
		case r.failed == io.EOF && from > r.used:
			r.setRecord(from, 0)
			return nil
		case r.failed != nil:
			return r.failed
		}
		r.fill()
	}
}

// setRecord says that the record has that length, before a line end of 1 or,
// at the end of the text, 0 bytes.
func (r *Reader) setRecord(length, lineEnd int) {
	r.used = length + lineEnd
	r.usedLines++
	r.raw = r.buffer[r.start : r.start+length]
	if r.newline == '\n' && length > 0 && r.raw[length-1] == '\r' {
		r.raw = r.raw[:length-1]
	}
}

// fill reads more text behind what the buffer holds.
func (r *Reader) fill() {
	if r.start > 0 {
		copy(r.buffer, r.buffer[r.start:r.end])
		r.start, r.end = 0, r.end-r.start
	}
	if r.end == len(r.buffer) {
		r.buffer = append(r.buffer, make([]byte, len(r.buffer))...)
	}
	r.raw = r.buffer[r.start : r.start+len(r.raw)] // it moved along
	const patience = 100
	for range patience {
		n, err := r.source.Read(r.buffer[r.end:])
		r.end += n
		if err != nil {
			r.failed = err
		}
		if err != nil || n > 0 {
			return
		}
	}
	r.failed = io.ErrNoProgress
}

// splitPlain splits a line without quotes. Fields are so short that looking at
// every byte here is quicker than a call that searches for the next delimiter.
func (r *Reader) splitPlain() {
	begin := 0
	for i, c := range r.raw {
		if c == r.delimiter {
			r.fields = append(r.fields, field{begin: int32(begin), end: int32(i), offset: int32(begin)})
			begin = i + 1
		}
	}
	r.fields = append(r.fields, field{begin: int32(begin), end: int32(len(r.raw)), offset: int32(begin)})
}

// Len is the number of fields of the record.
func (r *Reader) Len() int { return len(r.fields) }

// Field returns a field of the record; nil when it has fewer. It is valid until
// the next record.
func (r *Reader) Field(i int) []byte {
	if i < 0 || i >= len(r.fields) {
		return nil
	}
	f := &r.fields[i]
	if f.copied {
		return r.plain[f.begin:f.end]
	}
	return r.raw[f.begin:f.end]
}

// Line is the number of the line on which the record begins, from 1.
func (r *Reader) Line() int { return r.lines + 1 }

// LastLine is the number of the line on which the record ends.
func (r *Reader) LastLine() int { return r.lines + max(r.usedLines, 1) }

// Raw is the text of the record as it stands in the file.
func (r *Reader) Raw() []byte { return r.raw }

// Place returns the line and the column (in characters, from 1) on which a field
// begins; column 0 when the record has no such field.
func (r *Reader) Place(i int) (line, column int) {
	if i >= len(r.fields) {
		return r.Line(), 0
	}
	return r.placeOf(int(r.fields[i].offset))
}

func (r *Reader) placeOf(offset int) (line, column int) {
	before := r.raw[:offset]
	line = r.Line() + bytes.Count(before, []byte{r.newline})
	begin := bytes.LastIndexByte(before, r.newline) + 1
	return line, utf8.RuneCount(before[begin:]) + 1
}
