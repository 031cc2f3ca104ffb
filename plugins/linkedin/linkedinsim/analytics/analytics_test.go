package analytics

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/roictl/roictl/plugins/linkedin/linkedinsim/world"
)

// TestDecimal holds the spellings that LinkedIn's answers were seen with.
func TestDecimal(t *testing.T) {
	t.Parallel()
	tenth, fifth := 0.1, 0.2
	for _, tt := range []struct {
		amount float64
		want   string
	}{
		{0, "0"}, {tenth + fifth, "0.30000000000000004"}, {-2e-18, "-2E-18"}, {1e-7, "1E-7"}, {24.92, "24.92"}, {123456789.5, "123456789.5"}, {-1.5, "-1.5"},
	} {
		if got := decimal(tt.amount); got != tt.want {
			t.Errorf("%v is %q, want %q", tt.amount, got, tt.want)
		}
	}
}

// TestTheResidueVanishesInMoney holds that -2e-18 shows only where nothing else
// was billed.
func TestTheResidueVanishesInMoney(t *testing.T) {
	t.Parallel()
	var r row
	r.add(&world.Fact{Residue: true}, 1_000_000)
	if got := decimal(r.local); got != "-2E-18" {
		t.Errorf("alone it is %s", got)
	}
	r.add(&world.Fact{Cents: 1250}, 1_000_000)
	if got := decimal(r.local); got != "12.5" {
		t.Errorf("with money it is %s", got)
	}
}

func TestBuckets(t *testing.T) {
	t.Parallel()
	from, to := world.Date(2025, 11, 17), world.Date(2026, 2, 3)
	for _, tt := range []struct {
		granularity      Granularity
		day, first, last world.Day
	}{
		{All, world.Date(2026, 1, 5), from, to},
		{Daily, world.Date(2026, 1, 5), world.Date(2026, 1, 5), world.Date(2026, 1, 5)},
		{Monthly, world.Date(2025, 11, 20), from, world.Date(2025, 11, 30)},
		{Monthly, world.Date(2026, 1, 5), world.Date(2026, 1, 1), world.Date(2026, 1, 31)},
		{Monthly, world.Date(2026, 2, 1), world.Date(2026, 2, 1), to},
		{Yearly, world.Date(2025, 12, 31), from, world.Date(2025, 12, 31)},
		{Yearly, world.Date(2026, 1, 1), world.Date(2026, 1, 1), to},
	} {
		q := Request{Granularity: tt.granularity, From: from, To: to}
		if first, last := q.bucket(tt.day); first != tt.first || last != tt.last {
			t.Errorf("%s of %s is %s..%s, want %s..%s", tt.granularity, tt.day, first, last, tt.first, tt.last)
		}
	}
}

// TestLargestHundred has 102 values; of the three with one impression, two go.
func TestLargestHundred(t *testing.T) {
	t.Parallel()
	var day audience
	for i := range 102 {
		n := int64(2)
		if i%40 == 0 { // 0, 40 and 80
			n = 1
		}
		day.add(crowd{group: i}, &world.Fact{Counts: world.Counts{world.Impressions: n}})
	}
	day.cut()
	var gone []int
	for i := range 102 {
		if !slices.Contains(day.order, crowd{group: i}) {
			gone = append(gone, i)
		}
	}
	if diff := cmp.Diff([]int{40, 80}, gone); diff != "" {
		t.Error(diff)
	}
}

// TestCatalogue holds that names which LinkedIn dropped are not accepted, and
// those of the documentation are.
func TestCatalogue(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"impressions", "costInUsd", "viralOneClickLeads", "documentCompletions", "jobApplyClicks", "postViewRegistrations"} {
		if _, ok := metrics[name]; !ok {
			t.Errorf("%s is unknown", name)
		}
	}
	for _, name := range []string{"pivotValue", "pivot", "spend", ""} {
		if _, ok := metrics[name]; ok {
			t.Errorf("%q is known", name)
		}
	}
	for pivot, some := range pivots {
		if some && pivot.audience() && (&world.Profile{}).Trait(string(pivot)) == "" && pivot != "IMPRESSION_DEVICE_TYPE" && pivot != "MEMBER_COMPANY_SIZE" {
			t.Errorf("the world has no value for %s", pivot)
		}
	}
}
