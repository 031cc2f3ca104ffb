package value_test

import (
	"math/big"
	"testing"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/engine/value"
)

const (
	plain    = connector.Unit("")
	count    = connector.UnitCount
	money    = connector.UnitMoney
	ratio    = connector.UnitRatio
	percent  = connector.UnitPercent
	duration = connector.UnitDuration
)

func rat(t testing.TB, s string) *big.Rat {
	t.Helper()
	r, ok := new(big.Rat).SetString(s)
	if !ok {
		t.Fatalf("%q is no fraction", s)
	}
	return r
}

func num(t testing.TB, s string, unit connector.Unit) value.Value {
	t.Helper()
	currency := ""
	if unit == money {
		currency = "EUR"
	}
	return value.Number(rat(t, s), unit, currency)
}

func span(t testing.TB, low, high string, unit connector.Unit) value.Value {
	t.Helper()
	currency := ""
	if unit == money {
		currency = "EUR"
	}
	return value.Span(rat(t, low), rat(t, high), unit, currency)
}

func TestConstructorsCopyTheirFractions(t *testing.T) {
	t.Parallel()
	r := big.NewRat(3, 10)
	number, ranged := value.Number(r, money, "EUR"), value.Span(r, big.NewRat(1, 1), money, "EUR")
	r.SetInt64(7)
	if !number.Equal(num(t, "0.3", money)) || !ranged.Equal(span(t, "0.3", "1", money)) {
		t.Errorf("changing the argument changed the values: %v, %v", number, ranged)
	}
	number.Rat().SetInt64(7)
	if !number.Equal(num(t, "0.3", money)) {
		t.Errorf("changing what Rat returned changed the value: %v", number)
	}
}

func TestSpan(t *testing.T) {
	t.Parallel()
	if v := span(t, "5", "2", count); v.State != value.Ranged || v.Low.Cmp(v.High) >= 0 {
		t.Errorf("ends in the wrong order: %+v", v)
	}
	if v := span(t, "2", "2", count); v.State != value.Known {
		t.Errorf("equal ends are %s, want a number", v.State)
	}
	if v := value.Span(nil, rat(t, "2"), count, ""); v.State != value.NoData {
		t.Errorf("a missing end is %s, want no data", v.State)
	}
}

func TestRatIsOfNumbersOnly(t *testing.T) {
	t.Parallel()
	if r := num(t, "1/3", ratio).Rat(); r == nil || r.Cmp(rat(t, "1/3")) != 0 {
		t.Errorf("Rat of 1/3 = %v", r)
	}
	for _, v := range []value.Value{span(t, "1", "2", count), value.Missing("x"), {}} {
		if r := v.Rat(); r != nil {
			t.Errorf("Rat of %v = %v, want nil", v, r)
		}
	}
}

func TestEqual(t *testing.T) {
	t.Parallel()
	same := [][2]value.Value{
		{num(t, "0.5", ratio), num(t, "1/2", ratio)},
		{{}, value.Missing("")},
		{value.Missing("x"), value.Missing("x")},
	}
	for _, pair := range same {
		if !pair[0].Equal(pair[1]) {
			t.Errorf("%#v and %#v should be equal", pair[0], pair[1])
		}
	}
	different := [][2]value.Value{
		{num(t, "0.5", ratio), num(t, "0.5", percent)},
		{num(t, "1", count), span(t, "1", "2", count)},
		{span(t, "1", "2", count), span(t, "1", "3", count)},
		{num(t, "1", money), value.Number(rat(t, "1"), money, "USD")},
		{value.Missing("x"), value.Missing("y")},
		{num(t, "0", count), value.Missing("")},
	}
	for _, pair := range different {
		if pair[0].Equal(pair[1]) {
			t.Errorf("%#v and %#v should differ", pair[0], pair[1])
		}
	}
}
