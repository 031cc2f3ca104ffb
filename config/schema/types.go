package schema

// TypeDescription says how values of a type are written.
type TypeDescription struct {
	Type        Type   `json:"type"`
	Description string `json:"description"`
}

// Types describes all types, for the reference.
func Types() []TypeDescription { return types }

var types = []TypeDescription{
	{String, "A text in quotes: `\"Paid Social\"`. It may hold `${…}` with a static expression."},
	{Number, "A number: `30`, `0.5`. Decimals are exact."},
	{Bool, "`true` or `false`."},
	{Date, "A day as `\"2026-05-31\"`."},
	{Days, "A whole number of days as `\"28d\"`, or weeks as `\"4w\"`."},
	{Amount, "A number, a percentage `\"20%\"`, money `\"20 EUR\"`, or a duration `\"90s\"`, `\"1h30m\"`, `\"28d\"` (`m` is minutes)."},
	{AmountPair, "Two amounts, the lower one first: `[2, 4]`."},
	{Span, "A number, or the lowest and the highest one: `[1000, 3000]`."},
	{Share, "A part of the whole: `0.4` or `\"40%\"`."},
	{Currency, "A code by ISO 4217: `\"EUR\"`."},
	{TimeZone, "An IANA name: `\"Europe/Berlin\"`."},
	{Weekday, "The English name of a weekday, or its first three letters: `\"monday\"`, `\"mon\"`."},
	{Weekdays, "A list of weekdays."},
	{Month, "The English name of a month, or its first three letters."},
	{Version, "Conditions on a version: `\">= 0.1\"`, `\"~> 1.2\"`, `\">= 1.0, < 2.0\"`."},
	{StringList, "A list of texts: `[\"age\", \"gender\"]`."},
	{StringMap, "Texts by name: `{ attribution = \"7d_click\" }`."},
	{Matches, "Dimensions and the values that they may have: `{ campaign = \"Spring*\", age = [\"18-24\", \"25-34\"] }`. In a text `*` stands for any characters and `?` for one."},
	{Baseline, "`\"previous_period\"`, `\"same_period_last_year\"`, a period such as `\"2025-Q4\"`, `\"2025-11\"`, `\"2025-W48\"`, `\"2025\"`, or a number."},
	{Secret, "A text that is never shown or stored. It comes from a variable with `sensitive = true`: `var.fb_secret`."},
	{Object, "Keys and values in braces, written out: `{ column = \"Date\" }`."},
	{Any, "Any static value."},
	{Keys, "A map or object, or a set or list of texts: `{ fr = \"FR\" }`, `toset([\"fr\", \"de\"])`."},
	{Condition, "A static expression that is true or false."},
	{TypeExpr, "A type: `string`, `list(number)`, `object({ name = string, rate = optional(number, 10) })`."},
	{Reference, "The address of a block, without quotes: `connector.facebook.eu`, `metric.visits[\"fr\"]`, `metric.visits[each.key]`. In JSON a text: `\"connector.facebook.eu\"`."},
	{References, "One reference, or a list of them: `[tracking.a, tracking.b]`."},
	{Formula, "Metrics, figures of campaigns and numbers, combined by `+ - * /`, parentheses and `min`, `max`, `abs`, `sum`, `money(20, \"EUR\")`: `metric.spend / metric.orders`. `sum(metric.visits)` adds up all instances of a `for_each`. In JSON a text: `\"${metric.spend / metric.orders}\"`."},
}
