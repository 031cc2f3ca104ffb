package world

import (
	"fmt"
	"slices"
)

// Profile is a kind of member who sees ads: a combination of professional
// traits with the weight that it has in the audience, plus how it looks.
type Profile struct {
	Seniority, Function, Industry, Title int
	CompanySize                          string
	Company                              int64
	Country, Region                      int
	Device                               string
	OnSite                               bool
	weight                               int64
}

// Sizes are LinkedIn's classes of company size.
var Sizes = []string{"SIZE_1", "SIZE_2_TO_10", "SIZE_11_TO_50", "SIZE_51_TO_200", "SIZE_201_TO_500",
	"SIZE_501_TO_1000", "SIZE_1001_TO_5000", "SIZE_5001_TO_10000", "SIZE_10001_OR_MORE"}

// countries are geographic ids with three regions each below them.
var countries = []int{101282230, 106693272, 103883259, 101165590, 103644278, 105117694}

// numProfiles is above 100, the number of values that LinkedIn keeps a day.
const numProfiles = 160

// profiles makes the audience; weights fall so that the rarest values stay
// below the privacy threshold on most days.
func profiles() []Profile {
	all := make([]Profile, numProfiles)
	w := &World{}
	for i := range all {
		c := w.chance('p', uint64(i))
		country := int(c.below(int64(len(countries))))
		all[i] = Profile{
			Seniority: 1 + int(c.below(10)), Function: 1 + int(c.below(26)), Industry: 1 + int(c.below(14)),
			Title: 1 + i, CompanySize: Sizes[c.below(int64(len(Sizes)))], Company: 2001 + int64(i),
			Country: countries[country], Region: countries[country] + 1 + int(c.below(3)),
			Device: []string{"DESKTOP_WEB", "MOBILE_APP", "MOBILE_WEB", "UNDETECTED"}[c.below(4)],
			OnSite: c.below(5) != 0,
			weight: 4_000/int64(i+3) + 1,
		}
	}
	return all
}

// Profiles is the audience, one entry a kind of member.
func (w *World) Profiles() []Profile { return slices.Clone(w.profiles) }

// Split calls yield with the part of a fact that belongs to each profile that
// has a part of it; the part is valid during the call. The parts add up to the
// fact exactly.
func (w *World) Split(fact *Fact, yield func(profile int, part *Fact)) {
	part := *fact
	if fact.Residue {
		yield(0, &part)
		return
	}
	if fact.Rule != 0 {
		who := w.chance('w', uint64(fact.Creative), uint64(fact.Day), uint64(fact.Visible.Unix())).below(numProfiles / 8)
		yield(int(who), &part)
		return
	}
	var total int64
	for i := range w.profiles {
		total += w.profiles[i].weight
	}
	// Ranks of neighbours change from day to day; numProfiles is a multiple of
	// eight, so that i ^ shift stays a profile.
	shift := int(w.chance('s', uint64(fact.Creative), uint64(fact.Day)).below(8))
	some := counted(&fact.Counts)
	var before int64
	for i := range w.profiles {
		after := before + w.profiles[i].weight
		share := func(n int64) int64 { return n*after/total - n*before/total }
		part.Cents, part.ValueCents = share(fact.Cents), share(fact.ValueCents)
		has := part.Cents != 0 || part.ValueCents != 0
		for _, k := range some {
			part.Counts[k] = share(fact.Counts[k])
			has = has || part.Counts[k] != 0
		}
		if has {
			yield(i^shift, &part)
		}
		before = after
	}
}

// counted lists the counts that are not zero.
func counted(counts *Counts) []Count {
	some := make([]Count, 0, NumCounts)
	for k, n := range counts {
		if n != 0 {
			some = append(some, Count(k))
		}
	}
	return some
}

// Trait is what a profile has in one dimension, as LinkedIn writes it.
func (p *Profile) Trait(dimension string) string {
	switch dimension {
	case "MEMBER_SENIORITY":
		return fmt.Sprintf("urn:li:seniority:%d", p.Seniority)
	case "MEMBER_JOB_FUNCTION":
		return fmt.Sprintf("urn:li:function:%d", p.Function)
	case "MEMBER_INDUSTRY":
		return fmt.Sprintf("urn:li:industry:%d", p.Industry)
	case "MEMBER_JOB_TITLE":
		return fmt.Sprintf("urn:li:title:%d", p.Title)
	case "MEMBER_COMPANY_SIZE":
		return p.CompanySize
	case "MEMBER_COMPANY":
		return fmt.Sprintf("urn:li:organization:%d", p.Company)
	case "MEMBER_COUNTRY_V2":
		return fmt.Sprintf("urn:li:geo:%d", p.Country)
	case "MEMBER_REGION_V2":
		return fmt.Sprintf("urn:li:geo:%d", p.Region)
	case "IMPRESSION_DEVICE_TYPE":
		return p.Device
	case "SERVING_LOCATION":
		if p.OnSite {
			return "ON_SITE"
		}
		return "OFF_SITE"
	}
	return ""
}
