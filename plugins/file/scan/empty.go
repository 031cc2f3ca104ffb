package scan

import (
	"fmt"
	"slices"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/plugins/file/cube"
	"github.com/roictl/roictl/plugins/file/table"
)

// emptyCells is what became of the cells of a measure that have no value.
type emptyCells struct {
	any   bool  // some row of the files has a value, whether it is asked for or not
	rows  int64 // rows asked for
	empty int64 // of them without a value
	first *connector.Location
}

// zeroed are the measures whose empty cells mean that nothing happened.
func zeroed(measures []*measure) []*measure {
	return slices.DeleteFunc(slices.Clone(measures), func(m *measure) bool { return m.number == nil || !m.spec.EmptyIsZero })
}

// note looks whether the files have a value at all for such measures: a column
// that is empty throughout was not measured.
func (s *scan) note(t *table.Table) {
	s.unmeasured = slices.DeleteFunc(s.unmeasured, func(m *measure) bool {
		m.empty.any = hasValue(t.Cell(m.number.column))
		return m.empty.any
	})
}

// filled returns what the row's value counts as, and counts those that are empty.
func (m *measure) filled(t *table.Table) connector.Decimal {
	m.empty.rows++
	if !m.value.Null {
		return m.value
	}
	if m.empty.empty++; m.empty.first == nil {
		m.empty.first = t.Location(m.number.column)
	}
	if m.spec.EmptyIsZero {
		return connector.Int(0)
	}
	return m.value
}

// result returns the value of a cell of the result. A column that no row has a
// value in was not measured, whatever its empty cells mean.
func (m *measure) result(cell int) (connector.Decimal, error) {
	if m.number != nil && m.spec.EmptyIsZero && !m.empty.any {
		return connector.NullDecimal, nil
	}
	return m.cells.Result(cell)
}

// emptyCells says where some of the rows that were added up have a value and
// others none. It is not told where the block or the preset says what that means,
// and not of means and stocks, which are made of what there is.
func (s *Result) emptyCells() connector.Diagnostics {
	var diags connector.Diagnostics
	told := make(map[int]bool) // by column
	for _, m := range s.measures {
		e := m.empty
		if m.number == nil || m.spec.Kind != cube.Sum || m.spec.EmptyIsZero || e.empty == 0 || e.empty == e.rows || told[m.number.column] {
			continue
		}
		told[m.number.column] = true
		w := connector.NewWarning("FILE_CELLS_EMPTY", "Some cells have no value",
			fmt.Sprintf("Measure %q has no value in %s of the %s rows that are asked for.\n\nThey have no part in its sums, since the file does not say whether nothing happened there or nothing was measured.", m.spec.Name, thousands(e.empty), thousands(e.rows)))
		w.Hint = fmt.Sprintf(`If nothing happened there, say so with empty = "zero" in a block measure %q.`, m.spec.Name)
		w.Path, w.Location = m.spec.Path, e.first
		diags = append(diags, w)
	}
	return diags
}
