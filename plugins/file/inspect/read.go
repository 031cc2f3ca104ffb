package inspect

import (
	"context"
	"time"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/plugins/file/dates"
	"github.com/roictl/roictl/plugins/file/preset"
	"github.com/roictl/roictl/plugins/file/table"
)

// read looks at the cells of the sample.
func (in *inspection) read(ctx context.Context) ([]*column, connector.Diagnostics) {
	if diags := in.readHeader(); diags != nil {
		return nil, diags
	}
	columns := make([]*column, len(in.names))
	for i, name := range in.names {
		columns[i] = newColumn(name)
	}
	f := in.findings
	diags := in.sample(ctx, in.names, func(r row) {
		switch {
		case in.total(r.table):
			const shown = 5
			if f.TotalRows++; len(f.Totals) < shown {
				f.Totals = append(f.Totals, Place{Line: r.line, Text: r.table.RowLocation().Text})
			}
		case r.malformed:
			f.Malformed++
		default:
			f.Rows++
			for i, c := range columns {
				c.add(r.table.Cell(i), r.table.Exact(i), r.line)
			}
		}
	})
	return columns, diags
}

// readHeader takes over what stands above the rows.
func (in *inspection) readHeader() connector.Diagnostics {
	text, t, diags := in.table(in.names)
	if diags != nil {
		return diags
	}
	defer text.Close() // it was only read
	f := in.findings
	switch {
	case t.Delimiter == 0:
		f.JSONLines = true
		in.names = t.Header // the columns of JSON lines are known only now
	case len(in.names) == 0:
		return connector.Diagnostics{in.noTable()}
	default:
		f.Delimiter, f.HeaderLine = string(rune(t.Delimiter)), t.HeaderLine
	}
	for _, line := range t.Preamble {
		f.Preamble = append(f.Preamble, table.Shorten([]byte(line)))
	}
	return nil
}

// total says whether a row looks like a total.
func (in *inspection) total(t *table.Table) bool {
	first, last := t.Edges()
	if in.preset != nil {
		return in.preset.Totals.Total(first, last)
	}
	return preset.LooksTotal(first)
}

// readDates finds out which days the rows are of.
func (in *inspection) readDates(ctx context.Context) connector.Diagnostics {
	format := dates.MustCompile(in.findings.Date.Formats[0])
	reader := dates.NewReader(time.UTC, format)
	seen := make(map[connector.Date]bool)
	diags := in.sample(ctx, []string{in.findings.Date.Column}, func(r row) {
		if day, err := reader.Parse(r.table.Cell(0)); err == nil {
			seen[day] = true
		}
	})
	days := make([]connector.Date, 0, len(seen))
	for day := range seen {
		days = append(days, day)
	}
	d := &in.findings.Date
	d.First, d.Last, d.Covers = spacing(days, format)
	return diags
}
