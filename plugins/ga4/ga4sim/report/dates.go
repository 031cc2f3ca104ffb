package report

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/roictl/roictl/plugins/ga4/ga4sim/cube"
	"github.com/roictl/roictl/plugins/ga4/ga4sim/wire"
	"github.com/roictl/roictl/plugins/ga4/ga4sim/world"
)

// Dates have to lie between these two.
var (
	beforeFirst = world.NewDay(2015, time.August, 13)
	afterLast   = world.NewDay(3000, time.January, 1)
	daysAgo     = regexp.MustCompile(`^([0-9]{1,6})daysAgo$`)
)

// dates resolves the date ranges in the time zone of the property.
func (p *plan) dates() *wire.Error {
	if len(p.request.DateRanges) == 0 {
		return wire.Invalid("A dateRange is required.")
	}
	if n := len(p.request.DateRanges); n > MaxRanges {
		return wire.Invalid(fmt.Sprintf("Requests are limited to %d dateRanges.\n  This request contains %d dateRanges.", MaxRanges, n))
	}
	for i, r := range p.request.DateRanges {
		span, problem := p.dateRange(r)
		if problem != nil {
			return problem
		}
		name := r.Name
		if strings.HasPrefix(name, "date_range_") || strings.HasPrefix(name, reserved) {
			return wire.Invalid(fmt.Sprintf("The dateRange name %s is invalid. Names cannot begin with date_range_ or %s.", name, reserved))
		}
		if name == "" {
			name = fmt.Sprintf("date_range_%d", i)
		}
		p.query.Ranges, p.names = append(p.query.Ranges, span), append(p.names, name)
	}
	return nil
}

func (p *plan) dateRange(r wire.DateRange) (cube.Range, *wire.Error) {
	first, problem := p.date("startDate", r.StartDate)
	if problem != nil {
		return cube.Range{}, problem
	}
	last, problem := p.date("endDate", r.EndDate)
	if problem != nil {
		return cube.Range{}, problem
	}
	for _, bound := range []struct {
		name string
		day  world.Day
	}{{"start_date", first}, {"end_date", last}} {
		if bound.day <= beforeFirst || bound.day >= afterLast {
			return cube.Range{}, wire.Invalid(fmt.Sprintf("%s = %s must be greater than %s and less than %s.", bound.name, bound.day, beforeFirst, afterLast))
		}
	}
	if first > last {
		return cube.Range{}, wire.Invalid(fmt.Sprintf("start_date must be less than or equal to end_date. start_date = %s and end_date = %s", first, last))
	}
	return cube.Range{First: first, Last: last}, nil
}

func (p *plan) date(field, text string) (world.Day, *wire.Error) {
	today := world.DayOf(p.Now.In(p.Property.Zone))
	switch text {
	case "today":
		return today, nil
	case "yesterday":
		return today - 1, nil
	}
	if ago := daysAgo.FindStringSubmatch(text); ago != nil {
		if n, err := strconv.Atoi(ago[1]); err == nil {
			return today - world.Day(n), nil
		}
	}
	day, err := world.ParseDay(text)
	if err != nil {
		return 0, wire.Invalid(fmt.Sprintf("Invalid %s : %s. %s must be YYYY-MM-DD, NdaysAgo, yesterday, or today.", field, text, field))
	}
	return day, nil
}
