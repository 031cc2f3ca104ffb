package host

import (
	"bytes"
	"context"
	"io"
	"log/slog"
	"maps"
	"slices"
	"strings"
	"sync"

	"github.com/roictl/roictl/connector/mask"
)

// Bounds on what is kept of a child's words.
const (
	maxLine  = 64 << 10
	maxPanic = 256 << 10
)

// output reads what a child writes: its log goes on to the user's, and its last
// words are kept for the obituary.
type output struct {
	logger  *slog.Logger
	secrets *mask.Set

	mu        sync.Mutex
	dying     bool            // the runtime is printing a panic
	lastWords strings.Builder // from the panic's first line on
	lastLine  string          // the last line that was no log entry
}

// line takes one line of the original standard error.
func (o *output) line(line []byte) {
	if entry, ok := parseEntry(line); ok {
		attrs := make([]slog.Attr, 0, len(entry.attrs))
		for _, key := range slices.Sorted(maps.Keys(entry.attrs)) {
			attrs = append(attrs, slog.Any(key, entry.attrs[key]))
		}
		o.logger.LogAttrs(context.Background(), entry.level, entry.message, attrs...)
		return
	}
	text := o.secrets.Text(string(line))
	o.mu.Lock()
	defer o.mu.Unlock()
	if strings.HasPrefix(text, "panic: ") || strings.HasPrefix(text, "fatal error: ") {
		o.dying = true
	}
	if strings.TrimSpace(text) != "" {
		o.lastLine = text
	}
	if !o.dying {
		o.logger.Debug("the connector wrote to standard error", "line", text)
		return
	}
	if o.lastWords.Len() < maxPanic {
		o.lastWords.WriteString(text)
		o.lastWords.WriteByte('\n')
	}
}

// crash returns the first line of the panic and all of it; empty when there was
// none.
func (o *output) crash() (headline, all string) {
	o.mu.Lock()
	defer o.mu.Unlock()
	all = o.lastWords.String()
	headline, _, _ = strings.Cut(all, "\n")
	return headline, all
}

// complaint returns the last line that was no log entry, such as the usage text
// of a program that is no connector.
func (o *output) complaint() string {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.lastLine
}

// unexpected returns a writer for a stream on which a connector has nothing to
// say: the first time is a warning to its author, the rest is for debugging.
func (o *output) unexpected(stream string) io.Writer {
	return &unexpectedOutput{logger: o.logger, stream: stream}
}

type unexpectedOutput struct {
	logger *slog.Logger
	stream string
	warned sync.Once
}

func (u *unexpectedOutput) Write(text []byte) (int, error) {
	u.warned.Do(func() {
		u.logger.Warn("unexpected output: the connector prints where nobody reads; its author should log instead", "stream", u.stream)
	})
	u.logger.Debug("unexpected output", "stream", u.stream, "text", string(text))
	return len(text), nil
}

// lineSplitter cuts what is written to it into lines; a longer one than maxLine is
// cut into pieces.
type lineSplitter struct {
	take    func(line []byte)
	pending []byte
}

func (s *lineSplitter) Write(text []byte) (int, error) {
	s.pending = append(s.pending, text...)
	for {
		end := bytes.IndexByte(s.pending, '\n')
		switch {
		case end >= 0:
			s.take(bytes.TrimSuffix(s.pending[:end], []byte("\r")))
			s.pending = s.pending[end+1:]
		case len(s.pending) >= maxLine:
			s.take(s.pending)
			s.pending = nil
		default:
			return len(text), nil
		}
	}
}

// flush takes what was written without a line's end, when nothing more can come.
func (s *lineSplitter) flush() {
	if len(s.pending) > 0 {
		s.take(s.pending)
		s.pending = nil
	}
}

// firstLine passes the first line on to one writer and everything behind it to
// another.
type firstLine struct {
	line io.WriteCloser
	rest io.Writer
	past bool
}

func (f *firstLine) Write(text []byte) (int, error) {
	first := text
	if f.past {
		first = nil
	} else if end := bytes.IndexByte(text, '\n'); end >= 0 {
		first, f.past = text[:end+1], true
	}
	if len(first) > 0 {
		// The reader may have given up, which is no fault of the child.
		_, _ = f.line.Write(first)
	}
	if rest := text[len(first):]; len(rest) > 0 {
		_, _ = f.rest.Write(rest)
	}
	return len(text), nil
}
