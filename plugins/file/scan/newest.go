package scan

import (
	"context"
	"fmt"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/plugins/file/input"
	"github.com/roictl/roictl/plugins/file/overlap"
	"github.com/roictl/roictl/plugins/file/table"
)

// rank looks through the dates of all files for the newest on each day. It does
// so whatever is asked for, so that every query is answered from the same rows.
// Faults of rows are left to the pass that reads them.
func rank(ctx context.Context, main *walk, files []input.File) (*overlap.Latest, connector.Diagnostics) {
	r, diags := compile(main.spec, connector.Query{})
	if diags != nil {
		return nil, diags
	}
	w := &walk{request: r, fsys: main.fsys, doing: "dating", progressed: main.progressed, total: main.total}
	names, days := make([]string, len(files)), make([]overlap.Days, len(files))
	for i, file := range files {
		names[i] = file.Name
		diags = append(diags, w.file(ctx, file, calendar{&days[i]})...)
	}
	main.done = w.done
	return overlap.NewLatest(names, days), diags
}

// calendar notes the days of rows.
type calendar struct{ days *overlap.Days }

func (calendar) begin(*table.Table, *dating) connector.Diagnostics { return nil }

func (c calendar) visit(_ *table.Table, period connector.Interval) bool {
	c.days.Add(period)
	return true
}

// partedPeriod is of rows that stand for a period of which newer files tell about
// some days: they can neither count nor be left out.
type partedPeriod struct {
	first  *connector.Location
	period connector.Interval
	rows   int64
}

// add counts a row. The nil partedPeriod has none.
func (p *partedPeriod) add(t *table.Table, period connector.Interval) *partedPeriod {
	if p == nil {
		p = &partedPeriod{first: t.RowLocation(), period: period}
	}
	p.rows++
	return p
}

func (p *partedPeriod) report() connector.Diagnostics {
	if p == nil {
		return nil
	}
	d := connector.NewError("FILE_OVERLAP_PART", "Periods of two files overlap in part",
		fmt.Sprintf("A row of %q stands for %s, and newer files have rows for some of these days only, so that it can neither count nor be left out.\n\nThere are %s such rows.", p.first.File, p.period, thousands(p.rows)))
	d.Hint = `Export the data by day, or so that each file has whole periods.`
	d.Path, d.Location = connector.Path("overlap"), p.first
	return connector.Diagnostics{d}
}
