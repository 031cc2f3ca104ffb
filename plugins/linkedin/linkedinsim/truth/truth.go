package truth

import (
	"math/big"
	"slices"
	"time"

	"github.com/roictl/roictl/plugins/linkedin/linkedinsim/world"
)

// Book is what is known of a world at a time.
type Book struct {
	world *world.World
	now   time.Time
}

// New opens the book of a world at a time.
func New(w *world.World, now time.Time) Book { return Book{w, now} }

// At is the book of the same world at another time.
func (b Book) At(now time.Time) Book { return Book{b.world, now} }

// Scope chooses facts. Empty lists choose all; days are inclusive.
type Scope struct {
	Accounts, Groups, Campaigns, Creatives, Rules []int64
	From, To                                      world.Day
}

// Sums are exact.
type Sums struct {
	Counts          world.Counts
	CostLocal       *big.Rat // in the accounts' currency, which is one only if the scope says so
	CostUSD         *big.Rat
	ConversionValue *big.Rat // in the accounts' currency
	Facts           int      // how many were added up
}

// Conversions is all of them, after clicks and after views.
func (s *Sums) Conversions() int64 {
	return s.Counts[world.PostClickConversions] + s.Counts[world.PostViewConversions]
}

// tally is Sums on their way, in whole hundredths of a unit, and of dollars in
// hundredths of a millionth.
type tally struct {
	counts               world.Counts
	cents, value, dollar int64
	facts                int
}

func (t *tally) sums() Sums {
	return Sums{Counts: t.counts, CostLocal: big.NewRat(t.cents, 100), CostUSD: big.NewRat(t.dollar, 100_000_000),
		ConversionValue: big.NewRat(t.value, 100), Facts: t.facts}
}

// Sum adds up the facts of a scope.
func (b Book) Sum(scope Scope) Sums {
	var sum tally
	b.each(scope, func(_ *world.Creative, f *world.Fact) { b.add(&sum, f) })
	return sum.sums()
}

// By adds up the facts of a scope by what a function says of them, for example
// [ByDay].
func (b Book) By(scope Scope, key func(*world.Creative, *world.Fact) string) map[string]Sums {
	tallies := make(map[string]*tally)
	b.each(scope, func(c *world.Creative, f *world.Fact) {
		k := key(c, f)
		if tallies[k] == nil {
			tallies[k] = &tally{}
		}
		b.add(tallies[k], f)
	})
	sums := make(map[string]Sums, len(tallies))
	for k, t := range tallies {
		sums[k] = t.sums()
	}
	return sums
}

// ByDay tells facts apart by their day, as YYYY-MM-DD.
func ByDay(_ *world.Creative, f *world.Fact) string { return f.Day.String() }

// ByProfile adds up what each kind of member did, by a dimension such as
// MEMBER_SENIORITY, before LinkedIn protects anybody.
func (b Book) ByProfile(scope Scope, dimension string) map[string]world.Counts {
	profiles := b.world.Profiles()
	counts := make(map[string]world.Counts)
	b.each(scope, func(_ *world.Creative, f *world.Fact) {
		b.world.Split(f, func(profile int, part *world.Fact) {
			trait := profiles[profile].Trait(dimension)
			sum := counts[trait]
			sum.Add(&part.Counts)
			counts[trait] = sum
		})
	})
	return counts
}

// Reach is how many different members a scope reached.
func (b Book) Reach(scope Scope) int {
	members := make(map[uint32]bool)
	last := time.Time{}
	var creative int64
	b.each(scope, func(c *world.Creative, f *world.Fact) {
		if f.Day.Start().Equal(last) && creative == c.ID {
			return
		}
		last, creative = f.Day.Start(), c.ID
		b.world.Audience(c, f.Day, func(member uint32) { members[member] = true })
	})
	return len(members)
}

func (b Book) each(scope Scope, visit func(*world.Creative, *world.Fact)) {
	for i := range b.world.Creatives {
		creative := &b.world.Creatives[i]
		campaign := b.world.Campaign(creative.Campaign)
		if !chosen(scope.Accounts, campaign.Account) || !chosen(scope.Groups, campaign.Group) ||
			!chosen(scope.Campaigns, campaign.ID) || !chosen(scope.Creatives, creative.ID) {
			continue
		}
		b.world.Facts(creative, scope.From, scope.To, func(f *world.Fact) bool {
			if !f.Visible.After(b.now) && chosen(scope.Rules, f.Rule) {
				visit(creative, f)
			}
			return true
		})
	}
}

func chosen(ids []int64, id int64) bool { return len(ids) == 0 || slices.Contains(ids, id) }

// add adds a fact. Residues of billing are no money.
func (b Book) add(sum *tally, f *world.Fact) {
	sum.counts.Add(&f.Counts)
	sum.facts++
	currency := b.world.Account(b.world.Campaign(b.world.Creative(f.Creative).Campaign).Account).Currency
	sum.cents += f.Cents
	sum.dollar += f.Cents * b.world.DollarPPM(currency, f.Day)
	sum.value += f.ValueCents
}
