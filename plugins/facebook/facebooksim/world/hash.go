package world

// mix is a splitmix64 step over a value and a salt: the source of everything
// that looks like chance here.
func mix(x, salt uint64) uint64 {
	x += salt*0x9e3779b97f4a7c15 + 0x9e3779b97f4a7c15
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}

// between returns a number of [low, high] that h decides.
func between(h uint64, low, high int64) int64 {
	return low + int64(h%uint64(high-low+1))
}
