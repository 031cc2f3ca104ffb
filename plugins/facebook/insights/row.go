package insights

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"unicode/utf8"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/connector/number"
	"github.com/roictl/roictl/plugins/facebook/catalogue"
	"github.com/roictl/roictl/plugins/facebook/cells"
)

// Row is a row as Meta writes it. What has no value is left out of it.
type Row map[string]json.RawMessage

// ErrAnswer says that a row is not what was asked for.
var ErrAnswer = errors.New("the row is not what was asked for")

func errorf(format string, values ...any) error {
	return fmt.Errorf("%w: %s", ErrAnswer, fmt.Sprintf(format, values...))
}

// text is a field's text; empty where it is absent.
func (r Row) text(field string) string { return r.Text(field).Value }

// Text is a field that names something. A breakdown may be absent from a row, which
// differs from any value; an asset is an object that holds its text.
func (r Row) Text(field string) connector.Text {
	raw, ok := r[field]
	if !ok || isNull(raw) {
		return connector.Text{Null: true}
	}
	if text, ok := quoted(raw); ok {
		return connector.Text{Value: text}
	}
	var asset struct {
		URL  string `json:"website_url"`
		Text string `json:"text"`
		Name string `json:"name"`
		ID   string `json:"id"`
	}
	if json.Unmarshal(raw, &asset) == nil {
		for _, candidate := range []string{asset.URL, asset.Text, asset.Name, asset.ID} {
			if candidate != "" {
				return connector.Text{Value: candidate}
			}
		}
	}
	return connector.Text{Value: string(raw)}
}

// moneyPlaces is how many decimal places of a figure count. Meta computes with
// binary fractions, whose dust nobody paid.
const moneyPlaces = 6

// Value reads a measure of a row, counted in windows where there are any. A key
// that is left out means nothing happened, for what adds up; a ratio or a count of
// people that is left out is not known.
func Value(row Row, m catalogue.Measure, windows catalogue.Windows) (connector.Decimal, error) {
	absent := connector.NullDecimal
	if m.Aggregation.Additive() {
		absent = connector.Int(0)
	}
	raw, ok := row[m.Field]
	if !ok || isNull(raw) {
		return absent, nil
	}
	if m.Action == "" {
		text, ok := quoted(raw)
		if !ok {
			return connector.Decimal{}, errorf("%s is not a number in quotes", m.Field)
		}
		if text == "" {
			return absent, nil
		}
		return parse(text, m)
	}
	var entries []entry
	if err := json.Unmarshal(raw, &entries); err != nil {
		return connector.Decimal{}, errorf("%s is not a list of actions", m.Field)
	}
	total, found := absent, false
	for i := range entries {
		if m.Action != catalogue.AnyAction && textOf(entries[i].Type) != m.Action {
			continue
		}
		value, err := entries[i].count(m, windows)
		if err != nil {
			return connector.Decimal{}, err
		}
		if found && m.Action == catalogue.AnyAction {
			return connector.Decimal{}, errorf("%s lists several types of actions, which overlap", m.Field)
		}
		if !found {
			total, found = value, true
		} else if total, err = cells.Sum(total, value); err != nil {
			return connector.Decimal{}, err
		}
	}
	return total, nil
}

// entry is an action as Meta lists it: what it was, how often it happened by the
// row's own attribution, and in windows, of which those are left out that nobody
// asked for or that have nothing.
type entry struct {
	Type    json.RawMessage `json:"action_type"`
	Own     json.RawMessage `json:"value"`
	Click1  json.RawMessage `json:"1d_click"`
	Click7  json.RawMessage `json:"7d_click"`
	Click28 json.RawMessage `json:"28d_click"`
	View1   json.RawMessage `json:"1d_view"`
	Engage1 json.RawMessage `json:"1d_ev"`
}

// in is what the entry says of a window.
func (e *entry) in(window string) json.RawMessage {
	switch window {
	case "1d_click":
		return e.Click1
	case "7d_click":
		return e.Click7
	case "28d_click":
		return e.Click28
	case "1d_view":
		return e.View1
	}
	return e.Engage1
}

// count reads the entry. A window that is left out is 0, since it was asked for.
func (e *entry) count(m catalogue.Measure, windows catalogue.Windows) (connector.Decimal, error) {
	if len(windows) == 0 || !m.Counted() {
		return parse(textOf(e.Own), m)
	}
	total := connector.Int(0)
	for _, window := range windows {
		text := textOf(e.in(window))
		if text == "" {
			continue
		}
		value, err := parse(text, m)
		if err != nil {
			return connector.Decimal{}, err
		}
		if total, err = cells.Sum(total, value); err != nil {
			return connector.Decimal{}, err
		}
	}
	return total, nil
}

// quoted reads a JSON text. Most hold nothing that is escaped, so that what stands
// between the quotes is the text.
func quoted(raw json.RawMessage) (string, bool) {
	if n := len(raw); n >= 2 && raw[0] == '"' && bytes.IndexByte(raw, '\\') < 0 && utf8.Valid(raw) {
		return string(raw[1 : n-1]), true
	}
	var text string
	err := json.Unmarshal(raw, &text)
	return text, err == nil && len(raw) > 0 && raw[0] == '"'
}

func isNull(raw json.RawMessage) bool { return string(raw) == "null" }

// textOf is a text, or the digits of a number; empty for null.
func textOf(raw json.RawMessage) string {
	if isNull(raw) {
		return ""
	}
	if text, ok := quoted(raw); ok {
		return text
	}
	return string(raw)
}

func parse(text string, m catalogue.Measure) (connector.Decimal, error) {
	value, err := number.Parse(text)
	if err != nil {
		return connector.Decimal{}, errorf("%s: %v", m.Field, err)
	}
	value = number.Round(value, moneyPlaces)
	if m.Percent && !value.Null {
		value.Scale += 2
	}
	return value, nil
}
