package sqlite

import (
	"fmt"
	"path/filepath"
	"testing"

	"github.com/roictl/roictl/history"
)

// BenchmarkRecord records runs of 10,000 observations that all supersede those
// of the day before: the dearest run there is.
func BenchmarkRecord(b *testing.B) {
	store, err := Open(b.Context(), filepath.Join(b.TempDir(), "history.db"))
	if err != nil {
		b.Fatal(err)
	}
	defer store.Close()
	for day := 0; b.Loop(); day++ {
		if err := store.Record(b.Context(), manyObservations(10_000, "2026-05-20", fmt.Sprint(day))); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkOpen opens a history whose schema is current, as every check does.
func BenchmarkOpen(b *testing.B) {
	path := filepath.Join(b.TempDir(), "history.db")
	for _, open := range []struct {
		name string
		with func() (*Store, error)
	}{
		{"recording", func() (*Store, error) { return Open(b.Context(), path) }},
		{"reading", func() (*Store, error) { return OpenReadOnly(b.Context(), path) }},
	} {
		b.Run(open.name, func(b *testing.B) {
			for b.Loop() {
				store, err := open.with()
				if err != nil {
					b.Fatal(err)
				}
				if err := store.Close(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkSeries reads a KPI seen daily for a year: twelve months, each with
// some thirty values.
func BenchmarkSeries(b *testing.B) {
	store, err := Open(b.Context(), filepath.Join(b.TempDir(), "history.db"))
	if err != nil {
		b.Fatal(err)
	}
	defer store.Close()
	for day := range 365 {
		month := day / 31
		cell := history.Cell{Address: mayCPA.Address, Every: "month",
			Start: fmt.Sprintf("2026-%02d-01", month+1), End: fmt.Sprintf("2026-%02d-28", month+1)}
		asOf := started.AddDate(0, 0, day).Format("2006-01-02")
		if err := store.Record(b.Context(), runOf(asOf, number(cell, fmt.Sprint(day)))); err != nil {
			b.Fatal(err)
		}
	}
	for b.Loop() {
		if _, err := store.Series(b.Context(), mayCPA.Address, ""); err != nil {
			b.Fatal(err)
		}
	}
}
