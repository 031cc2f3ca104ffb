package wire_test

import (
	"math"
	"testing"

	"github.com/roictl/roictl/plugins/ga4/ga4sim/wire"
)

// TestNumber holds values as published responses of the API print them.
func TestNumber(t *testing.T) {
	t.Parallel()
	x := 0.2
	for want, v := range map[string]float64{
		"0": math.Copysign(0, -1), "1530": 1530, "0.5": 0.5, "1061.12": 1061.12, "100000000000000": 1e14, "1e+15": 1e15, "1.234e-05": 0.00001234,
		"0.74308144645509377": 0.74308144645509377, // 16 digits would do, and are never printed
		"0.3":                 0.3,
		"0.30000000000000004": 0.1 + x, // a sum of binary doubles shows that it is one
	} {
		if got := wire.Number(v); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
	if got := wire.Integer(1e15 + 0.4); got != "1000000000000000" {
		t.Errorf("got %s", got)
	}
}
