package world

// Delivery returns what happened to the ad on a day as Meta knows it at a
// moment. It is nothing for days to come and for days without delivery.
//
// Impressions and spend of today and the two days before are up to one percent
// higher than what they settle at, since invalid traffic is taken out later.
func (ad *Ad) Delivery(day Day, m Moment) (d Delivery, delivered bool) {
	age := m.age(day)
	if age < 0 {
		return d, false
	}
	if ad.Written != nil {
		d = ad.Written[day].Delivery
	} else if d, delivered = ad.draw(day); !delivered {
		return d, false
	}
	if overcount := int64(3 - age); overcount > 0 {
		d[Impressions] += d[Impressions] * overcount / 300
		d[Spend] += d[Spend] * overcount / 300
	}
	if age == 0 {
		for i := range d {
			d[i] = d[i] * int64(m.Quarters) / int64(m.Length)
		}
	}
	return d, d.Any()
}

// draw draws the settled facts of a day.
func (ad *Ad) draw(day Day) (d Delivery, delivered bool) {
	h := mix(ad.seed, uint64(day))
	if day < ad.First || day > ad.Last || h%11 == 0 {
		return d, false
	}
	d[Impressions] = ad.Scale * between(mix(h, 1), 60, 140) / 100
	d[Clicks] = d[Impressions] * between(mix(h, 2), 15, 45) / 1000
	d[LinkClicks] = d[Clicks] * between(mix(h, 3), 55, 85) / 100
	d[LandingViews] = d[LinkClicks] * between(mix(h, 4), 70, 95) / 100
	d[Reactions] = d[Clicks] * between(mix(h, 5), 5, 25) / 100
	d[Loves] = d[Reactions] / 4
	d[Comments] = d[Reactions] / 9
	d[Shares] = d[Reactions] / 12
	d[PageLikes] = d[Reactions] / 20
	perMille := between(mix(h, 6), 450, 900) // minor units a thousand impressions
	d[Spend] = d[Impressions] * perMille / 1000
	if ad.Creative.Video {
		d[VideoPlays] = d[Impressions] * between(mix(h, 7), 70, 90) / 100
		d[VideoViews] = d[VideoPlays] * between(mix(h, 8), 25, 45) / 100
		d[VideoP25] = d[VideoViews] * 80 / 100
		d[VideoP50] = d[VideoP25] * between(mix(h, 9), 55, 75) / 100
		d[VideoP75] = d[VideoP50] * 70 / 100
		d[VideoP95] = d[VideoP75] * 80 / 100
		d[VideoP100] = d[VideoP95] * 90 / 100
		d[ThruPlays] = (d[VideoP75] + d[VideoP100]) / 2
	}
	return d, true
}

// Conversions hands over what Meta knows at a moment of the conversions that it
// dates on a day, in no particular order.
func (ad *Ad) Conversions(day Day, m Moment, yield func(*Conversion)) {
	age := m.age(day)
	if age < 0 {
		return
	}
	known := func(c *Conversion) bool {
		return c.Delay < age || c.Delay == age && (age > 0 || c.Hour*4 < m.Quarters)
	}
	if ad.Written != nil {
		for _, c := range ad.Written[day].Conversions {
			if known(&c) {
				yield(&c)
			}
		}
		return
	}
	d, delivered := ad.draw(day)
	if !delivered {
		return
	}
	h := mix(ad.seed, uint64(day)) + 1
	for kind, rate := range ad.rates {
		// The part of a conversion that is left over is one with that probability.
		expected := uint64(d[LinkClicks] * rate)
		count := (expected + mix(h, uint64(kind))%10000) / 10000
		for i := range count {
			c := ad.convert(Kind(kind), mix(h, uint64(kind)<<32|i+1))
			if known(&c) {
				yield(&c)
			}
		}
	}
}

// convert draws one conversion.
func (ad *Ad) convert(kind Kind, h uint64) Conversion {
	c := Conversion{Kind: kind, Who: h, Hour: int(mix(h, 1) % 24)}
	switch touch := mix(h, 2) % 100; {
	case touch < 55:
		c.Touch = Click1
	case touch < 75:
		c.Touch = Click7
	case touch < 83:
		c.Touch = Click28
	case touch < 95:
		c.Touch = View1
	default:
		c.Touch = Engaged1
	}
	switch late := mix(h, 3) % 100; {
	case late < 60:
	case late < 75:
		c.Delay = 1
	case late < 90:
		c.Delay = int(between(mix(h, 4), 2, 6))
	default:
		c.Delay = int(between(mix(h, 4), 7, settle-1))
	}
	if kind == Purchase {
		c.Value = between(mix(h, 5), 1500, 12000)
	}
	return c
}
