package config_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/roictl/roictl/config"
)

// TestLimits gives the loader what would exhaust a recursive parser or make a
// number of a billion digits. Each has to be refused, not to crash or hang.
func TestLimits(t *testing.T) {
	t.Parallel()
	const (
		n    = 20_000  // a hundred times what may be nested, ten times what may be added
		many = 500_001 // more elements than one file may have
	)
	metric := func(value string) string { return "metric \"m\" {\n  value = " + value + "\n}\n" }
	tests := []struct{ name, file, text string }{
		{"parentheses", "a.roi.hcl", metric(strings.Repeat("(", n))},
		{"closed parentheses", "a.roi.hcl", metric(strings.Repeat("(", n) + "1" + strings.Repeat(")", n))},
		{"brackets over lines", "a.roi.hcl", metric(strings.Repeat("[\n", n))},
		{"blocks", "a.roi.hcl", strings.Repeat("goal {\n", n)},
		{"negations", "a.roi.hcl", metric(strings.Repeat("-", n) + "1")},
		{"logical negations", "a.roi.hcl", metric(strings.Repeat("! ", n) + "true")},
		{"conditions", "a.roi.hcl", metric(strings.Repeat("true ? 1 : ", n) + "1")},
		{"sum on one line", "a.roi.hcl", metric(strings.Repeat("1 + ", n) + "1")},
		{"sum over lines", "a.roi.hcl", metric("(" + strings.Repeat("1 +\n", n) + "1)")},
		{"sum with operators first", "a.roi.hcl", metric("(1" + strings.Repeat("\n+ 1", n) + ")")},
		{"sum of calls", "a.roi.hcl", metric("(" + strings.Repeat("max(1, 2)\n+ ", n) + "1)")},
		{"templates", "a.roi.hcl", metric(strings.Repeat(`"${`, n))},
		{"template conditions", "a.roi.hcl", "metric \"m\" {\n  description = <<EOT\n" + strings.Repeat("%{ if true }\n", n) + "EOT\n}\n"},
		{"exponent", "a.roi.hcl", metric("1e999999999")},
		{"negative exponent", "a.roi.hcl", metric("1E-999999999")},
		{"JSON arrays", "a.roi.hcl.json", strings.Repeat("[", n)},
		{"JSON objects", "a.roi.hcl.json", strings.Repeat(`{"a":`, n)},
		{"JSON template", "a.roi.hcl.json", `{"metric": {"m": {"value": "${` + strings.Repeat("(", n) + `"}}}`},
		{"JSON sum", "a.roi.hcl.json", `{"metric": {"m": {"value": "${` + strings.Repeat("1+", n) + `1}"}}}`},
		{"JSON bare sum", "a.roi.hcl.json", `{"metric": {"m": {"value": "` + strings.Repeat("1+", n) + `1"}}}`},
		{"elements", "a.roi.hcl", "locals {\n  a = [" + strings.Repeat("1,", many) + "1]\n}\n"},
		{"arguments", "a.roi.hcl", "locals {\n  a = {\n" + strings.Repeat("a=1\n", many) + "}\n}\n"},
		{"braces", "a.roi.hcl", strings.Repeat("{", 12_000_000)},
		{"JSON elements", "a.roi.hcl.json", `{"locals": {"a": [` + strings.Repeat("1,", many) + "1]}}"},
		{"JSON exponent", "a.roi.hcl.json", `{"metric": {"m": {"value": 1e999999999}}}`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			if testing.Short() && len(test.text) > 1<<20 {
				t.Skip("large input")
			}
			_, diags := load(t, map[string]string{test.file: test.text})
			if len(diags) == 0 || config.DiagnosticCode(diags[0]) != "LIMIT" {
				t.Errorf("got %s, want a LIMIT error", shortened(diagnosticsText(diags)))
			}
		})
	}
}

// TestLimitsOfValues gives the loader expressions that are short but whose values
// would not fit into the machine.
func TestLimitsOfValues(t *testing.T) {
	t.Parallel()
	doubling := func(first, rule string) string {
		text := "locals {\n  a0 = " + first + "\n"
		for i := 1; i < 64; i++ {
			text += fmt.Sprintf("  a%d = %s\n", i, strings.ReplaceAll(rule, "X", fmt.Sprintf("local.a%d", i-1)))
		}
		return text + "}\n"
	}
	tests := map[string]string{
		"text":      doubling(`"xxxxxxxxxx"`, `"${X}${X}"`),
		"list":      doubling(`[1, 2, 3]`, `concat(X, X)`),
		"nested":    doubling(`[1, 2, 3]`, `[X, X]`),
		"number":    doubling(`10`, `X * X`),
		"fraction":  doubling(`0.1`, `X * X`),
		"division":  "metric \"m\" {\n  description = 1 / 0\n}\n",
		"instances": "metric \"m\" {\n  for_each = toset([for a in setproduct(range(0, 101), range(0, 100)) : \"${a[0]}-${a[1]}\"])\n  value = 1\n}\n",
	}
	for name, text := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, diags := load(t, map[string]string{"a.roi.hcl": text})
			if !diags.HasErrors() {
				t.Error("no error")
			}
		})
	}
}

