package analytics

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/connector/number"
)

// Row is the metrics of some pivot values on a day, or in a window.
type Row struct {
	Start, End connector.Date
	Values     []string            // of the pivots, in their order
	Cells      []connector.Decimal // of the metrics, in their order; null where LinkedIn says nothing
}

// element is a row as LinkedIn writes it, of which only what was asked for is read.
type element map[string]json.RawMessage

// row reads the keys of an element.
func (e element) row(width int) (Row, error) {
	var span struct{ Start, End date }
	if err := json.Unmarshal(e[dateRange], &span); err != nil {
		return Row{}, fmt.Errorf("read %s: %w", dateRange, err)
	}
	r := Row{Start: span.Start.day(), End: span.End.day(), Cells: make([]connector.Decimal, width)}
	if err := json.Unmarshal(e[pivotValues], &r.Values); err != nil {
		return Row{}, fmt.Errorf("read %s: %w", pivotValues, err)
	}
	for i := range r.Cells {
		r.Cells[i] = connector.NullDecimal
	}
	return r, nil
}

// places is how many places of an amount count. LinkedIn adds amounts up in binary
// fractions and leaves dust behind, even where nothing was spent (-2E-18).
const places = 8

// cell reads a metric: a number, or a text that holds one.
func (e element) cell(metric string) (connector.Decimal, error) {
	text := string(e[metric])
	if text == "" || text == "null" {
		return connector.NullDecimal, nil
	}
	value, err := number.Parse(strings.Trim(text, `"`))
	if err != nil {
		return connector.NullDecimal, fmt.Errorf("metric %q: %w", metric, err)
	}
	return number.Round(number.Significant(value), places), nil
}

// table joins what several requests say about the same rows. Each request has rows
// of its own: LinkedIn leaves those out of which all metrics asked for are 0.
type table struct {
	rows   []Row
	places map[string]int
}

func newTable() *table { return &table{places: make(map[string]int)} }

// add adds the elements of a request for some metrics, which begin at a column of a
// number of them.
func (t *table) add(elements []element, metrics []string, column, width int) error {
	for _, e := range elements {
		row, err := e.row(width)
		if err != nil {
			return err
		}
		key := row.key()
		at, known := t.places[key]
		if !known {
			at = len(t.rows)
			t.places[key] = at
			t.rows = append(t.rows, row)
		}
		for i, metric := range metrics {
			if t.rows[at].Cells[column+i], err = e.cell(metric); err != nil {
				return err
			}
		}
	}
	return nil
}

// key is equal for the same pivot values, all of them, on the same day.
func (r Row) key() string {
	return fmt.Sprintf("%d\x00%s", r.Start, strings.Join(r.Values, "\x00"))
}
