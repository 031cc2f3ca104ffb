package insights

import (
	"encoding/json"
	"errors"
	"fmt"

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
	if !ok {
		return connector.Text{Null: true}
	}
	var text string
	if json.Unmarshal(raw, &text) == nil {
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
	if !ok {
		return absent, nil
	}
	if m.Action == "" {
		var text string
		if err := json.Unmarshal(raw, &text); err != nil {
			return connector.Decimal{}, errorf("%s is not a number in quotes", m.Field)
		}
		if text == "" {
			return absent, nil
		}
		return parse(text, m)
	}
	var entries []map[string]json.RawMessage
	if err := json.Unmarshal(raw, &entries); err != nil {
		return connector.Decimal{}, errorf("%s is not a list of actions", m.Field)
	}
	total, found := absent, false
	for _, entry := range entries {
		if m.Action != catalogue.AnyAction && textOf(entry["action_type"]) != m.Action {
			continue
		}
		value, err := entryValue(entry, m, windows)
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

// entryValue reads an entry of a list. Meta leaves a window out that has nothing,
// which is 0 since it was asked for.
func entryValue(entry map[string]json.RawMessage, m catalogue.Measure, windows catalogue.Windows) (connector.Decimal, error) {
	if len(windows) == 0 || !m.Counted() {
		return parse(textOf(entry["value"]), m)
	}
	total := connector.Int(0)
	for _, window := range windows {
		text := textOf(entry[window])
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

func textOf(raw json.RawMessage) string {
	var text string
	if json.Unmarshal(raw, &text) != nil {
		return string(raw) // a number stands for its digits
	}
	return text
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
