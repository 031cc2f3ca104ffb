package scan

import (
	"errors"
	"fmt"
	"slices"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/plugins/file/cube"
)

// Write writes the result to the stream: by day or interval, and within one in
// the order of the file, so that the same files give the same bytes. It returns
// what the user should know about the result.
func (s *Result) Write(out *connector.Stream) connector.Diagnostics {
	diags := s.remarks()
	if err := out.Header(s.header()); err != nil {
		return diags // the SDK remembers the error
	}
	trailer := out.Trailer()
	if s.HasPeriod {
		trailer.CoveredFrom, trailer.FreshUntil = s.Covered.Start, s.Covered.End
	}
	if s.problems.rows > 0 {
		trailer.Flags = append(trailer.Flags, connector.Flag{Code: connector.FlagPartial, Detail: fmt.Sprintf("%d rows could not be read and were left out.", s.problems.rows)})
	}
	cells := make([]int, s.index.Len())
	for i := range cells {
		cells[i] = i
	}
	slices.SortStableFunc(cells, func(a, b int) int {
		slotA, _ := s.index.Key(a)
		slotB, _ := s.index.Key(b)
		return int(int32(slotA)) - int(int32(slotB))
	})
	texts := make([]connector.Text, len(s.dimensions))
	values := make([]connector.Decimal, len(s.measures))
	for _, cell := range cells {
		if d := s.values(cell, values); d != nil {
			return append(diags, *d)
		}
		slot, codes := s.index.Key(cell)
		for i, code := range codes {
			texts[i] = s.dimensions[i].text(code)
		}
		if s.append(out, slot, texts, values) != nil {
			return diags // the SDK remembers the error
		}
	}
	return diags
}

func (s *Result) append(out *connector.Stream, slot uint32, texts []connector.Text, values []connector.Decimal) error {
	if s.query.Grain == connector.GrainDay {
		return out.Append(connector.Date(int32(slot)), texts, values)
	}
	return out.AppendTotal(int(slot), texts, values)
}

func (s *Result) header() connector.Header {
	h := connector.Header{Grain: s.query.Grain, TimeZone: s.TimeZone, Dense: true}
	if h.TimeZone == "" {
		// Days that name no zone are taken for those of the reporting zone.
		h.TimeZone = s.spec.Zone.String()
	}
	if s.money && s.currency == nil {
		h.Currency = s.Currency
	}
	for _, name := range s.query.Dimensions {
		h.Dimensions = append(h.Dimensions, connector.Column{Name: name})
	}
	for i, name := range s.query.Measures {
		h.Measures = append(h.Measures, connector.Column{Name: name, Unit: s.measures[i].spec.Unit})
	}
	return h
}

// values fills in the measures of a cell.
func (s *Result) values(cell int, values []connector.Decimal) *connector.Diagnostic {
	for i, m := range s.measures {
		value, err := m.result(cell)
		if errors.Is(err, cube.ErrRange) {
			d := connector.NewError("FILE_SUM_RANGE", "Sum is too finely divided", fmt.Sprintf("The sum of measure %q needs more than 18 digits, so it cannot be held exactly.", m.spec.Name))
			d.Hint = fmt.Sprintf("The file carries more digits than it means, as programs do that calculate with binary fractions. Declare how many matter: round = 6 in measure %q.", m.spec.Name)
			d.Path = m.spec.Path
			return &d
		}
		values[i] = value
	}
	return nil
}

// counted writes a number with the words that go with it.
func counted(n int64, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// remarks are what the user should know about a result that is good.
func (s *Result) remarks() connector.Diagnostics {
	var diags connector.Diagnostics
	if s.Rows == 0 {
		w := connector.NewWarning("FILE_NO_ROWS", "File has no rows", "There is a header, but no row of data below it. That is no data, not zero.")
		if s.First.Name != "" {
			w.Location = &connector.Location{File: s.First.Name, Line: s.First.HeaderLine}
		}
		diags = append(diags, w)
	}
	if s.cuts > 0 {
		w := connector.NewWarning("FILE_PERIOD_CUT", "Rows cross the edge of the period",
			fmt.Sprintf("%s for several days of which only some lie in the period that is asked for. Each counts wholly on its first day, so that the figures near the edge are not exact.", counted(s.cuts, "row stands", "rows stand")))
		w.Hint = "Export the data by day, or judge it by periods that its rows do not cross."
		w.Path, w.Location = connector.Path("date"), s.cutAt
		diags = append(diags, w)
	}
	diags = append(diags, s.emptyCells()...)
	for _, n := range s.numbers {
		if n.above > 0 {
			w := connector.NewWarning("FILE_PERCENT", "Percentages above 100 %",
				fmt.Sprintf("%s above 1, which is 100 %%: without a percent sign a number is taken as a fraction.", counted(n.above, fmt.Sprintf("value of measure %q is", n.measure.Name), fmt.Sprintf("values of measure %q are", n.measure.Name))))
			w.Hint = "If the column holds percentages (12.5 for 12.5 %), divide the metric by 100."
			w.Path, w.Location = n.measure.Path, n.aboveAt
			diags = append(diags, w)
		}
	}
	for _, m := range s.measures {
		crowded := 0
		for cell := range s.index.Len() {
			if cube.Crowded(m.cells, cell) {
				crowded++
			}
		}
		if crowded > 0 {
			w := connector.NewWarning("FILE_NOT_ADDITIVE", "Rows cannot be added up",
				fmt.Sprintf("Measure %q cannot be added (the same person may be in several rows), and %d cell(s) of the result are made of several rows. They have no value.", m.spec.Name, crowded))
			w.Hint = "Export the figure for exactly the period and breakdown that you want to judge, in a file of its own."
			w.Path = m.spec.Path
			diags = append(diags, w)
		}
	}
	return diags
}

// Sums returns the sums of the measures that can be added up over all cells, as
// text for people: what they can hold against the platform's own screen.
func (s *Result) Sums() []connector.Fact {
	var facts []connector.Fact
	for _, m := range s.measures {
		if m.spec.Kind != cube.Sum && m.spec.Kind != cube.Count {
			continue
		}
		total := cube.Sum.New()
		for cell := range s.index.Len() {
			value, err := m.result(cell)
			if err != nil {
				value = connector.NullDecimal
			}
			total.Add(0, 0, value)
		}
		if sum, err := total.Result(0); err == nil {
			facts = append(facts, connector.Fact{Name: m.spec.Name, Value: sum.String()})
		}
	}
	return facts
}
