package organic

import (
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/connector/number"
)

// Point is a value of a metric.
type Point struct {
	Day     connector.Date // 0 for a window as a whole
	Segment string         // value of the breakdown; empty without one
	Value   connector.Decimal
}

// ErrAnswer says that an answer is not what was asked for.
var ErrAnswer = errors.New("the answer is not what was asked for")

// metric is a metric as Meta writes it: with values of days, of a whole life, or one
// for a window.
type metric struct {
	Name   string                       `json:"name"`
	Values []map[string]json.RawMessage `json:"values"`
	Total  *struct {
		Value      json.RawMessage `json:"value"`
		Breakdowns []struct {
			Results []struct {
				Segments []string        `json:"dimension_values"`
				Value    json.RawMessage `json:"value"`
			} `json:"results"`
		} `json:"breakdowns"`
	} `json:"total_value"`
}

// Stamp is how Meta writes moments: the offset has no colon, other than in RFC 3339.
const Stamp = "2006-01-02T15:04:05-0700"

// Read reads an answer: the points of each metric in it, which there may be none of.
// Days are those of a zone; with a breakdown each point has its value.
func Read(body []byte, breakdown string, zone *time.Location) (map[string][]Point, error) {
	var answer struct {
		Data []metric `json:"data"`
	}
	if err := json.Unmarshal(body, &answer); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrAnswer, err)
	}
	all := make(map[string][]Point)
	for _, m := range answer.Data {
		points, err := m.points(breakdown, zone)
		if err != nil {
			return nil, fmt.Errorf("metric %s: %w", m.Name, err)
		}
		all[m.Name] = append(all[m.Name], points...)
	}
	return all, nil
}

func (m *metric) points(breakdown string, zone *time.Location) ([]Point, error) {
	if m.Total != nil {
		return m.total(breakdown)
	}
	var points []Point
	for _, entry := range m.Values {
		p := Point{Segment: text(entry[breakdown])}
		if end := text(entry["end_time"]); end != "" {
			at, err := time.Parse(Stamp, end)
			if err != nil {
				return nil, fmt.Errorf("%w: %w", ErrAnswer, err)
			}
			p.Day = connector.DateIn(at, zone) - 1
		}
		var err error
		if p.Value, err = value(entry["value"]); err != nil {
			return nil, err
		}
		points = append(points, p)
	}
	return points, nil
}

func (m *metric) total(breakdown string) ([]Point, error) {
	if breakdown == "" {
		v, err := value(m.Total.Value)
		return []Point{{Value: v}}, err
	}
	var points []Point
	for _, b := range m.Total.Breakdowns {
		for _, r := range b.Results {
			v, err := value(r.Value)
			if err != nil {
				return nil, err
			}
			if len(r.Segments) != 1 {
				return nil, fmt.Errorf("%w: a result has %d segments", ErrAnswer, len(r.Segments))
			}
			points = append(points, Point{Segment: r.Segments[0], Value: v})
		}
	}
	return points, nil
}

// value reads a number, which is one of JSON here and not a text, as ads have it.
func value(raw json.RawMessage) (connector.Decimal, error) {
	if len(raw) == 0 {
		return connector.NullDecimal, nil
	}
	v, err := number.Parse(text(raw))
	if err != nil {
		return connector.Decimal{}, fmt.Errorf("%w: %w", ErrAnswer, err)
	}
	return v, nil
}

func text(raw json.RawMessage) string {
	var s string
	if json.Unmarshal(raw, &s) != nil {
		return string(raw)
	}
	return s
}
