package analytics

import "testing"

// Windows are as long as surely fits where the number of entities is known; where it
// is not, they are all that is asked for, until an answer may be cut.
func TestPace(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		begin func() *pace
		steps func(*pace)
		want  int
	}{
		"nothing is known":                        {func() *pace { return newPace(15_000, 396, 0) }, nil, 396},
		"800 campaigns: 18 days have 14,400 rows": {func() *pace { return newPace(15_000, 396, 800) }, nil, 18},
		"more entities than fit into a day":       {func() *pace { return newPace(15_000, 396, 20_000) }, nil, 1},
		"few of many entities have rows":          {func() *pace { return newPace(15_000, 396, 5_000) }, func(p *pace) { p.fits(2, 40) }, 599},
		"all entities have rows":                  {func() *pace { return newPace(15_000, 396, 800) }, func(p *pace) { p.fits(18, 14_400) }, 18},
		"an answer without rows":                  {func() *pace { return newPace(15_000, 396, 800) }, func(p *pace) { p.fits(18, 0) }, 36},
		"cut, and nothing is known":               {func() *pace { return newPace(15_000, 396, 0) }, func(p *pace) { p.cut(396, 0) }, 198},
		"cut, and then the entities are known":    {func() *pace { return newPace(15_000, 396, 0) }, func(p *pace) { p.cut(396, 800) }, 18},
		"cut though it should fit":                {func() *pace { return newPace(15_000, 396, 800) }, func(p *pace) { p.cut(18, 800) }, 9},
		"and what was cut is not tried again":     {func() *pace { return newPace(15_000, 396, 800) }, func(p *pace) { p.cut(18, 800); p.fits(9, 14_000) }, 9},
		"cut in the last, shorter window":         {func() *pace { return newPace(15_000, 396, 0) }, func(p *pace) { p.cut(10, 0) }, 5},
		"cut on a single day":                     {func() *pace { return newPace(15_000, 1, 0) }, func(p *pace) { p.cut(1, 0) }, 1},
	} {
		p := test.begin()
		if test.steps != nil {
			test.steps(p)
		}
		if p.days != test.want {
			t.Errorf("%s: %d days, want %d", name, p.days, test.want)
		}
	}
}
