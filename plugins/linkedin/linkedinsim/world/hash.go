package world

// mix is the finaliser of SplitMix64: it spreads any change of its input over
// all bits. The world's chance is a hash of what it is about, so that a fact
// does not depend on which facts were asked for before it.
func mix(x uint64) uint64 {
	x += 0x9e3779b97f4a7c15
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}

// chance is a stream of pseudo-random numbers about one subject.
type chance struct{ state uint64 }

func (w *World) chance(subject ...uint64) *chance {
	state := mix(w.config.Seed)
	for _, part := range subject {
		state = mix(state ^ part)
	}
	return &chance{state}
}

func (c *chance) next() uint64 {
	c.state = mix(c.state)
	return c.state
}

// below is a number from 0 to n-1.
func (c *chance) below(n int64) int64 {
	if n <= 0 {
		return 0
	}
	return int64(c.next()>>1) % n
}

// of is about n × perMille / 1000, varied by a fifth either way and rounded by
// chance, so that small numbers are neither always nor never zero.
func (c *chance) of(n, perMille int64) int64 {
	milli := n * perMille * (800 + c.below(401)) / 1000
	return min(n, (milli+c.below(1000))/1000)
}
