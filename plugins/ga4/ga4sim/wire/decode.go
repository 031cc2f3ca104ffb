package wire

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
)

// Decode reads a request into a message the way Google's front ends do: every key
// has to be known (in lowerCamelCase or in snake_case), 64-bit numbers may be text,
// and everything that is wrong is told at once.
func Decode(body []byte, into any) *Error {
	if len(bytes.TrimSpace(body)) == 0 {
		return nil // an empty body is an empty message
	}
	var syntax *json.SyntaxError
	if err := json.Unmarshal(body, new(json.RawMessage)); errors.As(err, &syntax) {
		return malformed(body, syntax)
	}
	d := &decoder{}
	if bytes.TrimSpace(body)[0] != '{' {
		d.wrong("", `Invalid JSON payload received. Unknown name "": Root element must be a message.`)
	} else {
		d.message(body, reflect.ValueOf(into).Elem(), "")
	}
	return d.result()
}

// malformed quotes the line on which JSON ends to be JSON, with a caret below.
func malformed(body []byte, syntax *json.SyntaxError) *Error {
	at := max(0, min(int(syntax.Offset)-1, len(body)))
	start := bytes.LastIndexByte(body[:at], '\n') + 1
	line, _, _ := bytes.Cut(body[start:], []byte("\n"))
	reason := "Unexpected token"
	if strings.Contains(syntax.Error(), "unexpected end") {
		reason = "Unexpected end of string"
	}
	return Invalid(fmt.Sprintf("Invalid JSON payload received. %s.\n%s\n%s^", reason, line, strings.Repeat(" ", at-start)))
}

type decoder struct{ violations []FieldViolation }

func (d *decoder) wrong(field, description string) {
	d.violations = append(d.violations, FieldViolation{Field: field, Description: description})
}

func (d *decoder) result() *Error {
	if len(d.violations) == 0 {
		return nil
	}
	messages := make([]string, len(d.violations))
	for i, violation := range d.violations {
		messages[i] = violation.Description
	}
	return NewError(400, strings.Join(messages, "\n"),
		Detail{Type: "type.googleapis.com/google.rpc.BadRequest", FieldViolations: d.violations})
}

// message reads an object. Keys are taken in the order of the document, so that
// errors are told in that order.
func (d *decoder) message(raw json.RawMessage, into reflect.Value, path string) {
	reader := json.NewDecoder(bytes.NewReader(raw))
	if opening, err := reader.Token(); err != nil || opening != json.Delim('{') {
		d.wrong(path, fmt.Sprintf("Invalid value at '%s' (type.googleapis.com/google.analytics.data.v1beta.%s), %s", path, into.Type().Name(), raw))
		return
	}
	for reader.More() {
		key, err := reader.Token()
		if err != nil {
			return
		}
		var value json.RawMessage
		if err := reader.Decode(&value); err != nil {
			return
		}
		name, _ := key.(string)
		field, ok := fieldNamed(into.Type(), name)
		if !ok {
			d.unknown(name, path)
			continue
		}
		d.field(value, into.FieldByIndex(field.Index), field, join(path, snake(field.Tag.Get("json"))))
	}
}

func (d *decoder) unknown(name, path string) {
	at := ""
	if path != "" {
		at = fmt.Sprintf(" at '%s'", path)
	}
	d.wrong(path, fmt.Sprintf("Invalid JSON payload received. Unknown name %q%s: Cannot find field.", name, at))
}

func (d *decoder) field(raw json.RawMessage, into reflect.Value, field reflect.StructField, path string) {
	if string(raw) == "null" {
		return
	}
	if into.Kind() != reflect.Slice {
		d.value(raw, into, field, path)
		return
	}
	var elements []json.RawMessage
	if err := json.Unmarshal(raw, &elements); err != nil {
		elements = []json.RawMessage{raw} // one element may stand for a list of one
	}
	for i, element := range elements {
		value := reflect.New(into.Type().Elem()).Elem()
		d.value(element, value, field, fmt.Sprintf("%s[%d]", path, i))
		into.Set(reflect.Append(into, value))
	}
}

func (d *decoder) value(raw json.RawMessage, into reflect.Value, field reflect.StructField, path string) {
	switch into.Kind() {
	case reflect.Pointer:
		into.Set(reflect.New(into.Type().Elem()))
		d.value(raw, into.Elem(), field, path)
	case reflect.Struct:
		d.message(raw, into, path)
	case reflect.Int64, reflect.Float64:
		d.number(raw, into, path)
	case reflect.String:
		d.text(raw, into, field, path)
	default:
		if err := json.Unmarshal(raw, into.Addr().Interface()); err != nil {
			d.wrong(path, fmt.Sprintf("Invalid value at '%s' (TYPE_%s), %s", path, strings.ToUpper(into.Kind().String()), raw))
		}
	}
}

func (d *decoder) text(raw json.RawMessage, into reflect.Value, field reflect.StructField, path string) {
	if enum := field.Tag.Get("enum"); enum != "" {
		d.member(raw, into, strings.Fields(field.Tag.Get("values")), enum, path)
		return
	}
	var text string
	if err := json.Unmarshal(raw, &text); err != nil {
		d.wrong(path, fmt.Sprintf("Invalid value at '%s' (TYPE_STRING), %s", path, raw))
		return
	}
	into.SetString(text)
}

// member reads a member of an enumeration: its name or its number, which some of
// Google's clients send.
func (d *decoder) member(raw json.RawMessage, into reflect.Value, members []string, enum, path string) {
	name := strings.Trim(string(raw), `"`)
	if number, err := strconv.Atoi(string(raw)); err == nil && number >= 0 && number < len(members) {
		name = members[number]
	}
	if name == "-" || !slices.Contains(members, name) {
		d.wrong(path, fmt.Sprintf("Invalid value at '%s' (type.googleapis.com/google.analytics.data.v1beta.%s), %s", path, enum, raw))
		return
	}
	into.SetString(name)
}

// number reads a number, or text that holds one.
func (d *decoder) number(raw json.RawMessage, into reflect.Value, path string) {
	text := strings.Trim(string(raw), `"`)
	if into.Kind() == reflect.Int64 {
		if n, err := strconv.ParseInt(text, 10, 64); err == nil {
			into.SetInt(n)
			return
		}
		d.wrong(path, fmt.Sprintf("Invalid value at '%s' (TYPE_INT64), %s", path, raw))
		return
	}
	if x, err := strconv.ParseFloat(text, 64); err == nil {
		into.SetFloat(x)
		return
	}
	d.wrong(path, fmt.Sprintf("Invalid value at '%s' (TYPE_DOUBLE), %s", path, raw))
}

// fieldNamed finds a field by its JSON name or its name in the protocol.
func fieldNamed(message reflect.Type, name string) (reflect.StructField, bool) {
	for i := range message.NumField() {
		field := message.Field(i)
		if camel := field.Tag.Get("json"); camel == name || snake(camel) == name {
			return field, true
		}
	}
	return reflect.StructField{}, false
}

func join(path, name string) string {
	if path == "" {
		return name
	}
	return path + "." + name
}

// snake returns the protocol's spelling of a JSON name.
func snake(camel string) string {
	var out strings.Builder
	for _, r := range camel {
		if r >= 'A' && r <= 'Z' {
			out.WriteByte('_')
			r += 'a' - 'A'
		}
		out.WriteRune(r)
	}
	return out.String()
}
