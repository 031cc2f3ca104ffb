package record

import (
	"bytes"
	"errors"
	"fmt"
	"io"
)

// Reasons of format errors.
const (
	reasonInside = "a quote ends the field before its end; a quote inside a quoted field is written twice"
	reasonOpen   = "a quote is opened here and never closed"
)

// splitQuoted splits a record whose first line has quotes. Quoted fields may
// hold delimiters and newlines, so that the record may grow by further lines.
// After a mistake reading goes on behind the first line.
func (r *Reader) splitQuoted() error {
	firstLine := r.used
	err := r.splitFields()
	var malformed *FormatError
	if errors.As(err, &malformed) {
		r.raw = r.lineAt(malformed.Line)
		r.used, r.usedLines = firstLine, 1
		r.fields = r.fields[:0]
	}
	return err
}

// lineAt returns one line of the record: of a malformed one the others may be
// rows of their own.
func (r *Reader) lineAt(line int) []byte {
	text := r.raw
	for range line - r.Line() {
		_, text, _ = bytes.Cut(text, []byte{r.newline})
	}
	text, _, _ = bytes.Cut(text, []byte{r.newline})
	return bytes.TrimSuffix(text, []byte{'\r'})
}

func (r *Reader) splitFields() error {
	for begin := 0; ; {
		end := len(r.raw)
		if begin < len(r.raw) && r.raw[begin] == '"' {
			var err error
			if end, err = r.quotedField(begin); err != nil {
				return err
			}
		} else {
			if i := bytes.IndexByte(r.raw[begin:], r.delimiter); i >= 0 {
				end = begin + i
			}
			r.fields = append(r.fields, field{begin: int32(begin), end: int32(end), offset: int32(begin)})
		}
		if end == len(r.raw) {
			return nil
		}
		begin = end + 1
	}
}

// quotedField reads a field that begins with a quote and returns where it ends:
// at a delimiter or at the end of the record.
func (r *Reader) quotedField(begin int) (int, error) {
	f := field{begin: int32(begin + 1), offset: int32(begin)}
	copied := begin + 1 // up to here the text is in plain, once the field is copied
	for search := begin + 1; ; {
		i := bytes.IndexByte(r.raw[search:], '"')
		if i < 0 {
			search = len(r.raw)
			if err := r.growRecord(begin); err != nil {
				return 0, err
			}
			continue
		}
		quote := search + i
		behind := quote + 1
		switch {
		case behind < len(r.raw) && r.raw[behind] == '"': // a quote written twice
			if !f.copied {
				f.copied, f.begin = true, int32(len(r.plain))
			}
			r.plain = append(r.plain, r.raw[copied:behind]...)
			copied, search = behind+1, behind+1
			continue
		case behind < len(r.raw) && r.raw[behind] != r.delimiter:
			return 0, r.closedInside(begin, behind)
		case f.copied:
			r.plain = append(r.plain, r.raw[copied:quote]...)
			f.end = int32(len(r.plain))
		default:
			f.end = int32(quote)
		}
		r.fields = append(r.fields, f)
		return behind, nil
	}
}

// growRecord adds the next line to the record, for a quoted field that goes on
// there. Once a quote turned out never to be closed, no field may span lines any
// more: otherwise every further such quote would search a large part of the file
// again.
func (r *Reader) growRecord(quote int) error {
	if r.singleLine {
		return r.neverClosed(quote)
	}
	err := r.addLine()
	var tooLong *TooLongError
	if err == io.EOF || errors.As(err, &tooLong) || err == nil && len(r.raw) > MaxRecord {
		r.singleLine = true
		return r.neverClosed(quote)
	}
	return err
}

// closedInside says that a quote is followed by more text of its field.
func (r *Reader) closedInside(open, behind int) error {
	line, column := r.placeOf(behind)
	reason := reasonInside
	if opened, _ := r.placeOf(open); opened != line {
		reason = fmt.Sprintf("%s (the field begins on line %d)", reasonInside, opened)
	}
	return &FormatError{Line: line, Column: column, Reason: reason}
}

func (r *Reader) neverClosed(quote int) error {
	line, column := r.placeOf(quote)
	return &FormatError{Line: line, Column: column, Reason: reasonOpen}
}
