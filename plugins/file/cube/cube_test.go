package cube

import (
	"errors"
	"math"
	"math/big"
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/roictl/roictl/connector"
)

func dec(unscaled int64, scale uint8) connector.Decimal {
	return connector.Decimal{Unscaled: unscaled, Scale: scale}
}

var null = connector.NullDecimal

func TestKinds(t *testing.T) {
	t.Parallel()
	type row struct {
		day   connector.Date
		value connector.Decimal
	}
	for _, tt := range []struct {
		name string
		kind Kind
		rows []row
		want connector.Decimal
	}{
		{"sum", Sum, []row{{1, dec(10, 2)}, {1, dec(20, 2)}}, dec(30, 2)},
		{"sum of two scales", Sum, []row{{1, dec(15, 1)}, {1, dec(125, 2)}, {1, dec(1, 0)}}, dec(375, 2)},
		{"sum ignores nulls among values", Sum, []row{{1, null}, {1, dec(5, 0)}, {1, null}}, dec(5, 0)},
		{"sum of nulls is null, not zero", Sum, []row{{1, null}, {1, null}}, null},
		{"sum of no rows is zero", Sum, nil, dec(0, 0)},
		{"sum of zero is zero", Sum, []row{{1, dec(0, 0)}}, dec(0, 0)},
		{"count", Count, []row{{1, dec(1, 0)}, {1, null}, {1, dec(1, 0)}}, dec(2, 0)},
		{"count of no rows", Count, nil, dec(0, 0)},
		{"distinct", Distinct, []row{{1, dec(7, 0)}, {2, dec(7, 0)}, {2, dec(8, 0)}, {2, null}}, dec(2, 0)},
		{"last", Last, []row{{3, dec(30, 0)}, {5, dec(50, 0)}, {4, dec(40, 0)}, {5, dec(1, 0)}, {6, null}}, dec(51, 0)},
		{"last of nulls", Last, []row{{3, null}}, null},
		{"last of no rows", Last, nil, null},
		{"last on the first day of time", Last, []row{{0, dec(3, 0)}, {-1, dec(2, 0)}}, dec(3, 0)},
		{"average", Average, []row{{1, dec(1, 0)}, {1, dec(2, 0)}, {1, null}, {1, dec(2, 0)}}, dec(1666666667, 9)},
		{"negative average", Average, []row{{1, dec(-1, 0)}, {1, dec(-2, 0)}, {1, dec(-2, 0)}}, dec(-1666666667, 9)},
		{"average of large values loses digits, not size", Average, []row{{1, dec(math.MaxInt64, 0)}, {1, dec(math.MaxInt64, 0)}}, dec(math.MaxInt64, 0)},
		{"average of nulls", Average, []row{{1, null}}, null},
		{"min", Min, []row{{1, null}, {1, dec(15, 1)}, {1, dec(149, 2)}, {1, dec(2, 0)}}, dec(149, 2)},
		{"max", Max, []row{{1, dec(-5, 0)}, {1, dec(-45, 1)}}, dec(-45, 1)},
		{"max of no rows", Max, nil, null},
		{"only", Only, []row{{1, dec(900, 0)}}, dec(900, 0)},
		{"only of two rows", Only, []row{{1, dec(900, 0)}, {1, dec(800, 0)}}, null},
		{"only of no rows", Only, nil, null},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			a := tt.kind.New()
			for _, r := range tt.rows {
				a.Add(1, r.day, r.value)
			}
			got, err := a.Result(1)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			// Cell 0 exists beside cell 1, but no row went into it.
			neighbour, err := a.Result(0)
			if want, _ := tt.kind.New().Result(0); err != nil || neighbour != want {
				t.Errorf("an untouched cell has %v (%v), want %v", neighbour, err, want)
			}
			if got, want := Crowded(a, 1), tt.kind == Only && len(tt.rows) > 1; got != want {
				t.Errorf("crowded is %v, want %v", got, want)
			}
		})
	}
}

func TestAggregations(t *testing.T) {
	t.Parallel()
	want := map[Kind]connector.Aggregation{
		Sum: connector.AggregateSum, Count: connector.AggregateSum, Last: connector.AggregateLast, Average: connector.AggregateAverage,
		Distinct: connector.AggregateNone, Min: connector.AggregateNone, Max: connector.AggregateNone, Only: connector.AggregateNone,
	}
	for _, kind := range Kinds() {
		if kind.Aggregation() != want[kind] {
			t.Errorf("%s is %s, want %s", kind, kind.Aggregation(), want[kind])
		}
	}
	if len(Kinds()) != len(want) {
		t.Errorf("%d kinds, want %d", len(Kinds()), len(want))
	}
}

