package report

import (
	"encoding/json"
	"math/big"
	"path/filepath"

	"github.com/hashicorp/hcl/v2"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/engine/calendar"
	"github.com/roictl/roictl/engine/value"
)

// optional is a text that is null where it is empty.
type optional string

func (o optional) MarshalJSON() ([]byte, error) {
	if o == "" {
		return []byte("null"), nil
	}
	return json.Marshal(string(o))
}

// amountJSON is a value as a decimal string, a range, or null.
type amountJSON struct{ value value.Value }

type rangeJSON struct {
	Low  string `json:"low"`
	High string `json:"high"`
}

func (a amountJSON) MarshalJSON() ([]byte, error) {
	switch a.value.State {
	case value.Known:
		return json.Marshal(value.Decimal(a.value.Low))
	case value.Ranged:
		return json.Marshal(rangeJSON{value.Decimal(a.value.Low), value.Decimal(a.value.High)})
	}
	return []byte("null"), nil
}

// numberJSON is an exact number as a decimal string; nil is null.
type numberJSON struct{ number *big.Rat }

func (n numberJSON) MarshalJSON() ([]byte, error) {
	if n.number == nil {
		return []byte("null"), nil
	}
	return json.Marshal(value.Decimal(n.number))
}

// reasonFor is why a value is null; empty for one that is not.
func reasonFor(v value.Value) string {
	if v.IsKnown() {
		return ""
	}
	if v.Reason == "" {
		return "no data"
	}
	return v.Reason
}

// named is a value with the key that it stands under.
type named struct {
	key   string
	value value.Value
}

// reasonsFor says why values of an object are null, by their keys.
func reasonsFor(values ...named) map[string]string {
	var reasons map[string]string
	for _, v := range values {
		if reason := reasonFor(v.value); reason != "" {
			if reasons == nil {
				reasons = make(map[string]string)
			}
			reasons[v.key] = reason
		}
	}
	return reasons
}

// dayJSON is a day; 0, which means that it is not known, is null.
type dayJSON connector.Date

func (d dayJSON) MarshalJSON() ([]byte, error) {
	if d == 0 {
		return []byte("null"), nil
	}
	return json.Marshal(connector.Date(d).String())
}

type periodJSON struct {
	Every calendar.Every `json:"every"`
	Name  string         `json:"name"`
	Start connector.Date `json:"start"`
	End   connector.Date `json:"end"`
}

// periodToJSON returns nil for the period that was not found.
func periodToJSON(p calendar.Period) *periodJSON {
	if p.Name == "" {
		return nil
	}
	return &periodJSON{p.Every, p.Name, p.Start, p.End}
}

type placeJSON struct {
	File   string `json:"file"`
	Line   int    `json:"line"`
	Column int    `json:"column"`
}

// placeToJSON returns nil for what stands nowhere.
func placeToJSON(r hcl.Range) *placeJSON {
	if r.Filename == "" {
		return nil
	}
	return &placeJSON{filepath.ToSlash(r.Filename), r.Start.Line, r.Start.Column}
}

// texts returns a list that is never null.
func texts(list []string) []string { return append([]string{}, list...) }
