package judge_test

import (
	"math/big"
	"testing"

	"github.com/hashicorp/hcl/v2"
	"github.com/zclconf/go-cty/cty"

	"github.com/roictl/roictl/config"
	"github.com/roictl/roictl/engine/judge"
	"github.com/roictl/roictl/engine/value"
)

// Ten thousand ratios that lie exactly on their target: y = k x c with c from
// 1.01 to 2.00, judged by y / c >= k. All are met. The same comparison in float64
// and in cty, which is what HCL itself computes with, calls about a tenth of them
// missed (dataplane.md §5), which shows that the cases are hard.
func TestRatiosExactlyOnTargetAreMet(t *testing.T) {
	t.Parallel()
	const hundred = 100
	cases, floats, ctys := 0, 0, 0
	for c := int64(101); c <= 200; c++ {
		for k := int64(1); k <= hundred; k++ {
			cases++
			divisor, quotient := big.NewRat(c, hundred), big.NewRat(k, 1)
			product := new(big.Rat).Mul(divisor, quotient)
			actual := value.Div(value.Number(product, money, "EUR"), value.Number(divisor, count, ""), hcl.Range{})
			want := config.Target{Kind: config.AtLeast, Value: config.Amount{Value: quotient}}
			if v := judge.Judge(closed(t, want, actual)); v.Status != judge.Met || v.Attainment.Cmp(big.NewRat(1, 1)) != 0 {
				t.Fatalf("%s / %s >= %d is %s, attained %s", product, divisor, k, v.Status, v.Attainment)
			}
			want.Kind = config.AtMost
			if v := judge.Judge(closed(t, want, actual)); v.Status != judge.Met {
				t.Fatalf("%s / %s <= %d is %s", product, divisor, k, v.Status)
			}
			y, _ := product.Float64()
			x, _ := divisor.Float64()
			if y/x < float64(k) {
				floats++
			}
			ratio := cty.MustParseNumberVal(product.FloatString(2)).Divide(cty.MustParseNumberVal(divisor.FloatString(2)))
			if ratio.LessThan(cty.NumberIntVal(k)).True() {
				ctys++
			}
		}
	}
	t.Logf("of %d cases exactly on target, float64 calls %d missed and cty %d", cases, floats, ctys)
	if cases != 10_000 || floats == 0 || ctys == 0 {
		t.Errorf("%d cases, of which float64 gets %d wrong and cty %d: the cases prove nothing", cases, floats, ctys)
	}
}
