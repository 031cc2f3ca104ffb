package pagereport

import (
	"fmt"
	"slices"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/connector/number"
	"github.com/roictl/roictl/plugins/linkedin/reporting"
)

// write writes a row for each day, or each interval.
func (a *answer) write(out *connector.Stream) error {
	texts := make([]connector.Text, len(a.columns))
	for i, name := range a.columns {
		texts[i] = a.page[slices.IndexFunc(dimensions, func(d connector.Dimension) bool { return d.Name == name })]
	}
	for n, interval := range a.query.Intervals {
		if a.query.Grain == connector.GrainTotal {
			values, err := a.total(interval)
			if err != nil {
				return err
			}
			if values != nil && out.AppendTotal(n, texts, values) != nil {
				return reporting.ErrStream
			}
			continue
		}
		for day := interval.Start; day <= interval.End; day++ {
			values, err := a.total(connector.Interval{Start: day, End: day})
			if err != nil {
				return err
			}
			if values != nil && out.Append(day, texts, values) != nil {
				return reporting.ErrStream
			}
		}
	}
	return nil
}

// total is the measures of some days; nil where LinkedIn says nothing of any.
func (a *answer) total(days connector.Interval) ([]connector.Decimal, error) {
	values := make([]connector.Decimal, len(a.measures))
	known := false
	for i, m := range a.measures {
		values[i] = connector.NullDecimal
		if m.Aggregation == connector.AggregateNone && days.Days() > 1 {
			if f := a.months[days.Start]; f != nil && wholeMonth(days) {
				var err error
				if values[i], err = f.value(m); err != nil {
					return nil, err
				}
			}
			known = known || !values[i].Null
			continue
		}
		for day := days.Start; day <= days.End; day++ {
			value, err := a.days[day].value(m)
			switch {
			case err != nil:
				return nil, err
			case value.Null:
				continue
			case m.Aggregation == connector.AggregateLast:
				values[i] = value
			default:
				if values[i], err = number.Add(values[i], value); err != nil {
					return nil, fmt.Errorf("add up %s: %w", m.Name, err)
				}
			}
			known = true
		}
	}
	if !known {
		return nil, nil
	}
	return values, nil
}
