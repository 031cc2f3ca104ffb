package overlap

import (
	"maps"
	"slices"

	"github.com/roictl/roictl/connector"
)

// Days are the days that one file has rows of, with their number. It grows with
// the days, not with the rows. The zero Days has none.
type Days struct {
	rows   map[connector.Date]int64
	period connector.Interval // of the rows that are not in rows yet
	run    int64              // their number
}

// Add counts a row that stands for the period.
func (d *Days) Add(period connector.Interval) {
	if d.run > 0 && period == d.period {
		d.run++ // rows of one day mostly follow one another
		return
	}
	d.settle()
	d.period, d.run = period, 1
}

func (d *Days) settle() {
	if d.run == 0 {
		return
	}
	if d.rows == nil {
		d.rows = make(map[connector.Date]int64)
	}
	for day := d.period.Start; day <= d.period.End; day++ {
		d.rows[day] += d.run
	}
	d.run = 0
}

// Rows is how many rows stand for the day, among others or alone.
func (d *Days) Rows(day connector.Date) int64 {
	d.settle()
	return d.rows[day]
}

// last returns the last day; 0 when there is none.
func (d *Days) last() connector.Date {
	d.settle()
	last := connector.Date(0)
	for day := range d.rows {
		last = max(last, day)
	}
	return last
}

// Shared returns the days that several of the files have rows of, in order.
func Shared(files []Days) []connector.Date {
	having := make(map[connector.Date]int)
	for i := range files {
		files[i].settle()
		for day := range files[i].rows {
			having[day]++
		}
	}
	maps.DeleteFunc(having, func(_ connector.Date, n int) bool { return n < 2 })
	return slices.Sorted(maps.Keys(having))
}
