package request

// Tokens estimates what the request costs of the property's quota. Google
// publishes no formula, only that most requests cost 10 tokens or fewer and that
// days, dimensions and metrics add to it; this one fits small properties, and
// large ones pay a multiple.
func (r Request) Tokens() int64 {
	cells := len(r.requested()) * len(r.Metrics)
	return int64(1 + r.Days()/60 + (max(0, cells-3)+31)/32)
}
