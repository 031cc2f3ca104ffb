package schema

var goal = &Block{
	Name: "goal", Labels: []string{"name"}, ForEach: true, Since: since,
	Description: "An intention, and the KPIs that tell whether it is reached.",
	Attributes: []*Attribute{
		forEach(),
		description("The intention in a sentence."),
		{Name: "owner", Type: String, Description: "Who answers for it.", Example: `"growth@example.com"`},
		{Name: "strategy", Type: String, Description: "The strategy that it serves."},
		{Name: "horizon", Type: String, Values: []string{"short", "medium", "long"}, Description: "When it is to pay off."},
		{Name: "stream", Type: String, Description: "A word that groups goals, such as `awareness`, `reputation` or `lead_generation`."},
	},
	Blocks: []*Block{kpi},
	Example: `goal "sales" {
  description = "Raise online sales by 20 %"
  owner       = "growth@example.com"

  kpi "orders" {
    value = metric.orders
    every = "month"
    target {
      at_least = 500
    }
  }
}`,
}

var kpi = &Block{
	Name: "kpi", Labels: []string{"name"}, ForEach: true,
	Description: "A value that is judged every period. Its address is `goal.GOAL.KPI`.",
	Attributes: []*Attribute{
		forEach(),
		{Name: "value", Type: Formula, Required: true, Description: "A metric, a figure of a campaign, or a formula over them.", Example: `metric.cpa`, Also: []string{"metric", "formula", "measure"}},
		{Name: "every", Type: String, Values: []string{"day", "week", "month", "quarter", "year", "campaign"}, Description: "Length of its periods.", Example: `"month"`, Also: []string{"period", "per", "frequency", "schedule"}},
		{Name: "rolling", Type: Days, Description: "Judges the last so many days, every day.", Example: `"28d"`, Also: []string{"window"}},
		{Name: "campaign", Type: Reference, Refers: []string{"campaign"}, Default: "the campaign that `value` uses", Description: "Whose dates `every = \"campaign\"` means.", Example: `campaign.spring`},
		stage(),
		{Name: "by", Type: StringList, Description: "Dimensions to split the figure by. Segments are reported; the target is on the whole.", Example: `["age", "gender"]`, Also: []string{"breakdown", "segments", "dimensions", "group_by"}},
		{Name: "unit", Type: String, Values: []string{"count", "money", "ratio", "percent", "duration"}, Default: "that of the value", Description: "How the figure is shown and compared."},
		{Name: "on_miss", Type: String, Values: []string{"fail", "warn", "info"}, Default: "fail", Description: "What a missed target means for the exit code."},
		{Name: "required", Type: Bool, Default: "true", Description: "Whether missing evidence makes the run end with exit code 3."},
		description("What the KPI says."),
	},
	Choices: []Choice{{Names: []string{"every", "rolling"}, Required: true}},
	Blocks:  []*Block{target, guard, mute},
	Example: `kpi "cpa" {
  value = metric.cpa
  every = "month"
  by    = ["age", "gender"]
  target {
    at_most = 20
  }
  guard {
    min_sample = 30
    maturity   = "3d"
  }
}`,
}

var target = &Block{
	Name: "target", Single: true,
	Description: "What the KPI should reach: exactly one kind of target. A value on the boundary is met.",
	Attributes: []*Attribute{
		{Name: "at_least", Type: Amount, Description: "The value or more.", Example: `500`, Also: []string{"min", "minimum", "above", "over"}},
		{Name: "at_most", Type: Amount, Description: "The value or less.", Example: `"20 EUR"`, Also: []string{"max", "maximum", "below", "under"}},
		{Name: "between", Type: AmountPair, Description: "From the first to the second value.", Example: `[2, 4]`, Also: []string{"range"}},
		{Name: "equals", Type: Amount, Description: "The value, give or take `tolerance`.", Example: `10000`, Also: []string{"equal", "exactly"}},
		{Name: "tolerance", Type: Amount, Needs: []string{"equals"}, Default: "0", Description: "How far off `equals` still counts: an amount, or a percentage of it.", Example: `"5%"`},
		{Name: "grow", Type: Amount, Needs: []string{"versus"}, Description: "Baseline plus this percentage, or more.", Example: `"20%"`, Also: []string{"growth", "increase", "grow_by"}},
		{Name: "reduce", Type: Amount, Needs: []string{"versus"}, Description: "Baseline less this percentage, or less.", Example: `"10%"`, Also: []string{"reduction", "decrease", "shrink", "reduce_by"}},
		{Name: "increase_by", Type: Amount, Needs: []string{"versus"}, Description: "Baseline plus this amount, or more.", Example: `500`, Also: []string{"add"}},
		{Name: "decrease_by", Type: Amount, Needs: []string{"versus"}, Description: "Baseline less this amount, or less.", Example: `"2 EUR"`},
		{Name: "points", Type: Amount, Needs: []string{"versus"}, Description: "For rates: baseline plus so many percentage points, or more; with a negative number, baseline less so many, or less. From 2 % to 3 % is one point (and growth by 50 %).", Example: `1`, Also: []string{"percentage_points", "pp"}},
		{Name: "versus", Type: Baseline, Description: "Baseline of `grow`, `reduce`, `increase_by`, `decrease_by` and `points`: `\"previous_period\"`, `\"same_period_last_year\"`, a named period such as `\"2025-Q4\"`, or a number.", Example: `"same_period_last_year"`, Also: []string{"vs", "compare", "compared_to", "baseline", "against"}},
	},
	Choices: []Choice{{
		Names:    []string{"at_least", "at_most", "between", "equals", "grow", "reduce", "increase_by", "decrease_by", "points"},
		Required: true,
	}},
	Example: `target {
  grow   = "20%"
  versus = "same_period_last_year"
}`,
}

var guard = &Block{
	Name: "guard", Single: true,
	Description: "Keeps a verdict from being given on poor evidence.",
	Attributes: []*Attribute{
		{Name: "min_sample", Type: Number, Bounds: NotNegative, Default: "30 where the value is a ratio with a count below", Description: "Events that a verdict needs.", Example: `30`, Also: []string{"minimum_sample", "sample", "min_n"}},
		{Name: "maturity", Type: Days, Default: "what the source says", Description: "Days after its end in which a period may still change.", Example: `"3d"`},
		{Name: "max_age", Type: Days, Default: "7d", Description: "How far data may lag behind the last complete day of the period before they are too old for a verdict.", Example: `"7d"`},
	},
	Example: `guard {
  min_sample = 30
  maturity   = "28d"
}`,
}

var mute = &Block{
	Name: "mute", Single: true,
	Description: "Suspends the KPI: it is reported as skipped, with the reason, until the day.",
	Attributes: []*Attribute{
		{Name: "until", Type: Date, Required: true, Description: "Last day of the silence.", Example: `"2026-06-30"`},
		{Name: "reason", Type: String, Required: true, Description: "Why. It is shown in every report.", Example: `"tracking is being moved"`},
	},
	Example: `mute {
  until  = "2026-06-30"
  reason = "tracking is being moved"
}`,
}
