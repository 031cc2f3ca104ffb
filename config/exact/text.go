package exact

import "math/big"

// Text writes a fraction as people do: as a plain decimal where it has one
// ("0.1", "-12.5"), else as a fraction ("1/3").
func Text(r *big.Rat) string {
	if digits, ok := decimals(r); ok {
		return r.FloatString(digits)
	}
	return r.RatString()
}

// Decimal writes a fraction as a plain decimal and says whether it has one.
func Decimal(r *big.Rat) (string, bool) {
	digits, ok := decimals(r)
	if !ok {
		return "", false
	}
	return r.FloatString(digits), true
}

// decimals returns how many digits stand behind the point, and whether that is a
// finite number: whether the denominator has no prime factors but 2 and 5.
func decimals(r *big.Rat) (int, bool) {
	rest := new(big.Int).Set(r.Denom())
	twos := strip(rest, 2)
	fives := strip(rest, 5)
	return max(twos, fives), rest.IsInt64() && rest.Int64() == 1
}

// strip divides n by the prime as often as it goes and returns how often.
func strip(n *big.Int, prime int64) int {
	divisor := big.NewInt(prime)
	quotient, rest := new(big.Int), new(big.Int)
	for count := 0; ; count++ {
		if quotient.QuoRem(n, divisor, rest); rest.Sign() != 0 {
			return count
		}
		n.Set(quotient)
	}
}
