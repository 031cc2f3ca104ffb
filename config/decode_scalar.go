package config

import (
	"math/big"
	"slices"
	"strings"
	"time"

	"github.com/hashicorp/go-version"
	"github.com/hashicorp/hcl/v2"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/convert"

	"github.com/roictl/roictl/config/exact"
	"github.com/roictl/roictl/config/schema"
	"github.com/roictl/roictl/connector"
)

// scalars decode single values that are known, not null and not sensitive.
var scalars = map[schema.Type]func(s *suggester, a *schema.Attribute, value cty.Value, place hcl.Range) (any, *hcl.Diagnostic){
	schema.String:   decodeString,   // string
	schema.Number:   decodeNumber,   // *big.Rat
	schema.Bool:     decodeBool,     // bool
	schema.Date:     decodeDate,     // connector.Date
	schema.Days:     decodeDays,     // int
	schema.Amount:   decodeAmount,   // Amount
	schema.Share:    decodeShare,    // *big.Rat
	schema.Currency: decodeCurrency, // string
	schema.TimeZone: decodeTimeZone, // *time.Location
	schema.Weekday:  decodeWeekday,  // time.Weekday
	schema.Month:    decodeMonth,    // time.Month
	schema.Version:  decodeVersion,  // version.Constraints

	schema.StringMap: decodeStringMap, // map[string]string
	schema.Baseline:  decodeBaseline,  // Versus
}

func decodeString(s *suggester, a *schema.Attribute, value cty.Value, place hcl.Range) (any, *hcl.Diagnostic) {
	text, d := textOf(a, value, place)
	if d != nil || len(a.Values) == 0 || slices.Contains(a.Values, text) {
		return text, d
	}
	return nil, fault(CodeValue, place, "Unknown value", "%s cannot be %s. It is one of %s.%s", quote(a.Name), quote(text), oneOf(quoted(a.Values)), s.didYouMean(text, a.Values))
}

// textOf accepts a text, and a number as the text that it is written as.
func textOf(a *schema.Attribute, value cty.Value, place hcl.Range) (string, *hcl.Diagnostic) {
	switch value.Type() {
	case cty.String:
		return value.AsString(), nil
	case cty.Number:
		number, err := exact.Rational(value)
		if err == nil {
			return exact.Text(number), nil
		}
	}
	return "", wrongType(a, place, "a text in quotes", value)
}

func decodeNumber(_ *suggester, a *schema.Attribute, value cty.Value, place hcl.Range) (any, *hcl.Diagnostic) {
	number, d := numberOf(a, value, place)
	if d != nil {
		return nil, d
	}
	return number, nil
}

// numberOf accepts a number inside the bounds of the attribute.
func numberOf(a *schema.Attribute, value cty.Value, place hcl.Range) (*big.Rat, *hcl.Diagnostic) {
	if value.Type() == cty.String {
		if _, err := ParseAmount(value.AsString()); err == nil {
			return nil, fault(CodeType, place, "Wrong type", "%s has to be a plain number, without quotes. A variable that holds it needs type = number.", quote(a.Name))
		}
	}
	if value.Type() != cty.Number {
		return nil, wrongType(a, place, "a number", value)
	}
	number, diags := rational(value, place)
	if diags.HasErrors() {
		return nil, diags[0]
	}
	switch {
	case a.Bounds == schema.Positive && number.Sign() <= 0:
		return nil, fault(CodeValue, place, "Number out of range", "%s has to be more than zero. This is %s.", quote(a.Name), exact.Text(number))
	case a.Bounds == schema.NotNegative && number.Sign() < 0:
		return nil, fault(CodeValue, place, "Number out of range", "%s cannot be negative. This is %s.", quote(a.Name), exact.Text(number))
	}
	return number, nil
}

func decodeBool(_ *suggester, a *schema.Attribute, value cty.Value, place hcl.Range) (any, *hcl.Diagnostic) {
	converted, err := convert.Convert(value, cty.Bool)
	if err != nil {
		return nil, wrongType(a, place, "true or false", value)
	}
	return converted.True(), nil
}

func decodeDate(_ *suggester, a *schema.Attribute, value cty.Value, place hcl.Range) (any, *hcl.Diagnostic) {
	if value.Type() != cty.String {
		return nil, wrongType(a, place, "a date in quotes, such as \"2026-05-31\"", value)
	}
	date, err := connector.ParseDate(value.AsString())
	if err != nil {
		return nil, fault(CodeValue, place, "Invalid date", "%s is no date. Dates are written as year, month and day: \"2026-05-31\".", quote(value.AsString()))
	}
	return date, nil
}

