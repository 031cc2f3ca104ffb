package dates

import (
	"bytes"
	"time"

	"github.com/roictl/roictl/connector"
)

// Reader reads a column of dates in one or several formats. Several must not
// contradict one another, as DD/MM and MM/DD would. It remembers the last text,
// since files are mostly in order of their dates. It belongs to one goroutine.
type Reader struct {
	formats []Format
	zone    *time.Location
	fitting int // the format that fitted last
	text    []byte
	date    connector.Date
	err     error
	zoned   bool
}

// NewReader returns a reader of a column. Instants are cut into days in zone.
func NewReader(zone *time.Location, formats ...Format) *Reader {
	return &Reader{formats: formats, zone: zone}
}

// Parse reads the text of a cell. Errors are of type [*Error].
func (r *Reader) Parse(text []byte) (connector.Date, error) {
	if len(r.text) > 0 && bytes.Equal(text, r.text) {
		return r.date, r.err
	}
	r.text = append(r.text[:0], text...)
	r.date, r.err = r.parse(clean(text))
	return r.date, r.err
}

func (r *Reader) parse(text []byte) (connector.Date, error) {
	if len(r.formats) == 0 {
		return 0, errMismatch
	}
	date, err := r.formats[r.fitting].Parse(text, r.zone)
	if err == nil {
		r.zoned = r.zoned || r.formats[r.fitting].zoned
		return date, nil
	}
	for i, f := range r.formats {
		other, otherErr := f.Parse(text, r.zone)
		if otherErr == nil {
			r.fitting = i
			r.zoned = r.zoned || f.zoned
			return other, nil
		}
		if err == errMismatch {
			err = otherErr // that there is no such day says more
		}
	}
	return 0, err
}

// Zoned says whether any day so far was cut in the reader's zone.
func (r *Reader) Zoned() bool { return r.zoned }

// Timed says whether the date that was read last has a time of day with it.
func (r *Reader) Timed() bool { return len(r.formats) > 0 && r.formats[r.fitting].timed }

// iso are the forms that need no declaration, since they have one reading only.
var iso = func() []Format {
	formats := []Format{MustCompile("YYYY-MM-DD")}
	for _, between := range []string{" ", "T"} {
		for _, clock := range []string{"HH:mm:ss", "HH:mm", "HH:mm:ssZ", "HH:mmZ", "HH:mm:ss Z"} {
			formats = append(formats, MustCompile("YYYY-MM-DD"+between+clock))
		}
	}
	return formats
}()

// ISO returns the formats of ISO 8601 calendar dates, alone and with a time and
// an offset: what needs no declared format.
func ISO() []Format { return append([]Format(nil), iso...) }