func TestSumsBeyondInt64(t *testing.T) {
	t.Parallel()
	add := func(values ...connector.Decimal) (connector.Decimal, error) {
		a := Sum.New()
		for _, v := range values {
			a.Add(0, 0, v)
		}
		return a.Result(0)
	}
	for _, tt := range []struct {
		name   string
		values []connector.Decimal
		want   connector.Decimal
	}{
		{"comes back", []connector.Decimal{dec(math.MaxInt64, 0), dec(5, 0), dec(-7, 0)}, dec(math.MaxInt64-2, 0)},
		{"down to the smallest", []connector.Decimal{dec(math.MinInt64+1, 0), dec(-1, 0)}, dec(math.MinInt64, 0)},
		{"below the smallest and back", []connector.Decimal{dec(math.MinInt64, 0), dec(-1, 0), dec(1, 0)}, dec(math.MinInt64, 0)},
		{"zeros at the end go", []connector.Decimal{dec(9e18, 2), dec(9e18, 2)}, dec(18e17, 1)},
		{"a large amount beside a fine one that cancels out", []connector.Decimal{dec(4e18, 0), dec(5, 10), dec(-5, 10)}, dec(4e18, 0)},
	} {
		got, err := add(tt.values...)
		if err != nil || got.Rat().Cmp(tt.want.Rat()) != 0 {
			t.Errorf("%s: %v (%v), want %v", tt.name, got, err, tt.want)
		}
	}
	for _, values := range [][]connector.Decimal{
		{dec(math.MaxInt64, 0), dec(1, 0)},
		{dec(4e18, 0), dec(1, 10)},
		{dec(9e18, 17), dec(9000000000000000001, 17)},
	} {
		if got, err := add(values...); !errors.Is(err, ErrRange) {
			t.Errorf("%v add up to %v (%v), want an error", values, got, err)
		}
	}
}

// TestSumsAgainstRationals adds random values up with math/big, which shares no
// code with the int64 way.
func TestSumsAgainstRationals(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(1, 2))
	for range 200 {
		sum, mean := Sum.New(), Average.New()
		want := new(big.Rat)
		n := 1 + random.IntN(50)
		for range n {
			v := dec(random.Int64()>>uint(random.IntN(60)), uint8(random.IntN(7)))
			if random.IntN(2) == 0 {
				v.Unscaled = -v.Unscaled
			}
			sum.Add(0, 0, v)
			mean.Add(0, 0, v)
			want.Add(want, v.Rat())
		}
		got, err := sum.Result(0)
		if err != nil {
			limit := new(big.Rat).SetFrac(big.NewInt(math.MaxInt64), connector.Pow10(6))
			if new(big.Rat).Abs(want).Cmp(limit) < 0 {
				t.Fatalf("%s is refused: %v", want.FloatString(6), err)
			}
			continue
		}
		if got.Rat().Cmp(want) != 0 {
			t.Fatalf("sum %v, math/big says %s", got, want.FloatString(10))
		}
		average, err := mean.Result(0)
		if err != nil {
			t.Fatal(err)
		}
		want.Quo(want, new(big.Rat).SetInt64(int64(n)))
		if text := want.FloatString(int(average.Scale)); text != average.String() && text != "-"+average.String() {
			t.Fatalf("mean %v, math/big says %s", average, text)
		}
	}
}

func TestIndex(t *testing.T) {
	t.Parallel()
	x := NewIndex(2)
	type key struct {
		slot  uint32
		codes [2]uint32
	}
	want := []key{{1, [2]uint32{1, 2}}, {1, [2]uint32{2, 1}}, {2, [2]uint32{1, 2}}, {1, [2]uint32{1, 3}}}
	for range 2 {
		for i, k := range want {
			for range 2 { // the second time from memory
				if got := x.Cell(k.slot, k.codes[:]); got != i {
					t.Errorf("%v is cell %d, want %d", k, got, i)
				}
			}
		}
	}
	if x.Len() != len(want) {
		t.Errorf("%d cells, want %d", x.Len(), len(want))
	}
	for i, k := range want {
		slot, codes := x.Key(i)
		if diff := cmp.Diff(k, key{slot, [2]uint32(codes)}, cmp.AllowUnexported(key{})); diff != "" {
			t.Errorf("cell %d (-want +got):\n%s", i, diff)
		}
	}
	// Many cells: the table grows, and every one is found again.
	many := NewIndex(1)
	for range 2 {
		for i := range uint32(10_000) {
			if got := many.Cell(i%100, []uint32{i / 100}); got != int(i) {
				t.Fatalf("combination %d is cell %d", i, got)
			}
		}
	}
	if got := NewIndex(0).Cell(7, nil); got != 0 {
		t.Errorf("without dimensions the first cell is %d", got)
	}
}
