package connectortest_test

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"sync/atomic"

	"github.com/roictl/roictl/connector"
)

// shop is a small connector as an author would write it: a table in memory, by
// campaign, age and day. The zero value conforms; a change makes it break one
// promise, to show that the kit sees it.
type shop struct {
	change  change
	release chan struct{} // ends what hangs
	memory  *memory
}

// change is what a broken shop does differently.
type change string

// memory is what a broken connector wrongly keeps between calls.
type memory struct{ described atomic.Int64 }

// sale is one row of the table. Spend is in cents; nil says that nothing is known.
type sale struct {
	day      connector.Date
	campaign string
	age      *string
	spend    *int64
	clicks   int64
}

func date(day int) connector.Date { return connector.DateOf(2026, 5, day) }

func cents(n int64) *int64 { return &n }

func age(s string) *string { return &s }

var sales = []sale{
	{date(1), "Spring Sale", age("18-24"), cents(1050), 3},
	{date(1), "Spring Sale", age("25-34"), cents(2), 0},
	{date(1), "Brand/Search", nil, cents(99), 1},
	{date(2), "Spring Sale", age("18-24"), nil, 7}, // not yet known: no zero
	{date(3), "Brand/Search", age("18-24"), cents(333), 12},
	{date(5), "Spring Sale", age("18-24"), cents(10), 1},
	{date(5), "Brand/Search", age("25-34"), cents(20), 2},
}

func (s shop) Describe() connector.Description {
	d := connector.Description{
		Name: "shop", Version: "1.0.0", Title: "A shop",
		Config: connector.ConfigSchema{Attributes: []connector.Attribute{
			{Name: "token", Type: connector.TypeString, Required: true, Sensitive: true, Description: "Access to the shop"},
		}},
		Reports: []connector.Report{{
			Name: "sales", Currency: "EUR", TimeZone: "Europe/Berlin",
			Grains: []connector.Grain{connector.GrainTotal, connector.GrainDay},
			Measures: []connector.Measure{
				{Name: "cost", Standard: "spend", Unit: connector.UnitMoney, Aggregation: connector.AggregateSum},
				{Name: "clicks", Standard: "clicks", Unit: connector.UnitCount, Aggregation: connector.AggregateSum},
			},
			Dimensions: []connector.Dimension{
				{Name: "campaign_name", Standard: "campaign", Operators: []connector.Operator{
					connector.OperatorIn, connector.OperatorNotIn, connector.OperatorMatch, connector.OperatorNotMatch}},
				{Name: "age", Standard: "age", Operators: []connector.Operator{connector.OperatorNotIn}},
			},
		}},
	}
	switch s.change {
	case "describes itself anew":
		d.Title = fmt.Sprint("visit ", s.memory.described.Add(1))
	case "has an unknown standard name":
		d.Reports[0].Measures[1].Standard = "klicks"
	case "calls money a count":
		d.Reports[0].Measures[0].Unit = connector.UnitCount
	case "has a measure twice":
		d.Reports[0].Measures[1].Name = "cost"
	case "lacks the total":
		d.Reports[0].Grains = []connector.Grain{connector.GrainDay}
	}
	return d
}

func (s shop) Open(_ context.Context, settings connector.Settings) (connector.Source, connector.Diagnostics) {
	var config struct {
		Token any `json:"token"`
	}
	if err := settings.Decode(&config); err != nil {
		return nil, connector.Diagnostics{connector.NewError("SHOP_CONFIG", "Unreadable settings", "The settings are no object.")}
	}
	if s.change == "crashes on bad settings" {
		return opened{s, config.Token.(string)}, nil
	}
	token, ok := config.Token.(string)
	if !ok || token == "" {
		return nil, connector.Diagnostics{{Severity: connector.SeverityError, Code: "SHOP_TOKEN", Summary: "Missing token", Path: connector.Path("token")}}
	}
	if s.change == "leaves a goroutine" {
		go func() { <-s.release }()
	}
	return opened{s, token}, nil
}

type opened struct {
	shop
	token string
}

func (o opened) PlanQuery(_ context.Context, query connector.Query) connector.QueryPlan {
	var pushed []string
	for _, clause := range query.Filter {
		for _, condition := range clause {
			if o.change != "leaves filters to the host" {
				pushed = append(pushed, condition.Dimension)
			}
		}
	}
	return connector.QueryPlan{PushedDown: pushed, EstimatedRows: int64(len(sales)), Steps: []string{"look at the table"}}
}

func (o opened) Query(ctx context.Context, query connector.Query, out *connector.Stream) connector.Diagnostics {
	header, diags := o.header(query)
	if diags != nil {
		return diags
	}
	if err := out.Header(header); err != nil {
		return nil
	}
	if o.change == "ignores cancellation" && ctx.Err() != nil {
		<-o.release
	}
	cells, err := o.cells(query)
	if err != nil {
		return connector.Diagnostics{connector.NewError("SHOP_FILTER", "Impossible filter", err.Error())}
	}
	for _, key := range slices.Sorted(maps.Keys(cells)) {
		cell := cells[key]
		if err := o.write(out, query, cell); err != nil {
			return nil
		}
	}
	out.Trailer().FreshUntil = date(5)
	switch o.change {
	case "tells its secret in a flag":
		out.Trailer().Quota = &connector.Quota{Unit: "calls with " + o.token}
	case "invents a flag":
		out.Trailer().Flags = []connector.Flag{{Code: "FISHY"}}
	}
	return nil
}

