package restli

import (
	"strconv"
	"strings"
)

// Value is an encoded value.
type Value string

// Text is a text, in which everything that means structure is escaped.
func Text(text string) Value {
	if text == "" {
		return "''"
	}
	return Value(escape(text))
}

// Int is a whole number, without leading zeros.
func Int(n int64) Value { return Value(strconv.FormatInt(n, 10)) }

// List is a list of values.
func List(values ...Value) Value {
	parts := make([]string, len(values))
	for i, v := range values {
		parts[i] = string(v)
	}
	return Value("List(" + strings.Join(parts, ",") + ")")
}

// Texts is a list of texts.
func Texts(texts ...string) Value {
	values := make([]Value, len(texts))
	for i, text := range texts {
		values[i] = Text(text)
	}
	return List(values...)
}

// Pair is a key with its value.
type Pair struct {
	Key   string
	Value Value
}

// Record is a record of pairs, in their order.
func Record(pairs ...Pair) Value {
	parts := make([]string, len(pairs))
	for i, p := range pairs {
		parts[i] = p.Key + ":" + string(p.Value)
	}
	return Value("(" + strings.Join(parts, ",") + ")")
}

// Query is a raw query: pairs in their order.
type Query []Pair

// With returns the query with another parameter.
func (q Query) With(key string, value Value) Query {
	return append(q[:len(q):len(q)], Pair{key, value})
}

// String is the query as it is sent.
func (q Query) String() string {
	parts := make([]string, len(q))
	for i, p := range q {
		parts[i] = p.Key + "=" + string(p.Value)
	}
	return strings.Join(parts, "&")
}

// Fields is the projection, which LinkedIn reads as it is under every protocol: a
// list of names without any wrapping.
func Fields(names ...string) Pair { return Pair{"fields", Value(strings.Join(names, ","))} }

// unreserved are the bytes that stay as they are (RFC 3986, 2.3).
const unreserved = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~"

// escape writes every other byte as %XX; a space is %20 and never a plus.
func escape(text string) string {
	const digits = "0123456789ABCDEF"
	var out strings.Builder
	for _, b := range []byte(text) {
		if strings.IndexByte(unreserved, b) >= 0 {
			out.WriteByte(b)
			continue
		}
		out.WriteByte('%')
		out.WriteByte(digits[b>>4])
		out.WriteByte(digits[b&15])
	}
	return out.String()
}
