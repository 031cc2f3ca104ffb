package config

import (
	"bytes"
	"cmp"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/hashicorp/hcl/v2"
)

// Stretch is a part of a file, by byte offsets: Start belongs to it, End does not.
type Stretch struct{ Start, End int }

// concealedText stands for a value that must not be shown.
const concealedText = "(sensitive value)"

// concealment knows what must not be shown of files.
type concealment struct {
	mutex  sync.Mutex // connectors are decoded at the same time
	always map[string][]Stretch
	// held are the values in connector blocks. Which of them are secret only the
	// connector's schema says, so until then all of them are.
	held map[holder][]placed
}

// holder is what holds values back: a connector block, or in a file with syntax
// errors, where blocks have no certain end, all blocks of a type of connector.
type holder struct {
	block     hcl.Range
	connector string
}

// placed is a stretch of a file.
type placed struct {
	file string
	Stretch
}

// Hidden returns the parts of a file that must not be shown, in order and apart
// from one another: values of sensitive variables and of attributes that a
// connector's schema says are sensitive, and whatever may be one of them where a
// file has a syntax error.
func (s *Sources) Hidden(name string) []Stretch {
	if s == nil {
		return nil
	}
	s.secret.mutex.Lock()
	defer s.secret.mutex.Unlock()
	all := slices.Clone(s.secret.always[name])
	for _, places := range s.secret.held {
		for _, p := range places {
			if p.file == name {
				all = append(all, p.Stretch)
			}
		}
	}
	slices.SortFunc(all, func(a, b Stretch) int { return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End)) })
	merged := all[:0]
	for _, next := range all {
		if last := len(merged) - 1; last >= 0 && next.Start <= merged[last].End {
			merged[last].End = max(merged[last].End, next.End)
			continue
		}
		merged = append(merged, next)
	}
	return merged
}

// conceal hides parts of files for good.
func (s *Sources) conceal(places ...hcl.Range) {
	for _, place := range places {
		s.concealStretch(place.Filename, s.toLineEnd(place))
	}
}

func (s *Sources) concealStretch(file string, part Stretch) {
	s.secret.mutex.Lock()
	defer s.secret.mutex.Unlock()
	if s.secret.always == nil {
		s.secret.always = make(map[string][]Stretch)
	}
	s.secret.always[file] = append(s.secret.always[file], part)
}

// concealExactly hides a part of a file for good, and nothing beside it.
func (s *Sources) concealExactly(place hcl.Range) {
	s.concealStretch(place.Filename, Stretch{place.Start.Byte, place.End.Byte})
}

// hold hides parts of files until they are released, or held otherwise.
func (s *Sources) hold(by holder, places []hcl.Range) {
	parts := make([]placed, len(places))
	for i, place := range places {
		parts[i] = placed{place.Filename, s.toLineEnd(place)}
	}
	s.release(by)
	s.holdMore(by, parts)
}

// holdMore hides further parts of files.
func (s *Sources) holdMore(by holder, parts []placed) {
	s.secret.mutex.Lock()
	defer s.secret.mutex.Unlock()
	if s.secret.held == nil {
		s.secret.held = make(map[holder][]placed)
	}
	s.secret.held[by] = append(s.secret.held[by], parts...)
}

// release lets go what a holder holds.
func (s *Sources) release(by holder) {
	s.secret.mutex.Lock()
	defer s.secret.mutex.Unlock()
	delete(s.secret.held, by)
}

// toLineEnd is a value with what follows it on its line: perhaps a comment that
// names the value before.
func (s *Sources) toLineEnd(place hcl.Range) Stretch {
	part := Stretch{place.Start.Byte, place.End.Byte}
	file := s.File(place.Filename)
	if file == nil || strings.HasSuffix(place.Filename, ".json") || part.End >= len(file.Bytes) {
		return part
	}
	if part.End > 0 && file.Bytes[part.End-1] == '\n' { // a heredoc ends with its line
		part.End--
		return part
	}
	if i := bytes.IndexByte(file.Bytes[part.End:], '\n'); i >= 0 {
		part.End += i
	} else {
		part.End = len(file.Bytes)
	}
	return part
}

// redact takes out of syntax errors what they quote of a file at places that are
// hidden.
func (s *Sources) redact(diags hcl.Diagnostics) {
	for _, d := range diags {
		if d.Subject == nil || DiagnosticCode(d) != string(CodeSyntax) {
			continue
		}
		file := s.File(d.Subject.Filename)
		for _, part := range s.Hidden(d.Subject.Filename) {
			if part.End < d.Subject.Start.Byte || d.Subject.End.Byte < part.Start {
				continue
			}
			hidden := file.Bytes[part.Start:part.End]
			d.Detail = quotedWord.ReplaceAllStringFunc(d.Detail, func(quoted string) string {
				if word, err := strconv.Unquote(quoted); err == nil && !bytes.Contains(hidden, []byte(word)) {
					return quoted
				}
				return concealedText
			})
		}
	}
}
