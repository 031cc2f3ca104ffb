package report

import (
	"encoding/json"
	"time"

	"github.com/roictl/roictl/engine/value"
	"github.com/roictl/roictl/history"
)

type changeJSON struct {
	Kind      history.ChangeKind `json:"kind"`
	Address   string             `json:"address"`
	Attribute optional           `json:"attribute"`
	Period    optional           `json:"period"`
	Segment   json.RawMessage    `json:"segment"`
	Before    optional           `json:"before"`
	After     optional           `json:"after"`
	Unit      optional           `json:"unit"`
	Currency  optional           `json:"currency"`
	Direction optional           `json:"direction"`
	Reason    optional           `json:"reason"`
	Since     *time.Time         `json:"since"`
}

func changeToJSON(c history.Change) changeJSON {
	document := changeJSON{
		Kind:      c.Kind,
		Address:   c.Address,
		Attribute: optional(c.Attribute),
		Period:    optional(c.Period),
		Segment:   json.RawMessage("null"),
		Before:    optional(decimals(c, c.Before)),
		After:     optional(decimals(c, c.After)),
		Unit:      optional(c.Unit),
		Currency:  optional(c.Currency),
		Direction: optional(c.Direction),
		Reason:    optional(c.Reason),
	}
	if json.Valid([]byte(c.Segment)) { // it is an object in the history; nothing else may break the document
		document.Segment = json.RawMessage(c.Segment)
	}
	if !c.Since.IsZero() {
		since := c.Since.UTC()
		document.Since = &since
	}
	return document
}

// decimals writes a recorded number, which may be a fraction, as a decimal text,
// and a range as two with .. between them; anything else as it was recorded.
func decimals(c history.Change, text string) string {
	v, ok := recordedNumber(c, text)
	switch {
	case !ok:
		return text
	case v.State == value.Ranged:
		return value.Decimal(v.Low) + ".." + value.Decimal(v.High)
	default:
		return value.Decimal(v.Low)
	}
}
