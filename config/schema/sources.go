package schema

var connector = &Block{
	Name: "connector", Labels: []string{"type", "name"}, ForEach: true, Foreign: true, Since: since,
	Description: "A source of actuals, such as one ad account. Its type says which connector reads it; `roictl connectors schema TYPE` lists the arguments it takes.",
	Attributes:  []*Attribute{forEach(), description("What the source is.")},
	Blocks:      []*Block{auth},
	Example: `connector "file" "crm" {
  path = "data/crm.csv"
}`,
}

var tracking = &Block{
	Name: "tracking", Labels: []string{"name"}, ForEach: true, Since: since,
	Description: "A tracking code: what the links and promo codes of an action carry, so that its results can be told apart.",
	Attributes: []*Attribute{
		forEach(),
		{Name: "channel", Type: String, Description: "Where web analytics has to put this traffic.", Example: `"Paid Social"`},
		{Name: "source", Type: String, Description: "`utm_source`.", Example: `"facebook"`, Also: []string{"utm_source"}},
		{Name: "medium", Type: String, Description: "`utm_medium`.", Example: `"paid_social"`, Also: []string{"utm_medium"}},
		{Name: "campaign", Type: String, Description: "`utm_campaign`.", Example: `"spring-2026"`, Also: []string{"utm_campaign"}},
		{Name: "content", Type: String, Description: "`utm_content`. It may hold a platform's macros.", Example: `"{{ad.id}}"`, Also: []string{"utm_content"}},
		{Name: "term", Type: String, Description: "`utm_term`.", Also: []string{"utm_term"}},
		{Name: "id", Type: String, Description: "`utm_id`.", Also: []string{"utm_id"}},
		{Name: "promo_codes", Type: StringList, Description: "Promotion codes that belong to this action alone.", Example: `["SPRING10"]`, Also: []string{"promo_code", "codes"}},
		{Name: "landing", Type: StringList, Description: "Pages that the links lead to, as full URLs.", Example: `["https://shop.example.com/spring"]`, Also: []string{"landing_page", "landing_pages", "url", "urls"}},
		description("What the code is for."),
	},
	Example: `tracking "spring_meta" {
  channel     = "Paid Social"
  source      = "facebook"
  medium      = "paid_social"
  campaign    = "spring-2026"
  promo_codes = ["SPRING10"]
}`,
}

var metric = &Block{
	Name: "metric", Labels: []string{"name"}, ForEach: true, Since: since,
	Description: "A number over time. It is either read from a source, with `source` and `measure`, or computed from other metrics, with `value`.",
	Attributes: []*Attribute{
		forEach(),
		{Name: "source", Type: Reference, Refers: []string{"connector"}, Description: "The connector to ask.", Example: `connector.facebook.eu`, Also: []string{"connector", "from"}},
		{Name: "measure", Type: String, Needs: []string{"source"}, Description: "What to ask for: a standard name such as `spend`, or the platform's own.", Example: `"spend"`, Also: []string{"metric", "field", "column"}},
		{Name: "report", Type: String, Needs: []string{"source"}, Default: "the only report that has the measure", Description: "Which report of the connector to ask."},
		{Name: "where", Type: Matches, Needs: []string{"source"}, Description: "Keeps the rows in which every dimension has one of the values. `*` stands for any characters, `?` for one.", Example: `{ campaign = "Spring*", age = ["18-24", "25-34"] }`, Also: []string{"filter", "filters", "only"}},
		{Name: "except", Type: Matches, Needs: []string{"source"}, Description: "Drops the rows in which any dimension has one of the values.", Example: `{ campaign = "*test*" }`, Also: []string{"exclude", "not", "where_not"}},
		{Name: "tracking", Type: References, Refers: []string{"tracking"}, Needs: []string{"source"}, Description: "Keeps the rows that carry one of these tracking codes.", Example: `tracking.spring_meta`, Also: []string{"trackings", "code"}},
		{Name: "options", Type: StringMap, Needs: []string{"source"}, Description: "Further settings of the query that the report knows, such as an attribution window.", Example: `{ attribution = "7d_click" }`},
		{Name: "value", Type: Formula, Description: "A formula over other metrics. It is evaluated on the sums of each period and segment.", Example: `metric.spend / metric.orders`, Also: []string{"formula", "expression", "expr", "compute"}},
		{Name: "unit", Type: String, Values: []string{"count", "money", "ratio", "percent", "duration"}, Default: "that of the measure or formula", Description: "How the figure is shown and compared."},
		{Name: "kind", Type: String, Values: []string{"micro", "macro"}, Default: "that of the measure", Description: "Whether it counts small actions (a like, a click) or the ones the business wants (a lead, a purchase)."},
		stage(),
		description("What the metric says."),
	},
	Choices: []Choice{{Names: []string{"source", "value"}, Required: true}},
	Example: `metric "spend" {
  source  = connector.facebook.eu
  measure = "spend"
  where   = { campaign_name = "Spring*" }
}

metric "cpa" {
  value = metric.spend / metric.orders
}`,
}

