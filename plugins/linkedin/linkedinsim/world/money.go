package world

// ratePPM is what one unit of each currency was worth on an average day, in
// millionths of a US dollar.
var ratePPM = map[string]int64{"USD": 1_000_000, "EUR": 1_085_000, "CHF": 1_120_000}

// DollarPPM is the day's rate: what one unit of a currency is worth, in
// millionths of a US dollar. It wanders within one cent of its average.
func (w *World) DollarPPM(currency string, day Day) int64 {
	rate := ratePPM[currency]
	if currency == "USD" {
		return rate
	}
	return rate + w.chance('$', uint64(day)).below(20_001) - 10_000
}
