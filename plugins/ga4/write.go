package ga4

import (
	"slices"
	"time"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/plugins/ga4/cells"
)

// write writes the answer to the stream. The SDK remembers its errors.
func (a *answer) write(rows []cells.Row, out *connector.Stream) {
	if out.Header(a.header()) != nil {
		return
	}
	texts := make([]connector.Text, len(a.dimensions))
	values := make([]connector.Decimal, len(a.measures))
	for _, row := range rows {
		for i, at := range a.dimensions {
			texts[i] = connector.Text{Value: row.Texts[at]}
		}
		for i := range a.measures {
			values[i] = a.value(i, row.Values)
		}
		var err error
		if a.Daily {
			err = out.Append(connector.Date(row.Slot), texts, values)
		} else {
			err = out.AppendTotal(int(row.Slot), texts, values)
		}
		if err != nil {
			return
		}
	}
}

// value is a measure in a row. A ratio over nothing is undefined, for which Google
// writes 0.
func (a *answer) value(measure int, metrics []connector.Decimal) connector.Decimal {
	m := a.measures[measure]
	if m.Per != "" {
		if per := metrics[slices.Index(a.Metrics, m.Per)]; per.Null || per.Unscaled == 0 {
			return connector.NullDecimal
		}
	}
	return metrics[slices.Index(a.Metrics, m.API)]
}

// header says what the columns are. The report holds all that happened on the days
// it covers: what is absent is nothing, unless flags say that it was withheld.
func (a *answer) header() connector.Header {
	h := connector.Header{
		Grain:         a.query.Grain,
		Currency:      a.findings.Currency,
		TimeZone:      a.findings.TimeZone,
		SourceVersion: "v1beta",
		Dense:         true,
	}
	for _, name := range a.query.Dimensions {
		h.Dimensions = append(h.Dimensions, connector.Column{Name: name})
	}
	for i, name := range a.query.Measures {
		unit := a.measures[i].Unit
		if unit == "" {
			unit = unitOf(a.types[a.measures[i].API])
		}
		h.Measures = append(h.Measures, connector.Column{Name: name, Unit: unit})
	}
	return h
}

// unitOf tells the unit of a metric that is not listed by Google's type.
func unitOf(googleType string) connector.Unit {
	switch googleType {
	case "TYPE_CURRENCY":
		return connector.UnitMoney
	case "TYPE_SECONDS":
		return connector.UnitDuration
	}
	return connector.UnitCount
}

// trailer says what the result is worth.
func (a *answer) trailer(t *connector.Trailer, calls int) {
	t.APICalls = calls
	if a.tokensLeft >= 0 || a.tokensUsed > 0 {
		t.Quota = &connector.Quota{Used: a.tokensUsed, Remaining: max(0, a.tokensLeft), Unit: "tokens"}
	}
	t.Flags = append(t.Flags, a.findings.Flags...)
	today := today(a.moment, a.findings.TimeZone)
	if today == 0 {
		return
	}
	t.FreshUntil = today - 1
	if a.coveredFrom != 0 && a.coveredFrom <= t.FreshUntil {
		t.CoveredFrom = a.coveredFrom
	}
	if since := firstProvisional(today); a.window().End >= since {
		t.Flags = append(t.Flags, connector.Flag{Code: connector.FlagProvisional, Since: since, Detail: "Google Analytics processes a day for up to 48 hours."})
	}
}

// today is the day of a moment where a property is; 0 when that is not known.
func today(moment time.Time, timeZone string) connector.Date {
	zone, err := time.LoadLocation(timeZone)
	if err != nil || timeZone == "" || moment.IsZero() {
		return 0
	}
	return connector.DateIn(moment, zone)
}

// firstProvisional is the first day that Google still processes: a day is done 48
// hours after its end (Analytics Help, "Data freshness and Service Level Agreement
// constraints").
func firstProvisional(today connector.Date) connector.Date { return today - 2 }
