package cells_test

import (
	"errors"
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/plugins/facebook/cells"
)

func texts(values ...string) []connector.Text {
	all := make([]connector.Text, len(values))
	for i, v := range values {
		all[i] = connector.Text{Value: v, Null: v == ""}
	}
	return all
}

// What adds up is added up exactly; what does not has no value where two meet.
func TestTable(t *testing.T) {
	t.Parallel()
	table := cells.NewTable([]connector.Aggregation{connector.AggregateSum, connector.AggregateNone})
	cent := connector.Decimal{Unscaled: 1, Scale: 2}
	for _, row := range []cells.Row{
		{Slot: 2, Texts: texts("b"), Values: []connector.Decimal{connector.Int(1), connector.Int(7)}},
		{Slot: 1, Texts: texts("a"), Values: []connector.Decimal{cent, connector.Int(3)}},
		{Slot: 1, Texts: texts(""), Values: []connector.Decimal{connector.NullDecimal, connector.NullDecimal}},
		{Slot: 1, Texts: texts("a"), Values: []connector.Decimal{connector.Int(2), connector.Int(4)}},
		{Slot: 1, Texts: texts(""), Values: []connector.Decimal{cent, connector.NullDecimal}},
	} {
		if err := table.Add(row); err != nil {
			t.Fatal(err)
		}
	}
	var got []string
	for _, row := range table.Rows() {
		got = append(got, row.Texts[0].Value+" "+row.Values[0].String()+" "+row.Values[1].String())
	}
	if diff := cmp.Diff([]string{" 0.01 null", "a 2.01 null", "b 1 7"}, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if table.Clashed(0) || !table.Clashed(1) {
		t.Error("only the second column has values that met")
	}
}

// Put fills a cell at a time; rows and texts that look alike stay apart.
func TestPut(t *testing.T) {
	t.Parallel()
	table := cells.NewTable([]connector.Aggregation{connector.AggregateSum, connector.AggregateNone})
	for _, cell := range []struct {
		texts  []connector.Text
		column int
	}{{texts("a", "bc"), 0}, {texts("ab", "c"), 0}, {texts("a", "bc"), 1}, {texts("a", "bc"), 0}} {
		if err := table.Put(0, cell.texts, cell.column, connector.Int(5)); err != nil {
			t.Fatal(err)
		}
	}
	var got []string
	for _, row := range table.Rows() {
		got = append(got, row.Texts[0].Value+"|"+row.Texts[1].Value+" "+row.Values[0].String()+" "+row.Values[1].String())
	}
	if diff := cmp.Diff([]string{"a|bc 10 5", "ab|c 5 null"}, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestSumKeepsEveryDigit(t *testing.T) {
	t.Parallel()
	if _, err := cells.Sum(connector.Int(math.MaxInt64), connector.Int(1)); !errors.Is(err, cells.ErrRange) {
		t.Errorf("an overflow gives %v", err)
	}
	got, err := cells.Sum(connector.Decimal{Unscaled: 1, Scale: 6}, connector.Int(1_000_000))
	if err != nil || got.String() != "1000000.000001" {
		t.Errorf("got %v, %v", got, err)
	}
}