// TestWithinLimits holds that the limits leave room for what people write.
func TestWithinLimits(t *testing.T) {
	t.Parallel()
	text := "metric \"m\" {\n  value = " + strings.Repeat("(", 100) + "1" + strings.Repeat(" + 1)", 100) + "\n}\n" +
		"metric \"long\" {\n  description = \"" + strings.Repeat("1.2.3-4+5*6/7 (a) ", 1000) + "\"\n  value = 1" + strings.Repeat(" + 1", 1000) + "\n}\n" +
		"locals {\n  list = [" + strings.Repeat("1 + 1, ", 20_000) + "]\n  lines = {\n" + strings.Repeat("    # a-b-c-d\n", 3000) + "  }\n}\n"
	c, diags := load(t, map[string]string{"a.roi.hcl": text})
	if len(diags) > 0 {
		t.Fatalf("got %s, want nothing", shortened(diagnosticsText(diags)))
	}
	if got := formula(c.Metrics[1].Value.Root); got != "1001" {
		t.Errorf("the sum is %s, want 1001", got)
	}
}

// TestTenMegabytes loads 10 MB of blocks of which every second one has three
// mistakes, and a megabyte of garbage. Most of it is prose, so that the test is
// about bytes: TestManyMistakes is about blocks.
func TestTenMegabytes(t *testing.T) {
	if testing.Short() {
		t.Skip("large input")
	}
	t.Parallel()
	prose := strings.Repeat("Why this is measured, and \\\"how\\\". ", 200)
	var text strings.Builder
	pairs := 0
	for ; text.Len() < 10<<20; pairs++ {
		fmt.Fprintf(&text, "metric \"good%d\" {\n  description = \"%s\"\n  value = 1 + 2 * (3 - 4)\n}\n", pairs, prose)
		fmt.Fprintf(&text, "metric \"bad%d\" {\n  value = metrc.m + metric.unknown%[1]d\n  valeu = 1\n}\n", pairs)
	}
	c, diags := load(t, map[string]string{"a.roi.hcl": text.String()})
	if len(diags) != 3*pairs || len(c.Metrics) != 2*pairs {
		t.Errorf("got %d diagnostics and %d metrics, want %d and %d", len(diags), len(c.Metrics), 3*pairs, 2*pairs)
	}
	if _, diags := load(t, map[string]string{"a.roi.hcl": strings.Repeat("\x00\xff{{{\n\"x", 1<<17)}); !diags.HasErrors() {
		t.Error("no error about garbage")
	}
}

// TestManyMistakes gives the loader a megabyte or two in which every block has
// the same mistake: the work must not grow with the square of them.
func TestManyMistakes(t *testing.T) {
	t.Parallel()
	const n = 3_000
	ring := func(i int) string { return fmt.Sprintf("metric \"m%d\" {\n  value = metric.m%d\n}\n", i, (i+1)%n) }
	tests := []struct {
		name string
		unit func(i int) string
		want int
	}{
		{"syntax errors", func(i int) string { return fmt.Sprintf("metric \"m%d\" {\n  value = = 1\n}\n", i) }, n},
		{"unclosed blocks", func(i int) string { return fmt.Sprintf("metric \"m%d\" {\n  value = metric.x%d\n", i, i) }, 1}, // they nest too deep
		{"unknown variables", func(i int) string { return fmt.Sprintf("variable \"v%d\" {\n  default = var.w%d\n}\n", i, i) }, n},
		{"unknown metrics", func(i int) string { return fmt.Sprintf("metric \"m%d\" {\n  value = metric.x%d\n}\n", i, i) }, n},
		{"duplicates", func(int) string { return "metric \"m\" {\n  value = 1\n}\n" }, n - 1},
		{"one ring", ring, 1},
		{"wrong arguments", func(i int) string { return fmt.Sprintf("metric \"m%d\" {\n  value = 1\n  desciption = 1\n}\n", i) }, n},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var text strings.Builder
			for i := range n {
				text.WriteString(test.unit(i))
			}
			_, diags := load(t, map[string]string{"a.roi.hcl": text.String()})
			if len(diags) != test.want {
				t.Errorf("got %d diagnostics, want %d; the first are %s", len(diags), test.want, shortened(diagnosticsText(diags)))
			}
		})
	}
}

// TestManyInstances holds that for_each within for_each, and sums over many
// instances in many formulas, are bounded.
func TestManyInstances(t *testing.T) {
	t.Parallel()
	for name, text := range map[string]string{
		"nested": "locals {\n  many = toset([for i in range(0, 1000) : \"k${i}\"])\n}\ngoal \"g\" {\n  for_each = local.many\n  kpi \"k\" {\n    for_each = local.many\n    value = 1\n    every = \"day\"\n  }\n}\n",
		"sums":   "locals {\n  many = toset([for i in range(0, 1024) : \"k${i}\"])\n}\nmetric \"m\" {\n  for_each = local.many\n  value = 1\n}\nmetric \"s\" {\n  for_each = local.many\n  value = metric.m[each.key] / sum(metric.m)\n}\n",
	} {
		t.Run(name, func(t *testing.T) {
			_, diags := load(t, map[string]string{"a.roi.hcl": text})
			if len(diags) == 0 || config.DiagnosticCode(diags[0]) != "LIMIT" {
				t.Errorf("got %s, want a LIMIT error", shortened(diagnosticsText(diags)))
			}
		})
	}
}

func shortened(text string) string {
	if len(text) > 500 {
		return text[:500] + "…"
	}
	return text
}
