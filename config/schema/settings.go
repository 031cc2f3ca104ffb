package schema

var settings = &Block{
	Name: "roictl", Single: true, Since: since,
	Description: "Settings of the whole configuration: the currency and time zone of every report, the calendar, and what roictl itself and third-party connectors have to be.",
	Attributes: []*Attribute{
		{
			Name: "required_version", Type: Version, Example: `">= 0.1"`,
			Description: "Which versions of roictl may read this configuration.",
		},
		{
			Name: "currency", Type: Currency, Example: `"EUR"`,
			Description: "Currency of every report, as an ISO 4217 code. Other money is converted by an `fx` block, never silently.",
		},
		{
			Name: "timezone", Type: TimeZone, Default: "UTC", Example: `"Europe/Berlin"`,
			Description: "Time zone in which days begin and end, by its IANA name.",
			Also:        []string{"time_zone", "tz"},
		},
		{
			Name: "week_start", Type: Weekday, Default: "monday", Example: `"sunday"`,
			Description: "First day of the week.",
		},
		{
			Name: "workweek", Type: Weekdays, Default: `["mon", "tue", "wed", "thu", "fri"]`, Example: `["sun", "mon", "tue", "wed", "thu"]`,
			Description: "The days that count as weekdays for costs with `every = \"weekday\"`.",
			Also:        []string{"work_week", "workdays", "weekdays"},
		},
		{
			Name: "fiscal_start", Type: Month, Default: "january", Example: `"april"`,
			Description: "First month of the fiscal year. Quarters and years follow it.",
			Also:        []string{"fiscal_year_start", "fiscal_year"},
		},
		{
			Name: "business_model", Type: String,
			Values:      []string{"dtc", "b2b", "saas", "considered_purchase", "brick_and_mortar", "publisher", "personal_brand"},
			Description: "How the business works. It decides which metrics count as vanity: followers are under `dtc`, reach is not under `brick_and_mortar`.",
			Also:        []string{"model", "business"},
		},
	},
	Blocks: []*Block{{
		Name: "required_connectors", Single: true,
		Description: "Third-party connectors by the name under which `connector` blocks use them. Bundled connectors need no entry.",
		Any: &Attribute{
			Name: "NAME", Type: Object, Description: "One connector.", Example: `{ source = "ghcr.io/acme/roictl-tiktok", version = "~> 1.2" }`,
			Fields: []*Attribute{
				{Name: "source", Type: String, Required: true, Description: "Where the connector comes from.", Example: `"ghcr.io/acme/roictl-tiktok"`},
				{Name: "version", Type: Version, Description: "Which versions will do.", Example: `"~> 1.2"`},
			},
		},
	}},
	Example: `roictl {
  required_version = ">= 0.1"
  currency         = "EUR"
  timezone         = "Europe/Berlin"
  business_model   = "dtc"

  required_connectors {
    tiktok = { source = "ghcr.io/acme/roictl-tiktok", version = "~> 1.2" }
  }
}`,
}

var variable = &Block{
	Name: "variable", Labels: []string{"name"}, Since: since,
	Description: "A value that is given from outside. Later ways to set it win over earlier ones: its default, the environment variable `ROICTL_VAR_name`, `roictl.vars.hcl`, `*.auto.vars.hcl` in order of their names, then `--var-file` and `--var` in the order of the command line.",
	Attributes: []*Attribute{
		{
			Name: "type", Type: TypeExpr, Default: "any", Example: `number`,
			Description: "Type that the value is converted to: `string`, `number`, `bool`, `list(string)`, `map(number)`, `object({ name = string, rate = optional(number, 10) })`, `any`.",
		},
		{
			Name: "default", Type: Any, Example: `10`,
			Description: "Value where none is given. A variable without a default has to be set.",
		},
		description("What the variable is for."),
		{
			Name: "sensitive", Type: Bool, Default: "false",
			Description: "Hides the value in every output. A sensitive value may only be used inside `connector` blocks.",
		},
		{
			Name: "nullable", Type: Bool, Default: "true",
			Description: "Whether null is a value. If not, null means the default.",
		},
	},
	Blocks: []*Block{{
		Name:        "validation",
		Description: "A rule that the value has to keep. There may be several.",
		Attributes: []*Attribute{
			{Name: "condition", Type: Condition, Required: true, Description: "An expression that is true when the value is right.", Example: `var.hourly_rate > 0`},
			{Name: "error_message", Type: String, Required: true, Description: "What to tell the user otherwise.", Example: `"The hourly rate must be positive."`},
		},
	}},
	Example: `variable "hourly_rate" {
  type        = number
  default     = 10
  description = "What an hour of work costs."

  validation {
    condition     = var.hourly_rate > 0
    error_message = "The hourly rate must be positive."
  }
}`,
}

var locals = &Block{
	Name: "locals", Since: since,
	Description: "Names for static values, used as `local.NAME`. They may use variables and each other, in any order, but no metrics: a figure computed from metrics is a `metric` with a `value`.",
	Any:         &Attribute{Name: "NAME", Type: Any, Description: "Any value."},
	Example: `locals {
  season  = "spring-2026"
  markets = { fr = "FR", de = "DE" }
}`,
}
