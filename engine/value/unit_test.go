package value_test

import (
	"testing"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/engine/value"
)

func TestUnitOf(t *testing.T) {
	t.Parallel()
	tests := []struct {
		a        connector.Unit
		operator byte
		b        connector.Unit
		want     connector.Unit
	}{
		{money, '+', money, money},
		{money, '-', plain, money},
		{plain, '+', count, count},
		{plain, '+', plain, plain},
		{ratio, '+', percent, ratio},
		{percent, '-', percent, percent},
		{plain, '-', percent, percent},
		{duration, '+', duration, duration},

		{money, '*', plain, money},
		{plain, '*', money, money},
		{count, '*', money, money},
		{money, '*', percent, money},
		{ratio, '*', count, count},
		{count, '*', count, count},
		{percent, '*', percent, percent},
		{percent, '*', ratio, ratio},
		{duration, '*', money, money},
		{count, '*', duration, duration},
		{plain, '*', plain, plain},

		{money, '/', money, ratio},
		{money, '/', count, money},
		{money, '/', plain, money},
		{money, '/', percent, money},
		{money, '/', duration, money},
		{count, '/', count, ratio},
		{count, '/', money, ratio},
		{count, '/', ratio, count},
		{count, '/', duration, ratio},
		{duration, '/', count, duration},
		{duration, '/', duration, ratio},
		{percent, '/', percent, ratio},
		{percent, '/', plain, percent},
		{plain, '/', percent, ratio},
		{plain, '/', count, ratio},
		{plain, '/', plain, plain},
	}
	for _, test := range tests {
		got, err := value.UnitOf(test.operator, test.a, test.b)
		if err != nil || got != test.want {
			t.Errorf("%q %c %q = %q, %v; want %q", test.a, test.operator, test.b, got, err, test.want)
		}
	}
}

func TestUnitOfRefuses(t *testing.T) {
	t.Parallel()
	tests := []struct {
		a        connector.Unit
		operator byte
		b        connector.Unit
		want     string
	}{
		{money, '+', count, "money and a count cannot be added"},
		{count, '-', duration, "a count and a duration cannot be subtracted"},
		{money, '+', percent, "money and a percentage cannot be added"},
		{ratio, '+', count, "a ratio and a count cannot be added"},
		{money, '*', money, "money and money cannot be multiplied"},
		{duration, '*', duration, "a duration and a duration cannot be multiplied"},
		{money, '%', money, `unknown operator "%"`},
		{"furlong", '+', money, `"furlong" and money cannot be added`},
	}
	for _, test := range tests {
		if _, err := value.UnitOf(test.operator, test.a, test.b); err == nil || err.Error() != test.want {
			t.Errorf("%q %c %q: error %v, want %q", test.a, test.operator, test.b, err, test.want)
		}
	}
}
