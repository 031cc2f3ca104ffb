package restli

import (
	"fmt"
	"net/url"
	"strings"
)

// Protocol is a dialect of query strings.
type Protocol int

// The dialects that LinkedIn serves.
const (
	V1 Protocol = iota // no header, or 1.0.0: dotted and indexed keys
	V2                 // 2.0.0: List(…) and (key:value)
)

// Query is a parsed query string.
type Query struct {
	protocol Protocol
	values   map[string]Value
	fields   *string
}

// SyntaxError says which parameter cannot be read, and why.
type SyntaxError struct {
	Param  string // the decoded name
	Reason string
}

// Error names the parameter and the reason.
func (e *SyntaxError) Error() string { return fmt.Sprintf("read parameter %q: %s", e.Param, e.Reason) }

// ParseQuery reads a raw query string. Errors are *SyntaxError.
//
// `fields` keeps the form of protocol 1.0 under both protocols: LinkedIn's own
// clients send it unencoded for that reason.
func ParseQuery(raw string, protocol Protocol) (Query, error) {
	q := Query{protocol: protocol, values: make(map[string]Value)}
	var flat []pair
	for part := range strings.SplitSeq(raw, "&") {
		if part == "" {
			continue
		}
		rawName, value, _ := strings.Cut(part, "=")
		name, err := url.PathUnescape(rawName)
		if err != nil {
			return Query{}, &SyntaxError{rawName, "the name is not percent-encoded correctly"}
		}
		if name == "fields" {
			fields, err := url.PathUnescape(value)
			if err != nil {
				return Query{}, &SyntaxError{name, "not percent-encoded correctly"}
			}
			q.fields = &fields
			continue
		}
		if protocol == V1 {
			flat = append(flat, pair{name, value})
			continue
		}
		if _, twice := q.values[name]; twice {
			return Query{}, &SyntaxError{name, "it is there twice"}
		}
		parsed, err := ParseValue(value)
		if err != nil {
			return Query{}, &SyntaxError{name, err.Error()}
		}
		q.values[name] = parsed
	}
	if protocol == V1 {
		return q, q.fold(flat)
	}
	return q, nil
}

// Has says whether a parameter was sent.
func (q Query) Has(name string) bool { return q.values[name] != nil }

// Names returns the names of the parameters that were sent beside `fields`, in
// no order.
func (q Query) Names() []string {
	names := make([]string, 0, len(q.values))
	for name := range q.values {
		names = append(names, name)
	}
	return names
}

// Value returns a parameter's tree, nil where it was not sent.
func (q Query) Value(name string) Value { return q.values[name] }

// Text returns a parameter that is a plain string, and "" where it was not
// sent or is something else.
func (q Query) Text(name string) string {
	text, _ := q.values[name].(Text)
	return string(text)
}

// Enum returns a parameter that is a symbol, bare or wrapped as (value:X), the
// form of LinkedIn's own request collection.
func (q Query) Enum(name string) string { return Symbol(q.values[name]) }

// Symbol returns an enum's symbol, bare or wrapped as (value:X), or "".
func Symbol(v Value) string {
	if record, ok := v.(Record); ok && len(record) == 1 {
		v = record["value"]
	}
	text, _ := v.(Text)
	return string(text)
}

// List returns a parameter that is a list of texts. Protocol 1.0 takes a single
// value for a list of one. It is false where something else was sent.
func (q Query) List(name string) ([]string, bool) {
	if text, ok := q.values[name].(Text); ok && q.protocol == V1 {
		return []string{string(text)}, true
	}
	return Texts(q.values[name])
}

// Fields returns the decoded text of `fields`, and false where none was sent.
func (q Query) Fields() (string, bool) {
	if q.fields == nil {
		return "", false
	}
	return *q.fields, true
}
