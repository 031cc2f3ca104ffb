package restli

import (
	"errors"
	"fmt"
	"net/url"
	"strings"
)

// maxDepth bounds how deep values nest, so that a hostile query cannot exhaust
// the stack.
const maxDepth = 32

// ParseValue reads one value of protocol 2.0.0:
//
//	value := string | "List(" [value ("," value)*] ")" | "(" [key ":" value ("," key ":" value)*] ")"
//
// Structure is only what is raw; "%28" is a parenthesis inside a string. A raw
// ':', ',', '(' or ')' inside a string is an error, as it is to LinkedIn: the
// usual cause is a URN that was not encoded. An empty string is two
// apostrophes.
func ParseValue(raw string) (Value, error) {
	p := parser{rest: raw}
	v, err := p.value(0)
	if err != nil {
		return nil, err
	}
	if p.rest != "" {
		return nil, fmt.Errorf("unexpected %q after the value", p.rest[:1])
	}
	return v, nil
}

type parser struct{ rest string }

func (p *parser) take(prefix string) bool {
	rest, ok := strings.CutPrefix(p.rest, prefix)
	p.rest = rest
	return ok
}

func (p *parser) value(depth int) (Value, error) {
	switch {
	case depth > maxDepth:
		return nil, errors.New("nested too deep")
	case p.take("List("):
		return p.list(depth)
	case p.take("("):
		return p.record(depth)
	}
	text, err := p.text()
	return Text(text), err
}

func (p *parser) list(depth int) (Value, error) {
	list := List{}
	if p.take(")") {
		return list, nil
	}
	for {
		v, err := p.value(depth + 1)
		if err != nil {
			return nil, err
		}
		list = append(list, v)
		if p.take(")") {
			return list, nil
		}
		if !p.take(",") {
			return nil, errors.New("a list is not closed")
		}
	}
}

func (p *parser) record(depth int) (Value, error) {
	record := Record{}
	if p.take(")") {
		return record, nil
	}
	for {
		key, err := p.text()
		if err != nil {
			return nil, err
		}
		if !p.take(":") {
			return nil, fmt.Errorf("no value for the key %q", key)
		}
		if _, twice := record[key]; twice {
			return nil, fmt.Errorf("the key %q is there twice", key)
		}
		if record[key], err = p.value(depth + 1); err != nil {
			return nil, err
		}
		if p.take(")") {
			return record, nil
		}
		if !p.take(",") {
			return nil, errors.New("a record is not closed")
		}
	}
}

// text reads up to the next structural character. '+' is itself, not a space.
func (p *parser) text() (string, error) {
	end := strings.IndexAny(p.rest, "(),:")
	if end < 0 {
		end = len(p.rest)
	}
	raw := p.rest[:end]
	p.rest = p.rest[end:]
	if raw == "''" {
		return "", nil
	}
	if strings.Contains(raw, "'") {
		return "", errors.New("a raw apostrophe inside a string")
	}
	text, err := url.PathUnescape(raw)
	if err != nil {
		return "", fmt.Errorf("%q is not percent-encoded correctly", raw)
	}
	return text, nil
}