func (o opened) header(query connector.Query) (connector.Header, connector.Diagnostics) {
	report := o.Describe().Reports[0]
	unknown := func(what, name string) (connector.Header, connector.Diagnostics) {
		if o.change == "crashes on unknown names" {
			panic("no such " + what)
		}
		return connector.Header{}, connector.Diagnostics{connector.NewError("SHOP_NAME", "Unknown name", fmt.Sprintf("There is no %s %q.", what, name))}
	}
	if query.Report != report.Name && o.change != "answers any report" {
		return unknown("report", query.Report)
	}
	header := connector.Header{Grain: query.Grain, Currency: "EUR", TimeZone: "Europe/Berlin"}
	switch o.change {
	case "forgets the currency":
		header.Currency = ""
	case "invents a time zone":
		header.TimeZone = "Mars"
	}
	for _, name := range query.Dimensions {
		d, ok := report.Dimension(name)
		if !ok {
			return unknown("dimension", name)
		}
		header.Dimensions = append(header.Dimensions, connector.Column{Name: d.Name})
	}
	for _, name := range query.Measures {
		m, ok := report.Measure(name)
		if !ok {
			return unknown("measure", name)
		}
		header.Measures = append(header.Measures, connector.Column{Name: m.Name, Unit: m.Unit})
	}
	return header, nil
}

// cell is one row of the answer.
type cell struct {
	position int
	texts    map[string]connector.Text
	spend    *int64
	clicks   *int64
}

func (o opened) texts(s sale) map[string]connector.Text {
	texts := map[string]connector.Text{"campaign_name": {Value: s.campaign}, "age": {Null: true}}
	if s.age != nil {
		texts["age"] = connector.Text{Value: *s.age}
	}
	if o.change == "calls null empty" {
		texts["age"] = connector.Text{Value: texts["age"].Value}
	}
	return texts
}

func (o opened) cells(query connector.Query) (map[string]*cell, error) {
	dimensions := []string{"age", "campaign_name"}
	matcher, err := connector.CompileFilter(query.Filter, func(name string) (int, bool) {
		d, _ := o.Describe().Reports[0].Dimension(name)
		return slices.BinarySearch(dimensions, d.Name)
	})
	if err != nil || o.change == "leaves filters to the host" || o.change == "forgets filters" {
		matcher = connector.Matcher{}
	}
	cells := make(map[string]*cell)
	for i, interval := range query.Intervals {
		if o.change == "forgets the last day" {
			interval.End--
		}
		for number, s := range sales {
			texts := o.texts(s)
			if !interval.Contains(s.day) || !matcher.Match([]connector.Text{texts["age"], texts["campaign_name"]}) {
				continue
			}
			position := i
			if query.Grain == connector.GrainDay {
				position = int(s.day)
			}
			if o.change == "adds no total" && query.Grain == connector.GrainTotal && s.day == date(3) {
				continue
			}
			key := strconv.Itoa(position)
			for _, name := range query.Dimensions {
				key += fmt.Sprintf(" %v", texts[name])
			}
			if o.change == "repeats cells" {
				key += strconv.Itoa(number % 3 / 2)
				texts["age"] = connector.Text{Value: "all"}
			}
			if cells[key] == nil {
				cells[key] = &cell{position: position, texts: texts}
			}
			cells[key].add(s)
		}
	}
	if o.change == "invents zeros" && query.Grain == connector.GrainDay {
		first := query.Intervals[0].Start
		cells["zero"] = &cell{position: int(first), texts: o.texts(sale{campaign: "none"}), spend: cents(0), clicks: cents(0)}
	}
	return cells, err
}

func (c *cell) add(s sale) {
	if s.spend != nil {
		if c.spend == nil {
			c.spend = cents(0)
		}
		*c.spend += *s.spend
	}
	if c.clicks == nil {
		c.clicks = cents(0)
	}
	*c.clicks += s.clicks
}

func (o opened) write(out *connector.Stream, query connector.Query, c *cell) error {
	var texts []connector.Text
	for _, name := range query.Dimensions {
		d, _ := o.Describe().Reports[0].Dimension(name)
		text := c.texts[d.Name]
		if o.change == "tells its secret in a row" {
			text.Value = o.token
		}
		texts = append(texts, text)
	}
	var numbers []connector.Decimal
	for _, name := range query.Measures {
		m, _ := o.Describe().Reports[0].Measure(name)
		number, scale := c.clicks, uint8(0)
		if m.Name == "cost" {
			number, scale = c.spend, 2
		}
		switch {
		case number != nil:
			numbers = append(numbers, connector.Decimal{Unscaled: *number, Scale: scale})
		case o.change == "takes null for zero":
			numbers = append(numbers, connector.Int(0))
		default:
			numbers = append(numbers, connector.NullDecimal)
		}
	}
	if query.Grain == connector.GrainDay {
		return out.Append(connector.Date(c.position), texts, numbers)
	}
	return out.AppendTotal(c.position, texts, numbers)
}

// canary is the secret in the shop's settings.
const canary = "canary-4711"

var settings = connector.Settings{Config: json.RawMessage(`{"token": "` + canary + `"}`)}
