package schema

var campaign = &Block{
	Name: "campaign", Labels: []string{"name"}, ForEach: true, Since: since,
	Description: "The unit of return on investment: an action with a start and an end, all its costs and what it brought. Formulas use its figures as `campaign.NAME.roi`, `roas`, `cost`, `return`, `revenue`, `net` and `media_cost`.",
	Attributes: []*Attribute{
		forEach(),
		{Name: "start", Type: Date, Required: true, Description: "First day.", Example: `"2026-03-01"`, Also: []string{"from", "begin", "start_date"}},
		{Name: "end", Type: Date, Required: true, Description: "Last day; it belongs to the campaign.", Example: `"2026-05-31"`, Also: []string{"to", "until", "end_date"}},
		{Name: "tracking", Type: References, Refers: []string{"tracking"}, Description: "Its tracking codes.", Example: `[tracking.spring_meta]`, Also: []string{"trackings", "codes"}},
		{Name: "currency", Type: Currency, Default: "the currency of the `roictl` block", Description: "Currency in which its lines are reported."},
		description("What the campaign is."),
	},
	Blocks: []*Block{cost, revenue, benefit},
	Example: `campaign "spring" {
  start    = "2026-03-01"
  end      = "2026-05-31"
  tracking = [tracking.spring_meta]

  cost "ads" {
    value = metric.spend
  }
  cost "time" {
    hourly_rate = 10
    minutes     = 30
    every       = "weekday"
  }
  return "orders" {
    value  = metric.revenue
    margin = 0.4
  }
}`,
}

var cost = &Block{
	Name: "cost", Labels: []string{"name"}, ForEach: true,
	Description: "One cost of the campaign: a metric (`value`), money that recurs (`amount`) or time (`hourly_rate` or `hourly_from`, with `minutes` or `hours`). Ranges make the return on investment a range.",
	Attributes: []*Attribute{
		forEach(),
		{Name: "value", Type: Formula, Conflicts: []string{"currency", "every", "minutes", "hours", "people", "year"}, Description: "A formula over metrics, such as the spend that an ad platform reports.", Example: `metric.spend`},
		{Name: "amount", Type: Span, Bounds: NotNegative, Description: "An amount of money, or the lowest and highest one, that occurs as often as `every` says.", Example: `[1000, 3000]`, Also: []string{"price", "sum"}},
		{Name: "currency", Type: Currency, Default: "the campaign's currency", Description: "Currency of `amount`, `hourly_rate` or `hourly_from`.", Example: `"ILS"`},
		{Name: "hourly_rate", Type: Span, Bounds: NotNegative, Description: "What an hour of work costs.", Example: `10`, Also: []string{"hourly", "rate", "hourly_cost"}},
		{
			Name: "hourly_from", Type: Object, Description: "The hourly cost of an owner: annual revenue divided by annual hours.", Example: `{ annual_revenue = 104000, annual_hours = 2080 }`,
			Fields: []*Attribute{
				{Name: "annual_revenue", Type: Number, Required: true, Bounds: NotNegative, Description: "Revenue of a year.", Also: []string{"annual", "revenue"}},
				{Name: "annual_hours", Type: Number, Required: true, Bounds: Positive, Description: "Hours worked in a year.", Also: []string{"hours"}},
			},
		},
		{Name: "minutes", Type: Span, Bounds: NotNegative, Description: "Minutes of work each time.", Example: `30`},
		{Name: "hours", Type: Span, Bounds: NotNegative, Description: "Hours of work each time.", Example: `[3, 4]`},
		{Name: "people", Type: Number, Bounds: Positive, Default: "1", Description: "How many people do it.", Example: `5`, Also: []string{"persons", "employees", "headcount"}},
		{Name: "every", Type: String, Values: []string{"once", "day", "weekday", "week", "month", "quarter", "year"}, Description: "How often the amount or the time occurs. It has no default: a cost without a period means nothing.", Example: `"month"`, Also: []string{"per", "period", "frequency", "interval"}},
		{Name: "year", Type: String, Values: []string{"calendar", "52w"}, Default: "calendar", Description: "How a year of occurrences is counted: by the real days, or as the 52 weeks of a budget.", Example: `"52w"`},
		{Name: "category", Type: String, Values: []string{"ads", "content", "time", "tools", "other"}, Default: "the label where it is one of these, else other", Description: "What kind of cost it is. The report says which of ads, content, time and tools are declared.", Also: []string{"kind", "type"}},
		{Name: "shared_with", Type: References, Refers: []string{"campaign"}, Description: "Other campaigns that carry a part of this cost.", Example: `[campaign.summer]`, Also: []string{"shared", "share_with"}},
		{Name: "allocate_by", Type: String, Values: []string{"equal", "days", "media_cost", "return"}, Needs: []string{"shared_with"}, Default: "equal", Description: "How a shared cost is divided: equally, by length, by media cost or by return.", Also: []string{"allocation", "split_by"}},
		description("What the cost is."),
	},
	Choices: []Choice{
		{Names: []string{"value", "amount", "hourly_rate", "hourly_from"}, Required: true},
		{Names: []string{"minutes", "hours"}},
	},
	Example: `cost "tools" {
  amount   = [1000, 3000]
  currency = "ILS"
  every    = "month"
}`,
}

var revenue = &Block{
	Name: "return", Labels: []string{"name"}, ForEach: true,
	Description: "Money that the campaign brought.",
	Attributes: []*Attribute{
		forEach(),
		{Name: "value", Type: Formula, Required: true, Description: "A formula over metrics.", Example: `metric.revenue`},
		{Name: "margin", Type: Share, Default: "the whole counts", Description: "Share of it that is gross margin. The return on investment then is on margin, and says so.", Example: `0.4`, Also: []string{"gross_margin", "profit_margin"}},
		{Name: "recurring", Type: Bool, Default: "false", Description: "Whether it comes again, as a subscription or commission does."},
		description("What the return is."),
	},
	Example: `return "orders" {
  value  = metric.revenue
  margin = 0.4
}`,
}

var benefit = &Block{
	Name: "benefit", Labels: []string{"name"}, ForEach: true,
	Description: "A soft return, such as reach at an assumed worth. It is shown beside the return on investment, never inside it.",
	Attributes: []*Attribute{
		forEach(),
		{Name: "value", Type: Formula, Required: true, Description: "A formula over metrics.", Example: `metric.reach * 0.01`},
		description("What the benefit is, and why it is worth that."),
	},
	Example: `benefit "reach" {
  value = metric.reach * 0.01
}`,
}
