package cells_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/plugins/ga4/cells"
)

func part(t *testing.T, columns []string, rows ...cells.Row) *cells.Part {
	t.Helper()
	p := cells.NewPart(columns)
	for _, row := range rows {
		if !p.Add(row) {
			t.Fatalf("%v is there already", row)
		}
	}
	return p
}

func row(slot int32, text string, values ...int64) cells.Row {
	r := cells.Row{Slot: slot, Texts: []string{text, "b"}}
	for _, v := range values {
		r.Values = append(r.Values, connector.Int(v))
	}
	return r
}

// Parts are joined wherever any of them has a row; what is asked for twice or not
// wanted makes no difference.
func TestJoin(t *testing.T) {
	t.Parallel()
	got := cells.Join([]*cells.Part{
		part(t, []string{"sessions", "hidden"}, row(2, "x", 5, 9), row(1, "y", 7, 9)),
		part(t, []string{"orders"}, row(2, "x", 1), row(1, "a", 3)),
		part(t, []string{"sessions", "hidden"}, row(3, "x", 6, 9)),
	}, []string{"orders", "rate", "sessions"}, func(column string) connector.Decimal {
		if column == "rate" {
			return connector.NullDecimal
		}
		return connector.Int(0)
	})
	want := []cells.Row{row(1, "a", 3, 0, 0), row(1, "y", 0, 0, 7), row(2, "x", 1, 0, 5), row(3, "x", 0, 0, 6)}
	for i := range want {
		want[i].Values[1] = connector.NullDecimal
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// A place is taken once, and texts that run together alike are different places.
func TestAdd(t *testing.T) {
	t.Parallel()
	p := part(t, []string{"n"}, cells.Row{Texts: []string{"ab", "c"}}, cells.Row{Texts: []string{"a", "bc"}}, cells.Row{Slot: 1, Texts: []string{"a", "bc"}})
	if p.Add(cells.Row{Texts: []string{"ab", "c"}}) {
		t.Error("a place is taken twice")
	}
}
