package config

import (
	"bytes"
	"regexp"
	"strings"
)

// What a file with a syntax error looks like where secrets may be.
var (
	// secretBlock opens a block that may hold one, however it is laid out.
	secretBlock = regexp.MustCompile(`(?m)^[ \t]*(variable|connector|locals)\b(?:[ \t]*"([^"\n]*)")?[^\n={]*\{?`)
	// looseArgument is an argument outside of blocks, as in a file of variables.
	looseArgument = regexp.MustCompile(`(?m)^[ \t]*[A-Za-z_][A-Za-z0-9_-]*[ \t]*=`)
	// quotedWord is what a message quotes of a file.
	quotedWord = regexp.MustCompile(`"(?:[^"\\]|\\.)*"`)
)

// concealBroken hides what may be a secret in a file with a syntax error, by its
// text: what the parser could make of it may end too early or too late.
func (s *Sources) concealBroken(name string, src []byte) {
	if strings.HasSuffix(name, ".json") {
		if bytes.Contains(src, []byte(`"sensitive"`)) || bytes.Contains(src, []byte(`"connector"`)) || soundsSecret(string(src)) {
			s.concealStretch(name, Stretch{0, len(src)})
		}
		return
	}
	first := len(src)
	for _, match := range append(secretBlock.FindAllIndex(src, 1), blockStart.FindAllIndex(src, 1)...) {
		first = min(first, match[0])
	}
	if looseArgument.Match(src[:first]) {
		s.concealTorn(name, Stretch{0, first})
	}
	byType := make(map[string][]placed)
	for _, match := range secretBlock.FindAllSubmatchIndex(src, -1) {
		inside := Stretch{match[1], len(src)}
		if next := blockStart.FindIndex(src[match[1]:]); next != nil {
			inside.End = match[1] + next[0]
		}
		text := src[inside.Start:inside.End]
		switch kind := string(src[match[2]:match[3]]); {
		case kind == "variable" && !bytes.Contains(text, []byte("sensi")):
		case kind == "locals" && !soundsSecret(string(text)):
		case kind == "connector" && match[4] >= 0 && !soundsSecret(string(text)):
			connectorType := string(src[match[4]:match[5]])
			byType[connectorType] = append(byType[connectorType], s.torn(name, inside)...)
		default:
			s.concealTorn(name, inside)
		}
	}
	for connectorType, places := range byType {
		s.holdMore(holder{connector: connectorType}, places)
	}
}

// concealTorn hides a part of a file with a syntax error.
func (s *Sources) concealTorn(name string, part Stretch) {
	for _, p := range s.torn(name, part) {
		s.concealStretch(name, p.Stretch)
	}
}

// torn returns what has to be hidden of a part of a file with a syntax error: all
// of it but the names of arguments in the lines up to the first error. Behind it,
// or behind a heredoc, what looks like a name may be a line of a secret.
func (s *Sources) torn(name string, part Stretch) []placed {
	src := s.files[name].Bytes
	readable := part.Start
	if errors := s.broken[name]; len(errors) > 0 && part.Start <= errors[0] && errors[0] < part.End {
		readable = errors[0]
		if i := bytes.IndexByte(src[readable:part.End], '\n'); i >= 0 {
			readable += i
		}
	}
	if heredoc := bytes.Index(src[part.Start:readable], []byte("<<")); heredoc >= 0 || strings.HasSuffix(name, ".json") {
		readable = part.Start
	}
	var places []placed
	from := part.Start
	for _, argument := range looseArgument.FindAllIndex(src[part.Start:readable], -1) {
		start, end := part.Start+argument[0], part.Start+argument[1]
		places = append(places, placed{name, Stretch{from, start}})
		from = end
		if from < part.End && src[from] == ' ' {
			from++
		}
	}
	return append(places, placed{name, Stretch{from, part.End}})
}
