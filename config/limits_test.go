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
	const n = 200_000
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
		{"JSON exponent", "a.roi.hcl.json", `{"metric": {"m": {"value": 1e999999999}}}`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
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

// TestTenMegabytes loads 10 MB of blocks, right and wrong, one after the other:
// each takes a few hundred megabytes of memory.
func TestTenMegabytes(t *testing.T) {
	if testing.Short() {
		t.Skip("large input")
	}
	const size = 10 << 20
	tests := []struct {
		name, unit string
		want       int // errors per unit
	}{
		{"valid", "metric \"m%d\" {\n  value = 1 + 2 * (3 - 4)\n}\n", 0},
		{"wrong", "metric \"m%d\" {\n  value = metrc.m + metric.unknown%[1]d\n  valeu = 1\n}\n", 3},
		{"garbage", "\x00\xff{{{\n\"%d", -1},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var text strings.Builder
			units := 0
			for text.Len() < size {
				fmt.Fprintf(&text, test.unit, units)
				units++
			}
			_, diags := load(t, map[string]string{"a.roi.hcl": text.String()})
			if test.want >= 0 && len(diags) != test.want*units {
				t.Errorf("got %d diagnostics, want %d", len(diags), test.want*units)
			}
			if test.want < 0 && !diags.HasErrors() {
				t.Error("no error")
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
