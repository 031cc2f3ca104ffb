package scan

import (
	"context"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/plugins/file/input"
	"github.com/roictl/roictl/plugins/file/overlap"
)

// overlaps says whether rows that were added up stand in two files. As long as no
// day does, there is nothing to look at; otherwise the files that share days are
// read once more.
func (s *scan) overlaps(ctx context.Context) connector.Diagnostics {
	days := overlap.Shared(s.days)
	if len(days) == 0 || s.spec.Overlap == overlap.Newest {
		return nil
	}
	shared := sharedDays{days: make(map[connector.Date]bool, len(days)), all: connector.Interval{Start: days[0], End: days[len(days)-1]}}
	for _, day := range days {
		shared.days[day] = true
	}
	var files []input.File
	for i, file := range s.files {
		rows := int64(0)
		for _, day := range days {
			rows += s.days[i].Rows(day)
		}
		if rows > 0 {
			files = append(files, file)
			shared.rows += rows
		}
	}
	if diags := input.Duplicates(ctx, s.fsys, files); diags != nil || s.spec.Overlap == overlap.Add {
		return diags
	}
	return collide(ctx, s.walk, files, shared, maxKeys)
}

// sharedDays are the days that several files have rows of.
type sharedDays struct {
	days map[connector.Date]bool
	all  connector.Interval // from the first to the last
	rows int64              // of all files, on these days
}

// of returns the part of a period in which such days may lie.
func (s sharedDays) of(period connector.Interval) connector.Interval {
	return connector.Interval{Start: max(period.Start, s.all.Start), End: min(period.End, s.all.End)}
}