func stage() *Attribute {
	return &Attribute{
		Name: "stage", Type: String, Values: []string{"awareness", "interest", "evaluation", "purchase"},
		Description: "Stage of the funnel that it belongs to.", Also: []string{"funnel", "funnel_stage"},
	}
}

var fx = &Block{
	Name: "fx", Labels: []string{"name"}, ForEach: true, Since: since,
	Description: "An exchange rate: what one unit of `from` is worth in `to`. It is either one `rate` for all days, or a file of dated rates. On a day without a rate the nearest earlier one counts, up to `max_age`.",
	Attributes: []*Attribute{
		forEach(),
		{Name: "from", Type: Currency, Required: true, Description: "Currency to convert.", Example: `"USD"`},
		{Name: "to", Type: Currency, Default: "the currency of the `roictl` block", Description: "Currency to convert into.", Example: `"EUR"`},
		{Name: "rate", Type: Number, Bounds: Positive, Description: "One rate for all days, as a planned rate is.", Example: `0.92`},
		{Name: "path", Type: String, Description: "A CSV file of dated rates, relative to the configuration's directory.", Example: `"data/eurofxref-hist.csv"`, Also: []string{"file"}},
		{
			Name: "date", Type: Object, Needs: []string{"path"}, Description: "Where the file has the date.", Example: `{ column = "Date", format = "YYYY-MM-DD" }`,
			Fields: []*Attribute{
				{Name: "column", Type: String, Required: true, Description: "Name of the column."},
				{Name: "format", Type: String, Default: "YYYY-MM-DD", Description: "How the dates are written.", Example: `"DD.MM.YYYY"`},
			},
		},
		{Name: "column", Type: String, Needs: []string{"path"}, Description: "Column of the rate.", Example: `"USD"`, Also: []string{"rate_column"}},
		{Name: "decimal", Type: String, Values: []string{".", ","}, Needs: []string{"path"}, Default: `"."`, Description: "Decimal sign of the rates.", Example: `","`, Also: []string{"decimal_sign", "decimal_separator"}},
		{Name: "delimiter", Type: String, Needs: []string{"path"}, Default: "found out", Description: "What stands between the columns: one ASCII character, or `tab`.", Example: `";"`, Also: []string{"separator"}},
		{Name: "encoding", Type: String, Needs: []string{"path"}, Default: "found out", Description: "Encoding of the file where it is not UTF-8 and has no byte order mark.", Example: `"windows-1252"`, Also: []string{"charset"}},
		{Name: "max_age", Type: Days, Needs: []string{"path"}, Default: "7d", Description: "How long a rate may be carried forward.", Example: `"4d"`},
		{Name: "where", Type: Matches, Needs: []string{"path"}, Description: "Chooses the rows of a file that holds several currencies.", Example: `{ currency = "USD" }`},
		description("Where the rate comes from."),
	},
	Choices: []Choice{{Names: []string{"rate", "path"}, Required: true}},
	Example: `fx "usd" {
  from = "USD"
  rate = 0.92
}`,
}
