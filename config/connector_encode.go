package config

import (
	"encoding/json"
	"slices"

	"github.com/hashicorp/hcl/v2"
	"github.com/zclconf/go-cty/cty"

	"github.com/roictl/roictl/config/exact"
	"github.com/roictl/roictl/connector"
)

// encode checks a value against a connector's attribute and prepares it for JSON.
func encode(a connector.Attribute, value cty.Value, place hcl.Range, sensitive bool, s *suggester) (any, *hcl.Diagnostic) {
	wrong := func(wanted string) (any, *hcl.Diagnostic) {
		return nil, fault(CodeType, place, "Wrong type", "%s has to be %s. This is %s.", quote(a.Name), wanted, describe(value))
	}
	t := value.Type()
	switch a.Type {
	case connector.TypeString:
		text, ok := encodeText(value)
		if !ok {
			return wrong("a text in quotes")
		}
		if len(a.Enum) > 0 && !slices.Contains(a.Enum, text) {
			shown := quote(text)
			if sensitive {
				shown = "this sensitive value"
			}
			return nil, fault(CodeValue, place, "Unknown value", "%s cannot be %s. It is one of %s.%s", quote(a.Name), shown, oneOf(quoted(a.Enum)), s.didYouMean(text, a.Enum))
		}
		return text, nil
	case connector.TypeNumber:
		if t != cty.Number {
			return wrong("a number, without quotes")
		}
		return jsonNumber(value, place)
	case connector.TypeBool:
		if t != cty.Bool {
			return wrong("true or false")
		}
		return value.True(), nil
	case connector.TypeStringList:
		if !t.IsListType() && !t.IsSetType() && !t.IsTupleType() {
			return wrong("a list of texts in square brackets")
		}
		list := make([]string, 0, value.LengthInt())
		for it := value.ElementIterator(); it.Next(); {
			_, element := it.Element()
			text, ok := encodeText(element)
			if !ok {
				return wrong("a list of texts")
			}
			list = append(list, text)
		}
		return list, nil
	case connector.TypeStringMap:
		if !t.IsMapType() && !t.IsObjectType() {
			return wrong("a map of texts in braces")
		}
		entries := make(map[string]string, value.LengthInt())
		for it := value.ElementIterator(); it.Next(); {
			key, element := it.Element()
			text, ok := encodeText(element)
			if !ok {
				return wrong("a map of texts")
			}
			entries[key.AsString()] = text
		}
		return entries, nil
	default:
		return encodeAny(value, place)
	}
}

// encodeText accepts a text, and a number as the text that it is written as: ids
// are often written without quotes.
func encodeText(value cty.Value) (string, bool) {
	if value.IsNull() {
		return "", false
	}
	switch value.Type() {
	case cty.String:
		return value.AsString(), true
	case cty.Number:
		if number, err := exact.Rational(value); err == nil {
			return exact.Decimal(number)
		}
	}
	return "", false
}

// encodeAny passes on whatever the user wrote.
func encodeAny(value cty.Value, place hcl.Range) (any, *hcl.Diagnostic) {
	t := value.Type()
	switch {
	case value.IsNull():
		return nil, nil
	case t == cty.String:
		return value.AsString(), nil
	case t == cty.Bool:
		return value.True(), nil
	case t == cty.Number:
		return jsonNumber(value, place)
	case t.IsMapType() || t.IsObjectType():
		object := make(map[string]any, value.LengthInt())
		for it := value.ElementIterator(); it.Next(); {
			key, element := it.Element()
			encoded, diag := encodeAny(element, place)
			if diag != nil {
				return nil, diag
			}
			object[key.AsString()] = encoded
		}
		return object, nil
	case t.IsListType() || t.IsSetType() || t.IsTupleType():
		list := make([]any, 0, value.LengthInt())
		for it := value.ElementIterator(); it.Next(); {
			_, element := it.Element()
			encoded, diag := encodeAny(element, place)
			if diag != nil {
				return nil, diag
			}
			list = append(list, encoded)
		}
		return list, nil
	}
	return nil, fault(CodeType, place, "Wrong type", "A connector cannot take %s.", describe(value))
}

// jsonNumber writes a number in full. A fraction without a finite decimal form,
// such as 1/3, is cut where its 512 bits end.
func jsonNumber(value cty.Value, place hcl.Range) (json.Number, *hcl.Diagnostic) {
	number, diags := rational(value, place)
	if diags.HasErrors() {
		return "", diags[0]
	}
	if text, finite := exact.Decimal(number); finite {
		return json.Number(text), nil
	}
	return json.Number(value.AsBigFloat().Text('f', -1)), nil
}
