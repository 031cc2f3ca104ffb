package world

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func total(w *World, creative int64, from, to Day) Fact {
	var sum Fact
	w.Facts(w.Creative(creative), from, to, func(f *Fact) bool {
		sum.Counts.Add(&f.Counts)
		sum.Cents += f.Cents
		sum.ValueCents += f.ValueCents
		return true
	})
	return sum
}

// TestFactsDoNotDependOnHowTheyAreRead adds up a quarter at once and by day,
// in two worlds of the same seed.
func TestFactsDoNotDependOnHowTheyAreRead(t *testing.T) {
	t.Parallel()
	from, to := Date(2026, 1, 1), Date(2026, 3, 31)
	w := New(Config{})
	for i := range w.Creatives {
		id := w.Creatives[i].ID
		whole := total(w, id, from, to)
		var days Fact
		other := New(Config{})
		for day := to; day >= from; day-- {
			f := total(other, id, day, day)
			days.Counts.Add(&f.Counts)
			days.Cents += f.Cents
			days.ValueCents += f.ValueCents
		}
		if diff := cmp.Diff(whole, days); diff != "" {
			t.Errorf("creative %d (-whole +days):\n%s", id, diff)
		}
		if whole.Counts[Impressions] == 0 {
			t.Errorf("creative %d delivered nothing", id)
		}
	}
	if total(New(Config{Seed: 1}), 800000001, from, to).Counts == total(w, 800000001, from, to).Counts {
		t.Error("another seed made the same world")
	}
}

// TestPartsAddUpToTheirFact holds that the audience's view of a day loses
// nothing: losses are LinkedIn's, not the world's.
func TestPartsAddUpToTheirFact(t *testing.T) {
	t.Parallel()
	w := New(Config{})
	for i := range w.Creatives {
		w.Facts(&w.Creatives[i], Date(2026, 5, 1), Date(2026, 5, 31), func(f *Fact) bool {
			var sum Fact
			w.Split(f, func(_ int, part *Fact) {
				sum.Counts.Add(&part.Counts)
				sum.Cents += part.Cents
				sum.ValueCents += part.ValueCents
			})
			if sum.Counts != f.Counts || sum.Cents != f.Cents || sum.ValueCents != f.ValueCents {
				t.Fatalf("%d on %s: the parts are %+v of %+v", f.Creative, f.Day, sum, f)
			}
			return true
		})
	}
}

func TestGivenFactsStandAlone(t *testing.T) {
	t.Parallel()
	w := New(Config{Quiet: true, Facts: []Fact{
		{Creative: 800000001, Day: Date(2026, 2, 2), Counts: Counts{Impressions: 20}, Cents: 20},
		{Creative: 800000001, Day: Date(2026, 2, 1), Counts: Counts{Impressions: 10}, Cents: 10},
	}})
	if got := total(w, 800000001, Date(2026, 2, 1), Date(2026, 2, 1)); got.Counts[Impressions] != 10 || got.Cents != 10 {
		t.Errorf("the first day is %+v", got)
	}
	if got := total(w, 800000001, Date(2026, 1, 1), Date(2026, 12, 31)); got.Counts[Impressions] != 30 || got.Cents != 30 {
		t.Errorf("the year is %+v", got)
	}
	if got := total(w, 800000002, Date(2026, 1, 1), Date(2026, 12, 31)); got.Counts != (Counts{}) {
		t.Errorf("a quiet world delivered %+v", got)
	}
}

// TestTheWorldHasItsTraps holds that what connectors trip over really happens:
// residues, credits and conversions that come late.
func TestTheWorldHasItsTraps(t *testing.T) {
	t.Parallel()
	w := New(Config{})
	var residues, credits, late, qualified int
	for i := range w.Creatives {
		w.Facts(&w.Creatives[i], Date(2026, 1, 1), Date(2026, 6, 30), func(f *Fact) bool {
			switch {
			case f.Residue:
				residues++
			case f.Cents < 0:
				credits++
			case f.Counts[QualifiedLeads] > 0:
				qualified++
			case f.Rule != 0 && f.Visible.After(f.Day.End()):
				late++
			}
			return true
		})
	}
	for name, n := range map[string]int{"residues": residues, "credits": credits, "late conversions": late, "qualified leads": qualified} {
		if n < 20 {
			t.Errorf("%d %s in half a year", n, name)
		}
	}
}

func TestLargeWorld(t *testing.T) {
	t.Parallel()
	w := New(Config{Large: true})
	n := 0
	for i := range w.Campaigns {
		if w.Campaigns[i].Account == AccountEUR {
			n++
		}
	}
	if n != LargeCampaigns {
		t.Errorf("%d campaigns", n)
	}
	day := Date(2026, 4, 14)
	active := 0
	for i := range w.Creatives {
		if total(w, w.Creatives[i].ID, day, day).Counts[Impressions] > 0 {
			active++
		}
	}
	if active < 700 {
		t.Errorf("%d creatives delivered on a working day", active)
	}
}

func TestDays(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ day, month, end, year Day }{
		{Date(2024, 2, 29), Date(2024, 2, 1), Date(2024, 2, 29), Date(2024, 12, 31)},
		{Date(2026, 12, 31), Date(2026, 12, 1), Date(2026, 12, 31), Date(2026, 12, 31)},
		{Date(1969, 12, 31), Date(1969, 12, 1), Date(1969, 12, 31), Date(1969, 12, 31)},
	} {
		if tt.day.MonthStart() != tt.month || tt.day.MonthEnd() != tt.end || tt.day.YearEnd() != tt.year {
			t.Errorf("%s is of %s to %s and %s", tt.day, tt.day.MonthStart(), tt.day.MonthEnd(), tt.day.YearEnd())
		}
		if DayOf(tt.day.End().Add(-1)) != tt.day || DayOf(tt.day.Start()) != tt.day {
			t.Errorf("%s does not hold its own edges", tt.day)
		}
	}
	if got := Date(2026, 11, 22).String(); got != "2026-11-22" {
		t.Errorf("the day is %s", got)
	}
}