func decodeDays(_ *suggester, a *schema.Attribute, value cty.Value, place hcl.Range) (any, *hcl.Diagnostic) {
	if value.Type() != cty.String {
		return nil, wrongType(a, place, "a number of days in quotes, such as \"28d\"", value)
	}
	days, err := ParseDays(value.AsString())
	if err != nil {
		return nil, fault(CodeValue, place, "Invalid number of days", "%s.", sentence(err))
	}
	return days, nil
}

func decodeCurrency(_ *suggester, a *schema.Attribute, value cty.Value, place hcl.Range) (any, *hcl.Diagnostic) {
	if value.Type() != cty.String {
		return nil, wrongType(a, place, "a currency code in quotes, such as \"EUR\"", value)
	}
	code, err := parseCurrency(value.AsString())
	if err != nil {
		return nil, fault(CodeValue, place, "Unknown currency", "%s.", sentence(err))
	}
	return code, nil
}

func decodeTimeZone(_ *suggester, a *schema.Attribute, value cty.Value, place hcl.Range) (any, *hcl.Diagnostic) {
	if value.Type() != cty.String {
		return nil, wrongType(a, place, "the name of a time zone", value)
	}
	name := value.AsString()
	location, err := time.LoadLocation(name)
	if err != nil || name == "Local" || name == "" {
		return nil, fault(CodeValue, place, "Unknown time zone",
			"%s is no time zone that roictl knows. Time zones have names such as \"Europe/Berlin\", \"America/New_York\" or \"UTC\".", quote(name))
	}
	return location, nil
}

var weekdays = []string{"sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"}

var months = []string{
	"january", "february", "march", "april", "may", "june",
	"july", "august", "september", "october", "november", "december",
}

func decodeWeekday(s *suggester, a *schema.Attribute, value cty.Value, place hcl.Range) (any, *hcl.Diagnostic) {
	i, d := calendarName(s, a, weekdays, value, place)
	return time.Weekday(i), d
}

func decodeMonth(s *suggester, a *schema.Attribute, value cty.Value, place hcl.Range) (any, *hcl.Diagnostic) {
	i, d := calendarName(s, a, months, value, place)
	return time.Month(i + 1), d
}

// calendarName finds a name that may be shortened to three letters.
func calendarName(s *suggester, a *schema.Attribute, names []string, value cty.Value, place hcl.Range) (int, *hcl.Diagnostic) {
	text, d := textOf(a, value, place)
	if d != nil {
		return 0, d
	}
	for i, name := range names {
		if lower := strings.ToLower(text); lower == name || lower == name[:3] {
			return i, nil
		}
	}
	return 0, fault(CodeValue, place, "Unknown value", "%s is none of %s. Three letters are enough.%s", quote(text), oneOf(names), s.didYouMean(text, names))
}

func decodeVersion(_ *suggester, a *schema.Attribute, value cty.Value, place hcl.Range) (any, *hcl.Diagnostic) {
	text, d := textOf(a, value, place)
	if d != nil {
		return nil, d
	}
	constraints, err := version.NewConstraint(text)
	if err != nil {
		return nil, fault(CodeValue, place, "Invalid version constraint", "%s is no version constraint. Write conditions such as \">= 0.1\", \"~> 1.2\" or \">= 1.0, < 2.0\".", quote(text))
	}
	return constraints, nil
}

func decodeStringMap(_ *suggester, a *schema.Attribute, value cty.Value, place hcl.Range) (any, *hcl.Diagnostic) {
	if t := value.Type(); !t.IsMapType() && !t.IsObjectType() {
		return nil, wrongType(a, place, "a map in braces", value)
	}
	result := make(map[string]string, value.LengthInt())
	for it := value.ElementIterator(); it.Next(); {
		key, item := it.Element()
		text, err := convert.Convert(item, cty.String)
		if err != nil || text.IsNull() {
			return nil, fault(CodeType, place, "Wrong type", "The value of %s in %s has to be a text. This is %s.", quote(key.AsString()), quote(a.Name), describe(item))
		}
		result[key.AsString()] = text.AsString()
	}
	return result, nil
}
