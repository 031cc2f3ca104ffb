package config_test

import (
	"testing"

	"github.com/roictl/roictl/config"
)

func TestEvalExpression(t *testing.T) {
	t.Parallel()
	c, diags := load(t, map[string]string{"a.roi.hcl": `
variable "secret" {
  default   = "hunter2"
  sensitive = true
}
locals {
  rate = 41.82 / 1.02
}
metric "a" {
  value = 1
}
metric "b" {
  value = 2
}
`})
	if diags.HasErrors() {
		t.Fatal(diagnosticsText(diags))
	}
	tests := []struct{ source, formula, text, json string }{
		{"local.rate", "", "41", "41"},
		{"0.1 + 0.2", "", "0.3", "0.3"},
		{"1 / 3", "", "1/3", ""},
		{`upper("x")`, "", `"X"`, `"X"`},
		{`["a", 1]`, "", `["a", 1]`, `["a",1]`},
		{"null", "", "null", "null"},
		{"var.secret", "", "(sensitive value)", ""},
		{"[var.secret]", "", "(sensitive value)", ""},
		{"metric.a / metric.b", "(metric.a / metric.b)", "", ""},
		{"metric.a * local.rate", "(metric.a * 41)", "", ""},
		{`money(5, "EUR")`, "5 EUR", "", ""},
	}
	for _, test := range tests {
		got, diags := c.EvalExpression(test.source)
		if diags.HasErrors() {
			t.Errorf("%s: %s", test.source, diagnosticsText(diags))
			continue
		}
		if test.formula != "" {
			if got.Formula == nil || formula(got.Formula.Root) != test.formula || got.Formula.Source != test.source {
				t.Errorf("%s: got %+v, want the formula %s", test.source, got, test.formula)
			}
			continue
		}
		if got.Formula != nil || got.Text != test.text || test.json != "" && string(got.JSON) != test.json {
			t.Errorf("%s: got %q and %s, want %q and %s", test.source, got.Text, got.JSON, test.text, test.json)
		}
		if got.Sensitive && got.JSON != nil {
			t.Errorf("%s: the sensitive value is in the JSON", test.source)
		}
	}
}

func TestEvalExpressionErrors(t *testing.T) {
	t.Parallel()
	c, _ := load(t, map[string]string{"a.roi.hcl": "metric \"visits\" {\n  value = 1\n}\n"})
	for source, code := range map[string]string{
		"1 +":               "SYNTAX",
		"":                  "SYNTAX",
		"local.nothing":     "REFERENCE",
		"metric.visit":      "REFERENCE",
		"metric.visits % ":  "SYNTAX",
		"metric.visits > 5": "FORMULA",
		"each.key":          "FOR_EACH",
		"1 / 0":             "EXPRESSION",
		"1e99999":           "LIMIT",
		"visits":            "EXPRESSION",
	} {
		got, diags := c.EvalExpression(source)
		if got != nil || len(diags) == 0 || config.DiagnosticCode(diags[0]) != code {
			t.Errorf("%q: got %v and %s, want %s", source, got, diagnosticsText(diags), code)
		}
	}
}
