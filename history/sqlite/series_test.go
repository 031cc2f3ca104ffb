package sqlite

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/roictl/roictl/history"
)

func TestSupersedes(t *testing.T) {
	t.Parallel()
	ranged := number(mayCPA, "1")
	ranged.State, ranged.High = "range", "2"
	nothing := history.Observation{Cell: mayCPA, State: "no_data", Unit: "money", Currency: "EUR", ObservedAt: started}
	dollars := number(mayCPA, "42.10")
	dollars.Currency = "USD"
	june := mayCPA
	june.Start, june.End = "2026-06-01", "2026-06-30"
	whole := number(mayCPA, "42.10")
	whole.Segment = `{"age":"30-34"}`

	type step struct {
		asOf       string
		see        history.Observation
		supersedes int // index of the earlier step; -1 for none
	}
	for _, test := range []struct {
		name  string
		steps []step
	}{
		{"the first one supersedes nothing", []step{{"2026-06-01", number(mayCPA, "42.10"), -1}}},
		{"the same value, even if written differently, supersedes nothing", []step{
			{"2026-06-01", number(mayCPA, "42.10"), -1},
			{"2026-06-02", number(mayCPA, "42.1"), -1},
			{"2026-06-03", number(mayCPA, "421/10"), -1},
		}},
		{"another value supersedes the last one, not the first", []step{
			{"2026-06-01", number(mayCPA, "42.10"), -1},
			{"2026-06-02", number(mayCPA, "39.80"), 0},
			{"2026-06-03", number(mayCPA, "39.80"), -1},
			{"2026-06-04", number(mayCPA, "42.10"), 2},
		}},
		{"of two runs as of one day the later one was last", []step{
			{"2026-06-01", number(mayCPA, "1"), -1},
			{"2026-06-01", number(mayCPA, "2"), 0},
			{"2026-06-01", number(mayCPA, "3"), 1},
		}},
		{"a state is a value too", []step{
			{"2026-06-01", nothing, -1},
			{"2026-06-02", nothing, -1},
			{"2026-06-03", number(mayCPA, "1"), 1},
			{"2026-06-04", ranged, 2},
			{"2026-06-05", nothing, 3},
		}},
		{"so is a currency", []step{{"2026-06-01", number(mayCPA, "42.10"), -1}, {"2026-06-02", dollars, 0}}},
		{"another period or segment is another cell", []step{
			{"2026-06-01", number(mayCPA, "1"), -1},
			{"2026-06-02", number(june, "2"), -1},
			{"2026-06-02", whole, -1},
		}},
		{"a look back supersedes what was known then, and what is known now stays", []step{
			{"2026-05-10", number(mayCPA, "10"), -1},
			{"2026-05-31", number(mayCPA, "31"), 0},
			{"2026-05-10", number(mayCPA, "9"), 0},
			{"2026-06-01", number(mayCPA, "31"), -1},
			{"2026-05-01", number(mayCPA, "1"), -1},
		}},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			store := newStore(t)
			var ids []string
			for i, step := range test.steps {
				run := runOf(step.asOf, step.see)
				mustRecord(t, store, run)
				ids = append(ids, run.ID)
				want := ""
				if step.supersedes >= 0 {
					want = ids[step.supersedes]
				}
				if got := run.Observations[0].Supersedes; got != want {
					t.Errorf("step %d supersedes %q, want %q (runs: %v)", i, got, want, ids)
				}
				read, err := store.Run(t.Context(), run.ID)
				if err != nil {
					t.Fatal(err)
				}
				if diff := cmp.Diff(run.Observations, read.Observations); diff != "" {
					t.Errorf("step %d read back (-recorded +read):\n%s", i, diff)
				}
			}
		})
	}
}

// A supersession by the second observation of a run must not be mixed up with
// the first.
func TestSupersedesFollowsItsOwnCell(t *testing.T) {
	t.Parallel()
	store := newStore(t)
	const count = 2*batchRows + 3
	before := manyObservations(count, "2026-06-01", "1")
	after := manyObservations(count, "2026-06-02", "1")
	for i := range after.Observations {
		if i%3 == 0 {
			after.Observations[i].Low, after.Observations[i].High = "2", "2"
		}
	}
	mustRecord(t, store, before, after)
	for i, o := range after.Observations {
		if superseded := o.Supersedes == before.ID; superseded != (i%3 == 0) {
			t.Errorf("observation %d supersedes %q", i, o.Supersedes)
		}
	}
}

func TestSeriesIsTheStoryOfAFigure(t *testing.T) {
	t.Parallel()
	store := newStore(t)
	june := mayCPA
	june.Start, june.End = "2026-06-01", "2026-06-30"
	final := func(o history.Observation) history.Observation { o.Final = true; return o }
	verdict := func(cell history.Cell, status, target string) history.Verdict {
		return history.Verdict{Address: cell.Address, Every: cell.Every, Start: cell.Start, End: cell.End,
			Status: status, Target: history.Target{Kind: "at_most", Declared: target, Value: target}}
	}
	runs := []*history.Run{
		runOf("2026-05-20", number(mayCPA, "50")),
		runOf("2026-06-05", final(number(mayCPA, "42.10")), number(june, "7")),
		runOf("2026-06-06", final(number(mayCPA, "42.1"))),
		runOf("2026-06-20", final(number(mayCPA, "39.80")), number(june, "8")),
		runOf("2026-05-20", number(mayCPA, "49")), // a look back
	}
	runs[0].Verdicts = []history.Verdict{verdict(mayCPA, "on_track", "40")}
	runs[3].Verdicts = []history.Verdict{verdict(june, "on_track", "45"), verdict(mayCPA, "met", "45")}
	other := runOf("2026-06-20", number(history.Cell{Address: "goal.sales.roi", Every: "month", Start: "2026-05-01", End: "2026-05-31"}, "1"))
	segment := number(mayCPA, "3")
	segment.Segment = `{"age":"30-34"}`
	other.Observations = append(other.Observations, segment)
	mustRecord(t, store, append(runs, other)...)

	reading := func(run, observation int) history.Reading {
		r := runs[run]
		return history.Reading{Observation: r.Observations[observation], RunID: r.ID, AsOf: r.AsOf}
	}
	want := []history.SeriesPoint{
		{Every: "month", Start: "2026-05-01", End: "2026-05-31",
			Latest:  reading(3, 0),
			Earlier: []history.Reading{reading(0, 0), reading(4, 0), reading(2, 0)},
			Verdict: &runs[3].Verdicts[1]},
		{Every: "month", Start: "2026-06-01", End: "2026-06-30",
			Latest:  reading(3, 1),
			Earlier: []history.Reading{reading(1, 1)},
			Verdict: &runs[3].Verdicts[0]},
	}
	got, err := store.Series(t.Context(), mayCPA.Address, "")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("series (-want +got):\n%s", diff)
	}

	got, err = store.Series(t.Context(), mayCPA.Address, segment.Segment)
	if err != nil {
		t.Fatal(err)
	}
	if len(got) != 1 || got[0].Latest.Low != "3" || got[0].Verdict != nil {
		t.Errorf("series of a segment: %+v, want its one value and no verdict", got)
	}
	got, err = store.Series(t.Context(), "goal.sales.unheard_of", "")
	if err != nil || len(got) != 0 {
		t.Errorf("series of an unknown address: %v, %v, want nothing", got, err)
	}
}
