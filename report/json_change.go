package report

import (
	"encoding/json"
	"time"

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
		Before:    optional(c.Before),
		After:     optional(c.After),
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
